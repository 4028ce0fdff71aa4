"""Who moves the playground's clock? Real time, step by small step, or a person, by any step forward."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import SteppedAlarm, SteppedClock

#: So late may a wake-up be while the clock goes on by itself.
TICK_SECONDS = 0.25


class ClockHand:
    """Moves a stepped clock and its alarm, one step at a time, whoever asks.

    A clock that runs is stepped too, by what has gone by: it can be stopped and moved ahead, and never goes back.
    ``seconds`` counts real time; ``sleep`` lets it pass.
    """

    def __init__(
        self,
        clock: SteppedClock,
        alarm: SteppedAlarm,
        *,
        seconds: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._alarm = alarm
        self._seconds = seconds
        self._sleep = sleep
        self._one_at_a_time = asyncio.Lock()
        self._running: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        return self._running is not None

    @property
    def next_due(self) -> datetime | None:
        """The next wake-up after this moment of the clock."""
        moment = self._alarm.next_moment()
        return moment if moment is not None and moment > self._clock.now() else None

    def run(self) -> None:
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    async def hold(self) -> None:
        """Stop a clock that runs; a step that is under way is done first."""
        running, self._running = self._running, None
        if running is not None:
            async with self._one_at_a_time:
                running.cancel()
            await asyncio.wait({running})

    async def advance(self, by: timedelta) -> None:
        await self.hold()
        await self._step(by)

    async def advance_to(self, moment: datetime) -> None:
        """Does nothing but stop where that is past."""
        await self.hold()
        async with self._one_at_a_time:
            if moment >= self._clock.now():
                await self._alarm.advance(moment)

    async def advance_to_next(self) -> None:
        """Does nothing but stop where nothing is to come."""
        await self.hold()
        moment = self.next_due
        if moment is not None:
            await self.advance_to(moment)

    async def _run(self) -> None:
        told = self._seconds()
        while True:
            await self._sleep(TICK_SECONDS)
            now = self._seconds()
            await self._step(timedelta(seconds=now - told))
            told = now

    async def _step(self, by: timedelta) -> None:
        async with self._one_at_a_time:
            await self._alarm.advance(self._clock.now() + by)
