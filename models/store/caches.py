"""What does the process remember between units, and when is it still true?

Everything here is kept under a revision that the database tells in one short statement, so that what another process
wrote is noticed, and what a unit took back is never believed: a revision that was not committed is never told again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
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
BOOKS_MOST = 64
_NAMES_MOST = 256

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

    def take(self, key: Key) -> Value | None:
        """Remove it, so that whoever took it has it alone."""
        with self._lock:
            return self._kept.pop(key, None)


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


class Caches:
    """Books are changed in place, so whoever uses one takes it off its shelf and puts it back when the ledger agrees:
    writers and readers have a shelf each, that pages don't take a book from under the next message."""

    def __init__(self, keys: KeyStore, dialect: Dialect) -> None:
        self.prepared = Shelf(dialect)
        self.remembered = Remembered(keys)
        self.names = Names(keys)
        self.group_buys: Recent[tuple[GroupBuyId, str], GroupBuy] = Recent(_GROUP_BUYS_MOST)
        self.written_books: Recent[GroupBuyId, ShelvedBook] = Recent(BOOKS_MOST)
        self.read_books: Recent[GroupBuyId, ShelvedBook] = Recent(BOOKS_MOST)
