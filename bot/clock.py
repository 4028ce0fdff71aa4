"""What time is it, and who wakes us? The system's clock, and one that is moved by hand, each with its alarm."""

from __future__ import annotations

import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Wake = Callable[[], Awaitable[None]]

#: APScheduler waits by the loop's clock, which stands still while a laptop sleeps and does not notice when the
#: system's clock is set. Looking this often bounds how late a wake-up can be.
_LOOK_EVERY_SECONDS = 20

#: It drops a wake-up whose forerunner of the same name still runs. Ours must never be dropped.
_AS_MANY_AS_NEEDED = 1_000_000


class SystemClock:
    """The ``Clock`` port over the system's own."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SteppedClock:
    """The ``Clock`` port for tests, the playground and replays: it stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = _aware(start)

    def now(self) -> datetime:
        return self._now

    def advance_to(self, moment: datetime) -> None:
        """Move on to ``moment`` (aware). Raises ValueError for going back."""
        if _aware(moment) < self._now:
            raise ValueError(f"the clock shows {self._now.isoformat()} and can't go back to {moment.isoformat()}")
        self._now = _aware(moment)


class SchedulerAlarm:
    """The ``Alarm`` port over APScheduler: one job for each name, never too late to be run."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": _AS_MANY_AS_NEEDED},
        )
        #: It ends in a later turn of the loop only, and until then would take new jobs that break it.
        self._closed = False

    def start(self) -> None:
        """Begin to ring; needs a running event loop. What was set before rings as soon as it is due."""
        self._scheduler.add_job(_look, "interval", seconds=_LOOK_EVERY_SECONDS)
        self._scheduler.start()

    def close(self) -> None:
        """Ring no more. May be called twice."""
        if self._scheduler.running and not self._closed:
            self._scheduler.shutdown(wait=False)
        self._closed = True

    def wake_at(self, name: str, when: datetime, then: Wake) -> None:
        if self._closed:
            return
        if not self._scheduler.running:
            # Before its start APScheduler keeps both, and cancels one.
            self.cancel(name)
        self._scheduler.add_job(
            _ring, "date", run_date=_aware(when), args=(then,), id=name, name=name, replace_existing=True
        )

    def cancel(self, name: str) -> None:
        if self._scheduler.get_job(name) is not None:
            self._scheduler.remove_job(name)


@dataclass(order=True, frozen=True, slots=True)
class _WakeUp:
    when: datetime
    turn: int
    name: str = field(compare=False)
    then: Wake = field(compare=False)


async def _nothing_to_wait_for() -> None:
    return


class SteppedAlarm:
    """The ``Alarm`` port over a stepped clock: time passes only in ``advance``, from wake-up to wake-up.

    ``settled`` is awaited before each step, so that all that one moment brings about is done before the next comes.
    """

    def __init__(self, clock: SteppedClock, settled: Wake = _nothing_to_wait_for) -> None:
        self._clock = clock
        self._settled = settled
        self._turns = count()
        self._heap: list[_WakeUp] = []
        self._current: dict[str, _WakeUp] = {}

    def wake_at(self, name: str, when: datetime, then: Wake) -> None:
        wake_up = _WakeUp(_aware(when), next(self._turns), name, then)
        self._current[name] = wake_up
        heapq.heappush(self._heap, wake_up)

    def cancel(self, name: str) -> None:
        self._current.pop(name, None)

    def next_moment(self) -> datetime | None:
        """When the next wake-up is, which may be past by the clock; None where nobody waits for one."""
        while self._heap and self._current.get(self._heap[0].name) is not self._heap[0]:
            heapq.heappop(self._heap)
        return self._heap[0].when if self._heap else None

    async def advance(self, to: datetime) -> None:
        """Let time pass up to ``to``; wake-ups of one moment ring in the order in which they were set."""
        await self._settled()
        while (moment := self.next_moment()) is not None and moment <= to:
            self._clock.advance_to(max(moment, self._clock.now()))
            wake_up = heapq.heappop(self._heap)
            del self._current[wake_up.name]
            await wake_up.then()
            await self._settled()
        self._clock.advance_to(to)
        await self._settled()


async def _ring(then: Wake) -> None:
    await then()


async def _look() -> None:
    """APScheduler looks for whatever is due each time that it wakes for this."""


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC)
