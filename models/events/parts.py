"""Of what are events made? What each of them tells, and the states and kinds that they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.values import MessageId, PersonId, Quantity, Recipient


@dataclass(frozen=True, slots=True)
class Private:
    """The personal part of an event. ``name`` is one that was stated; ``text`` is what was written."""

    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    name: str | None = None
    note: str | None = None
    text: str | None = None


class Step(StrEnum):
    """By which word a line came to be what it is."""

    ORDERED = "ordered"
    ADDED = "added"
    SET = "set"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    EXCHANGED = "exchanged"
    ENTERED = "entered"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    GIVEN = "given"
    RECEIVED = "received"
    CALLED_OFF = "called_off"


class DoubtAbout(StrEnum):
    AMOUNT = "amount"
    UNUSUAL = "unusual"


class WishKind(StrEnum):
    """What a late message asked for."""

    ORDER = "order"
    CANCEL = "cancel"
    CANCEL_PREVIOUS = "cancel_previous"
    ASK = "ask"
    RECALL = "recall"
    CHAIN = "chain"


class ReportAbout(StrEnum):
    """Why something was not applied, and goes to the organizer."""

    FOREIGN_ENTRY = "foreign_entry"
    WIPE = "wipe"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class EntryShare:
    """What one live chain entry adds to a line; ``entry`` is the entry's place in its chain's history."""

    chain: str
    entry: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A part of a line for which there was no stock; turns go by ``at``, the time when it was asked for."""

    quantity: Quantity
    at: datetime
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class LineState:
    """What stands of one product in one order.

    ``chat`` is what was said by chat, signed, on top of the live entries' ``shares``; together they make what is
    wanted, which is ``standing`` plus the ``waiting`` parts.
    """

    chat: Quantity
    shares: tuple[EntryShare, ...]
    standing: Quantity
    waiting: tuple[WaitingPart, ...] = ()

    @property
    def total(self) -> Quantity:
        return sum((part.quantity for part in self.waiting), self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event tells: the message that caused it, whose it is (and whose key protects the private part), and
    when it was said."""

    message_id: MessageId
    member: PersonId
    at: datetime
    private: Private | None = None
