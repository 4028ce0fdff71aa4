"""What does she see under `日程`, and which line is which number? Plans, and what goes by a group-buy's own times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers import plan_text, standing_plans
from handlers.conversation import MENU_LIVES
from handlers.turn import Turn
from models import chinese_days
from models.community.people import Group
from models.mail import Json
from models.schedule import Job, Once, Repeated, Schedule
from models.values import GroupId

#: The lines that she was shown last.
SHOWN = "schedules"
NEXT_TIMES = 3
_MOST = 30
REMINDER, ARRIVAL, CUTOFF = "reminder", "arrival", "cutoff"
_JOBS_OF_SETTINGS = {REMINDER: Job.CUTOFF_REMINDER, CUTOFF: Job.CUTOFF}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a schedule, or a setting of a group (``setting`` is which)."""

    key: str
    group: Group | None
    text: str | None
    active: bool
    schedule: Schedule | None = None
    setting: str | None = None

    @property
    def job(self) -> Job | None:
        """What it does, where that has a name of its own."""
        return _JOBS_OF_SETTINGS.get(self.setting or "") if self.schedule is None else self.schedule.job


def lines(turn: Turn) -> list[Line]:
    """What repeats first, in the order of the day; then each group's own; then what is to come once."""
    groups = {group.id: group for group in turn.unit.groups.of_organizer(turn.speaker.organizer.id)}
    known = turn.unit.schedules.of_organizer(turn.speaker.organizer.id)
    repeated = [one for one in known if isinstance(one.plan, Repeated)]
    once = [one for one in known if isinstance(one.plan, Once) and (one.next_due is not None or _waits(one, turn))]
    # Those that repeat keep their places, stopped or not: she counts on the numbers that she was shown.
    planned = [line_of(one, groups) for one in sorted(repeated, key=_place)]
    settings = [line for group in groups.values() for line in _of_group(group)]
    return [*planned, *settings, *(line_of(one, groups) for one in sorted(once, key=_place))][:_MOST]


def _waits(schedule: Schedule, turn: Turn) -> bool:
    """Stopped, and to come still."""
    return not schedule.active and isinstance(schedule.plan, Once) and schedule.plan.at > turn.now


def line_of(schedule: Schedule, groups: Mapping[GroupId, Group] = MappingProxyType({})) -> Line:
    group = None if schedule.group is None else groups.get(schedule.group)
    text = plan_text.plan_text(schedule.job, schedule.plan, schedule.title)
    return Line(schedule.id, group, text, schedule.active, schedule=schedule)


def _of_group(group: Group) -> Iterator[Line]:
    settings = group.settings
    reminder = plan_text.reminder_text(settings.reminder_minutes)
    yield Line(f"{REMINDER}:{group.id}", group, reminder, settings.reminds, setting=REMINDER)
    if settings.after_arrival_only:
        arrival = plan_text.arrival_text(settings.after_arrival_minutes)
        yield Line(f"{ARRIVAL}:{group.id}", group, arrival, active=True, setting=ARRIVAL)
    if "cutoff_at" in group.own:
        cutoff = plan_text.plan_text(Job.CUTOFF, Repeated(settings.cutoff_at))
        yield Line(f"{CUTOFF}:{group.id}", group, cutoff, active=True, setting=CUTOFF)


def _place(schedule: Schedule) -> tuple[str, str]:
    at = schedule.plan.at.astimezone(UTC) if isinstance(schedule.plan, Once) else schedule.plan.at
    return at.isoformat(), schedule.id


def remember(shown: list[Line], turn: Turn) -> None:
    keys = [line.key for line in shown]
    turn.unit.conversations.put(turn.person, SHOWN, {"ids": keys}, turn.now + MENU_LIVES)


def numbered(number: int, turn: Turn) -> Line | None:
    """The line that had this number in the list that she was shown last, as it is now."""
    shown = turn.unit.conversations.get(turn.person, SHOWN, turn.now)
    keys = [] if shown is None else shown["ids"]
    key = keys[number - 1] if number <= len(keys) else None
    return next((line for line in lines(turn) if line.key == key), None)


def next_times(schedule: Schedule, turn: Turn) -> list[datetime]:
    found: list[datetime] = []
    moment = turn.house.next_due(schedule, turn.now)
    while moment is not None and len(found) < NEXT_TIMES:
        found.append(moment)
        moment = turn.house.next_due(schedule, moment)
    return found


def told(line: Line, turn: Turn) -> dict[str, Json]:
    """A line as the templates have it."""
    schedule = line.schedule
    plan = None if schedule is None else schedule.plan
    paused = plan.paused_until if isinstance(plan, Repeated) else None
    today = turn.now.astimezone(turn.zone).date()
    times = [] if schedule is None or not line.active else next_times(schedule, turn)
    several = len(turn.unit.groups.of_organizer(turn.speaker.organizer.id)) > 1
    return {
        "group": line.group.name if line.group is not None and several else None,
        "job": None if schedule is None else schedule.job.value,
        "title": "" if schedule is None else schedule.title,
        "plan": line.text,
        "once_at": None if schedule is None or line.text else _moment(schedule),
        "next_at": [moment.isoformat() for moment in times],
        "active": line.active,
        "until_at": paused.isoformat() if paused is not None and paused > today else None,
        "unknown_year": None if schedule is None else _unknown_year(schedule, times),
        "is_rule": schedule is not None and standing_plans.is_rule(schedule),
    }


def _moment(schedule: Schedule) -> str | None:
    return schedule.plan.at.isoformat() if isinstance(schedule.plan, Once) else None


def _unknown_year(schedule: Schedule, times: list[datetime]) -> int | None:
    """The first year of these times whose holidays are not announced yet, for a plan that goes by them."""
    plan, zone = schedule.plan, schedule.time_zone
    if not isinstance(plan, Repeated) or not (plan.workdays or plan.skip_holidays) or zone not in chinese_days.ZONES:
        return None
    days = [moment.astimezone(ZoneInfo(zone)).date() for moment in times]
    return next((day.year for day in days if not chinese_days.is_known(day, zone)), None)


def goes_by_holidays_unknown(plan: Repeated, zone: str) -> bool:
    """Whether a plan is to follow a calendar of holidays that we don't have for its zone."""
    return plan.skip_holidays and zone not in chinese_days.ZONES
