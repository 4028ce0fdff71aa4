"""What does the book remember from the arrival of goods on? Events by the message that caused them, of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from models.events import (
    DealClaimed,
    HandingOutEvent,
    LackSettled,
    LeftoverTaken,
    NeighbourEvent,
)
from models.values import MessageId, OrderId, PersonId, ProductId

TableEvent = HandingOutEvent | NeighbourEvent
Event = TypeVar("Event")
#: Fields in which other people than the member stand.
_OTHERS = ("by", "to", "giver", "partner")


@dataclass(slots=True)
class HandOut:
    """Kept as it was told, in order: what a message did here goes when the message is taken back."""

    _noted: dict[type[object], dict[MessageId, list[TableEvent]]] = field(default_factory=dict)

    def note(self, event: TableEvent) -> None:
        self._noted.setdefault(type(event), {}).setdefault(event.message_id, []).append(event)

    def forget(self, message_id: MessageId) -> None:
        for noted in self._noted.values():
            noted.pop(message_id, None)

    def of(self, kind: type[Event]) -> Iterator[Event]:
        """All events of a kind that count, in order."""
        for events in self._noted.get(kind, {}).values():
            yield from events  # type: ignore[misc]  # they stand under their own type

    def by(self, message_id: MessageId, kind: type[Event]) -> list[Event]:
        """What one message did of a kind."""
        return list(self._noted.get(kind, {}).get(message_id, ()))  # type: ignore[arg-type]  # as above

    def knows(self, message_id: MessageId) -> bool:
        """Whether a message did anything of this."""
        return any(message_id in noted for noted in self._noted.values())

    def settled(self) -> dict[tuple[MessageId, OrderId, ProductId], LackSettled]:
        """The last choice for each lack."""
        return {(each.lack, each.order_id, each.product): each for each in self.of(LackSettled)}

    def rests_on(self, message_id: MessageId) -> MessageId | None:
        """A later message that goes on from what this one did: a choice, a left-over taken, a yes."""
        resting = (
            *((each.lack, each.message_id) for each in self.of(LackSettled)),
            *((each.offer, each.message_id) for each in self.of(LeftoverTaken)),
            *((each.deal, each.message_id) for each in self.of(DealClaimed)),
        )
        return next((later for earlier, later in resting if earlier == message_id and later != earlier), None)

    def move(self, old: PersonId, new: PersonId) -> None:
        """Whoever was known by name alone is this member."""
        for noted in self._noted.values():
            for events in noted.values():
                events[:] = [_of(each, old, new) for each in events]


def _of(event: TableEvent, old: PersonId, new: PersonId) -> TableEvent:
    named = [name for name in ("member", *_OTHERS) if getattr(event, name, None) == old]
    return replace(event, **dict.fromkeys(named, new)) if named else event  # type: ignore[arg-type]  # ids all of them
