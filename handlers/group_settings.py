"""How does she run one group otherwise than the configuration says? Her own choices, which survive a start."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from handlers import schedule_commands as s
from handlers import standing_plans, undoing
from handlers.turn import Turn
from models.community.people import Group, GroupSettings
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.schedule import Job
from models.values import GroupId

_SETTINGS: TypeAdapter[GroupSettings] = TypeAdapter(GroupSettings)
_VALUES: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def choose(group: Group, turn: Turn, **chosen: object) -> Group:
    """Her choice for one group: it goes before the configuration from now on, also after the next start."""
    changed = group.choosing(**chosen)
    if changed != group:
        turn.unit.groups.put(changed)
    return changed


def leave(group: Group, turn: Turn, *names: str) -> Group:
    """What she had chosen for one group is given up; the configuration holds again."""
    changed = group.leaving(turn.house.defaults, *names)
    if changed != group:
        turn.unit.groups.put(changed)
    return changed


def restore_command(group: Group) -> s.RestoreSettings:
    """What puts her own choices for a group back as they are now."""
    values = _SETTINGS.dump_python(group.settings, mode="json")
    own = {name: values[name] for name in sorted(group.own)}
    return s.RestoreSettings(group=group.id, own=_VALUES.dump_json(own).decode())


def restore_settings(command: s.RestoreSettings, turn: Turn) -> bool:
    group = turn.unit.groups.get(GroupId(command.group))
    if group is None:
        return undoing.refuse(turn, "nothing_to_undo")
    own = _VALUES.validate_json(command.own)
    defaults = _SETTINGS.dump_python(turn.house.defaults, mode="json")
    settings = _SETTINGS.validate_python({**defaults, **own})
    restored = replace(group, settings=settings, own=frozenset(own))
    turn.unit.groups.put(restored)
    plan_anew(group, restored, turn)
    return True


def plan_anew(before: Group, after: Group, turn: Turn) -> None:
    """What is planned for the group-buys of a group, brought in line with a change of its settings."""
    for group_buy in turn.unit.group_buys.live_in(after.id):
        if _reminder_of(before) != _reminder_of(after) and group_buy.stage is Stage.OPEN:
            _move_reminder(group_buy, after, turn)
        if before.settings.after_arrival_only != after.settings.after_arrival_only:
            _move_notice(group_buy, after, turn)


def _reminder_of(group: Group) -> int | None:
    return group.settings.reminder_minutes if group.settings.reminds else None


def _move_reminder(group_buy: GroupBuy, group: Group, turn: Turn) -> None:
    """One reminder only: whoever was reminded is not reminded again."""
    since = group_buy.opened_at or turn.now - timedelta(days=1)
    if turn.unit.outbox.count_since(group.id, since, kind="reminder"):
        return
    standing_plans.plan_closing(group_buy, group, turn.unit, turn.now, turn.house)


def _move_notice(group_buy: GroupBuy, group: Group, turn: Turn) -> None:
    """Only where something is planned: what she holds stays held."""
    planned = [
        schedule
        for schedule in turn.unit.schedules.of_group_buy(group_buy.id)
        if schedule.group == group.id and schedule.job in (Job.ARRIVAL_CHECK, Job.PICKUP_NOTICE) and schedule.next_due
    ]
    pickup_at = standing_plans.pickup_moment(group_buy, group, turn.unit, turn.house) if planned else None
    if pickup_at is not None:
        standing_plans.plan_arrival(group_buy, group, pickup_at, turn.unit, turn.now, turn.house)
