"""Any store, which is busy or broken where a test says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.database_thread import Units
from models.errors import StoreBusy
from models.ports import UnitOfWork


class FaultyStore:
    """``busy`` counts the units that will be refused for now, ``broken`` those that will fail in a way that nobody
    foresaw; ``opened`` counts those that were begun."""

    def __init__(self, store: Units) -> None:
        self._store = store
        self.busy = 0
        self.broken = 0
        self.opened = 0

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        if self.busy:
            self.busy -= 1
            raise StoreBusy("disk is full")
        if self.broken:
            self.broken -= 1
            raise RuntimeError("no such table")
        self.opened += 1
        with self._store.unit() as unit:
            yield unit

    @contextmanager
    def reader(self) -> Iterator[UnitOfWork]:
        with self._store.reader() as unit:
            yield unit
