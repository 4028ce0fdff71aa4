"""When is a second reader asked? Beside everything else, once a message is stored; nothing ever waits for it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import structlog

from handlers import second_look
from handlers.house import House
from handlers.redacting import Redacted
from handlers.unclear import Unclear
from models.acts import Order
from models.errors import NoSecondReading
from models.ports import Clock, SecondReader, UnitOfWork
from scheduler.database import Database
from scheduler.faults import told, where

_log = structlog.get_logger(__name__)

_MOST_AT_ONCE = 2
#: Beyond these, messages go without a second look: the newest matter most.
_MOST_WAITING = 50


class SecondLooks:
    """Takes what ``house.unclear`` has noted, has it read, and hands what comes back to the use case.

    ``patience_seconds`` bounds one reading whatever the reader does; ``committed`` is called when she has something to
    be asked.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        house: House,
        reader: SecondReader,
        *,
        patience_seconds: float = 30.0,
        committed: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._house = house
        self._reader = reader
        self._patience_seconds = patience_seconds
        self._committed = committed
        self._waiting: deque[Unclear] = deque(maxlen=_MOST_WAITING)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def nudge(self) -> None:
        """Something was committed: begin to look at what was noted meanwhile, and return at once."""
        if self._house.unclear is None or self._closed:
            return
        noted = self._house.unclear.take()
        left_out = len(self._waiting) + len(noted) - _MOST_WAITING
        if left_out > 0:
            _log.warning("second_looks_left_out", count=left_out)
        self._waiting.extend(noted)
        self._begin()

    async def settled(self) -> None:
        """Return when nothing is being looked at."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Let go of everything at once: a second look that was not taken is no loss."""
        self._closed = True
        self._waiting.clear()
        for task in self._tasks:
            task.cancel()
        await self.settled()

    def _begin(self) -> None:
        while self._waiting and len(self._tasks) < _MOST_AT_ONCE:
            unclear = self._waiting.popleft()
            task = asyncio.create_task(self._look(unclear), name=f"second look {unclear.message}")
            self._tasks.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._begin()

    async def _look(self, unclear: Unclear) -> None:
        """One second look, which must not harm anything else: whatever is wrong with it ends here."""
        try:
            await self._take_look(unclear)
        except NoSecondReading as fault:
            _log.info("no_second_reading", message=unclear.message, why=str(fault))
        except TimeoutError:
            _log.info("no_second_reading", message=unclear.message, why="it took too long")
        except Exception as fault:  # noqa: BLE001
            _log.error("second_look_failed", message=unclear.message, fault=told(fault), where=where(fault))

    async def _take_look(self, unclear: Unclear) -> None:
        prepared = await self._database.read(partial(_prepared, unclear, self._house))
        if prepared is None:
            return
        async with asyncio.timeout(self._patience_seconds):
            read = await self._reader.read(prepared.words.text, prepared.products)
        if read is None:
            return
        order = _in_original(read, prepared.words)
        asked = await self._database.write(partial(self._suggest, unclear, order))
        _log.info("second_reading", message=unclear.message, lines=len(order.lines), asked=asked)
        if asked:
            self._committed()

    def _suggest(self, unclear: Unclear, order: Order, unit: UnitOfWork) -> bool:
        return second_look.suggest(unclear, order, unit, self._clock.now(), self._house)


def _prepared(unclear: Unclear, house: House, unit: UnitOfWork) -> second_look.Prepared | None:
    return second_look.prepare(unclear, unit, house)


def _in_original(order: Order, words: Redacted) -> Order:
    """The same order with its evidence in the text as it was written."""
    because = []
    for each in order.because:
        start, end = words.original_span(each.start, each.end)
        because.append(replace(each, start=start, end=end))
    return replace(order, because=tuple(because))
