"""How does time pass in the playground? By itself, or by hand; only ever forward."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import datetime, timedelta

from bot.clock import SteppedAlarm, SteppedClock, Wake

#: How finely a running clock moves.
_TICK_SECONDS = 0.2


class PlaygroundTime:
    """A stepped clock that can also run at the pace of real time, from wherever it stands."""

    def __init__(self, start: datetime, settled: Wake) -> None:
        self.clock = SteppedClock(start)
        self.alarm = SteppedAlarm(self.clock, settled)
        self._moving = asyncio.Lock()
        self._running: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        return self._running is not None

    def run(self) -> None:
        """Let it go on by itself."""
        if self._running is None:
            self._running = asyncio.create_task(self._tick(), name="playground clock")

    async def hold(self) -> None:
        """Let it stand still, after the step that is under way."""
        task, self._running = self._running, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def advance_to(self, moment: datetime) -> None:
        """Stop a running clock and move on to ``moment``, from wake-up to wake-up; nothing where that is past."""
        await self.hold()
        async with self._moving:
            if moment > self.clock.now():
                await self.alarm.advance(moment)

    async def _tick(self) -> None:
        anchor, begun = self.clock.now(), time.monotonic()
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            target = anchor + timedelta(seconds=time.monotonic() - begun)
            # A step that was begun is ended: breaking it off would lose the wake-ups that it has taken.
            await asyncio.shield(self._step(target))

    async def _step(self, target: datetime) -> None:
        async with self._moving:
            if target > self.clock.now():
                await self.alarm.advance(target)
