"""What is done when a schedule is due? One use case for each job; the same house serves clock and word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import (
    acknowledging,
    arriving,
    asking,
    closing,
    collecting,
    dunning,
    listing_again,
    opening,
    opening_again,
    price_asking,
    reporting,
    resting,
    standing_plans,
)
from handlers.house import House
from handlers.place import Speaker
from handlers.replies import on_plans, to_group
from handlers.replies.parts import own_goods
from handlers.targets import first_group, locked, open_beside
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import HANDING_OUT, LIVE, ON_THE_WAY, Stage
from models.mail import OutboxRow
from models.ports import UnitOfWork
from models.schedule import Firing, Job, Once, Schedule
from models.values import MessageId, Role

#: Reasons of a firing that are said to somebody (scheduler/jobs.py).
LATE = "late"


def look_ahead(schedules: Sequence[Schedule], unit: UnitOfWork, now: datetime) -> None:
    """Read at once what the firings of these schedules ask for, and lock the group-buys that they change, in order of
    id."""
    unit.organizers.look_ahead(schedule.organizer for schedule in schedules)
    owners = (unit.organizers.get(schedule.organizer) for schedule in schedules)
    unit.people.look_ahead(owner.reader_at(now) for owner in owners if owner is not None)
    unit.groups.look_ahead(schedule.group for schedule in schedules if schedule.group is not None)
    unit.group_buys.lock(schedule.group_buy for schedule in schedules if schedule.group_buy is not None)
    lists = [one for one in schedules if one.job is Job.DAILY_LIST and one.group_buy is None]
    unit.group_buys.look_ahead(schedule.group for schedule in lists if schedule.group is not None)


def handle_due(schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime, house: House) -> None:
    """Do what a schedule says, in its organizer's name. Whatever it posts carries the firing's id, once."""
    turn = _turn_of(schedule, firing, unit, now, house)
    if turn is not None:
        _JOBS[schedule.job](schedule, firing, turn)


def handle_missed(schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime, house: House) -> None:
    """Tell the organizer what should have been said while the bot was away, and now would come too late."""
    turn = _turn_of(schedule, firing, unit, now, house)
    if turn is not None:
        _tell_missed(schedule, firing, turn)


def _tell_missed(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    turn.tell(
        on_plans.missed(
            turn.person,
            schedule.job.value,
            firing.due_at,
            schedule.time_zone,
            title=schedule.title,
            due_id=f"{due_id(firing)}:missed",
        )
    )


def due_id(firing: Firing) -> str:
    return f"{firing.schedule}@{firing.due_at.isoformat()}"


def _turn_of(schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime, house: House) -> Turn | None:
    organizer = unit.organizers.get(schedule.organizer)
    person = None if organizer is None else unit.people.get(organizer.reader_at(now))
    group = None if schedule.group is None else unit.groups.get(schedule.group)
    if organizer is None or person is None:
        return None
    speaker = Speaker(organizer, person, Role.ORGANIZER, group, MessageId(due_id(firing)), firing.due_at)
    return Turn(speaker, unit, now, house)


def _daily_list(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    """A list that was to go out at this hour; else the list of a group-buy that has been open since another day. For
    once she means whatever is open, and is told where nothing is."""
    if schedule.group_buy is not None:
        planned = locked(turn, schedule.group_buy)
        if planned is not None and planned.stage is Stage.DRAFT and _rests(turn):
            _tell_missed(schedule, firing, turn)
        elif planned is not None and planned.stage is Stage.DRAFT:
            opening.open_now(planned, turn, due_id=due_id(firing))
        return
    if turn.speaker.group is None or (_rests(turn) and not isinstance(schedule.plan, Once)):
        return
    once = isinstance(schedule.plan, Once)
    open_lists = _open(turn.speaker.group, turn) if once else _open_since_yesterday(turn.speaker.group, turn)
    if once and not open_lists:
        turn.tell(on_plans.nothing_to_list(turn.person, due_id=f"{due_id(firing)}:nothing"))
    for group_buy in open_lists:
        listing_again.post(group_buy, [turn.speaker.group], turn, due_id=f"{due_id(firing)}:{group_buy.id}")


def _open_since_yesterday(group: Group, turn: Turn) -> list[GroupBuy]:
    today = turn.now.astimezone(ZoneInfo(group.settings.time_zone)).date()
    return [
        group_buy
        for group_buy in _open(group, turn)
        if group_buy.opened_at is not None
        and group_buy.opened_at.astimezone(ZoneInfo(group.settings.time_zone)).date() < today
    ]


def _open(group: Group, turn: Turn) -> list[GroupBuy]:
    return [group_buy for group_buy in turn.unit.group_buys.live_in(group.id) if group_buy.stage is Stage.OPEN]


def _cutoff_reminder(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    """Carries the day's last acknowledgement, and what nobody has answered yet, so that the group hears one post and
    not three."""
    group_buy, group = _its_own(schedule, turn)
    if group_buy is None or group is None or group_buy.stage is not Stage.OPEN or group_buy.closes_at is None:
        return
    orders, questions = acknowledging.take_waiting(group, turn), asking.once_more(group_buy, group, turn)
    others = [one for one in open_beside(group_buy, group, turn) if one.closes_at != group_buy.closes_at]
    called = [own_goods(group_buy, others)] if others else []
    before = _same_reminder(group, group_buy.closes_at, turn)
    if before is not None:
        # Two lists that close at one hour are told in one post, with what either has to carry.
        turn.unit.outbox.withdraw(before.id)
        called.append(before.post.values.get("of"))
        orders = [*before.post.values["orders"], *orders]
        questions = [*before.post.values["questions"], *questions]
    post = to_group.reminder(
        group.id,
        group_buy.closes_at,
        turn.now,
        group.settings.time_zone,
        orders,
        of="、".join(filter(None, called)) or None,
        due_id=due_id(firing),
    )
    turn.tell(to_group.with_questions(post, questions))


def _same_reminder(group: Group, closes_at: datetime, turn: Turn) -> OutboxRow | None:
    """A reminder of the same hour that is still to go out."""
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.REMINDER)
    same = waiting is not None and waiting.post.values["closes_at"] == closes_at.isoformat()
    return waiting if same else None


def _cutoff(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    group_buy, _ = _its_own(schedule, turn)
    if group_buy is None or group_buy.stage is not Stage.OPEN:
        return
    closed = closing.close_now(group_buy, turn, at=firing.due_at, due_id=due_id(firing))
    closing.report_closing(closed, turn, due_id=f"{due_id(firing)}:report")


def _arrival_check(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    """`货到了吗？` Where she says nothing, the notice goes out at its hour, unless the group waits for her word."""
    group_buy, group = _its_own(schedule, turn)
    if group_buy is None or group is None or group_buy.stage not in ON_THE_WAY:
        return
    plans = turn.unit.schedules.of_group_buy(group_buy.id)
    planned = any(one.job is Job.PICKUP_NOTICE and one.next_due is not None for one in plans)
    pickup_at = firing.due_at + standing_plans.ARRIVAL_CHECK_BEFORE if planned else None
    if not planned:
        arriving.ask_again(group_buy, group, turn)
    turn.tell(on_plans.arrival_check(turn.person, pickup_at, group.settings.time_zone, due_id=due_id(firing)))


def _pickup_notice(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    group_buy, _ = _its_own(schedule, turn)
    if group_buy is not None and group_buy.stage is Stage.OPEN:
        turn.tell(on_plans.still_open(turn.person, due_id=f"{due_id(firing)}:open"))
    if group_buy is None or group_buy.stage not in ON_THE_WAY:
        return
    group = first_group(turn, group_buy)
    if group is not None and not group.settings.after_arrival_only:
        arriving.notify(group_buy, turn, late=firing.reason == LATE, due_id=f"{due_id(firing)}:{group_buy.id}")


def _daily_summary(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    reporting.send_summary(turn, due_id=due_id(firing))


def _open_again(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    if turn.speaker.group is not None and not _rests(turn):
        late = firing.reason == LATE
        opening_again.ask_for_list(schedule.title, turn.speaker.group, turn, late=late, due_id=due_id(firing))


def _rests(turn: Turn) -> bool:
    """Whether the group of a plan rests: no list goes out by itself, and none is asked for."""
    return turn.speaker.group is not None and resting.is_resting(turn.speaker.group, turn)


def _not_collected(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    group_buy, group = _handed_out(schedule, turn)
    if group_buy is not None and group is not None:
        collecting.remind_uncollected(group_buy, group, turn, due_id=due_id(firing))


def _fresh_left(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    group_buy, _ = _handed_out(schedule, turn)
    if group_buy is not None:
        collecting.tell_fresh_left(group_buy, turn, due_id=due_id(firing))


def _left_overnight(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    group_buy, _ = _handed_out(schedule, turn)
    if group_buy is not None:
        collecting.tell_left_overnight(group_buy, turn, due_id=due_id(firing))


def _dun(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    """Also where all is handed out and over: who owes is reminded all the same."""
    group_buy, group = _its_own(schedule, turn)
    if group_buy is not None and group is not None:
        dunning.remind_due(group_buy, group, turn, due_id=due_id(firing))


def _price_answers(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    group_buy, _ = _its_own(schedule, turn)
    if group_buy is not None and group_buy.stage in LIVE:
        price_asking.end_asking(group_buy, turn, due_id=due_id(firing))


def _grace_over(schedule: Schedule, firing: Firing, turn: Turn) -> None:
    """Half an hour after the cut-off, where nothing was bought yet: what is still open, and what to say."""
    group_buy, _ = _its_own(schedule, turn)
    if group_buy is not None and group_buy.stage is Stage.CLOSED:
        closing.tell_grace_over(group_buy, turn, due_id=due_id(firing))


def _handed_out(schedule: Schedule, turn: Turn) -> tuple[GroupBuy | None, Group | None]:
    group_buy, group = _its_own(schedule, turn)
    there = group_buy is not None and group_buy.stage in HANDING_OUT
    return (group_buy, group) if there else (None, None)


def _its_own(schedule: Schedule, turn: Turn) -> tuple[GroupBuy | None, Group | None]:
    """The group-buy of a schedule, locked: another process may be at another of its schedules."""
    group_buy = None if schedule.group_buy is None else locked(turn, schedule.group_buy)
    return group_buy, turn.speaker.group


_JOBS: Mapping[Job, Callable[[Schedule, Firing, Turn], None]] = {
    Job.DAILY_LIST: _daily_list,
    Job.CUTOFF_REMINDER: _cutoff_reminder,
    Job.CUTOFF: _cutoff,
    Job.ARRIVAL_CHECK: _arrival_check,
    Job.PICKUP_NOTICE: _pickup_notice,
    Job.DAILY_SUMMARY: _daily_summary,
    Job.OPEN_AGAIN: _open_again,
    Job.NOT_COLLECTED: _not_collected,
    Job.FRESH_LEFT: _fresh_left,
    Job.LEFT_OVERNIGHT: _left_overnight,
    Job.DUN: _dun,
    Job.PRICE_ANSWERS: _price_answers,
    Job.GRACE_OVER: _grace_over,
}
