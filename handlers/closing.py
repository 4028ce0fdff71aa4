"""When do orders end? Cut-off, its move, reopening, and the word to the organizer afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import acknowledging, figures, standing_plans, undoing
from handlers import commands as c
from handlers.conversation import Choice, offer
from handlers.late_numbers import remember_late
from handlers.purchase_gaps import gap_values, is_short
from handlers.replies import to_group, to_organizer
from handlers.replies.on_selling import selling
from handlers.replies.parts import own_goods
from handlers.targets import find_for, first_group, groups_of, locked, open_beside, per_group
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.deeds import RULES, Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json
from models.schedule import Job
from models.values import GroupBuyId

#: How long orders are taken again where she names no end: a forgotten one would stay open for ever.
REOPENED_FOR = timedelta(hours=2)
HALF_A_DAY = timedelta(hours=12)
#: How long after the cut-off she has, at most, before the goods are bought (organizer-notes, section 6).
GRACE = timedelta(minutes=30)


def close_orders(command: c.CloseOrders, turn: Turn) -> None:
    """`截单`: now, by her word."""
    group_buy = find_for(turn, Deed.CLOSE, command)
    if group_buy is None:
        return
    before = undoing.restore_times_command(group_buy, Stage.CLOSED)
    closed = close_now(group_buy, turn, at=turn.speaker.at)
    undoing.remember(turn, "截单", before)
    report_closing(closed, turn)
    if turn.person != turn.reader:
        turn.tell(to_organizer.done(turn.person, "orders_closed"))


def report_closing(group_buy: GroupBuy, turn: Turn, *, due_id: str | None = None) -> None:
    """The word to the organizer after the cut-off; its late orders are the ones that `收3 5` means."""
    remember_late(group_buy, turn)
    reader = turn.reader
    values = {**figures.totals_of(group_buy, turn), "gaps": _gaps(group_buy, turn)}
    turn.tell(to_organizer.closing_report(reader, values, due_id=due_id))


def _gaps(group_buy: GroupBuy, turn: Turn) -> list[Json]:
    gaps = gap_values(group_buy, turn.unit.books.read(group_buy.id).totals())
    return [gap for gap in gaps if is_short(gap)]


def tell_grace_over(group_buy: GroupBuy, turn: Turn, *, due_id: str) -> None:
    """Nothing was bought yet: what is still open, and that it is bought by her word."""
    values = figures.totals_of(group_buy, turn)
    questions, late = len(values["questions"]), len(values["late"])
    reader = turn.reader
    if values["orders"] or late:
        turn.tell(selling(reader, "grace_over", due_id=due_id, orders=values["orders"], questions=questions, late=late))


def close_now(group_buy: GroupBuy, turn: Turn, *, at: datetime, due_id: str | None = None) -> GroupBuy:
    """Close a group-buy's book as of ``at``, and say so in its groups. What was sent later is late."""
    turn.unit.group_buys.lock([group_buy.id])
    book = turn.unit.books.open(group_buy.id)
    turn.unit.books.record(group_buy.id, book.close(at, message_id=turn.speaker.message))
    closed = replace(group_buy, stage=Stage.CLOSED, closed_at=at, closes_at=min(at, group_buy.closes_at or at))
    turn.unit.group_buys.put(closed)
    for group in groups_of(turn, closed):
        standing_plans.drop(closed, group, {Job.CUTOFF_REMINDER, Job.CUTOFF}, turn.unit)
        if due_id is None:
            replan_pickup(closed, turn)
        orders = [*_not_reminded(closed, group, turn), *acknowledging.take_waiting(group, turn)]
        post = to_group.closed(
            closed,
            group.id,
            group.settings.time_zone,
            orders,
            of=_told_apart(closed, group, turn),
            due_id=per_group(due_id, group),
        )
        turn.tell(to_group.with_minimum(post, _minimum(closed, turn)))
    _plan_grace(closed, turn)
    return closed


def _told_apart(closed: GroupBuy, group: Group, turn: Turn) -> str | None:
    """By which goods it is called, where another list of the group goes on."""
    beside = open_beside(closed, group, turn)
    others = [one for one in beside if one.closes_at is None or one.closes_at > turn.now]
    return own_goods(closed, others) if others else None


def _minimum(group_buy: GroupBuy, turn: Turn) -> list[str]:
    """The goods that are not bought as it stands: too few want them."""
    return [gap["product"] for gap in _gaps(group_buy, turn) if gap["missing"] is not None]


def _plan_grace(group_buy: GroupBuy, turn: Turn) -> None:
    group = first_group(turn, group_buy)
    over_at = (group_buy.closed_at or turn.now) + GRACE
    if group is not None and over_at > turn.now:
        standing_plans.drop(group_buy, group, {Job.GRACE_OVER}, turn.unit)
        over = standing_plans.once(group_buy, group, Job.GRACE_OVER, over_at, turn.unit)
        standing_plans.keep(over, turn.unit, turn.now, turn.house)


def _not_reminded(group_buy: GroupBuy, group: Group, turn: Turn) -> list[Json]:
    """A reminder that could not go out in time takes its acknowledgements with it, unless the closing word has them."""
    orders: list[Json] = []
    for row in undoing.waiting_posts(turn, group_buy, "reminder"):
        if row.post.group == group.id:
            turn.unit.outbox.withdraw(row.id)
            orders += row.post.values["orders"]
    return orders


def replan_pickup(group_buy: GroupBuy, turn: Turn) -> None:
    """The pickup notice follows the day of the cut-off where the list names no day of its own."""
    for group in groups_of(turn, group_buy):
        pickup_at = standing_plans.pickup_moment(group_buy, group, turn.unit, turn.house)
        if pickup_at is not None:
            standing_plans.plan_arrival(group_buy, group, pickup_at, turn.unit, turn.now, turn.house)


def move_cutoff(command: c.MoveCutoff, turn: Turn) -> None:
    """`延到9点`: of the open group-buy."""
    group_buy = find_for(turn, Deed.MOVE_CUTOFF, command)
    if group_buy is None:
        return
    if command.until <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example="延到晚上9点"))
        return
    if not command.certain and _could_be_evening(command.until, group_buy.closes_at):
        _ask_which_half(command.until, turn)
        return
    before = undoing.restore_times_command(group_buy, group_buy.stage)
    moved = replace(group_buy, closes_at=command.until)
    _put_times(moved, turn)
    undoing.remember(turn, "改截单时间", before)
    turn.tell(
        to_organizer.done(
            turn.person, "cutoff_moved", closes_at=command.until.isoformat(), time_zone=turn.settings.time_zone
        )
    )


def _could_be_evening(until: datetime, closes_at: datetime | None) -> bool:
    """`延到9点`, said in the morning of a group-buy that closes at eight in the evening, hardly means nine o'clock in
    the morning; but it might."""
    return closes_at is not None and until < closes_at < until + HALF_A_DAY


def _ask_which_half(until: datetime, turn: Turn) -> None:
    def clock(moment: datetime) -> str:
        local = moment.astimezone(turn.zone)
        return f"{local.hour % 12 or 12}:{local.minute:02d}"

    choices = [
        Choice(f"晚上{clock(until)}", c.MoveCutoff(until=until + HALF_A_DAY, certain=True)),
        Choice(f"上午{clock(until)}", c.MoveCutoff(until=until, certain=True)),
    ]
    offer(turn, "which_time", choices)


def _put_times(group_buy: GroupBuy, turn: Turn) -> None:
    turn.unit.group_buys.put(group_buy)
    if group_buy.stage is Stage.DRAFT:
        return
    for group in groups_of(turn, group_buy):
        standing_plans.plan_closing(group_buy, group, turn.unit, turn.now, turn.house)
    replan_pickup(group_buy, turn)


def reopen_orders(command: c.ReopenOrders, turn: Turn) -> None:
    """`重开`: orders are taken again; what came late stays on the late list until she takes it."""
    group_buy = find_for(turn, Deed.REOPEN, command)
    if group_buy is None:
        return
    if command.until is not None and command.until <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example="再开半小时"))
        return
    before = undoing.restore_times_command(group_buy, Stage.OPEN)
    # What was full is open again by her word: so many no longer close it.
    reopened = reopen_now(replace(group_buy, full_at=None), command.until or turn.now + REOPENED_FOR, turn)
    undoing.remember(turn, "重开", before)
    for group in groups_of(turn, reopened):
        turn.tell(to_group.reopened(group.id, reopened.closes_at, group.settings.time_zone))
    closes_at = None if reopened.closes_at is None else reopened.closes_at.isoformat()
    zone = turn.settings.time_zone
    turn.tell(to_organizer.done(turn.person, "reopened", closes_at=closes_at, time_zone=zone))


def reopen_now(group_buy: GroupBuy, until: datetime | None, turn: Turn) -> GroupBuy:
    turn.unit.group_buys.lock([group_buy.id])
    for group in groups_of(turn, group_buy):
        standing_plans.drop(group_buy, group, {Job.GRACE_OVER}, turn.unit)
    book = turn.unit.books.open(group_buy.id)
    turn.unit.books.record(group_buy.id, book.reopen(turn.speaker.at, message_id=turn.speaker.message))
    reopened = replace(group_buy, stage=Stage.OPEN, closed_at=None, closes_at=until)
    _put_times(reopened, turn)
    return reopened


def _say_open_again(group_buy: GroupBuy, turn: Turn) -> None:
    """Where the group has read that orders are over it reads that they are not; else it need never know."""
    unsaid = undoing.waiting_posts(turn, group_buy, "closed")
    for row in unsaid:
        turn.unit.outbox.withdraw(row.id)
        acknowledging.put_back(row, turn)
    spared = {row.post.group for row in unsaid}
    for group in groups_of(turn, group_buy):
        if group.id not in spared:
            turn.tell(to_group.reopened(group.id, group_buy.closes_at, group.settings.time_zone))


def restore_times(command: c.RestoreTimes, turn: Turn) -> bool:
    """Put a group-buy's stage and times back: the inverse of closing, moving and reopening."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    stage = Stage(command.stage)
    if command.left not in (None, group_buy.stage) or not _may_be_restored(stage, group_buy):
        return undoing.refuse(turn, "too_much_since")
    if stage is Stage.OPEN and command.closes_at is not None and command.closes_at <= turn.now:
        # Open with a cut-off that is past, it would never be closed.
        return undoing.refuse(turn, "too_much_since")
    if stage is group_buy.stage:
        _put_times(replace(group_buy, closes_at=command.closes_at), turn)
    elif stage is Stage.OPEN:
        _say_open_again(reopen_now(group_buy, command.closes_at, turn), turn)
    else:
        _closed_again(close_now(group_buy, turn, at=command.closed_at or turn.now), stage, turn)
    return True


def _closed_again(group_buy: GroupBuy, stage: Stage, turn: Turn) -> None:
    """Where goods were bought by the purchase list before, they still are, and nothing can be answered any more."""
    if stage is Stage.ORDERED:
        book = turn.unit.books.open(group_buy.id)
        frozen = book.freeze_questions(turn.now, message_id=turn.speaker.message)
        turn.unit.books.record(group_buy.id, frozen)
    turn.unit.group_buys.put(replace(group_buy, stage=stage))


def _may_be_restored(stage: Stage, group_buy: GroupBuy) -> bool:
    if stage is group_buy.stage:
        return True
    return {stage, group_buy.stage} <= {Stage.OPEN, *RULES[Deed.REOPEN].stages}
