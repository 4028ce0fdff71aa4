"""How does a page learn that something happened? Whoever waits is woken; what happened is looked up."""

from __future__ import annotations

import asyncio


class Bell:
    """Wakes all who wait. Nothing is queued, so a slow listener costs nothing and misses nothing that it looks up."""

    def __init__(self) -> None:
        self.rings = 0
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self.rings += 1
        self._rung.set()
        self._rung = asyncio.Event()

    async def wait_beyond(self, rings: int, timeout_seconds: float) -> bool:
        """Whether it has rung since ``rings`` was read, at the latest when the time is up.

        Read the number first and look things up then: what happens in between is not missed.
        """
        if self.rings != rings:
            return True
        try:
            async with asyncio.timeout(timeout_seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        return True
