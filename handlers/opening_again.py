"""How does a group-buy that comes round each week begin? She is asked for the list, and `照旧` takes the last one.

Nothing is posted that she has not seen: what comes of it is a draft, which goes out by her `发`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import asked_lists, opening, undoing
from handlers import schedule_commands as s
from handlers.asked_lists import Asked
from handlers.conversation import Choice, DraftTalk, draft_talk, end_draft, keep_draft, offer
from handlers.replies import on_plans, to_organizer
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.values import GroupBuyId, GroupId, Product, ProductId

_GOODS_NAMED = 3
_LOOKED_AT = 60


def ask_for_list(title: str, group: Group, turn: Turn, *, late: bool, due_id: str) -> None:
    """`该开水果团了，清单贴给我，或者回“照旧”…`; nothing where today's list of that name is out already, or is being
    put together."""
    if _is_begun(title, group, turn):
        return
    last = _last(title, group.id, turn)
    asked_lists.ask(Asked(title, group.id, None if last is None else last.id), turn)
    several = len(turn.unit.groups.of_organizer(group.organizer)) > 1
    turn.tell(
        on_plans.open_again(
            turn.person,
            title,
            group.name if several else None,
            None if last is None else _list_value(last, title),
            group.settings.time_zone,
            late=late,
            due_id=due_id,
        )
    )


def _is_begun(title: str, group: Group, turn: Turn) -> bool:
    today = _day(turn.now, group)
    known = turn.unit.group_buys.latest_of(group.organizer, limit=10)
    same = [one for one in known if group.id in one.groups and (not title or one.title == title)]
    return any(
        one.stage is not Stage.CANCELLED and one.products and one.created_at and _day(one.created_at, group) == today
        for one in same
    )


def _day(moment: datetime, group: Group) -> object:
    return moment.astimezone(ZoneInfo(group.settings.time_zone)).date()


def _last(title: str, group: GroupId, turn: Turn, *, day: date | None = None) -> GroupBuy | None:
    """The last list of that name in a group (of those opened on a ``day``); where none has the name, the last of
    all."""
    known = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=_LOOKED_AT)
    seen = [
        one
        for one in known
        if group in one.groups
        and one.opened_at
        and one.products
        and one.stage not in (Stage.DRAFT, Stage.CANCELLED)
        and day in (None, one.opened_at.astimezone(turn.zone).date())
    ]
    return next((one for one in seen if title and one.title == title), next(iter(seen), None))


def _list_value(last: GroupBuy, title: str) -> dict[str, object]:
    return {
        "opened_at": None if last.opened_at is None else last.opened_at.isoformat(),
        "goods": [short_name(product) for product in last.products[:_GOODS_NAMED]],
        "count": len(last.products),
        "same_name": not title or last.title == title,
    }


def open_again(command: s.OpenAgain, turn: Turn) -> None:
    """`照旧`: a draft like the list that was asked for; unasked, like the last one."""
    talk = draft_talk(turn)
    kept = None if talk is None else turn.unit.group_buys.get(talk.group_buy)
    if kept is not None and kept.stage is Stage.DRAFT and kept.products:
        turn.tell(to_organizer.refused(turn.person, "draft_in_hand"))
        return
    asked = _meant(command, turn)
    if len(asked) > 1:
        _ask_which(asked, turn)
        return
    last = None if not asked or asked[0].like is None else turn.unit.group_buys.get(asked[0].like)
    if last is None:
        turn.tell(to_organizer.refused(turn.person, "no_last_list", example="开团"))
        return
    asked_lists.answered(asked[0], turn)
    copied = _copied(last, asked[0], turn)
    turn.unit.group_buys.put(copied)
    keep_draft(turn, DraftTalk(copied.id, collecting=False))
    undoing.remember(turn, "照旧开团", s.DropCopy(group_buy=copied.id))
    opening.show(copied, turn)


def _meant(command: s.OpenAgain, turn: Turn) -> list[Asked]:
    """What she was asked for; else the last list of the groups where she can mean one."""
    asked = [one for one in asked_lists.pending(turn) if _fits(one, command)]
    if asked and command.day is None:
        return asked
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    here = [turn.speaker.group] if turn.speaker.group is not None else groups
    lasts = [(group, _last(command.title, group.id, turn, day=command.day)) for group in here]
    found = [Asked(command.title or last.title, group.id, last.id) for group, last in lasts if last is not None]
    if command.group_buy is not None:
        return [one for one in found if one.like == command.group_buy][:1]
    # One list that went into several groups is one.
    return [one for place, one in enumerate(found) if one.like not in {other.like for other in found[:place]}]


def _fits(asked: Asked, command: s.OpenAgain) -> bool:
    if command.group_buy is not None:
        return asked.like == command.group_buy and asked.title == command.title
    return not command.title or asked.title == command.title


def _ask_which(asked: Sequence[Asked], turn: Turn) -> None:
    choices = []
    for one in asked[:9]:
        last = None if one.like is None else turn.unit.group_buys.get(one.like)
        group = turn.unit.groups.get(one.group)
        goods = "" if last is None else "、".join(short_name(product) for product in last.products[:_GOODS_NAMED])
        label = " ".join(part for part in (one.title, goods, "" if group is None else f"（{group.name}）") if part)
        choices.append(Choice(label, s.OpenAgain(title=one.title, group_buy=one.like)))
    offer(turn, "which_list", choices)


def _copied(last: GroupBuy, asked: Asked, turn: Turn) -> GroupBuy:
    """A draft with the goods of a list, its times as many days later as it is now; times that are past are left out,
    so that the usual ones hold."""
    group = turn.unit.groups.get(asked.group)
    zone = turn.zone if group is None else ZoneInfo(group.settings.time_zone)
    opened = last.opened_at or turn.now
    days = timedelta(days=(turn.now.astimezone(zone).date() - opened.astimezone(zone).date()).days)
    closes_at = None if last.closes_at is None or _ended_by_word(last) else _later(last.closes_at, days, zone)
    arrives = last.arrives_at
    if arrives is not None:
        arrives = _later(arrives, days, zone) if isinstance(arrives, datetime) else arrives + days
    return GroupBuy(
        id=GroupBuyId(turn.unit.ids.new()),
        organizer=last.organizer,
        groups=last.groups if asked.group in last.groups and not asked.title else (asked.group,),
        title=asked.title or last.title,
        products=tuple(_renumbered(last.products, opening.numbers_taken(closes_at, turn), turn)),
        closes_at=closes_at if closes_at is not None and closes_at > turn.now else None,
        arrives_at=arrives,
        pickup_place=last.pickup_place,
        created_at=turn.now,
    )


def _ended_by_word(last: GroupBuy) -> bool:
    """Whether orders were ended by a word of hers (at some second of a minute) and not at the hour that the list told:
    that hour is not known any more, and the other one was that day's."""
    return last.closed_at is not None and last.closed_at.replace(second=0, microsecond=0) != last.closed_at


def _later(moment: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    """The same hour on the wall, so many days later."""
    return (moment.astimezone(zone).replace(tzinfo=None) + days).replace(tzinfo=zone)


def _renumbered(products: Sequence[Product], taken: Collection[int], turn: Turn) -> list[Product]:
    """Numbers run on through a day: as they were where none is taken, else on from the highest."""
    clash = any(int(product.number) in taken for product in products if product.number.isdecimal())
    highest = max(taken, default=0)
    return [
        replace(
            product,
            id=ProductId(turn.unit.ids.new()),
            number=str(highest + place) if clash else product.number,
            off=False,
        )
        for place, product in enumerate(products, 1)
    ]


def drop_copy(command: s.DropCopy, turn: Turn) -> bool:
    """The inverse of `照旧`, as long as it has not gone out."""
    group_buy = turn.unit.group_buys.get(GroupBuyId(command.group_buy))
    if group_buy is None or group_buy.stage is not Stage.DRAFT:
        return undoing.refuse(turn, "draft_is_out")
    turn.unit.group_buys.put(replace(group_buy, stage=Stage.CANCELLED))
    talk = draft_talk(turn)
    if talk is not None and talk.group_buy == group_buy.id:
        end_draft(turn)
    return True
