"""What does the process keep between messages, for speed alone? Compiled catalogues, what entries of chains say, and
each room's recent talk.

All of it can be made again from the database, and is, wherever what is kept is not certain to be up to date.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from models.groupbuy.hearing import Hearing
from models.language import Catalog, compile_catalog
from models.language.jielong import EntryMemo
from models.values import GroupId, MessageId, Product

_CATALOGS_MOST = 256
_ENTRIES_MOST = 64
_HEARINGS_MOST = 2000


@dataclass(slots=True)
class HeardSoFar:
    """A room's talk up to the message ``last``; ``closed_at`` is the cut-off that it knows of."""

    hearing: Hearing
    last: MessageId | None
    closed_at: datetime | None = None


@dataclass(slots=True)
class Memory:
    """Shared by the threads that handle messages; a room's talk is used by one of them at a time."""

    _catalogs: OrderedDict[tuple[Product, ...], Catalog] = field(default_factory=OrderedDict)
    _entries: OrderedDict[tuple[Product, ...], EntryMemo] = field(default_factory=OrderedDict)
    _hearings: OrderedDict[GroupId, HeardSoFar] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def catalog(self, products: Sequence[Product]) -> Catalog:
        """The compiled catalogue of a list."""
        key = tuple(products)
        with self._lock:
            known = self._catalogs.get(key)
            if known is not None:
                self._catalogs.move_to_end(key)
                return known
        made = compile_catalog(key)
        with self._lock:
            self._catalogs[key] = made
            if len(self._catalogs) > _CATALOGS_MOST:
                self._catalogs.popitem(last=False)
        return made

    def entries(self, catalog: Catalog) -> EntryMemo:
        """What the entries of chains say, read against this catalogue: a chain's next snapshot costs its new ones."""
        key = catalog.products
        with self._lock:
            known = self._entries.get(key)
            if known is None or known.catalog is not catalog:
                known = self._entries[key] = EntryMemo(catalog)
            self._entries.move_to_end(key)
            if len(self._entries) > _ENTRIES_MOST:
                self._entries.popitem(last=False)
            return known

    def hearing(self, group: GroupId) -> HeardSoFar | None:
        with self._lock:
            return self._hearings.get(group)

    def keep_hearing(self, group: GroupId, heard: HeardSoFar) -> None:
        with self._lock:
            self._hearings[group] = heard
            self._hearings.move_to_end(group)
            if len(self._hearings) > _HEARINGS_MOST:
                self._hearings.popitem(last=False)
