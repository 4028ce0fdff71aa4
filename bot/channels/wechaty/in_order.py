"""How do answers that come in any order leave in the order in which they were asked for?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


class InOrder(Generic[Item]):
    """A queue of work: a few run at once, all come out in the order of ``put``.

    ``put`` waits while ``most_waiting`` items are in the queue, so a slow reader holds up the source instead of
    filling the memory.
    """

    def __init__(self, *, most_waiting: int, at_once: int) -> None:
        self._queue: asyncio.Queue[asyncio.Task[Item] | None] = asyncio.Queue()
        self._free = asyncio.Semaphore(most_waiting)
        self._turns = asyncio.Semaphore(at_once)
        self._head: asyncio.Task[Item] | None = None

    async def put(self, work: Callable[[], Coroutine[Any, Any, Item]]) -> None:
        await self._free.acquire()
        self._queue.put_nowait(asyncio.create_task(self._in_turn(work)))

    def fail(self, error: BaseException) -> None:
        """Let the reader have what is in the queue, and then the error."""

        async def failing() -> Item:
            raise error

        self._queue.put_nowait(asyncio.create_task(failing()))

    def end(self) -> None:
        """Let the reader have what is in the queue, and then end."""
        self._queue.put_nowait(None)

    async def items(self) -> AsyncIterator[Item]:
        """A reader that stops in the middle loses nothing: the next one goes on with the same item."""
        while True:
            if self._head is None:
                self._head = await self._queue.get()
            if self._head is None:
                self.end()
                return
            yield await self._take(self._head)

    async def _take(self, head: asyncio.Task[Item]) -> Item:
        await asyncio.wait([head])
        self._head = None
        self._free.release()
        return head.result()

    async def _in_turn(self, work: Callable[[], Awaitable[Item]]) -> Item:
        async with self._turns:
            return await work()
