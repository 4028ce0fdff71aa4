"""How does she look at what is done unasked, stop it, go on with it, and do away with it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from handlers import group_settings, plan_text, schedule_lines, standing_plans, undoing
from handlers import schedule_commands as s
from handlers.conversation import Choice, offer
from handlers.pickup_plans import notices, plan_notices_anew
from handlers.replies import on_plans, to_organizer
from handlers.schedule_lines import Line
from handlers.turn import Turn
from models.mail import Json
from models.schedule import Job, Once, Repeated, Schedule

#: What follows from a group-buy's own times, and what is said to move it.
_MOVED_BY_WORD = {Job.CUTOFF: "延到晚上9点"}
_MOST_CHOICES = 8


def tell_schedules(command: s.TellSchedules, turn: Turn) -> None:
    """`日程`: what is planned, numbered, with the next times."""
    shown = schedule_lines.lines(turn)
    schedule_lines.remember(shown, turn)
    rows = [{"number": number, **schedule_lines.told(line, turn)} for number, line in enumerate(shown, 1)]
    turn.tell(on_plans.schedules(turn.person, {"schedules": rows, "time_zone": turn.settings.time_zone}))


def stop_schedule(command: s.StopSchedule, turn: Turn) -> None:
    """`停2`, `停2到周五`, `恢复2`, `都停`: by the numbers of the list that she was shown last."""
    if command.number is None:
        _switch_all(command, turn)
        return
    line = _line(command.number, turn)
    if line is None or not _may_switch(line, command, turn):
        return
    switch([line], turn, active=command.active, until=command.until)


def _switch_all(command: s.StopSchedule, turn: Turn) -> None:
    repeated = [line for line in schedule_lines.lines(turn) if _repeats(line)]
    changing = [line for line in repeated if command.until or line.active is not command.active or _is_paused(line)]
    if not changing:
        turn.tell(to_organizer.refused(turn.person, "no_such_schedule", example="日程"))
        return
    switch(changing, turn, active=command.active, until=command.until)


def _repeats(line: Line) -> bool:
    return line.schedule is not None and isinstance(line.schedule.plan, Repeated)


def _is_paused(line: Line) -> bool:
    plan = None if line.schedule is None else line.schedule.plan
    return isinstance(plan, Repeated) and plan.paused_until is not None


def ask_which_to_stop(command: s.AskWhichToStop, turn: Turn) -> None:
    """`停到周五`, without saying what: the only one there is, else she picks."""
    shown = [line for line in schedule_lines.lines(turn) if _repeats(line)]
    schedule_lines.remember(shown, turn)
    if len(shown) == 1:
        switch(shown, turn, active=False, until=command.until)
    elif not shown:
        turn.tell(to_organizer.refused(turn.person, "no_such_schedule", example="日程"))
    else:
        choices = [
            Choice(f"{line.text}{_of_group(line, turn)}", s.StopSchedule(number=number, until=command.until))
            for number, line in enumerate(shown[:_MOST_CHOICES], 1)
        ]
        offer(turn, "which_to_stop", [*choices, Choice("都停", s.StopSchedule(until=command.until))])


def switch_named(command: s.SwitchNamed, turn: Turn) -> None:
    """`停取货通知`, `恢复清单`, `删日报`: the only one of that name, else she picks."""
    shown = schedule_lines.lines(turn)
    schedule_lines.remember(shown, turn)
    meant = [(number, line) for number, line in enumerate(shown, 1) if _is_meant(line, command)]
    if not meant:
        turn.tell(to_organizer.refused(turn.person, "no_such_schedule", example="日程"))
    elif len(meant) > 1:
        choices = [
            Choice(f"{_words(line)}{_of_group(line, turn)}", _by_number(number, command))
            for number, line in meant[:_MOST_CHOICES]
        ]
        end = "which_to_resume" if command.then == "resume" else "which_to_drop"
        offer(turn, "which_to_stop" if command.then == "stop" else end, choices)
    else:
        numbered = _by_number(meant[0][0], command)
        drop_schedule(numbered, turn) if isinstance(numbered, s.DropSchedule) else stop_schedule(numbered, turn)


def _is_meant(line: Line, command: s.SwitchNamed) -> bool:
    # A list's own reminder goes with the group's.
    of_a_list = line.schedule is not None and line.schedule.group_buy is not None
    if line.job is not command.job or (of_a_list and command.job is Job.CUTOFF_REMINDER):
        return False
    if command.then == "resume":
        return not line.active or _is_paused(line)
    return command.then == "drop" or (line.active and (command.until is None or _repeats(line)))


def _words(line: Line) -> str:
    schedule = line.schedule
    if schedule is None or not isinstance(schedule.plan, Once):
        return line.text or ""
    return plan_text.once_text(schedule.job, schedule.plan, ZoneInfo(schedule.time_zone), schedule.title)


def _by_number(number: int, command: s.SwitchNamed) -> s.StopSchedule | s.DropSchedule:
    if command.then == "drop":
        return s.DropSchedule(number=number)
    return s.StopSchedule(number=number, active=command.then == "resume", until=command.until)


def _of_group(line: Line, turn: Turn) -> str:
    name = schedule_lines.told(line, turn)["group"]
    return f"（{name}）" if name else ""


def _line(number: int, turn: Turn) -> Line | None:
    line = schedule_lines.numbered(number, turn)
    if line is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_schedule", example="日程"))
    return line


def _may_switch(line: Line, command: s.StopSchedule, turn: Turn) -> bool:
    schedule = line.schedule
    if schedule is not None and schedule.job in _MOVED_BY_WORD:
        turn.tell(to_organizer.refused(turn.person, "cutoff_by_word", example=_MOVED_BY_WORD[schedule.job]))
    elif command.until is not None and not _repeats(line):
        turn.tell(to_organizer.refused(turn.person, "happens_once", example=f"停{command.number}"))
    elif command.active and schedule is not None and isinstance(schedule.plan, Once) and schedule.plan.at <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example="明天8点 清单"))
    else:
        return True
    return False


def switch(changing: Sequence[Line], turn: Turn, *, active: bool, until: date | None) -> None:
    """Stop lines, for good or until a day, or go on with them: one change, taken back by one word."""
    notices_before = notices(turn)
    schedules: list[s.RestoreSchedule] = []
    settings: list[s.RestoreSettings] = []
    for line in changing:
        if line.schedule is None:
            settings += _switch_setting(line, turn, active=active)
            continue
        schedules.append(restore_command(line.schedule))
        stopped = replace(line.schedule, active=active or until is not None, plan=_paused(line.schedule, until))
        standing_plans.keep(stopped, turn.unit, turn.now, turn.house)
    plan_notices_anew(notices_before, turn)
    undoing.remember(turn, "改日程", s.RestorePlans(schedules=tuple(schedules), settings=tuple(settings)))
    what = "schedule_resumed" if active else "schedule_stopped"
    turn.tell(to_organizer.done(turn.person, what, plans=_as_now(changing, turn), time_zone=turn.settings.time_zone))


def _paused(schedule: Schedule, until: date | None) -> Repeated | Once:
    plan = schedule.plan
    return replace(plan, paused_until=until) if isinstance(plan, Repeated) else plan


def _switch_setting(line: Line, turn: Turn, *, active: bool) -> list[s.RestoreSettings]:
    group = line.group
    if group is None:
        return []
    before = group_settings.restore_command(group)
    if line.setting == schedule_lines.REMINDER:
        changed = group_settings.choose(group, turn, reminds=active)
    elif line.setting == schedule_lines.ARRIVAL:
        changed = group_settings.choose(group, turn, after_arrival_only=active, after_arrival_minutes=0)
    else:
        changed = group_settings.leave(group, turn, "cutoff_at")
    group_settings.plan_anew(group, changed, turn)
    return [before]


def _as_now(changed: Sequence[Line], turn: Turn) -> list[Json]:
    """What was changed, as it is now."""
    now = {line.key: line for line in schedule_lines.lines(turn)}
    return [schedule_lines.told(now.get(line.key, replace(line, active=False)), turn) for line in changed]


def drop_schedule(command: s.DropSchedule, turn: Turn) -> None:
    """`删2`: it is gone; what is a group's own is only stopped, and stands there to be taken up again."""
    line = _line(command.number, turn)
    if line is None or not _may_switch(line, s.StopSchedule(number=command.number), turn):
        return
    if line.schedule is None:
        switch([line], turn, active=False, until=None)
        return
    notices_before = notices(turn)
    gone = schedule_lines.told(line, turn)
    turn.unit.schedules.remove(line.schedule.id)
    plan_notices_anew(notices_before, turn)
    undoing.remember(turn, "删日程", s.RestorePlans(schedules=(restore_command(line.schedule),)))
    turn.tell(to_organizer.done(turn.person, "schedule_dropped", plans=[gone], time_zone=turn.settings.time_zone))


def skip_holidays(command: s.SkipHolidays, turn: Turn) -> None:
    """`日程 2 节假日不发`."""
    line = _line(command.number, turn)
    if line is None:
        return
    schedule = line.schedule
    if schedule is None or not isinstance(schedule.plan, Repeated) or standing_plans.is_rule(schedule):
        turn.tell(to_organizer.refused(turn.person, "no_holidays_here"))
        return
    plan = replace(schedule.plan, skip_holidays=command.skip)
    if schedule_lines.goes_by_holidays_unknown(plan, schedule.time_zone):
        turn.tell(to_organizer.refused(turn.person, "holidays_unknown"))
        return
    standing_plans.keep(replace(schedule, plan=plan), turn.unit, turn.now, turn.house)
    undoing.remember(turn, "改日程", s.RestorePlans(schedules=(restore_command(schedule),)))
    turn.tell(to_organizer.done(turn.person, "schedule_set", plans=_as_now([line], turn), time_zone=schedule.time_zone))


def restore_command(schedule: Schedule) -> s.RestoreSchedule:
    return s.RestoreSchedule(id=schedule.id, schedule=s.SCHEDULE.dump_json(schedule).decode())


def restore_schedule(command: s.RestoreSchedule, turn: Turn) -> bool:
    """As it was, or away where there was none."""
    if command.schedule is None:
        turn.unit.schedules.remove(command.id)
    else:
        restored = s.SCHEDULE.validate_json(command.schedule)
        standing_plans.keep(restored, turn.unit, turn.now, turn.house)
    return True


def restore_plans(command: s.RestorePlans, turn: Turn) -> bool:
    """The inverse of every change of plans."""
    notices_before = notices(turn)
    for schedule in command.schedules:
        restore_schedule(schedule, turn)
    plan_notices_anew(notices_before, turn)
    return all(group_settings.restore_settings(settings, turn) for settings in command.settings)
