"""What does the playground's page see of the running bot? The port that it asks for, over the bot that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.channels.playground.backstage import ClockState, HealthLine, OutboxLine, ScheduleLine
from bot.rendering.kinds import KIND_WORDS
from models.mail import OutboxRow, OutboxState
from models.ports import UnitOfWork
from models.schedule import Schedule
from models.values import GroupId, OrganizerId

if TYPE_CHECKING:
    from bot.app import Bot
    from bot.database_thread import DatabaseThread
    from bot.playground_time import PlaygroundTime

_MOST_SCHEDULES = 30


@dataclass(slots=True)
class Backstage:
    """Implements ``PlaygroundBackstage``."""

    bot: Bot
    database: DatabaseThread
    time: PlaygroundTime
    organizer: OrganizerId
    zone: ZoneInfo
    #: The next thing planned, as it was when the outbox was last looked at, together with which it is shown.
    _next: datetime | None = None

    def clock_state(self) -> ClockState:
        return ClockState(self.time.clock.now(), self.time.running, self._next)

    async def run_clock(self) -> None:
        self.time.run()

    async def hold_clock(self) -> None:
        await self.time.hold()

    async def advance(self, by: timedelta) -> None:
        await self.time.advance_to(self.time.clock.now() + by)

    async def advance_to(self, moment: datetime) -> None:
        await self.time.advance_to(moment)

    async def advance_to_next(self) -> None:
        await self.bot.settled()
        moment = await self.database.read(self._next_planned)
        if moment is not None:
            await self.time.advance_to(moment)

    def _next_planned(self, unit: UnitOfWork) -> datetime | None:
        """Of a schedule or a post; leases and the like are nobody's business here."""
        now = self.time.clock.now()
        moments = [unit.schedules.next_moment(), unit.outbox.next_moment(now)]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    async def outbox_rows(self, limit: int) -> Sequence[OutboxLine]:
        self._next = await self.database.read(self._next_planned)
        return await self.database.read(lambda unit: _outbox_lines(unit, limit))

    async def schedules(self) -> Sequence[ScheduleLine]:
        return await self.database.read(self._today)

    def _today(self, unit: UnitOfWork) -> list[ScheduleLine]:
        start = self.time.clock.now().astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        end = start + timedelta(days=1)
        lines = [
            line
            for schedule in unit.schedules.of_organizer(self.organizer)
            for line in _lines_of(schedule, unit)
            if start <= line.at < end
        ]
        return sorted(lines, key=lambda line: line.at)[:_MOST_SCHEDULES]

    async def health(self) -> Sequence[HealthLine]:
        failed = await self.database.read(lambda unit: len(unit.inbox.faults(limit=50)))
        return (
            HealthLine("频道", self.bot.hears, "" if self.bot.hears else "没连上"),
            HealthLine("数据库", self.database.troubled is None, self.database.troubled or ""),
            HealthLine("消息", not failed, f"{failed} 条没处理成" if failed else ""),
        )


def _lines_of(schedule: Schedule, unit: UnitOfWork) -> list[ScheduleLine]:
    fired = [
        ScheduleLine(firing.due_at, schedule.job, firing.reason, firing.state)
        for firing in unit.schedules.firings(schedule.id, limit=3)
    ]
    if schedule.active and schedule.next_due is not None:
        fired.append(ScheduleLine(schedule.next_due, schedule.job))
    return fired


def _outbox_lines(unit: UnitOfWork, limit: int) -> list[OutboxLine]:
    rows = unit.outbox.page(limit=limit)
    people = unit.people.many({row.post.person for row in rows if row.post.person is not None})
    groups = {row.post.group: _group_name(row.post.group, unit) for row in rows if row.post.group is not None}
    names: dict[str, str] = {person: known.nickname for person, known in people.items()}
    names.update({str(group): name for group, name in groups.items()})
    return [_outbox_line(row, names) for row in rows]


def _group_name(group: GroupId, unit: UnitOfWork) -> str:
    found = unit.groups.get(group)
    return found.name if found is not None else ""


def _outbox_line(row: OutboxRow, names: dict[str, str]) -> OutboxLine:
    place = row.post.group or row.post.person
    at = row.sent_at or (row.post.not_before if row.state is OutboxState.WAITING else None) or row.made_at
    return OutboxLine(
        id=row.id,
        at=at,
        place="" if place is None else names.get(place, ""),
        kind=KIND_WORDS.get(row.post.kind, row.post.kind),
        state=row.state,
        text=row.text_sent or "",
        fault=row.fault,
    )
