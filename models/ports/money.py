"""What is kept of money and claims?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.money.accounts import Account, Posting, PostingKind
from models.money.told import ClaimKept, ClaimState, ToldPayment, ToldState
from models.values import GroupBuyId, MessageId, OrganizerId, PersonId, ProductId


@dataclass(frozen=True, slots=True)
class MoneyStanding:
    """What stands on a household's account, in fen: ``owed`` above zero, left to it below; ``refund_due`` is to be paid
    out to it. ``dunned_at``: when it was reminded last, for the ``duns``-th time."""

    household: PersonId
    owed: int = 0
    refund_due: int = 0
    dunned_at: datetime | None = None
    duns: int = 0


class Accounts(Protocol):
    """Postings, which are only ever added, and what they come to."""

    def post(self, posting: Posting) -> bool:
        """Add a posting; False, and nothing done, where its cause has posted before."""

    def get(self, posting: str) -> Posting | None: ...

    def standing(self, organizer: OrganizerId, households: Iterable[PersonId]) -> Mapping[PersonId, MoneyStanding]:
        """What stands for each of these; nothing stands for who is left out."""

    def owing(self, organizer: OrganizerId, *, limit: int = 500) -> Sequence[MoneyStanding]:
        """Who owes, the highest sum first."""

    def to_be_refunded(self, organizer: OrganizerId, *, limit: int = 500) -> Sequence[MoneyStanding]:
        """For whom money was set aside that is to be paid out, the highest sum first."""

    def page(
        self, organizer: OrganizerId, household: PersonId, *, before: str | None = None, limit: int = 50
    ) -> Sequence[Posting]:
        """A household's last postings (before one of them), newest first."""

    def charged(self, group_buy: GroupBuyId, kind: PostingKind = PostingKind.GOODS) -> Mapping[PersonId, int]:
        """What was posted for the goods of a group-buy (or in another kind of posting), by household, in fen."""

    def moved_between(self, organizer: OrganizerId, since: datetime, until: datetime) -> Mapping[Account, int]:
        """By how much each account changed in a time."""

    def sums_of(self, group_buy: GroupBuyId) -> Mapping[Account, int]:
        """What the postings about a group-buy come to on each account."""

    def mark_charged(self, group_buy: GroupBuyId, organizer: OrganizerId, mark: str) -> None:
        """Note as of which state of its book a group-buy's goods are posted (models/money/charges.py)."""

    def charged_as_of(self, group_buys: Iterable[GroupBuyId]) -> Mapping[GroupBuyId, str]: ...

    def note_dunned(self, organizer: OrganizerId, household: PersonId, at: datetime) -> None: ...


class ToldPayments(Protocol):
    """Payments that residents told, until the organizer has seen them."""

    def add(self, told: ToldPayment) -> bool:
        """False, and nothing done, where the message told one before."""

    def get(self, told: MessageId) -> ToldPayment | None: ...

    def waiting(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[ToldPayment]:
        """Those that she has not seen, oldest first."""

    def waiting_of(self, organizer: OrganizerId, households: Iterable[PersonId]) -> Sequence[ToldPayment]: ...

    def settle(self, told: MessageId, state: ToldState) -> None: ...

    def payers(self, organizer: OrganizerId, *, limit: int = 200) -> Sequence[tuple[str, PersonId]]:
        """Under which names households have paid lately, newest first."""


class Claims(Protocol):
    """What was said to be wrong with goods."""

    def add(self, claim: ClaimKept) -> bool:
        """False, and nothing done, where it was made before."""

    def get(self, claim: str) -> ClaimKept | None: ...

    def open(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[ClaimKept]:
        """Those that wait for her word, oldest first."""

    def lately(self, organizer: OrganizerId, since: datetime, *, limit: int = 50) -> Sequence[ClaimKept]:
        """Those of any state that were made since then, newest first."""

    def open_of(self, organizer: OrganizerId, households: Iterable[PersonId]) -> Sequence[ClaimKept]: ...

    def count(self, group_buy: GroupBuyId, product: ProductId, since: datetime) -> int:
        """How many households claimed a product since then."""

    def settle(self, claim: str, state: ClaimState) -> None: ...

    def add_photos(self, claim: str, photos: Sequence[MessageId]) -> None: ...
