"""Who hears that a late order was taken in after all, or not? Each where they had asked; and what undoes that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import book_commands as b
from handlers import commands as c
from handlers import telling
from handlers.replies import to_group, to_resident
from handlers.turn import Turn
from models.events import BookEvent, WishKind
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.organizers_word import may_be_returned
from models.groupbuy.view import Late
from models.values import GroupId, PersonId


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
