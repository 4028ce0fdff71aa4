"""How does asynchronous code use units of work? A protocol; the thread behind it is the shell's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from models.ports import UnitOfWork

T = TypeVar("T")


class Database(Protocol):
    """Runs plain functions with a unit of work, off the event loop.

    A function may be run again from its beginning where the database was busy: it does nothing outside its unit.
    """

    async def write(self, use: Callable[[UnitOfWork], T]) -> T:
        """Run ``use`` in a unit that is committed after it; whatever it raises takes all of it back."""

    async def read(self, use: Callable[[UnitOfWork], T]) -> T:
        """Run ``use`` in a unit that only reads."""
