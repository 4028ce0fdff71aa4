"""What is to be done when, and which due times were claimed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update

from models.schedule import Firing, FiringState, Job, Schedule
from models.store.codec import read_plan, write_plan
from models.store.tables import firings, schedules
from models.store.work import Work, or_leave, or_replace
from models.values import GroupBuyId, GroupId, OrganizerId

_SCHEDULE = select(schedules).where(schedules.c.id == bindparam("schedule"))
_OF_GROUP = select(schedules).where(schedules.c.group_id == bindparam("of")).order_by(schedules.c.id)
_OF_GROUP_BUY = select(schedules).where(schedules.c.group_buy_id == bindparam("of")).order_by(schedules.c.id)
_OF_ORGANIZER = select(schedules).where(schedules.c.organizer_id == bindparam("of")).order_by(schedules.c.id)
_PUT = or_replace(schedules, "id")
_REMOVE = delete(schedules).where(schedules.c.id == bindparam("schedule"))
_DUE = (
    select(schedules)
    .where(schedules.c.active.is_(True), schedules.c.next_due <= bindparam("now"))
    .order_by(schedules.c.next_due, schedules.c.id)
    .limit(bindparam("most"))
)
_DUE_LOCKED = _DUE.with_for_update(skip_locked=True)
_TO_COME = (
    select(schedules)
    .where(
        schedules.c.group_id == bindparam("of"),
        schedules.c.next_due > bindparam("after"),
        schedules.c.next_due < bindparam("until"),
        schedules.c.active.is_(True),
    )
    .order_by(schedules.c.next_due, schedules.c.id)
)
_NEXT_MOMENT = select(func.min(schedules.c.next_due)).where(schedules.c.active.is_(True))
_MOVE = update(schedules).where(schedules.c.id == bindparam("schedule")).values(next_due=bindparam("moment"))
_CLAIM = or_leave(firings, "schedule_id", "due_at")
_SKIP = (
    update(firings)
    .where(firings.c.schedule_id == bindparam("schedule"), firings.c.due_at == bindparam("due"))
    .values(state=bindparam("new_state"))
)
_ORGANIZER_OF = select(schedules.c.organizer_id).where(schedules.c.id == bindparam("schedule"))
_FIRINGS = (
    select(firings)
    .where(firings.c.schedule_id == bindparam("schedule"))
    .order_by(firings.c.due_at.desc())
    .limit(bindparam("most"))
)


class SqlSchedules:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, schedule: str) -> Schedule | None:
        # What this unit found due it has locked: nobody else changes it meanwhile.
        if schedule in self._held:
            return self._held[schedule]
        row = self._work.connection.execute(_SCHEDULE, {"schedule": schedule}).first()
        return None if row is None else _schedule(row)

    @property
    def _held(self) -> dict[str, Schedule | None]:
        return self._work.known.schedules

    def put(self, schedule: Schedule) -> None:
        if schedule.id in self._held:
            self._held[schedule.id] = schedule
        _PUT.run(
            self._work,
            {
                "id": schedule.id,
                "organizer_id": schedule.organizer,
                "group_id": schedule.group,
                "job": schedule.job,
                "plan": write_plan(schedule.plan, schedule.title),
                "time_zone": schedule.time_zone,
                "group_buy_id": schedule.group_buy,
                "active": schedule.active,
                "next_due": schedule.next_due,
            },
        )

    def remove(self, schedule: str) -> None:
        # Its firings stay: should one with this id come again, no due time is done twice.
        if schedule in self._held:
            self._held[schedule] = None
        self._work.connection.execute(_REMOVE, {"schedule": schedule})

    def of_group(self, group: GroupId) -> Sequence[Schedule]:
        return self._all(_OF_GROUP, {"of": group})

    def of_group_buy(self, group_buy: GroupBuyId) -> Sequence[Schedule]:
        return self._all(_OF_GROUP_BUY, {"of": group_buy})

    def of_organizer(self, organizer: OrganizerId) -> Sequence[Schedule]:
        return self._all(_OF_ORGANIZER, {"of": organizer})

    def due(self, now: datetime, *, limit: int = 50) -> Sequence[Schedule]:
        statement = _DUE if self._work.looks_only else _DUE_LOCKED
        found = self._all(statement, {"now": now, "most": limit})
        if not self._work.looks_only:
            self._held.update((schedule.id, schedule) for schedule in found)
        return found

    def move(self, next_due: Mapping[str, datetime | None]) -> None:
        for schedule, moment in next_due.items():
            held = self._held.get(schedule)
            if held is not None:
                self._held[schedule] = replace(held, next_due=moment)
        moved = [{"schedule": schedule, "moment": moment} for schedule, moment in next_due.items()]
        self._work.connection.execute(_MOVE, moved)

    def to_come(self, group: GroupId, after: datetime, until: datetime) -> Sequence[Schedule]:
        return self._all(_TO_COME, {"of": group, "after": after, "until": until})

    def next_moment(self) -> datetime | None:
        moment: datetime | None = self._work.connection.execute(_NEXT_MOMENT).scalar()
        return moment

    def claim(self, firing: Firing) -> bool:
        return self.claim_all((firing,))

    def claim_all(self, made: Sequence[Firing]) -> bool:
        return not made or _CLAIM.run(self._work, [self._claimed(firing) for firing in made]) == len(made)

    def _claimed(self, firing: Firing) -> dict[str, Any]:
        held = self._held.get(firing.schedule)
        if held is not None:
            organizer: str | None = held.organizer
        else:
            organizer = self._work.connection.execute(_ORGANIZER_OF, {"schedule": firing.schedule}).scalar()
        return {
            "schedule_id": firing.schedule,
            "due_at": firing.due_at,
            "organizer_id": organizer or "",
            "fired_at": firing.fired_at,
            "state": firing.state,
            "reason": firing.reason,
        }

    def skip(self, firing: Firing) -> None:
        key = {"schedule": firing.schedule, "due": firing.due_at, "new_state": FiringState.SKIPPED}
        self._work.connection.execute(_SKIP, key)

    def firings(self, schedule: str, *, limit: int = 20) -> Sequence[Firing]:
        rows = self._work.connection.execute(_FIRINGS, {"schedule": schedule, "most": limit})
        return [Firing(row.schedule_id, row.due_at, row.fired_at, FiringState(row.state), row.reason) for row in rows]

    def _all(self, statement: Any, given: dict[str, Any]) -> list[Schedule]:
        return [_schedule(row) for row in self._work.connection.execute(statement, given)]


def _schedule(row: Row[Any]) -> Schedule:
    plan, title = read_plan(row.plan)
    return Schedule(
        id=row.id,
        organizer=row.organizer_id,
        group=row.group_id,
        job=Job(row.job),
        plan=plan,
        time_zone=row.time_zone,
        group_buy=row.group_buy_id,
        active=row.active,
        next_due=row.next_due,
        title=title,
    )
