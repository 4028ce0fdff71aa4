"""How does the event loop use the database? Units of work run on threads of their own, and wait while it is busy."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

import structlog

from models.errors import StoreBusy
from models.ports import UnitOfWork

T = TypeVar("T")

_log = structlog.get_logger(__name__)

_FIRST_PAUSE_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 5.0
_TRIES_TO_READ = 5


class Units(Protocol):
    """What is needed of a ``Store``: its units of work."""

    def unit(self) -> AbstractContextManager[UnitOfWork]: ...

    def reader(self) -> AbstractContextManager[UnitOfWork]: ...


class DatabaseThread:
    """Runs units of work off the loop: one writer thread for SQLite (one writer at a time is its law, and a queue
    before it is cheaper than waiting for locks), a few for PostgreSQL; readers beside them.

    While the database is busy, full or out of reach, writes wait and are tried again, and ``troubled`` says why.
    """

    def __init__(
        self,
        store: Units,
        *,
        writers: int = 1,
        readers: int = 2,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="database-writer")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="database-reader")
        self._pause = pause
        self._troubled: str | None = None

    @property
    def troubled(self) -> str | None:
        """Why writes wait at present, in the database's words (``disk is full``); None while all is well."""
        return self._troubled

    async def write(self, use: Callable[[UnitOfWork], T], *, tries: int | None = None) -> T:
        """Run ``use`` in a unit of its own and commit it.

        Where the store is busy it is run again, for ever, or so many ``tries`` (then StoreBusy). Whatever else it
        raises takes its unit back and is raised here.
        """
        pauses = _pauses()
        while True:
            try:
                result = await self._on(self._writers, self._write_now, use)
            except StoreBusy as fault:
                self._note_trouble(fault)
                tries = None if tries is None else tries - 1
                if tries == 0:
                    raise
                await self._pause(next(pauses))
            else:
                self._note_recovery()
                return result

    async def read(self, use: Callable[[UnitOfWork], T]) -> T:
        """Run ``use`` in a unit that only reads. Raises StoreBusy after a few tries: whoever reads is waiting."""
        pauses = _pauses()
        for _ in range(_TRIES_TO_READ - 1):
            try:
                return await self._on(self._readers, self._read_now, use)
            except StoreBusy:
                await self._pause(next(pauses))
        return await self._on(self._readers, self._read_now, use)

    async def close(self) -> None:
        """Let what runs come to its end, and take nothing new. May be called twice."""
        await asyncio.to_thread(self._writers.shutdown)
        await asyncio.to_thread(self._readers.shutdown)

    async def _on(
        self, threads: ThreadPoolExecutor, run: Callable[[Callable[[UnitOfWork], T]], T], use: Callable[[UnitOfWork], T]
    ) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, run, use)

    def _write_now(self, use: Callable[[UnitOfWork], T]) -> T:
        with self._store.unit() as unit:
            result = use(unit)
            unit.commit()
            return result

    def _read_now(self, use: Callable[[UnitOfWork], T]) -> T:
        with self._store.reader() as unit:
            return use(unit)

    def _note_trouble(self, fault: StoreBusy) -> None:
        if self._troubled is None:
            _log.warning("database_troubled", fault=str(fault))
        self._troubled = str(fault) or type(fault).__name__

    def _note_recovery(self) -> None:
        if self._troubled is not None:
            _log.info("database_well_again", fault=self._troubled)
        self._troubled = None


def _pauses() -> Iterator[float]:
    seconds = _FIRST_PAUSE_SECONDS
    while True:
        yield seconds
        seconds = min(seconds * 2, _LONGEST_PAUSE_SECONDS)
