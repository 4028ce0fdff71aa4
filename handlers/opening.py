"""How does a pasted list become a group-buy? Collecting, the draft with its doubts, mending it, and publishing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from handlers import asked_lists, listing_again, listings, standing_plans, undoing
from handlers import commands as c
from handlers import goods_commands as g
from handlers.conversation import Choice, DraftTalk, draft_talk, end_draft, keep_draft, offer
from handlers.replies import to_organizer
from handlers.targets import first_group, groups_of
from handlers.turn import Turn
from models.acts import Listing
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.language.listing import read_listing
from models.schedule import Job, Once, Schedule
from models.values import GroupBuyId, GroupId, Product

#: No list that people are to read is longer.
MOST_PRODUCTS = 300
#: More lists than an organizer has on sale at a time.
_LISTS_A_DAY = 40


def start_draft(command: c.StartDraft, turn: Turn) -> None:
    """`开团`: a draft, filled from the text that came with it, or waiting for the messages to come."""
    if command.text.strip():
        take_listing(read_listing(command.text, turn.said_at), turn, command.text)
        return
    group_buy = _new_draft(turn)
    keep_draft(turn, DraftTalk(group_buy.id, collecting=True))
    turn.tell(to_organizer.collecting(turn.person, 0))


def take_listing(listing: Listing, turn: Turn, text: str = "") -> None:
    """A pasted list: the first one makes a draft, the next ones are added to it. ``text`` is the list as written."""
    talk = draft_talk(turn)
    kept = _draft_of(talk, turn)
    if not listing.products and (kept is None or not listings.tells_times(listing)):
        turn.tell(to_organizer.refused(turn.person, "no_products", example="鸡蛋 32元/板"))
        return
    count = len(listing.products) + (0 if kept is None else len(kept.products))
    if count > MOST_PRODUCTS:
        turn.tell(to_organizer.refused(turn.person, "too_many_products", count=count, most=MOST_PRODUCTS))
        return
    if kept is not None and kept.products:
        undoing.remember(turn, "改清单", listings.restore_command(kept))
    group_buy = kept or _new_draft(turn)
    filled = listings.fill(group_buy, listing, turn, numbers_taken(listing.closes_at or group_buy.closes_at, turn))
    filled = listings.packed(filled, text)
    turn.unit.group_buys.put(filled)
    collecting = talk is not None and talk.collecting
    keep_draft(turn, DraftTalk(filled.id, collecting=collecting))
    if collecting:
        turn.tell(to_organizer.collecting(turn.person, len(filled.products)))
    else:
        show(filled, turn)


def finish_draft(command: c.FinishDraft, turn: Turn) -> None:
    group_buy = _open_draft(turn)
    if group_buy is not None:
        keep_draft(turn, DraftTalk(group_buy.id, collecting=False))
        show(group_buy, turn)


def show(group_buy: GroupBuy, turn: Turn) -> None:
    """The list as it was understood, each doubt marked."""
    turn.tell(to_organizer.draft(turn.person, group_buy, listings.doubts(group_buy), _time_zone(group_buy, turn)))


def drop_draft(command: c.DropDraft, turn: Turn) -> None:
    group_buy = _open_draft(turn)
    if group_buy is not None:
        turn.unit.group_buys.put(replace(group_buy, stage=Stage.CANCELLED))
        end_draft(turn)
        undoing.remember(turn, "作废清单", c.KeepAsIs())
        turn.tell(to_organizer.done(turn.person, "draft_dropped"))


def price_draft(command: c.PriceDraft, turn: Turn) -> None:
    """`3号 12.8`: the price of one product of the draft."""
    group_buy = _open_draft(turn)
    if group_buy is None:
        return
    if not any(product.number == command.number for product in group_buy.products):
        turn.tell(to_organizer.refused(turn.person, "no_such_number", number=command.number, example="3号 12.8"))
        return
    products = tuple(
        replace(product, price_fen=command.price_fen) if product.number == command.number else product
        for product in group_buy.products
    )
    mend(group_buy, replace(group_buy, products=products), f"{command.number}号改价", turn)


def remove_from_draft(command: c.RemoveFromDraft, turn: Turn) -> None:
    """`删5`: the number stays a gap, so that what was said of others still holds."""
    group_buy = _open_draft(turn)
    if group_buy is None:
        return
    left = tuple(product for product in group_buy.products if product.number != command.number)
    if len(left) == len(group_buy.products):
        turn.tell(to_organizer.refused(turn.person, "no_such_number", number=command.number, example="删5"))
        return
    mend(group_buy, replace(group_buy, products=left), f"删{command.number}号", turn)


def mark_up_draft(command: c.MarkUpDraft, turn: Turn) -> None:
    """`每样加3`, `加15%`: upon the cost where one is known, else upon the price. Parts of a fen are rounded up."""
    group_buy = _open_draft(turn)
    if group_buy is None:
        return
    products = tuple(replace(product, price_fen=marked_up(product, command)) for product in group_buy.products)
    mend(group_buy, replace(group_buy, products=products), "加价", turn)


def marked_up(product: Product, command: c.MarkUpDraft | g.MarkUpGoods) -> int | None:
    base = product.cost_fen if product.cost_fen is not None else product.price_fen
    if base is None:
        return None
    if command.add_fen is not None:
        return base + command.add_fen
    percent = command.add_percent or Decimal(0)
    # People pay in tenths of a yuan: 28.75 is said as 28.8.
    return -(-int(base * (100 + percent)) // 1000) * 10


def mend(before: GroupBuy, after: GroupBuy, said: str, turn: Turn) -> None:
    """Put a changed draft in place of what it was, and show it."""
    turn.unit.group_buys.put(after)
    undoing.remember(turn, said, listings.restore_command(before))
    keep_draft(turn, DraftTalk(after.id, collecting=False))
    show(after, turn)


def publish_draft(command: c.PublishDraft, turn: Turn) -> None:
    """`发`: open it now, or at a time. Without a price for each product nothing goes out."""
    group_buy = _open_draft(turn)
    if group_buy is None or not _may_publish(group_buy, command.at or turn.now, turn):
        return
    if not group_buy.groups:
        _ask_where(command, turn)
        return
    if command.at is not None and command.at > turn.now:
        _publish_later(group_buy, command.at, turn)
        return
    published = open_now(group_buy, turn)
    end_draft(turn)
    undoing.remember(turn, "发清单", c.Unpublish(group_buy=published.id))
    _confirm(published, turn)


def _ask_where(command: c.PublishDraft, turn: Turn) -> None:
    """An organizer of several groups says in which of them a list goes out."""
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)[:8]
    if not groups:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
        return
    at = command.at
    choices = [Choice(group.name, c.ChooseGroups(groups=(group.id,), then_publish_at=at)) for group in groups]
    everywhere = c.ChooseGroups(groups=tuple(group.id for group in groups), then_publish_at=at)
    offer(turn, "which_group", [*choices, Choice("都发", everywhere)])


def choose_groups(command: c.ChooseGroups, turn: Turn) -> None:
    group_buy = _open_draft(turn)
    if group_buy is None:
        return
    turn.unit.group_buys.put(replace(group_buy, groups=tuple(GroupId(group) for group in command.groups)))
    publish_draft(c.PublishDraft(at=command.then_publish_at), turn)


def _may_publish(group_buy: GroupBuy, opens_at: datetime, turn: Turn) -> bool:
    unpriced = [product.number for product in group_buy.products if product.price_fen is None]
    if not group_buy.products:
        turn.tell(to_organizer.refused(turn.person, "draft_empty"))
    elif unpriced:
        turn.tell(
            to_organizer.refused(turn.person, "unpriced", numbers="、".join(unpriced), example=f"{unpriced[0]}号 12.8")
        )
    elif group_buy.closes_at is not None and group_buy.closes_at <= max(opens_at, turn.now):
        turn.tell(to_organizer.refused(turn.person, "closes_in_past", example="延到晚上8点"))
    else:
        return True
    return False


def _publish_later(group_buy: GroupBuy, at: datetime, turn: Turn) -> None:
    planned = replace(group_buy, opens_at=at)
    turn.unit.group_buys.put(planned)
    for group in groups_of(turn, planned):
        standing_plans.drop(planned, group, {Job.DAILY_LIST}, turn.unit)
        schedule = Schedule(
            id=turn.unit.ids.new(),
            organizer=planned.organizer,
            group=group.id,
            job=Job.DAILY_LIST,
            plan=Once(at),
            time_zone=group.settings.time_zone,
            group_buy=planned.id,
        )
        standing_plans.keep(schedule, turn.unit, turn.now, turn.house)
    end_draft(turn)
    undoing.remember(turn, "定时发清单", c.Unpublish(group_buy=planned.id))
    _confirm(planned, turn)


def open_now(group_buy: GroupBuy, turn: Turn, *, due_id: str | None = None) -> GroupBuy:
    """Open a draft: from now on it takes orders, its list stands in the groups, its schedules run."""
    groups = groups_of(turn, group_buy)
    closes_at = group_buy.closes_at or _usual_cutoff(groups, turn)
    place = group_buy.pickup_place or next((group.settings.pickup_place for group in groups), "")
    opened = replace(
        group_buy, stage=Stage.OPEN, opened_at=turn.now, opens_at=None, closes_at=closes_at, pickup_place=place
    )
    turn.unit.group_buys.put(opened)
    for group in groups:
        listing_again.post(opened, [group], turn, due_id=due_id)
        standing_plans.for_published(opened, group, turn.unit, turn.now, turn.house)
    return opened


def _usual_cutoff(groups: Sequence[Group], turn: Turn) -> datetime | None:
    """The group's usual hour, today or, where that is over, tomorrow."""
    if not groups:
        return None
    settings = groups[0].settings
    zone = ZoneInfo(settings.time_zone)
    today = turn.now.astimezone(zone).date()
    at = datetime.combine(today, settings.cutoff_at, zone)
    return at if at > turn.now else datetime.combine(today + timedelta(days=1), settings.cutoff_at, zone)


def _confirm(group_buy: GroupBuy, turn: Turn) -> None:
    names = [group.name for group in groups_of(turn, group_buy)]
    turn.tell(to_organizer.published(turn.person, group_buy, names, _time_zone(group_buy, turn)))


def _time_zone(group_buy: GroupBuy, turn: Turn) -> str:
    group = first_group(turn, group_buy)
    return turn.settings.time_zone if group is None else group.settings.time_zone


def numbers_taken(closes: datetime | date | None, turn: Turn) -> set[int]:
    """Numbers that mean something already while a list is out that closes then, over all the groups where it may go:
    those of what was opened today, is open still, or will be opened. What nobody ever saw takes no numbers; nor, where
    the list is one for another day, does what is closed: each day begins at 1 again."""
    midnight = turn.now.astimezone(turn.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    known = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=_LISTS_A_DAY)
    since = turn.now if _is_for_another_day(closes, midnight) else midnight
    numbers = (product.number for one in known if _is_seen(one, since) for product in one.products)
    return {int(number) for number in numbers if number.isdecimal()}


def _is_for_another_day(closes: datetime | date | None, midnight: datetime) -> bool:
    """Whether a list with this cut-off is one for tomorrow, or later; midnight itself ends today."""
    tomorrow = midnight + timedelta(days=1)
    if isinstance(closes, datetime):
        return (closes if closes.tzinfo else closes.replace(tzinfo=midnight.tzinfo)) > tomorrow
    return closes is not None and closes >= tomorrow.date()


def _is_seen(group_buy: GroupBuy, since: datetime) -> bool:
    if group_buy.stage is Stage.DRAFT:
        return group_buy.opens_at is not None
    return group_buy.opened_at is not None and (group_buy.stage is Stage.OPEN or group_buy.opened_at >= since)


def _new_draft(turn: Turn) -> GroupBuy:
    """An empty draft: for the group for which she was asked for a list, else for the one where it was said, else for
    the only one that she has, else she will be asked."""
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    pending = asked_lists.pending(turn)
    asked = pending[0] if len(pending) == 1 else None
    if asked is not None:
        asked_lists.answered(asked, turn)
        chosen: tuple[GroupId, ...] = (asked.group,)
    elif turn.speaker.group is not None:
        chosen = (turn.speaker.group.id,)
    else:
        chosen = (groups[0].id,) if len(groups) == 1 else ()
    draft = GroupBuy(
        id=GroupBuyId(turn.unit.ids.new()),
        organizer=turn.speaker.organizer.id,
        groups=chosen,
        title="" if asked is None else asked.title,
        products=(),
        created_at=turn.now,
    )
    turn.unit.group_buys.put(draft)
    return draft


def _draft_of(talk: DraftTalk | None, turn: Turn) -> GroupBuy | None:
    if talk is None:
        return None
    group_buy = turn.unit.group_buys.get(talk.group_buy)
    return group_buy if group_buy is not None and group_buy.stage is Stage.DRAFT else None


def _open_draft(turn: Turn) -> GroupBuy | None:
    group_buy = _draft_of(draft_talk(turn), turn)
    if group_buy is None:
        turn.tell(to_organizer.refused(turn.person, "no_draft", example="开团"))
    return group_buy
