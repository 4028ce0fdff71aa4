"""When does she want silence, in which mode is a group run, and how loud is the bot? Her words on peace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers import commands as c
from handlers import peace_commands as p
from handlers import standing_plans, undoing
from handlers.conversation import Choice, offer
from handlers.replies import on_peace, to_organizer
from handlers.replies.parts import iso
from handlers.schedule_commands import SCHEDULE
from handlers.tact import A_DAY
from handlers.turn import Turn
from models.community.manners import Why
from models.community.modes import MODE_WORDS, switched
from models.community.people import Group, GroupMode
from models.community.pressure import MOST_OF_THE_TALK, Budget, ceiling_of, pressure_of
from models.community.quiet import next_end
from models.mail import Json
from models.schedule import Job, Repeated, Schedule
from models.values import GroupId

_EXAMPLE_MODE = "群模式 乡村"


def keep_quiet(command: p.KeepQuiet, turn: Turn) -> None:
    """`静音`: until the next morning where she names no end, so that a forgotten one ends by itself."""
    groups = meant_groups(
        turn, command.groups, lambda ids: p.KeepQuiet(until=command.until, groups=ids), "which_group_quiet"
    )
    if not groups:
        return
    before = _silences(groups, turn)
    ends: list[datetime] = []
    for group in groups:
        ends_at = command.until or next_end(group.settings.quiet_hours, turn.now, ZoneInfo(group.settings.time_zone))
        turn.unit.peace.put(replace(turn.unit.peace.get(group.id), muted_until=ends_at))
        ends.append(ends_at)
    undoing.remember(turn, "静音", p.RestoreSilence(groups=before))
    zone = groups[0].settings.time_zone
    turn.tell(to_organizer.done(turn.person, "muted", until_at=iso(max(ends)), time_zone=zone))


def speak_again(command: p.SpeakAgain, turn: Turn) -> None:
    """`说话吧`: her own silence, a resident's and a quarrel's; in the group where she says it, else in all of hers."""
    here = turn.speaker.group
    groups = [here] if here is not None else list(turn.unit.groups.of_organizer(turn.speaker.organizer.id))
    silent = [group for group in groups if turn.unit.peace.get(group.id).is_silent(turn.now)]
    if not silent:
        turn.tell(to_organizer.refused(turn.person, "not_muted", example="静音"))
        return
    before = _silences(silent, turn)
    for group in silent:
        kept = turn.unit.peace.get(group.id)
        turn.unit.peace.put(replace(kept, muted_until=None, noisy_until=None, quarrel_until=None))
        _wake(group, turn)
    undoing.remember(turn, "说话吧", p.RestoreSilence(groups=before))
    turn.tell(to_organizer.done(turn.person, "unmuted"))


def restore_silence(command: p.RestoreSilence, turn: Turn) -> bool:
    for was in command.groups:
        group = turn.unit.groups.get(GroupId(was.group))
        if group is None:
            continue
        kept = turn.unit.peace.get(group.id)
        turn.unit.peace.put(
            replace(kept, muted_until=was.muted_until, noisy_until=was.noisy_until, quarrel_until=was.quarrel_until)
        )
        _wake(group, turn)
    return True


def _wake(group: Group, turn: Turn) -> None:
    """What was held for silence is looked at again: it may go, or has another reason to wait."""
    for why in (Why.MUTED, Why.NOISY, Why.QUARREL):
        turn.unit.outbox.wake(group.id, at=turn.now, why=why.value)


def _silences(groups: Sequence[Group], turn: Turn) -> tuple[p.Silence, ...]:
    kept = [turn.unit.peace.get(group.id) for group in groups]
    return tuple(
        p.Silence(
            group=one.group,
            muted_until=one.muted_until,
            noisy_until=one.noisy_until,
            quarrel_until=one.quarrel_until,
        )
        for one in kept
    )


def meant_groups(
    turn: Turn, named: Sequence[str], command: Callable[[tuple[str, ...]], c.AnyCommand], question: str
) -> list[Group]:
    """The groups that a word of hers means: where it is said, those that she picked, her only one; else she is
    asked."""
    if named:
        found = (turn.unit.groups.get(GroupId(one)) for one in named)
        return [group for group in found if group is not None]
    if turn.speaker.group is not None:
        return [turn.speaker.group]
    groups = list(turn.unit.groups.of_organizer(turn.speaker.organizer.id))[:8]
    if not groups:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
    if len(groups) <= 1:
        return groups
    choices = [Choice(group.name, command((group.id,))) for group in groups]
    everywhere = Choice("都是", command(tuple(group.id for group in groups)))
    offer(turn, question, [*choices, everywhere])
    return []


# Modes


def set_mode(command: p.SetMode, turn: Turn) -> None:
    """`群模式 乡村`: its defaults from now on; what was set one by one stays, and all of it can be taken back."""
    mode = command.mode
    groups = meant_groups(turn, command.groups, lambda ids: p.SetMode(mode=mode, groups=ids), "which_group_mode")
    if mode is None:
        if groups:
            turn.tell(to_organizer.done(turn.person, "mode_told", groups=[_mode_of(group) for group in groups]))
        return
    for group in groups:
        _switch(group, mode, turn)
    if groups:
        settings = switched(groups[0].settings, mode)
        turn.tell(
            to_organizer.done(
                turn.person,
                "mode_set",
                mode=mode.value,
                name=MODE_WORDS[mode][0],
                lists=[_clock(at) for at in sorted({plan.at for _, plan in _repeated_lists(groups[0], turn)})],
                quiet=None if settings.quiet_hours is None else [_clock(one) for one in settings.quiet_hours],
            )
        )


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"


def _mode_of(group: Group) -> Json:
    return {"group": group.name, "name": MODE_WORDS[group.settings.mode][0]}


def _switch(group: Group, mode: GroupMode, turn: Turn) -> None:
    kept = turn.unit.peace.get(group.id)
    after = group.settled_over(switched(group.settings, mode))
    plans = _daily_lists(group, turn)
    undoing.remember(
        turn,
        "改群模式",
        p.RestoreMode(
            group=group.id,
            was=group.settings.mode,
            kept=kept.mode,
            schedules=tuple(SCHEDULE.dump_json(plan).decode() for plan in plans),
        ),
    )
    turn.unit.groups.put(after)
    turn.unit.peace.put(replace(kept, mode=mode))
    if after.settings.list_at is None or after.settings.list_at == group.settings.list_at:
        return
    for schedule in plans:
        assert isinstance(schedule.plan, Repeated)
        moved = replace(schedule, plan=replace(schedule.plan, at=after.settings.list_at))
        standing_plans.keep(moved, turn.unit, turn.now, turn.house)


def _daily_lists(group: Group, turn: Turn) -> list[Schedule]:
    """The plans by which the list goes out at the mode's own hour; one that she has moved stays where she put it."""
    return [schedule for schedule, plan in _repeated_lists(group, turn) if plan.at == group.settings.list_at]


def _repeated_lists(group: Group, turn: Turn) -> list[tuple[Schedule, Repeated]]:
    return [
        (schedule, schedule.plan)
        for schedule in turn.unit.schedules.of_group(group.id)
        if schedule.job is Job.DAILY_LIST and schedule.group_buy is None and isinstance(schedule.plan, Repeated)
    ]


def restore_mode(command: p.RestoreMode, turn: Turn) -> bool:
    group = turn.unit.groups.get(GroupId(command.group))
    if group is None:
        return undoing.refuse(turn, "nothing_to_undo")
    turn.unit.groups.put(group.settled_over(switched(group.settings, command.was)))
    turn.unit.peace.put(replace(turn.unit.peace.get(group.id), mode=command.kept))
    for text in command.schedules:
        standing_plans.keep(SCHEDULE.validate_json(text), turn.unit, turn.now, turn.house)
    return True


# How loud it is


def tell_loudness(command: p.TellLoudness, turn: Turn) -> None:
    """`吵不吵`: what the bot said over a day, by kind, beside what people said; and what it may still say."""
    here = turn.speaker.group
    groups = [here] if here is not None else list(turn.unit.groups.of_organizer(turn.speaker.organizer.id))
    if not groups:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
        return
    turn.tell(on_peace.loudness(turn.person, [loudness_of(group, turn) for group in groups[:8]]))


def loudness_of(group: Group, turn: Turn) -> dict[str, Json]:
    """The pressure figure of a group over the last day, with its parts."""
    posts = turn.unit.outbox.given_out(group.id, turn.now - A_DAY)
    talk = turn.unit.chat_log.talk(group.id, turn.now - A_DAY)
    found, kept = pressure_of(posts, talk.messages), turn.unit.peace.get(group.id)
    known = talk.first_ever_at is not None and talk.first_ever_at <= turn.now - A_DAY
    budget = Budget(today=(), messages=talk.messages, known_for_a_day=known)

    def to_come(until: datetime | None) -> str | None:
        return iso(until) if until is not None and until > turn.now else None

    return {
        "group": group.name,
        "messages": found.messages,
        "posts": found.posts,
        "unasked": found.unasked,
        "answered": found.answered,
        "selling": found.selling,
        "kinds": [{"kind": kind, "count": count} for kind, count in found.kinds.items()],
        "percent": None if found.share is None else round(found.share * 100),
        "loud": found.share is not None and found.share > MOST_OF_THE_TALK,
        "most": ceiling_of(group.settings, budget),
        "muted_until_at": to_come(kept.muted_until),
        "noisy_until_at": to_come(kept.noisy_until),
        "quarrel_until_at": to_come(kept.quarrel_until),
    }
