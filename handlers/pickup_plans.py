"""When a group's hour for pickup notices changes, which notices move with it? Those that went by the old one."""

from __future__ import annotations

from datetime import datetime

from handlers import standing_plans
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import ON_THE_WAY, Stage
from models.schedule import Job, Once

#: Stages in which a notice is still to come.
_TO_COME = (Stage.OPEN, *ON_THE_WAY)
Notices = list[tuple[GroupBuy, Group, datetime]]


def notices(turn: Turn) -> Notices:
    """The notices that are planned by the rules as they are: not those that she moved or holds."""
    found: Notices = []
    for group in turn.unit.groups.of_organizer(turn.speaker.organizer.id):
        for group_buy in turn.unit.group_buys.live_in(group.id):
            if group_buy.stage not in _TO_COME:
                continue
            by_rule = standing_plans.pickup_moment(group_buy, group, turn.unit, turn.house)
            if by_rule is not None and by_rule in _planned(group_buy, group, turn):
                found.append((group_buy, group, by_rule))
    return found


def plan_notices_anew(before: Notices, turn: Turn) -> None:
    for group_buy, group, moment in before:
        by_rule = standing_plans.pickup_moment(group_buy, group, turn.unit, turn.house)
        if by_rule is not None and by_rule != moment:
            standing_plans.plan_arrival(group_buy, group, by_rule, turn.unit, turn.now, turn.house)


def _planned(group_buy: GroupBuy, group: Group, turn: Turn) -> set[datetime]:
    """Where the group waits for her word, the question before it stands for the notice."""
    found: set[datetime] = set()
    for schedule in turn.unit.schedules.of_group_buy(group_buy.id):
        if schedule.group != group.id or schedule.next_due is None or not isinstance(schedule.plan, Once):
            continue
        if schedule.job is Job.PICKUP_NOTICE:
            found.add(schedule.plan.at)
        elif schedule.job is Job.ARRIVAL_CHECK and group.settings.after_arrival_only:
            found.add(schedule.plan.at + standing_plans.ARRIVAL_CHECK_BEFORE)
    return found
