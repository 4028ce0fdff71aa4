"""What does the process remember between units, and when is it still true?

Everything here is kept under a revision that the database tells in one short statement, so that what another process
wrote is noticed, and what a unit took back is never believed: a revision that was not committed is never told again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from types import MappingProxyType
from typing import Generic, TypeVar

from sqlalchemy import Dialect

from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.store.key_store import KeyStore
from models.store.personal_data import Remembered
from models.store.prepared import Shelf
from models.values import GroupBuyId, GroupId, PersonId

#: As many as may be open in a large installation: at eight in the morning each of them is looked at.
_GROUP_BUYS_MOST = 2048
_NAMES_MOST = 1024
#: So many books stay whatever their age; beyond, those that were asked for within the hour, as long as all of them
#: together have no more events than this: a thousand groups' day, in about as many kilobytes as there are events.
BOOKS_AT_LEAST = 64
BOOKS_KEPT_SECONDS = 3600.0
EVENTS_MOST = 150_000

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The last few of something; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Key, value: Value) -> None:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)


class Names:
    """The nicknames of groups, by the revision that each group tells; gone when any key was dropped."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._kept: Recent[GroupId, tuple[str, int, Mapping[PersonId, str]]] = Recent(_NAMES_MOST)

    def get(self, group: GroupId, revision: str) -> Mapping[PersonId, str] | None:
        kept = self._kept.get(group)
        if kept is None or kept[:2] != (revision, self._keys.epoch):
            return None
        return kept[2]

    def put(self, group: GroupId, revision: str, epoch: int, names: dict[PersonId, str]) -> Mapping[PersonId, str]:
        """``epoch`` is the key store's from before the names were opened."""
        shown = MappingProxyType(names)
        self._kept.put(group, (revision, epoch, shown))
        return shown


@dataclass(slots=True)
class ShelvedBook:
    """A book as it stood after ``version`` events of its ledger; it holds what is personal in the clear."""

    book: Book
    version: int
    epoch: int


class BookShelf:
    """The books that were used lately; safe to share between threads. A book that another message will ask for in a
    minute is cheap to keep and dear to read again; one of yesterday is neither."""

    def __init__(self, clock: Callable[[], float] = monotonic, most: int = EVENTS_MOST) -> None:
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[GroupBuyId, tuple[ShelvedBook, float]] = OrderedDict()
        self._events = 0
        self._lock = Lock()

    def put(self, key: GroupBuyId, book: ShelvedBook) -> None:
        with self._lock:
            self._remove(key)
            self._kept[key] = book, self._clock()
            self._events += book.version
            while self._has_too_many():
                self._remove(next(iter(self._kept)))

    def take(self, key: GroupBuyId) -> ShelvedBook | None:
        """Remove it, so that whoever took it has it alone."""
        with self._lock:
            return self._remove(key)

    def _remove(self, key: GroupBuyId) -> ShelvedBook | None:
        book, _ = self._kept.pop(key, (None, 0.0))
        self._events -= 0 if book is None else book.version
        return book

    def _has_too_many(self) -> bool:
        """Whether the one that was used longest ago has to go."""
        if len(self._kept) <= BOOKS_AT_LEAST:
            return False
        _, used_at = next(iter(self._kept.values()))
        return self._events > self._most or used_at < self._clock() - BOOKS_KEPT_SECONDS


class Caches:
    """Books are changed in place, so whoever uses one takes it off its shelf and puts it back when the ledger agrees:
    writers and readers have a shelf each, that pages don't take a book from under the next message."""

    def __init__(self, keys: KeyStore, dialect: Dialect) -> None:
        self.prepared = Shelf(dialect)
        self.remembered = Remembered(keys)
        self.names = Names(keys)
        self.group_buys: Recent[tuple[GroupBuyId, str], GroupBuy] = Recent(_GROUP_BUYS_MOST)
        self.written_books = BookShelf()
        self.read_books = BookShelf()
