"""Who hears that a late order was taken in after all? Each where they had asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import telling
from handlers.turn import Turn
from models.events import BookEvent
from models.groupbuy.group_buy import GroupBuy
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
