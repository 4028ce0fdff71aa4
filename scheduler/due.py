"""When is a plan due next? Calendar days come from APScheduler's triggers; the two odd nights of a year are ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from models import chinese_days
from models.schedule import Once, Repeated, Schedule

_INSTANT = timedelta(microseconds=1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_MONTH = 31
#: Days that a trigger offers, and the calendar refuses, before nothing further is expected: the most for any plan that
#: has a day at all is less (a month of the moon that lacks its thirtieth day, met by one weekday).
_MOST_REFUSED = 600


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first due time of a schedule strictly after ``after`` (aware), in UTC; None where there is none left.

    A wall-clock time that a night leaves out is due at the next moment that exists; one that a night has twice is
    due the first time only.
    """
    if after.tzinfo is None:
        raise ValueError("a due time needs an aware moment to start from")
    if not schedule.active:
        return None
    if isinstance(schedule.plan, Once):
        return schedule.plan.at.astimezone(UTC) if schedule.plan.at > after else None
    return _next_repeated(schedule.plan, schedule.time_zone, after.astimezone(UTC))


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment in UTC at which the clocks of ``zone`` first show ``wall`` (naive), or would have, had they not
    been put forward over it: then the moment at which they were."""
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    # In a gap, fold=1 counts with the offset after it and so lands before it; fold=0 the other way round.
    return _moment_of_change(zone, wall.replace(tzinfo=zone, fold=1).astimezone(UTC), first)


@lru_cache(maxsize=8192)
def _next_repeated(plan: Repeated, zone_name: str, after: datetime) -> datetime | None:
    """Kept, since at eight o'clock a thousand groups ask the same."""
    trigger, zone = _trigger(plan), ZoneInfo(zone_name)
    if trigger is None:
        return None
    # The trigger counts in a calendar without odd nights: wall-clock times that pretend to be UTC.
    wall: datetime | None = after.astimezone(zone).replace(tzinfo=UTC, fold=0)
    for _ in range(_MOST_REFUSED):
        assert wall is not None
        wall = trigger.get_next_fire_time(None, wall + _INSTANT)
        if wall is None:
            return None
        if not _fits(plan, wall.date(), zone_name) or _is_left_out(wall, zone):
            continue
        moment = moment_of(wall.replace(tzinfo=None), zone)
        # In the hour that an autumn night has twice, a time can lie ahead on the wall and yet be past.
        if moment > after:
            return moment
    return None


def _fits(plan: Repeated, day: date, zone: str) -> bool:
    """What the moon, the official calendar and the count of days say of a day that the trigger offers."""
    if plan.lunar and not _is_planned(plan, chinese_days.lunar_day(day)):
        return False
    if plan.workdays and not chinese_days.is_workday(day, zone):
        return False
    if plan.skip_holidays and chinese_days.is_holiday(day, zone):
        return False
    return plan.every_days == 1 or plan.start is None or (day - plan.start).days % plan.every_days == 0


@lru_cache(maxsize=1024)
def _trigger(plan: Repeated) -> CronTrigger | None:
    """The days of a plan as a trigger; None for a plan that names no day at all (the 31st, with last digit 2)."""
    days = [day for day in range(1, _LONGEST_MONTH + 1) if plan.lunar or _is_planned(plan, day)]
    if not days:
        return None
    starts = [day for day in (plan.start, plan.paused_until) if day is not None]
    return CronTrigger(
        day=",".join(map(str, days)) if len(days) < _LONGEST_MONTH else "*",
        day_of_week=",".join(_WEEKDAYS[day] for day in sorted(plan.weekdays)) or "*",
        hour=plan.at.hour,
        minute=plan.at.minute,
        second=plan.at.second,
        start_date=datetime.combine(max(starts), time.min, UTC) if starts else None,
        end_date=None if plan.end is None else datetime.combine(plan.end, time.max, UTC),
        timezone=UTC,
    )


def _is_planned(plan: Repeated, day: int | None) -> bool:
    if day is None:
        return False
    return (not plan.days_of_month or day in plan.days_of_month) and (
        not plan.last_digits or day % 10 in plan.last_digits
    )


def _is_left_out(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether a zone has no such day at all (it changed sides of the date line): then nobody waits for anything."""
    day = wall.date()
    if moment_of(datetime.combine(day, wall.time()), zone).astimezone(zone).date() == day:
        return False
    return moment_of(datetime.combine(day, time.min), zone) == moment_of(datetime.combine(day, time.max), zone)


def _moment_of_change(zone: ZoneInfo, before: datetime, since: datetime) -> datetime:
    """The first second with the offset of ``since``, which lies after ``before``, where it is another."""
    offset = since.astimezone(zone).utcoffset()
    low, high = int(before.timestamp()), int(since.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)
