"""How is work done again whenever somebody asks for it, once for many who ask, and known to be done?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Rounds:
    """Runs rounds, one at a time, as long as one was asked for since the last began; then there is no task at all.

    ``one_round`` keeps its own faults: what it raises ends the rounds until the next nudge.
    """

    def __init__(self, name: str, one_round: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._one_round = one_round
        self._asked = False
        self._closed = False
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    def nudge(self) -> None:
        """Ask for a round. Cheap; to be called on the event loop."""
        self._asked = True
        if self._task is None and not self._closed:
            self._task = asyncio.create_task(self._run(), name=self._name)

    async def settled(self) -> None:
        """Return when no round runs and none is asked for."""
        while self._task is not None:
            await asyncio.wait([self._task])

    async def close(self) -> None:
        """Break off a round that runs, and begin no other."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
        await self.settled()

    async def _run(self) -> None:
        try:
            while self._asked:
                self._asked = False
                await self._one_round()
        finally:
            self._task = None
