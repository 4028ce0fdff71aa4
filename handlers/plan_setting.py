"""How is a plan of hers set? In its group, in place of what did the same, shown back with its next times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers import arriving, group_settings, opening, schedule_lines, standing_plans, undoing
from handlers import commands as c
from handlers import schedule_commands as s
from handlers.conversation import Choice, draft_talk, offer
from handlers.pickup_plans import notices, plan_notices_anew
from handlers.replies import to_organizer
from handlers.replies.parts import iso
from handlers.scheduling import restore_command
from handlers.targets import candidates, find
from handlers.turn import Turn
from models.community.people import Group
from models.community.quiet import quiet_until
from models.groupbuy.stages import ON_THE_WAY, Stage
from models.mail import Json
from models.schedule import Job, Once, Repeated, Schedule

_HALF_A_DAY = timedelta(hours=12)
_MOST_GROUPS = 9


def set_schedule(command: s.SetSchedule, turn: Turn) -> None:
    """`每天8点 清单`, `明天8点 清单`, `每周三 10:00 开团 水果`."""
    if command.other_half:
        _ask_which_half(command, turn)
        return
    whole = command.job is Job.DAILY_SUMMARY
    group = _any_group(turn) if whole else _group(command, turn)
    if group is None:
        return
    if isinstance(command.plan, Once):
        _set_once(command, command.plan, group, turn)
    elif schedule_lines.goes_by_holidays_unknown(command.plan, group.settings.time_zone):
        turn.tell(to_organizer.refused(turn.person, "holidays_unknown"))
    else:
        _set_repeated(command, command.plan, group, turn)


def _group(command: c.AnyCommand, turn: Turn) -> Group | None:
    """The group where it was said, else her only one, else the one that she picks."""
    if turn.speaker.group is not None:
        return turn.speaker.group
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    if len(groups) == 1:
        return groups[0]
    if not groups:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
    else:
        offer(turn, "whose_plan", [Choice(group.name, command, group.id) for group in groups[:_MOST_GROUPS]])
    return None


def _any_group(turn: Turn) -> Group | None:
    """For what is told her of all her groups together: whose clock it goes by."""
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    if turn.speaker.group is None and not groups:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
        return None
    return turn.speaker.group or groups[0]


def _ask_which_half(command: s.SetSchedule | s.SetUsualCutoff, turn: Turn) -> None:
    """`每天8点 日报` may be the morning's or the evening's."""
    halves = [half for half in _halves(command) if not _is_past(half, turn)]
    choices = [Choice(_hour_words(half, turn), half) for half in halves]
    offer(turn, "which_half", choices)


def _halves(command: s.SetSchedule | s.SetUsualCutoff) -> list[s.SetSchedule | s.SetUsualCutoff]:
    if isinstance(command, s.SetUsualCutoff):
        later = command.at.replace(hour=(command.at.hour + 12) % 24)
        return [command.model_copy(update={"at": at, "other_half": False}) for at in (later, command.at)]
    plan = command.plan
    if isinstance(plan, Once):
        plans: list[Once | Repeated] = [Once(plan.at), Once(plan.at + _HALF_A_DAY)]
    else:
        plans = [plan, replace(plan, at=plan.at.replace(hour=(plan.at.hour + 12) % 24))]
    return [command.model_copy(update={"plan": half, "other_half": False}) for half in plans]


def _is_past(command: s.SetSchedule | s.SetUsualCutoff, turn: Turn) -> bool:
    return isinstance(command, s.SetSchedule) and isinstance(command.plan, Once) and command.plan.at <= turn.now


def _hour_words(command: s.SetSchedule | s.SetUsualCutoff, turn: Turn) -> str:
    if isinstance(command, s.SetUsualCutoff):
        at: time = command.at
    elif isinstance(command.plan, Once):
        at = command.plan.at.astimezone(turn.zone).time()
    else:
        at = command.plan.at
    part = "凌晨" if at.hour < 5 else "早上" if at.hour < 12 else "中午" if at.hour < 13 else "下午"
    return f"{part if at.hour < 18 else '晚上'}{at.hour % 12 or 12}:{at.minute:02d}"


def _set_repeated(command: s.SetSchedule, plan: Repeated, group: Group, turn: Turn) -> None:
    notices_before = notices(turn)
    replaced = _replaced(command, plan, group, turn)
    first = next(iter(replaced), None)
    wanted = _wanted(command, plan, group, first, turn)
    for other in replaced[1:]:
        turn.unit.schedules.remove(other.id)
    kept = standing_plans.keep(wanted, turn.unit, turn.now, turn.house)
    plan_notices_anew(notices_before, turn)
    before = [restore_command(schedule) for schedule in replaced]
    made = [] if first is not None else [s.RestoreSchedule(id=kept.id)]
    undoing.remember(turn, "改日程", s.RestorePlans(schedules=(*before, *made)))
    _confirm(kept, [one for one in replaced if (one.plan, one.title) != (kept.plan, kept.title)], turn)


def _wanted(
    command: s.SetSchedule, plan: Repeated | Once, group: Group, before: Schedule | None, turn: Turn
) -> Schedule:
    if before is not None:
        return replace(before, plan=plan, active=True, title=command.title)
    return Schedule(
        id=turn.unit.ids.new(),
        organizer=group.organizer,
        group=None if command.job is Job.DAILY_SUMMARY else group.id,
        job=command.job,
        plan=plan,
        time_zone=group.settings.time_zone,
        title=command.title,
    )


def _replaced(command: s.SetSchedule, plan: Repeated, group: Group, turn: Turn) -> list[Schedule]:
    """What does the same on the same days, or where one of both is for every day."""
    whole = command.job is Job.DAILY_SUMMARY
    known = turn.unit.schedules.of_organizer(group.organizer) if whole else turn.unit.schedules.of_group(group.id)
    return [
        schedule
        for schedule in known
        if schedule.job is command.job
        and schedule.group_buy is None
        and schedule.title == command.title
        and isinstance(schedule.plan, Repeated)
        and (_days(schedule.plan) == _days(plan) or _EVERY_DAY in (_days(schedule.plan), _days(plan)))
    ]


def _days(plan: Repeated) -> Repeated:
    """The days of a plan, whatever else it says."""
    return replace(plan, at=time(0), start=None, end=None, skip_holidays=False, paused_until=None)


_EVERY_DAY = Repeated(time(0))


def _confirm(kept: Schedule, replaced: Sequence[Schedule], turn: Turn) -> None:
    line = next(line for line in schedule_lines.lines(turn) if line.key == kept.id)
    texts = [other.text for other in map(schedule_lines.line_of, replaced) if other.text]
    turn.tell(
        to_organizer.done(
            turn.person,
            "schedule_set",
            plans=[schedule_lines.told(line, turn)],
            instead_of=texts,
            workdays=isinstance(kept.plan, Repeated) and kept.plan.workdays,
            waits_until_at=iso(_held_until(kept, turn)),
            time_zone=kept.time_zone,
        )
    )


def _held_until(kept: Schedule, turn: Turn) -> datetime | None:
    """Until when the night holds a list that is planned for one of its hours; None where it comes at its own."""
    group = None if kept.group is None else turn.unit.groups.get(kept.group)
    if group is None or kept.job is not Job.DAILY_LIST or kept.next_due is None:
        return None
    return quiet_until(group.settings.quiet_hours, kept.next_due, ZoneInfo(kept.time_zone))


def _set_once(command: s.SetSchedule, plan: Once, group: Group, turn: Turn) -> None:
    if plan.at <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example="明天8点 清单"))
    elif command.job is Job.PICKUP_NOTICE:
        _move_notice(command, plan.at, group, turn)
    elif command.job is Job.DAILY_LIST and draft_talk(turn) is not None and not candidates(turn, (Stage.OPEN,)):
        # Nothing else could be posted then.
        opening.publish_draft(c.PublishDraft(at=plan.at), turn)
    else:
        _keep_once(command, plan, group, turn)


def _keep_once(command: s.SetSchedule, plan: Once, group: Group, turn: Turn) -> None:
    same = next((one for one in turn.unit.schedules.of_group(group.id) if _is_same(one, command, plan)), None)
    kept = standing_plans.keep(_wanted(command, plan, group, same, turn), turn.unit, turn.now, turn.house)
    before = s.RestoreSchedule(id=kept.id) if same is None else restore_command(same)
    undoing.remember(turn, "改日程", s.RestorePlans(schedules=(before,)))
    _confirm(kept, (), turn)


def _is_same(schedule: Schedule, command: s.SetSchedule, plan: Once) -> bool:
    return (schedule.job, schedule.plan, schedule.title, schedule.group_buy) == (command.job, plan, command.title, None)


def _move_notice(command: s.SetSchedule, at: datetime, group: Group, turn: Turn) -> None:
    """`明天17:30 取货通知`: of what is on its way; the group is told only then."""
    here = turn.in_group(group)
    group_buy = find(here, (*ON_THE_WAY, Stage.OPEN), command, reason="nothing_on_the_way")
    if group_buy is None:
        return
    before = arriving.restore_arrival_command(group_buy, turn)
    standing_plans.plan_arrival(group_buy, group, at, turn.unit, turn.now, turn.house)
    undoing.remember(turn, "改取货通知", before)
    turn.tell(
        to_organizer.done(turn.person, "notice_moved", notice_at=at.isoformat(), time_zone=group.settings.time_zone)
    )


def set_reminder(command: s.SetReminder, turn: Turn) -> None:
    """`截单前30分钟 提醒`: one reminder, of each group-buy in the group."""
    group = _group(command, turn)
    if group is None:
        return
    _choose(group, turn, reminder_minutes=command.minutes, reminds=True)
    planned = [one for one in turn.unit.schedules.of_group(group.id) if one.job is Job.CUTOFF_REMINDER]
    moments = sorted(one.next_due.isoformat() for one in planned if one.next_due is not None)
    about = _about(group, turn)
    turn.tell(to_organizer.done(turn.person, "reminder_set", minutes=command.minutes, next_at=moments, **about))


def set_arrival_notice(command: s.SetArrivalNotice, turn: Turn) -> None:
    """`到货后10分钟 通知`: nothing by the clock any more, only after her 到了."""
    group = _group(command, turn)
    if group is not None:
        _choose(group, turn, after_arrival_only=True, after_arrival_minutes=command.minutes)
        about = _about(group, turn)
        turn.tell(to_organizer.done(turn.person, "arrival_notice_set", minutes=command.minutes, **about))


def set_usual_cutoff(command: s.SetUsualCutoff, turn: Turn) -> None:
    """`每天20点 截单`: where a list names no hour. What is open already closes as it was told."""
    if command.other_half:
        _ask_which_half(command, turn)
        return
    group = _group(command, turn)
    if group is not None:
        _choose(group, turn, cutoff_at=command.at)
        zone = ZoneInfo(group.settings.time_zone)
        at = datetime.combine(turn.now.astimezone(zone).date(), command.at, zone)
        turn.tell(to_organizer.done(turn.person, "usual_cutoff_set", cutoff_at=at.isoformat(), **_about(group, turn)))


def _choose(group: Group, turn: Turn, **chosen: object) -> None:
    before = group_settings.restore_command(group)
    group_settings.plan_anew(group, group_settings.choose(group, turn, **chosen), turn)
    undoing.remember(turn, "改日程", s.RestorePlans(settings=(before,)))


def _about(group: Group, turn: Turn) -> dict[str, Json]:
    """Which group it is, where she has several, and by which clock."""
    several = len(turn.unit.groups.of_organizer(turn.speaker.organizer.id)) > 1
    return {"group": group.name if several else None, "time_zone": group.settings.time_zone}
