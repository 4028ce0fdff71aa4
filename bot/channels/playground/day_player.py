"""How does a day that is written down happen? Said by its people at its times, as fast as wished."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.channels.playground.backstage import PlaygroundBackstage
from bot.channels.playground.bell import Bell
from bot.channels.playground.cast import ZONE
from bot.channels.playground.channel import PlaygroundChannel, Utterance
from bot.channels.playground.sample_day import DAY_ENDS_AT, SAMPLE_DAY, Saying
from models.errors import TuanError
from models.values import MessageKind

#: How often the clock moves while a day is played at a speed of its own.
TICK = timedelta(milliseconds=500)
#: The clock stands here before the first word, so that one sees the day begin.
LEAD = timedelta(seconds=5)


class Speed(StrEnum):
    """How many seconds of the day go by in one."""

    REAL = "1"
    MINUTE_A_SECOND = "60"
    FASTEST = "fastest"


class DayState(StrEnum):
    IDLE = "idle"
    PLAYING = "playing"
    PAUSED = "paused"
    OVER = "over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DayProgress:
    state: DayState
    speed: Speed
    said: int
    of: int
    fault: str = ""


class DayPlayer:
    """Plays one day at a time through the channel, moving the clock by the backstage's means alone."""

    def __init__(
        self,
        channel: PlaygroundChannel,
        backstage: PlaygroundBackstage,
        bell: Bell,
        *,
        sayings: Sequence[Saying] = SAMPLE_DAY,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._channel = channel
        self._backstage = backstage
        self._bell = bell
        self._sayings = sayings
        self._sleep = sleep
        self._speed = Speed.MINUTE_A_SECOND
        self._state = DayState.IDLE
        self._said = 0
        self._fault = ""
        self._going = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def progress(self) -> DayProgress:
        return DayProgress(self._state, self._speed, self._said, len(self._sayings), self._fault)

    def play(self, speed: Speed) -> None:
        """Begin the day, go on after a pause, or change the speed of one that is being played."""
        self._speed = speed
        self._going.set()
        if self._task is None or self._task.done():
            self._said = 0
            self._task = asyncio.create_task(self._play_day())
        self._become(DayState.PLAYING)

    def pause(self) -> None:
        if self._state is DayState.PLAYING:
            self._going.clear()
            self._become(DayState.PAUSED)

    async def finished(self) -> None:
        """Wait until the day that is being played is over."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _play_day(self) -> None:
        try:
            await self._play_sayings()
        except TuanError as error:
            self._become(DayState.FAILED, str(error))
        else:
            self._become(DayState.OVER)

    async def _play_sayings(self) -> None:
        day = self._next_day()
        # A day may be played several times on one database, which takes each message id once.
        prefix = f"{self._channel.run}-{day:%Y%m%d}"
        await self._backstage.advance_to(self._sayings[0].moment(day) - LEAD)
        for saying in self._sayings:
            await self._reach(saying.moment(day))
            self._say(saying, prefix)
        await self._reach(datetime.combine(day, DAY_ENDS_AT, tzinfo=ZONE))

    def _next_day(self) -> date:
        """Today, if its first word is still to come; else tomorrow."""
        now = self._backstage.clock_state().now.astimezone(ZONE)
        first = self._sayings[0].moment(now.date()) - LEAD
        return now.date() if now <= first else now.date() + timedelta(days=1)

    async def _reach(self, moment: datetime) -> None:
        while self._backstage.clock_state().now < moment:
            await self._going.wait()
            if self._speed is Speed.FASTEST:
                await self._backstage.advance_to(moment)
                # Others must get their turn too: the page that shows this, a person who wants a pause.
                await self._sleep(0)
                continue
            step = TICK * int(self._speed)
            await self._sleep(TICK.total_seconds())
            # Somebody may have paused meanwhile, or turned the clock.
            left = moment - self._backstage.clock_state().now
            if self._going.is_set() and left > timedelta():
                await self._backstage.advance(min(step, left))
        await self._going.wait()

    def _say(self, saying: Saying, prefix: str) -> None:
        if saying.kind is MessageKind.RECALL:
            self._channel.recall(saying.person, f"{prefix}-{saying.recalls}", id_=f"{prefix}-{saying.id}")
        else:
            self._channel.say(
                Utterance(
                    person=saying.person,
                    text=saying.text,
                    private=saying.private,
                    quotes=f"{prefix}-{saying.quotes}" if saying.quotes else None,
                    kind=saying.kind,
                    id=f"{prefix}-{saying.id}",
                )
            )
        self._said += 1
        self._bell.ring()

    def _become(self, state: DayState, fault: str = "") -> None:
        self._state, self._fault = state, fault
        self._bell.ring()
