"""How does a simulated bot use its database? On the loop's own thread, one unit after the other.

With threads, which of two units comes first would be chance; so each run with one seed is the same as the next, and
nobody waits for another thread two times a message.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TypeVar

from models.ports import Store, UnitOfWork

T = TypeVar("T")

_LENGTH = 20


class OneThread:
    """Implements ``scheduler.database.Database``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def write(self, use: Callable[[UnitOfWork], T]) -> T:
        with self._store.unit() as unit:
            result = use(unit)
            unit.commit()
            return result

    async def read(self, use: Callable[[UnitOfWork], T]) -> T:
        with self._store.reader() as unit:
            return use(unit)


class CountedIds:
    """Implements ``models.ports.Ids``: the same ones in each run."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self) -> str:
        return f"{next(self._numbers):0{_LENGTH}}"
