"""What does the playground stand before where there is no bot? A clock stepped by hand, and a brain that repeats."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.channels.playground.backstage import ClockState, HealthLine, OutboxLine, ScheduleLine
from bot.channels.playground.cast import ROOM_NAME, ZONE, name_of
from bot.channels.playground.channel import PlaygroundChannel
from bot.clock import SteppedAlarm, SteppedClock
from models.mail import OutboxState
from models.schedule import FiringState, Job
from models.values import Incoming, Outgoing

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=ZONE)


def morning_clock() -> SteppedClock:
    return SteppedClock(MORNING)


class EchoBackstage:
    """Implements ``PlaygroundBackstage``. Its brain answers each text that it hears with ``听到了：…``, in its place.

    ``moves`` holds where the clock stood after each move, ``heard`` all that came in,
    ``rows`` the outbox, oldest first.
    """

    def __init__(self, channel: PlaygroundChannel, clock: SteppedClock, plans: Sequence[ScheduleLine] = ()) -> None:
        self._channel = channel
        self._clock = clock
        self._alarm = SteppedAlarm(clock, channel.heard_out)
        self._running = False
        self._plans = {plan.at: plan for plan in plans}
        for plan in plans:
            self._alarm.wake_at(f"{plan.job}", plan.at, partial(self._fire, plan))
        self.rows: list[OutboxLine] = []
        self._brain: asyncio.Task[None] | None = None
        self.moves: list[datetime] = []
        self.heard: list[Incoming] = []

    async def start(self) -> None:
        await self._channel.start()
        self._brain = asyncio.create_task(self._answer())

    async def close(self) -> None:
        await self._channel.close()
        if self._brain is not None:
            await self._brain

    def clock_state(self) -> ClockState:
        return ClockState(self._clock.now(), self._running, self._alarm.next_moment())

    async def run_clock(self) -> None:
        self._running = True

    async def hold_clock(self) -> None:
        self._running = False

    async def advance(self, by: timedelta) -> None:
        await self.advance_to(self._clock.now() + by)

    async def advance_to(self, moment: datetime) -> None:
        self._running = False
        await self._channel.heard_out()
        if moment > self._clock.now():
            await self._alarm.advance(moment)
            self.moves.append(moment)

    async def advance_to_next(self) -> None:
        moment = self._alarm.next_moment()
        if moment is not None:
            await self.advance_to(moment)

    async def outbox_rows(self, limit: int) -> Sequence[OutboxLine]:
        return self.rows[: -limit - 1 : -1]

    async def schedules(self) -> Sequence[ScheduleLine]:
        return list(self._plans.values())

    async def health(self) -> Sequence[HealthLine]:
        return [HealthLine("收件", well=True, word="都处理了"), HealthLine("发件", well=True)]

    async def _fire(self, plan: ScheduleLine) -> None:
        self._plans[plan.at] = replace(plan, outcome=FiringState.DONE)

    async def _answer(self) -> None:
        async for incoming in self._channel.listen():
            self.heard.append(incoming)
            if incoming.text and not incoming.from_self:
                await self._say(incoming, f"听到了：{incoming.text}")

    async def _say(self, incoming: Incoming, text: str) -> None:
        key = f"row-{len(self.rows) + 1}"
        contact = None if incoming.room_id else incoming.sender_id
        await self._channel.send(Outgoing(key, room_id=incoming.room_id, contact_id=contact, text=text))
        place = ROOM_NAME if incoming.room_id else name_of(incoming.sender_id)
        self.rows.append(OutboxLine(key, self._clock.now(), place, "heard", OutboxState.SENT, text))


def plans_of_a_day(day: datetime = MORNING) -> tuple[ScheduleLine, ...]:
    def at(hour: int, minute: int) -> datetime:
        return day.replace(hour=hour, minute=minute)

    return (
        ScheduleLine(at(11, 30), Job.CUTOFF_REMINDER),
        ScheduleLine(at(12, 0), Job.CUTOFF),
        ScheduleLine(at(16, 15), Job.ARRIVAL_CHECK),
        ScheduleLine(at(16, 30), Job.PICKUP_NOTICE, "3号楼架空层"),
        ScheduleLine(at(21, 30), Job.DAILY_SUMMARY),
    )
