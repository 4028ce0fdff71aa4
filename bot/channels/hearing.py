"""What was said to a channel that has no wire? A queue in this process, for whoever listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from models.values import Incoming


class Hearing:
    """What people say, in order; ``end`` ends every ``listen``, those to come too."""

    def __init__(self) -> None:
        self._said: asyncio.Queue[Incoming | None] = asyncio.Queue()
        self._listeners = 0
        self._ended = False

    @property
    def waiting(self) -> bool:
        """Whether something was said that nobody has come for yet."""
        return not self._said.empty()

    def put(self, incoming: Incoming) -> None:
        self._said.put_nowait(incoming)

    def end(self) -> None:
        """May be called twice."""
        if not self._ended:
            self._ended = True
            self._said.put_nowait(None)

    async def listen(self) -> AsyncIterator[Incoming]:
        self._listeners += 1
        try:
            while (incoming := await self._said.get()) is not None:
                try:
                    yield incoming
                finally:
                    self._said.task_done()
            # Whoever else listens, or listens once more, is to end too.
            self._said.put_nowait(None)
        finally:
            self._listeners -= 1

    async def heard_out(self) -> None:
        """Wait until whoever listens has dealt with all that was said so far, and has come back for more."""
        if self._listeners and not self._ended:
            await self._said.join()
