"""When is it quiet, and until when? Hours of the day that may lie over midnight, on the clocks of one time zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[time, time]
#: How long before the quiet hours it is said what has to be said the same evening.
BEFORE_THE_NIGHT = timedelta(minutes=5)


def quiet_until(hours: Hours | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The end of the quiet hours in which ``now`` lies; None where it is not quiet. ``hours`` begin included and end
    left out; hours that end when they begin are none."""
    if hours is None or hours[0] == hours[1]:
        return None
    begins, ends = hours
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    if begins < ends:
        inside, days = begins <= clock < ends, 0
    else:
        inside, days = clock >= begins or clock < ends, 1 if clock >= begins else 0
    if not inside:
        return None
    return datetime.combine(local.date() + timedelta(days=days), ends, zone).astimezone(now.tzinfo)


def is_quiet(hours: Hours | None, now: datetime, zone: ZoneInfo) -> bool:
    return quiet_until(hours, now, zone) is not None


def next_end(hours: Hours | None, now: datetime, zone: ZoneInfo) -> datetime:
    """When quiet hours end the next time on another day: what `静音到明天` means. Half past seven where there are
    none."""
    ends = hours[1] if hours is not None else time(7, 30)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, ends, zone).astimezone(now.tzinfo)


def next_begin(hours: Hours, now: datetime, zone: ZoneInfo) -> datetime:
    """When quiet hours begin the next time, from ``now`` on."""
    local = now.astimezone(zone)
    begins = datetime.combine(local.date(), hours[0], zone)
    if begins < local:
        begins = datetime.combine(local.date() + timedelta(days=1), hours[0], zone)
    return begins.astimezone(now.tzinfo)


def evening_ends(hours: Hours | None, since: datetime, zone: ZoneInfo) -> datetime:
    """Until when it is said what has to be said the same evening: shortly before the quiet hours; at once, where they
    have begun."""
    if hours is None:
        return day_ends(since, zone)
    if is_quiet(hours, since, zone):
        return since
    return max(since, next_begin(hours, since, zone) - BEFORE_THE_NIGHT)


def day_begins(now: datetime, zone: ZoneInfo) -> datetime:
    """The last midnight of the group's own day."""
    return datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(now.tzinfo)


def day_ends(now: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(0), zone).astimezone(now.tzinfo)
