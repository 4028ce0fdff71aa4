"""How is a late order taken in after all, and who hears of it? Much at once she sees first; then each hears where they
had asked, and it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import book_commands as b
from handlers import commands as c
from handlers import figures, telling, undoing
from handlers.conversation import NO, YES, Choice, offer
from handlers.late_numbers import STILL_OPEN
from handlers.much_at_once import MOST_AT_ONCE, MOST_FEN_AT_ONCE, changed_fen, changes_of
from handlers.ordering import open_book
from handlers.replies import to_group, to_organizer, to_resident
from handlers.targets import first_group
from handlers.turn import Turn
from models.events import BookEvent, WishKind
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.organizers_word import may_be_returned
from models.groupbuy.view import Late
from models.values import GroupBuyId, GroupId, MessageId, PersonId


def take_or_read_back(group_buy: GroupBuy, messages: Sequence[MessageId], turn: Turn) -> None:
    """Take late messages in; where they are many, or change much, show her first what would count."""
    late = [one for one in turn.unit.books.read(group_buy.id).late() if one.message_id in messages]
    changes = changes_of(lambda book: book.take_late(messages, at=turn.now), group_buy, turn)
    moved_fen = changed_fen(changes, group_buy)
    if len(late) <= MOST_AT_ONCE and moved_fen <= MOST_FEN_AT_ONCE:
        _take(group_buy, messages, turn)
        return
    now = b.TakeLateNow(group_buy=group_buy.id, messages=tuple(messages))
    choices = [
        Choice("收", now, words=(*YES, "收", "全收", "都收")),
        Choice("先不收", b.LeaveLate(), words=(*NO, "不收")),
    ]
    products = {product.id: product for product in group_buy.products}
    offer(turn, "much_late", choices, late=[figures.late_value(one, products) for one in late], sum_fen=moved_fen)


def take_late_now(command: b.TakeLateNow, turn: Turn) -> None:
    """What she has seen read back; what was dealt with since, or recalled, is not in it any more."""
    group_buy = turn.unit.group_buys.get(GroupBuyId(command.group_buy))
    waiting = () if group_buy is None else turn.unit.books.read(group_buy.id).late()
    messages = [one.message_id for one in waiting if one.message_id in command.messages]
    if group_buy is None or group_buy.stage not in STILL_OPEN or not messages:
        turn.tell(to_organizer.refused(turn.person, "nobody_late"))
    else:
        _take(group_buy, messages, turn)


def leave_late(command: b.LeaveLate, turn: Turn) -> None:
    turn.tell(to_organizer.done(turn.person, "late_left"))


def _take(group_buy: GroupBuy, messages: Sequence[MessageId], turn: Turn) -> None:
    turn.unit.group_buys.lock([group_buy.id])
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    chosen = [late for late in book.late() if late.message_id in messages]
    events = book.take_late(messages, at=turn.now, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    tell_those_taken(events, group_buy, turn)
    undoing.remember(turn, "收晚的单", how_to_return(chosen, group_buy))
    turn.tell(to_organizer.done(turn.person, "late_taken", count=len(messages)))


def tell_those_taken(events: Sequence[BookEvent], group_buy: GroupBuy, turn: Turn) -> None:
    """Each of them hears of it where they had asked for it: in their group, or in their private chat."""
    places: dict[tuple[GroupId | None, PersonId | None], list[BookEvent]] = {}
    for event in events:
        places.setdefault(_place_of(event, group_buy, turn), []).append(event)
    for (group, person), theirs in places.items():
        there = turn.in_group(None if group is None else turn.unit.groups.get(group))
        somebody = None if person is None else turn.unit.people.get(person)
        if somebody is not None:
            there = replace(there, speaker=replace(there.speaker, person=somebody))
        telling.tell(theirs, there.speaker.group, group_buy, there)


def _place_of(event: BookEvent, group_buy: GroupBuy, turn: Turn) -> tuple[GroupId | None, PersonId | None]:
    """The group in which something was asked for; the person, where it was in a private chat."""
    line = turn.unit.chat_log.get(event.message_id)
    if line is not None:
        return line.group, event.member if line.group is None else None
    return next(iter(group_buy.groups), None), None


def say_no(gone: Sequence[Late], turn: Turn) -> None:
    """Whoever was told to wait for her word hears it the same evening, where they had asked."""
    by_group: dict[GroupId, dict[PersonId, None]] = {}
    for late in gone:
        line = turn.unit.chat_log.get(late.message_id)
        if line is not None and line.group is not None:
            by_group.setdefault(line.group, {})[late.member] = None
        elif line is not None:
            turn.tell(to_resident.not_taken_privately(late.member))
    for group, people in by_group.items():
        turn.tell(to_group.not_taken(group, list(people)))


def how_to_return(taken: Sequence[Late], group_buy: GroupBuy) -> c.AnyCommand:
    """What puts late orders back on the list; an entry of a chain, or a recall, can't be made late again."""
    requests = [request for late in taken for request in late.requests]
    if may_be_returned(requests):
        return b.ReturnLate(group_buy=group_buy.id, messages=tuple(late.message_id for late in taken))
    in_chain = any(request.wish is WishKind.CHAIN for request in requests)
    return c.KeepAsIs(why="chain" if in_chain else "recalled")
