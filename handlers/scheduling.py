"""When is what done unasked? The organizer's look at schedules, and her changes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from handlers import commands as c
from handlers import standing_plans, undoing
from handlers.conversation import MENU_LIVES
from handlers.forms import JOB_WORDS
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.community.people import Group
from models.mail import Json
from models.schedule import Job, Once, Plan, Repeated, Schedule

#: The numbers of the schedules that she was shown last.
SHOWN = "schedules"
_WEEKDAYS = "一二三四五六日"
NEXT_TIMES = 3


def tell_schedules(command: c.TellSchedules, turn: Turn) -> None:
    """`日程`: what is planned, numbered, with the next times."""
    schedules = _of_organizer(turn)
    turn.unit.conversations.put(
        turn.person, SHOWN, {"ids": [schedule.id for schedule in schedules]}, turn.now + MENU_LIVES
    )
    names = {group.id: group.name for group in turn.unit.groups.of_organizer(turn.speaker.organizer.id)}
    rows = [
        {
            "number": number,
            "group": names.get(schedule.group) if schedule.group is not None else None,
            "job": schedule.job.value,
            "plan": plan_text(schedule.plan),
            "next_at": [moment.isoformat() for moment in next_times(schedule, turn)],
            "active": schedule.active,
        }
        for number, schedule in enumerate(schedules, 1)
    ]
    turn.tell(to_organizer.schedules(turn.person, {"schedules": rows, "time_zone": turn.settings.time_zone}))


def _of_organizer(turn: Turn) -> list[Schedule]:
    """Repeated ones first, then what is still to come once; at most thirty."""
    known = [
        schedule
        for schedule in turn.unit.schedules.of_organizer(turn.speaker.organizer.id)
        if isinstance(schedule.plan, Repeated) or schedule.next_due is not None
    ]
    # Those that repeat keep their places, stopped or not: she counts on the numbers that she was shown.
    ordered = sorted(known, key=_place)
    return ordered[:30]


def _place(schedule: Schedule) -> tuple[bool, str, str]:
    if isinstance(schedule.plan, Once):
        return True, schedule.plan.at.astimezone(UTC).isoformat(), schedule.id
    return False, schedule.plan.at.isoformat(), schedule.id


def next_times(schedule: Schedule, turn: Turn) -> list[datetime]:
    found: list[datetime] = []
    moment = turn.house.next_due(schedule, turn.now)
    while moment is not None and len(found) < NEXT_TIMES:
        found.append(moment)
        moment = turn.house.next_due(schedule, moment)
    return found


def plan_text(plan: Plan) -> Json:
    """A repeated plan as she would say it (`每天 9:00`, `每周三、五 17:30`); None for what happens once."""
    if isinstance(plan, Once):
        return None
    return f"{_days_text(plan)} {plan.at.hour}:{plan.at.minute:02d}"


def _days_text(plan: Repeated) -> str:
    if plan.weekdays == (0, 1, 2, 3, 4):
        return "工作日"
    if plan.weekdays == (5, 6):
        return "周末"
    if plan.weekdays:
        return "每周" + "、".join(_WEEKDAYS[day] for day in plan.weekdays)
    if plan.last_digits:
        return "逢" + "".join("十一二三四五六七八九"[digit] for digit in plan.last_digits)
    if plan.days_of_month:
        return "每月" + "、".join(f"{day}号" for day in plan.days_of_month)
    return "每天"


def set_schedule(command: c.SetSchedule, turn: Turn) -> None:
    """`日程 每天8点 清单`: in place of the one that does the same on the same days, else beside what there is."""
    group = turn.speaker.group or _only_group(turn)
    if group is None:
        turn.tell(to_organizer.refused(turn.person, "which_group_say_there", example="@小助手 日程 每天8点 清单"))
        return
    plan = Repeated(command.at, weekdays=command.weekdays)
    before = _same_days(command, group, turn)
    wanted = _wanted(command.job, plan, group, before, turn)
    kept = standing_plans.keep(wanted, turn.unit, turn.now, turn.house)
    old = None if before is None else undoing.schedule_text(before)
    undoing.remember(turn, "改日程", c.RestoreSchedule(id=kept.id, schedule=old))
    next_at = [moment.isoformat() for moment in next_times(kept, turn)]
    words = {"job": kept.job.value, "plan": plan_text(plan), "next_at": next_at, "time_zone": kept.time_zone}
    turn.tell(to_organizer.done(turn.person, "schedule_set", **words))


def _wanted(job: Job, plan: Repeated, group: Group, before: Schedule | None, turn: Turn) -> Schedule:
    if before is not None:
        return replace(before, plan=plan, active=True)
    made = standing_plans.repeated(group, job, plan.at, turn.unit)
    whole = job is Job.DAILY_SUMMARY
    return replace(made, plan=plan, group=None if whole else group.id)


def _same_days(command: c.SetSchedule, group: Group, turn: Turn) -> Schedule | None:
    """What does the same on the same days; a plan for every day takes the place of any."""
    whole = command.job is Job.DAILY_SUMMARY
    known = turn.unit.schedules.of_organizer(group.organizer) if whole else turn.unit.schedules.of_group(group.id)
    for schedule in known:
        same = schedule.job is command.job and schedule.group_buy is None and isinstance(schedule.plan, Repeated)
        if same and isinstance(schedule.plan, Repeated) and schedule.plan.weekdays in (command.weekdays, ()):
            return schedule
    return None


def _only_group(turn: Turn) -> Group | None:
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    return groups[0] if len(groups) == 1 else None


def stop_schedule(command: c.StopSchedule, turn: Turn) -> None:
    """`日程 停2`, `日程 恢复2`: by the number in the list that she was shown last."""
    shown = turn.unit.conversations.get(turn.person, SHOWN, turn.now)
    ids = [] if shown is None else shown["ids"]
    schedule = turn.unit.schedules.get(ids[command.number - 1]) if command.number <= len(ids) else None
    if schedule is None or schedule.organizer != turn.speaker.organizer.id:
        turn.tell(to_organizer.refused(turn.person, "no_such_schedule", example="日程"))
        return
    standing_plans.keep(replace(schedule, active=command.active), turn.unit, turn.now, turn.house)
    undoing.remember(turn, "改日程", c.RestoreSchedule(id=schedule.id, schedule=undoing.schedule_text(schedule)))
    what = "schedule_resumed" if command.active else "schedule_stopped"
    words = {"job": schedule.job.value, "plan": plan_text(schedule.plan), "name": JOB_WORDS[schedule.job][0]}
    turn.tell(to_organizer.done(turn.person, what, **words))


def restore_schedule(command: c.RestoreSchedule, turn: Turn) -> bool:
    """The inverse of both: as it was, or away where there was none."""
    if command.schedule is None:
        turn.unit.schedules.remove(command.id)
    else:
        restored = undoing.schedule_from(command.schedule)
        standing_plans.keep(restored, turn.unit, turn.now, turn.house)
    return True
