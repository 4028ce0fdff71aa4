"""What is a database? Units of work over all that is kept, and the terms by which it is let go."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.mail import Json
from models.ports.community import Groups, Organizers, PeaceKept, People
from models.ports.organizers_desk import Conversations, OwnWordings, Schedules, Undos
from models.ports.outbox import Outbox
from models.ports.surroundings import Ids
from models.ports.talk import ChatLog, Inbox
from models.ports.trade import Books, GroupBuys, ProductPosts
from models.values import PersonId


class Leases(Protocol):
    def take(self, account: str, holder: str, now: datetime, seconds: int) -> int | None:
        """The account's fence number if ``holder`` has it now (renewed or taken over), else None."""

    def holds(self, account: str, fence: int) -> bool: ...

    def release(self, account: str, holder: str) -> None: ...


class UnitOfWork(Protocol):
    """One transaction. Everything or nothing: leaving without ``commit`` takes all of it back."""

    organizers: Organizers
    groups: Groups
    peace: PeaceKept
    people: People
    group_buys: GroupBuys
    product_posts: ProductPosts
    books: Books
    chat_log: ChatLog
    inbox: Inbox
    outbox: Outbox
    schedules: Schedules
    conversations: Conversations
    undos: Undos
    own_wordings: OwnWordings
    leases: Leases
    ids: Ids

    def commit(self) -> None: ...

    def resolve(self, values: Mapping[str, Json]) -> dict[str, Json]:
        """Look up the references in an outbox row's values (models.mail): each becomes a text, or None once
        forgotten. One query for each kind of reference."""


@dataclass(frozen=True, slots=True)
class KeepingTerms:
    """How many days things are kept. Chatter is what did no business; orders and money stay longer, as evidence;
    payloads are what could not be handled, and the words of sent posts."""

    chatter_days: int = 30
    media_days: int = 14
    orders_days: int = 365
    payload_days: int = 7


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was deleted: personal texts, rows, and files that the database no longer knows (the caller's to delete)."""

    texts: int
    rows: int
    media_paths: tuple[str, ...] = ()


class Store(Protocol):
    """A database. Units run on a thread that the caller chooses; on SQLite one writer at a time."""

    def unit(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that may write."""

    def reader(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that only reads, beside the writer."""

    def forget(self, person: PersonId) -> bool:
        """Drop a person's key: names, texts and addresses are gone, here and in every backup; figures stay. False
        where nobody has this id."""

    def tidy(self, now: datetime, terms: KeepingTerms) -> Tidied:
        """Delete what is past its term, in small units beside other work."""
