"""What stands in the book for one household? Orders, their lines, and the words that made each line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from models.acts import Delivery
from models.events import EntryShare, LineState, Private, Step, WaitingPart
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity, Recipient

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One word that made or changed a line: by whom, when, by which step, and what the line came to by it.

    ``also`` are other messages that were read as one with it, or of which this word of the organizer's speaks.
    """

    message_id: MessageId
    member: PersonId
    at: datetime
    step: Step
    said: Quantity | None
    total: Quantity
    also: tuple[MessageId, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product in one order. ``contributions`` are those since the line came to stand, oldest first."""

    product: ProductId
    state: LineState
    contributions: tuple[Contribution, ...] = ()

    @property
    def total(self) -> Quantity:
        return self.state.total

    @property
    def standing(self) -> Quantity:
        return self.state.standing

    @property
    def waiting(self) -> tuple[WaitingPart, ...]:
        return self.state.waiting

    @property
    def shares(self) -> tuple[EntryShare, ...]:
        return self.state.shares

    def last_word(self, *, beside: Collection[MessageId] = ()) -> MessageId | None:
        """The message that changed the line last, but for those ``beside`` it; a share that went to its true owner was
        nobody's word."""
        words = (each.message_id for each in reversed(self.contributions) if each.step is not Step.MOVED)
        return next((each for each in words if each not in beside), None)

    def messages(self) -> tuple[MessageId, ...]:
        """The messages that made or changed the line since it came to stand, by time of sending."""
        found: dict[MessageId, None] = {}
        words = (each for each in self.contributions if each.step is not Step.MOVED)
        for contribution in sorted(words, key=lambda each: each.at):
            found.update(dict.fromkeys((*contribution.also, contribution.message_id)))
        return tuple(found)


@dataclass(slots=True)
class MemberOrder:
    """A member's order for one household; the ledger alone changes it. ``undone``: it stands on a message that was
    taken back, so its address counts for nothing."""

    id: OrderId
    member: PersonId
    for_other: bool = False
    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    note: str | None = None
    delivery: Delivery | None = None
    lines: dict[ProductId, OrderLine] = field(default_factory=dict)
    undone: bool = False

    @property
    def stands(self) -> bool:
        """Whether anything of it stands or waits."""
        return any(line.total for line in self.lines.values())

    def total_of(self, product: ProductId) -> Quantity:
        line = self.lines.get(product)
        return line.total if line else NOTHING

    def standing_lines(self) -> tuple[OrderLine, ...]:
        """Lines of which something is confirmed."""
        return tuple(line for line in self.lines.values() if line.standing)

    def private(self) -> Private:
        """The personal part, as an event keeps it."""
        return Private(recipient=self.recipient, on_behalf_of=self.on_behalf_of, note=self.note)


@dataclass(frozen=True, slots=True)
class OrderStanding:
    """What stands and waits of one order, for those who read the book. ``name`` is the one that a live chain entry,
    or else the recipient, states."""

    id: OrderId
    member: PersonId
    lines: tuple[OrderLine, ...]
    name: str | None = None
    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    for_other: bool = False
    note: str | None = None
    delivery: Delivery | None = None
