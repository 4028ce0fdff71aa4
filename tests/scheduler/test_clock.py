"""Do both alarms ring once, in order, and never too early; and does time stand still until it is moved?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.clock import SchedulerAlarm, SteppedAlarm, SteppedClock, SystemClock

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


class Rung:
    """What rang, and what the clock showed then."""

    def __init__(self, clock: SteppedClock | SystemClock) -> None:
        self._clock = clock
        self.names: list[str] = []
        self.times: list[datetime] = []
        self.happened = asyncio.Event()

    def ring(self, name: str) -> Callable[[], Awaitable[None]]:
        async def rings() -> None:
            self.names.append(name)
            self.times.append(self._clock.now())
            self.happened.set()

        return rings


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_stepped_clock_goes_forward_only_and_tells_utc() -> None:
    clock = SteppedClock(datetime.fromisoformat("2026-11-23T12:00+08:00"))
    assert clock.now() == NOON
    assert clock.now().tzinfo is UTC
    clock.advance_to(after(5))
    with pytest.raises(ValueError, match="back"):
        clock.advance_to(NOON)
    with pytest.raises(ValueError, match="zone"):
        clock.advance_to(datetime(2026, 11, 23))  # noqa: DTZ001


@pytest.mark.asyncio
async def test_stepping_goes_from_wake_up_to_wake_up() -> None:
    clock = SteppedClock(NOON)
    alarm, rung = SteppedAlarm(clock), Rung(clock)
    for name, seconds in (("later", 30.0), ("soon", 10.0), ("past", -5.0), ("too late", 61.0)):
        alarm.wake_at(name, after(seconds), rung.ring(name))
    await alarm.advance(after(60))
    assert rung.names == ["past", "soon", "later"]
    assert rung.times == [NOON, after(10), after(30)]
    assert clock.now() == after(60)
    assert alarm.next_moment() == after(61)


@pytest.mark.asyncio
async def test_a_second_call_moves_a_wake_up_and_cancel_takes_it_back() -> None:
    clock = SteppedClock(NOON)
    alarm, rung = SteppedAlarm(clock), Rung(clock)
    alarm.wake_at("a", after(10), rung.ring("a first"))
    alarm.wake_at("a", after(20), rung.ring("a moved"))
    alarm.wake_at("b", after(10), rung.ring("b"))
    alarm.cancel("b")
    alarm.cancel("never set")
    await alarm.advance(after(60))
    assert (rung.names, rung.times) == (["a moved"], [after(20)])


@pytest.mark.asyncio
async def test_what_rings_may_set_the_next_one_and_it_still_rings_in_this_step() -> None:
    clock = SteppedClock(NOON)
    alarm = SteppedAlarm(clock)
    times: list[datetime] = []

    async def again() -> None:
        times.append(clock.now())
        alarm.wake_at("again", clock.now() + timedelta(seconds=20), again)

    alarm.wake_at("again", after(0), again)
    await alarm.advance(after(50))
    assert times == [after(0), after(20), after(40)]


@pytest.mark.asyncio
async def test_everything_settles_before_time_goes_on() -> None:
    clock = SteppedClock(NOON)
    running: set[asyncio.Task[None]] = set()
    done_at: list[datetime] = []

    async def settled() -> None:
        while running:
            await asyncio.wait(running)

    async def work() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        done_at.append(clock.now())

    async def begin() -> None:
        task = asyncio.create_task(work())
        running.add(task)
        task.add_done_callback(running.discard)

    alarm = SteppedAlarm(clock, settled)
    alarm.wake_at("a", after(10), begin)
    alarm.wake_at("b", after(20), begin)
    await alarm.advance(after(60))
    assert done_at == [after(10), after(20)]


@pytest_asyncio.fixture
async def alarm() -> AsyncIterator[SchedulerAlarm]:
    alarm = SchedulerAlarm()
    yield alarm
    alarm.close()


@pytest.mark.asyncio
async def test_the_scheduler_rings_however_late_it_is_asked(alarm: SchedulerAlarm) -> None:
    rung = Rung(SystemClock())
    alarm.wake_at("a", datetime.now(UTC) - timedelta(days=9), rung.ring("never: it was moved before the start"))
    alarm.wake_at("a", datetime.now(UTC) - timedelta(days=8), rung.ring("a"))
    alarm.start()
    await asyncio.wait_for(rung.happened.wait(), 5)
    assert rung.names == ["a"]


@pytest.mark.asyncio
async def test_what_is_cancelled_before_the_start_never_rings(alarm: SchedulerAlarm) -> None:
    rung = Rung(SystemClock())
    long_ago = datetime.now(UTC) - timedelta(days=9)
    alarm.wake_at("a", long_ago, rung.ring("a"))
    alarm.wake_at("a", long_ago, rung.ring("a again"))
    alarm.cancel("a")
    alarm.wake_at("b", long_ago, rung.ring("b"))
    alarm.start()
    await asyncio.wait_for(rung.happened.wait(), 5)
    assert rung.names == ["b"]


@pytest.mark.asyncio
async def test_the_scheduler_cancels_and_rings_in_order(alarm: SchedulerAlarm) -> None:
    alarm.start()
    clock = SystemClock()
    rung = Rung(clock)
    now = clock.now()
    alarm.wake_at("cancelled", now + timedelta(milliseconds=5), rung.ring("cancelled"))
    alarm.wake_at("second", now + timedelta(milliseconds=30), rung.ring("second"))
    alarm.wake_at("first", now + timedelta(milliseconds=20), rung.ring("first"))
    alarm.cancel("cancelled")
    alarm.cancel("never set")
    while len(rung.names) < 2:
        rung.happened.clear()
        await asyncio.wait_for(rung.happened.wait(), 5)
    assert rung.names == ["first", "second"]
    assert all(rang >= now + timedelta(milliseconds=20) for rang in rung.times)


@pytest.mark.asyncio
async def test_what_rings_may_set_itself_again_while_it_still_runs(alarm: SchedulerAlarm) -> None:
    alarm.start()
    rounds = 0
    enough = asyncio.Event()

    async def again() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            enough.set()
            return
        alarm.wake_at("again", datetime.now(UTC), again)
        await enough.wait()

    alarm.wake_at("again", datetime.now(UTC), again)
    await asyncio.wait_for(enough.wait(), 5)
    assert rounds == 3


@pytest.mark.asyncio
async def test_a_closed_alarm_rings_no_more_and_breaks_nothing() -> None:
    broken: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: broken.append(context))
    alarm, rung = SchedulerAlarm(), Rung(SystemClock())
    alarm.start()
    alarm.close()
    alarm.wake_at("late", datetime.now(UTC), rung.ring("late"))
    alarm.close()
    for _ in range(20):
        await asyncio.sleep(0)
    assert (rung.names, broken) == ([], [])
