"""Does the clock move as it is told, and only forward?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bot.channels.playground.clock_hand import TICK_SECONDS, ClockHand
from bot.clock import SteppedAlarm, SteppedClock
from tests.playground.backstage import MORNING, morning_clock

pytestmark = pytest.mark.asyncio


@dataclass(slots=True)
class Wall:
    """A clock on the wall: ``real`` seconds go by as they are slept; ``rung`` is when something woke."""

    clock: SteppedClock = field(default_factory=morning_clock)
    real: float = 0.0
    ticks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    rung: list[datetime] = field(default_factory=list)
    alarm: SteppedAlarm = field(init=False)
    hand: ClockHand = field(init=False)

    def __post_init__(self) -> None:
        self.alarm = SteppedAlarm(self.clock)
        self.hand = ClockHand(self.clock, self.alarm, seconds=lambda: self.real, sleep=self.sleep)

    async def sleep(self, seconds: float) -> None:
        if self.ticks.locked():
            self.idle.set()
        await self.ticks.acquire()
        self.real += seconds

    async def let_pass(self, ticks: int) -> None:
        self.idle.clear()
        for _ in range(ticks):
            self.ticks.release()
        await asyncio.wait_for(self.idle.wait(), 5)

    def wake_in(self, minutes: int) -> datetime:
        when = MORNING + timedelta(minutes=minutes)

        async def ring() -> None:
            self.rung.append(self.clock.now())

        self.alarm.wake_at(f"in {minutes}", when, ring)
        return when


@pytest_asyncio.fixture
async def wall() -> AsyncIterator[Wall]:
    wall = Wall()
    yield wall
    await wall.hand.hold()


async def test_it_is_stepped_and_rings_on_the_way(wall: Wall) -> None:
    first, second = wall.wake_in(1), wall.wake_in(5)
    await wall.hand.advance(timedelta(minutes=2))
    assert (wall.rung, wall.clock.now()) == ([first], MORNING + timedelta(minutes=2))
    assert wall.hand.next_due == second
    await wall.hand.advance_to_next()
    assert (wall.rung, wall.clock.now()) == ([first, second], second)
    await wall.hand.advance_to_next()
    assert wall.clock.now() == second
    assert wall.alarm.next_moment() is None


async def test_it_never_goes_back(wall: Wall) -> None:
    await wall.hand.advance_to(MORNING - timedelta(hours=1))
    assert wall.clock.now() == MORNING


async def test_it_runs_as_real_time_goes_by_and_rings(wall: Wall) -> None:
    due = wall.wake_in(1)
    wall.hand.run()
    assert wall.hand.running
    await wall.let_pass(int(90 / TICK_SECONDS))
    assert wall.clock.now() == MORNING + timedelta(seconds=90)
    assert wall.rung == [due]


async def test_a_step_by_hand_stops_it(wall: Wall) -> None:
    wall.hand.run()
    await wall.let_pass(4)
    await wall.hand.advance(timedelta(minutes=1))
    assert not wall.hand.running
    assert wall.clock.now() == MORNING + timedelta(minutes=1, seconds=4 * TICK_SECONDS)


async def test_it_goes_on_from_where_it_was_moved_to(wall: Wall) -> None:
    await wall.hand.advance(timedelta(hours=1))
    wall.real += 1000
    wall.hand.run()
    await wall.let_pass(4)
    assert wall.clock.now() == MORNING + timedelta(hours=1, seconds=4 * TICK_SECONDS)
