"""How late may each job still be done? One table, and the firings that a schedule owes at a moment (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.schedule import Firing, FiringState, Job, Schedule
from scheduler.due import next_due

#: A firing later than this is done late: its reason says so, and its text can have a word about it.
LATE = timedelta(minutes=5)

#: How late a job may be done (organizer-notes, section 6); None means always. Past it, the organizer is told instead.
GRACE: dict[Job, timedelta | None] = {
    Job.DAILY_LIST: timedelta(minutes=60),
    # A reminder has its use up to the cut-off, wherever that is known; else this, which is short of it by default.
    Job.CUTOFF_REMINDER: timedelta(minutes=25),
    # What was ordered has to be counted, however late: nothing else may stand for a cut-off that was not done.
    Job.CUTOFF: None,
    # It asks fifteen minutes before the notice, which then goes its own way.
    Job.ARRIVAL_CHECK: timedelta(minutes=15),
    # Goods that wait must be told of, with a word about the hour, as long as people can come that evening.
    Job.PICKUP_NOTICE: timedelta(hours=4),
    Job.DAILY_SUMMARY: timedelta(days=1),
    # She is asked privately, and a list for today can be put together as long as it is day.
    Job.OPEN_AGAIN: timedelta(hours=6),
    # Whoever is called must still be able to come.
    Job.NOT_COLLECTED: timedelta(minutes=30),
    Job.FRESH_LEFT: timedelta(hours=2),
    Job.LEFT_OVERNIGHT: timedelta(hours=6),
    # Whoever has said nothing to a dearer price has not ordered, however late that is counted.
    Job.PRICE_ANSWERS: None,
    Job.GRACE_OVER: timedelta(hours=2),
}

ON_TIME = ""
LATE_BUT_DONE = "late"
TOO_LATE = "too_late"
AFTER_CUTOFF = "after_cutoff"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a schedule owes now: what was missed (one firing for all of it), what is to be done, when it is due next."""

    missed: Firing | None
    done: Firing | None
    next_due: datetime | None


def judge(schedule: Schedule, due_at: datetime, now: datetime, *, cutoff_at: datetime | None = None) -> Firing:
    """The firing of one due time: DONE (``reason`` empty or ``late``) or MISSED (``too_late``, ``after_cutoff``).

    ``cutoff_at`` is when the schedule's group-buy closes, where that is known; only a reminder asks for it.
    """
    lateness = now - due_at
    if schedule.job is Job.CUTOFF_REMINDER and cutoff_at is not None:
        in_time, why_not = now < cutoff_at, AFTER_CUTOFF
    else:
        grace = GRACE[schedule.job]
        in_time, why_not = grace is None or lateness <= grace, TOO_LATE
    if not in_time:
        return Firing(schedule.id, due_at, now, FiringState.MISSED, why_not)
    return Firing(schedule.id, due_at, now, FiringState.DONE, LATE_BUT_DONE if lateness > LATE else ON_TIME)


def turn_of(schedule: Schedule, now: datetime, *, cutoff_at: datetime | None = None) -> Turn:
    """What a schedule owes at ``now``, counted from its ``next_due``.

    After an outage a repeated plan is done once, for its latest due time, if that is within its grace; all that was
    missed before is one firing. A ``next_due`` that is no time of the plan stands for the plan's first from there:
    who makes or changes a plan sets it to the present, without having to know when that is.
    """
    due, upcoming = _due_times(schedule, now)
    if not due:
        return Turn(None, None, upcoming)
    latest = judge(schedule, due[-1], now, cutoff_at=cutoff_at)
    if latest.state is FiringState.DONE:
        return Turn(_missed(schedule, due[:-1], now), latest, upcoming)
    return Turn(_missed(schedule, due, now, latest.reason), None, upcoming)


def _due_times(schedule: Schedule, now: datetime) -> tuple[list[datetime], datetime | None]:
    if schedule.next_due is None:
        return [], None
    due: list[datetime] = []
    moment = next_due(schedule, schedule.next_due - timedelta(microseconds=1))
    while moment is not None and moment <= now:
        due.append(moment)
        moment = next_due(schedule, moment)
    return due, moment


def _missed(schedule: Schedule, due: list[datetime], now: datetime, reason: str = TOO_LATE) -> Firing | None:
    if not due:
        return None
    told = reason if len(due) == 1 else f"{reason}: {len(due)} times since {due[0].isoformat()}"
    return Firing(schedule.id, due[-1], now, FiringState.MISSED, told)
