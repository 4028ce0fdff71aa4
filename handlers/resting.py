"""Does a group rest? `休团到周一`: no list and no plan for one before then, told once; it ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from handlers import standing_in_commands as i
from handlers import undoing
from handlers.conversation import Choice, offer
from handlers.group_words import take_back_unsaid
from handlers.keeping_quiet import meant_groups
from handlers.replies import to_group, to_organizer
from handlers.turn import Turn
from models.community.people import Group
from models.values import GroupId

_DAYS_OFFERED = (("明天", 1), ("后天", 2), ("三天后", 3), ("一周后", 7))


def rest(command: i.Rest, turn: Turn) -> None:
    until = command.until
    if until is None:
        choices = [
            Choice(name, command.model_copy(update={"until": _morning(days, turn)})) for name, days in _DAYS_OFFERED
        ]
        offer(turn, "rest_until", choices)
        return
    if until <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example="休团到周一"))
        return
    groups = meant_groups(turn, command.groups, lambda ids: i.Rest(until=until, groups=ids), "which_group_rests")
    if not groups:
        return
    _put(groups, until, "休团", turn)
    for group in groups:
        turn.tell(to_group.resting(group.id, until.astimezone(turn.zone).date(), group.settings.time_zone))
    zone = groups[0].settings.time_zone
    turn.tell(
        to_organizer.done(turn.person, "rests", day_at=until.astimezone(turn.zone).date().isoformat(), time_zone=zone)
    )


def _morning(days: int, turn: Turn) -> datetime:
    today = turn.now.astimezone(turn.zone).date()
    return datetime.combine(today + timedelta(days=days), time(), turn.zone)


def end_rest(command: i.EndRest, turn: Turn) -> None:
    here = turn.speaker.group
    groups = [here] if here is not None else list(turn.unit.groups.of_organizer(turn.speaker.organizer.id))
    resting = [group for group in groups if turn.unit.peace.get(group.id).is_resting(turn.now)]
    if not resting:
        turn.tell(to_organizer.refused(turn.person, "not_resting", example="休团到周一"))
        return
    _put(resting, None, "不休了", turn)
    take_back_unsaid("resting", turn)
    turn.tell(to_organizer.done(turn.person, "rests_no_more"))


def _put(groups: Sequence[Group], until: datetime | None, said: str, turn: Turn) -> None:
    kept = [turn.unit.peace.get(group.id) for group in groups]
    for one in kept:
        turn.unit.peace.put(replace(one, resting_until=until))
    before = tuple(i.Rested(group=one.group, before=one.resting_until, after=until) for one in kept)
    undoing.remember(turn, said, i.RestoreRest(groups=before))


def restore_rest(command: i.RestoreRest, turn: Turn) -> bool:
    kept = {was.group: turn.unit.peace.get(GroupId(was.group)) for was in command.groups}
    if any(kept[was.group].resting_until != was.after for was in command.groups):
        return undoing.refuse(turn, "too_much_since")
    for was in command.groups:
        turn.unit.peace.put(replace(kept[was.group], resting_until=was.before))
    take_back_unsaid("resting", turn)
    return True


def ends_with_a_list(group: Group, turn: Turn) -> None:
    """Where she opens a group-buy all the same, the group rests no more."""
    kept = turn.unit.peace.get(group.id)
    if kept.is_resting(turn.now):
        turn.unit.peace.put(replace(kept, resting_until=None))


def is_resting(group: Group, turn: Turn) -> bool:
    return turn.unit.peace.get(group.id).is_resting(turn.now)
