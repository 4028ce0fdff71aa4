"""What is kept of group-buys and their books?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from models.acts import Delivery
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.values import GroupBuyId, GroupId, MessageId, OrderId, OrganizerId, PersonId, ProductId, Quantity, Recipient


class StandingLine(NamedTuple):
    """One line of one order as it stands, for totals, lists and pages; prices are the product's. ``delivery`` and
    ``note`` are the order's, as they were said; ``marked_for_door``: its member's goods are brought each time. A tuple,
    since thousands of them are made for one answer."""

    order: OrderId
    member: PersonId
    recipient: Recipient | None
    on_behalf_of: str | None
    name: str | None
    product: ProductId
    quantity: Quantity
    waiting: Quantity
    delivery: Delivery | None = None
    note: str | None = None
    marked_for_door: bool = False

    @property
    def to_door(self) -> bool:
        """Whether it is brought: as it was said of the order, else as it is marked of whose it is."""
        return self.marked_for_door if self.delivery is None else self.delivery is Delivery.DOOR


class GroupBuys(Protocol):
    def get(self, group_buy: GroupBuyId) -> GroupBuy | None: ...

    def lock(self, group_buys: Iterable[GroupBuyId]) -> Sequence[GroupBuy]:
        """Lock them for this unit, in order of id; every use case that changes one calls this first."""

    def live_in(self, group: GroupId) -> Sequence[GroupBuy]:
        """Those that still matter to a group (stages.LIVE), newest first; at most ten."""

    def look_ahead(self, groups: Iterable[GroupId]) -> None:
        """Read what matters to many groups at once, that ``live_in`` need not ask for each."""

    def latest_of(self, organizer: OrganizerId, limit: int = 10) -> Sequence[GroupBuy]:
        """An organizer's group-buys of any stage, newest first."""

    def made_since(self, organizer: OrganizerId, since: datetime, *, limit: int = 100) -> Sequence[GroupBuy]:
        """An organizer's group-buys of any stage that were made since then, newest first."""

    def put(self, group_buy: GroupBuy) -> None:
        """Add or change it, its products and the groups where it is offered. Raises StoreError where it would come to a
        stage that does not follow on the one in which it is (stages.NEXT)."""

    def highest_number(self, group: GroupId, since: datetime) -> int:
        """The highest product number that a list in this group has used since then; 0 where none was."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of hers that shows one product of a group-buy."""

    message: MessageId
    group_buy: GroupBuyId
    product: ProductId


class ProductPosts(Protocol):
    """Which messages of hers show which product: a picture, and the words beside it. A few hundred of one list at
    most."""

    def put(
        self, organizer: OrganizerId, group_buy: GroupBuyId, product: ProductId, messages: Iterable[MessageId]
    ) -> None: ...

    def of(self, group_buys: Iterable[GroupBuyId]) -> Sequence[Shown]:
        """What these group-buys are shown by, newest first; at most 200."""


class Books(Protocol):
    """The ledger of each group-buy. A book is rebuilt from its events, or brought up to date where another process
    wrote since; what it decides is written when the unit is committed. It goes by whatever terms it was last used
    with: who lets it decide calls ``book.use`` first."""

    def open(self, group_buy: GroupBuyId) -> Book:
        """The book, locked for this unit together with its group-buy."""

    def read(self, group_buy: GroupBuyId) -> Book:
        """The book to look at only, without a lock."""

    def record(self, group_buy: GroupBuyId, events: Sequence[BookEvent]) -> None:
        """Write what happened (the book has applied it already), and what stands now. Called also with nothing: a
        book that was opened, and not recorded by the same unit, is rebuilt from its ledger the next time."""

    def standing(self, group_buy: GroupBuyId) -> Sequence[StandingLine]:
        """What stands, by order, as rows kept for reading fast."""

    def ledger(self, group_buy: GroupBuyId, *, after: int = 0, limit: int = 200) -> Sequence[tuple[int, BookEvent]]: ...
