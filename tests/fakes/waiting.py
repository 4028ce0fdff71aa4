"""Pauses that take no time, and tell how long they would have been."""

from __future__ import annotations

import asyncio


class FakePause:
    def __init__(self) -> None:
        self.seconds: list[float] = []
        #: Set once somebody has paused.
        self.begun = asyncio.Event()
        #: While it is cleared, every pause lasts.
        self.over = asyncio.Event()
        self.over.set()

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.begun.set()
        await self.over.wait()
