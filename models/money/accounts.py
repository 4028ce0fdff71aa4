"""How is money kept? As postings that balance: what one account gains, others lose; nothing is ever changed or deleted.

A household is known by the member who orders for it, here as in the book. On its account what it is to pay stands above
zero and what is left to it below: of the two no third account is needed, and what is left goes off the next order by
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.errors import Unbalanced
from models.values import GroupBuyId, OrganizerId, PersonId

#: No single amount above this is meant: a room, a phone number or a slip of the finger.
MOST_FEN = 10_000_000


class Account(StrEnum):
    """Where money stands. ``HOUSEHOLD`` and ``REFUND_DUE`` are each household's own, the others the organizer's."""

    HOUSEHOLD = "household"
    REFUND_DUE = "refund_due"
    GOODS = "goods"
    CASH = "cash"
    TRANSFER = "transfer"
    ALLOWED = "allowed"
    WAIVED = "waived"
    TIPS = "tips"


#: Accounts that each household has one of.
OF_HOUSEHOLDS = frozenset({Account.HOUSEHOLD, Account.REFUND_DUE})
#: Ways in which money changes hands.
WAYS = frozenset({Account.CASH, Account.TRANSFER})


class PostingKind(StrEnum):
    """By what money moved: goods ordered (or fewer of them); goods that were missing, or sold for less; a payment; a
    refund that was granted, was set aside to be paid out, or was paid out; a remainder let off; a tip; an account that
    became another's; and what takes any of these back."""

    GOODS = "goods"
    CAME_BACK = "came_back"
    PAYMENT = "payment"
    ALLOWANCE = "allowance"
    SET_ASIDE = "set_aside"
    PAYOUT = "payout"
    WAIVER = "waiver"
    TIP = "tip"
    MOVED = "moved"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a posting: ``fen`` more (or fewer) on an account; ``household`` for those that are a household's."""

    account: Account
    fen: int
    household: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """By what a posting came to be: ``key`` is a message's id, or the clock's word; ``index`` tells the postings of one
    cause apart. No cause posts twice."""

    key: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Posting:
    """Money that moved. ``by`` is who said so; ``group_buy`` what it is about, where that is known; ``reverses`` the
    posting that this one takes back."""

    id: str
    organizer: OrganizerId
    kind: PostingKind
    cause: Cause
    at: datetime
    entries: tuple[Entry, ...]
    by: PersonId | None = None
    group_buy: GroupBuyId | None = None
    reverses: str | None = None

    def __post_init__(self) -> None:
        if sum(entry.fen for entry in self.entries) or not all(entry.fen for entry in self.entries):
            raise Unbalanced(f"the posting {self.id} does not balance", posting=self.id)
        if any((entry.household is None) == (entry.account in OF_HOUSEHOLDS) for entry in self.entries):
            raise Unbalanced(f"an entry of the posting {self.id} is on nobody's account", posting=self.id)

    def change_of(self, household: PersonId, account: Account = Account.HOUSEHOLD) -> int:
        """By how many fen it changed a household's account."""
        return sum(entry.fen for entry in self.entries if entry.household == household and entry.account is account)

    @property
    def households(self) -> tuple[PersonId, ...]:
        """Whose accounts it changed."""
        return tuple(dict.fromkeys(entry.household for entry in self.entries if entry.household is not None))

    @property
    def way(self) -> Account | None:
        """How money changed hands, where it did."""
        return next((entry.account for entry in self.entries if entry.account in WAYS), None)


def charged(household: PersonId, fen: int) -> tuple[Entry, ...]:
    """Goods for ``fen`` more, or fewer where it is below zero."""
    return _onto(household, fen, Account.GOODS)


def paid(household: PersonId, fen: int, way: Account) -> tuple[Entry, ...]:
    return _onto(household, -fen, way)


def allowed(household: PersonId, fen: int) -> tuple[Entry, ...]:
    """A refund that was granted: so much less is owed, or so much is left to the household."""
    return _onto(household, -fen, Account.ALLOWED)


def let_off(household: PersonId, fen: int) -> tuple[Entry, ...]:
    return _onto(household, -fen, Account.WAIVED)


def tipped(household: PersonId, fen: int) -> tuple[Entry, ...]:
    """What was paid too much and is not to be given back."""
    return _onto(household, fen, Account.TIPS)


def set_aside(household: PersonId, fen: int) -> tuple[Entry, ...]:
    """What is left to a household is to be paid out, and goes off no order any more."""
    return (Entry(Account.HOUSEHOLD, fen, household), Entry(Account.REFUND_DUE, -fen, household))


def paid_out(household: PersonId, fen: int, way: Account, *, from_due: int = 0) -> tuple[Entry, ...]:
    """Money given back: ``from_due`` of it had been set aside."""
    parts = (
        Entry(Account.REFUND_DUE, from_due, household),
        Entry(Account.HOUSEHOLD, fen - from_due, household),
        Entry(way, -fen),
    )
    return tuple(part for part in parts if part.fen)


def moved(household: PersonId, fen: int, to: PersonId) -> tuple[Entry, ...]:
    """What stood on one household's account stands on another's."""
    return (Entry(Account.HOUSEHOLD, -fen, household), Entry(Account.HOUSEHOLD, fen, to))


def taken_back(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(Entry(entry.account, -entry.fen, entry.household) for entry in entries)


def _onto(household: PersonId, fen: int, other: Account) -> tuple[Entry, ...]:
    return (Entry(Account.HOUSEHOLD, fen, household), Entry(other, -fen))
