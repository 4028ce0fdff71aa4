"""Are the goods there? The organizer's word, the pickup notice that follows it, and trucks that are late."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import commands as c
from handlers import standing_plans, undoing
from handlers.pickup_notice import listed, place_of
from handlers.replies import to_group, to_organizer
from handlers.targets import candidates, find, groups_of, locked, per_group
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import ON_THE_WAY, Stage
from models.schedule import Job
from models.values import GroupBuyId

#: How long after `到了` a `晚到` takes it back; later the goods are there, whatever is said.
TOO_EARLY_WITHIN = timedelta(hours=3)
#: So long before the planned hour people begin to reckon with it.
COUNTED_ON_WITHIN = timedelta(hours=2)
ASKED_EVERY = timedelta(hours=1)
ASKED_DURING = range(8, 21)
#: Stages in which goods, or some of them, may be on their way.
COMING = (*ON_THE_WAY, Stage.ARRIVED)


def mark_arrived(command: c.MarkArrived, turn: Turn) -> None:
    """`到了`: the pickup notice goes out now, also before its hour, and not again."""
    group_buy = find(turn, COMING, command, reason="nothing_on_the_way")
    if group_buy is not None:
        arrive(group_buy, turn)


def arrive(group_buy: GroupBuy, turn: Turn) -> None:
    """All of it is there, by her word."""
    before = restore_arrival_command(group_buy, turn)
    notify(group_buy, turn)
    undoing.remember(turn, "到货", before)
    waits = [group.settings.after_arrival_minutes for group in groups_of(turn, group_buy)]
    turn.tell(to_organizer.done(turn.person, "arrived", minutes=max(waits, default=0)))


def notify(group_buy: GroupBuy, turn: Turn, *, late: bool = False, due_id: str | None = None) -> GroupBuy:
    """Say in each group that goods can be collected, once; after her word so long as the group has it wait."""
    turn.unit.group_buys.lock([group_buy.id])
    arrived = replace(group_buy, stage=Stage.HANDING_OUT, arrived_at=group_buy.arrived_at or turn.now)
    turn.unit.group_buys.put(arrived)
    for group in groups_of(turn, arrived):
        standing_plans.drop(arrived, group, {Job.ARRIVAL_CHECK, Job.PICKUP_NOTICE}, turn.unit)
        standing_plans.plan_handing_out(arrived, group, turn.unit, turn.now, turn.house)
        post = to_group.pickup_notice(
            group.id,
            place_of(arrived, group),
            group.settings.time_zone,
            bags=listed(arrived, group, turn),
            ends_at=collected_until(group, turn),
            late=late,
            due_id=per_group(due_id, group),
        )
        minutes = group.settings.after_arrival_minutes if due_id is None else 0
        turn.tell(replace(post, not_before=turn.now + timedelta(minutes=minutes)) if minutes else post)
    return arrived


def collected_until(group: Group, turn: Turn) -> datetime | None:
    """Until when goods are collected today, if that is still to come."""
    ends_at = standing_plans.ends_collecting(group.settings, turn.now)
    return ends_at if ends_at > turn.now else None


def hold_arrival(command: c.HoldArrival, turn: Turn) -> None:
    """`没到`: the notice waits for her word, for which she is asked again by and by. `晚到 5点半`: it moves there. The
    group hears of either, once: also where it was told too early that the goods are there, but not where no hour was
    near that it counted on."""
    group_buy = _told_too_early(turn) or find(turn, COMING, command, reason="nothing_on_the_way")
    if group_buy is None:
        return
    if command.expected is not None and command.expected <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example="晚到 5点半"))
        return
    before = restore_arrival_command(group_buy, turn)
    told_otherwise = _is_counted_on(before.pickup_at, turn) or group_buy.stage is Stage.HANDING_OUT
    if group_buy.stage is Stage.HANDING_OUT:
        turn.unit.group_buys.lock([group_buy.id])
        turn.unit.group_buys.put(replace(group_buy, stage=Stage.CLOSED, arrived_at=None))
    for group in groups_of(turn, group_buy):
        standing_plans.drop(
            group_buy, group, {Job.ARRIVAL_CHECK, Job.PICKUP_NOTICE, *standing_plans.HANDING_OUT_JOBS}, turn.unit
        )
        if command.expected is None:
            ask_again(group_buy, group, turn)
        else:
            standing_plans.plan_arrival(group_buy, group, command.expected, turn.unit, turn.now, turn.house)
        if command.expected is not None or told_otherwise:
            turn.tell(to_group.delayed(group.id, command.expected, group.settings.time_zone))
    undoing.remember(turn, "晚到", before)
    _confirm_hold(command.expected, turn, told=told_otherwise)


def _is_counted_on(pickup_at: datetime | None, turn: Turn) -> bool:
    """Whether people may be about to come down: nobody waits yet for an hour that is far off."""
    return pickup_at is not None and pickup_at - turn.now <= COUNTED_ON_WITHIN


def _told_too_early(turn: Turn) -> GroupBuy | None:
    """What was said to be there a short while ago, where nothing else is on its way."""
    if candidates(turn, COMING):
        return None
    told = candidates(turn, (Stage.HANDING_OUT,))
    return next((one for one in told if one.arrived_at and turn.now - one.arrived_at <= TOO_EARLY_WITHIN), None)


def ask_again(group_buy: GroupBuy, group: Group, turn: Turn) -> None:
    """Goods that are held are asked after each hour, as long as the day lasts."""
    at = turn.now + ASKED_EVERY
    if at.astimezone(ZoneInfo(group.settings.time_zone)).hour in ASKED_DURING:
        check = standing_plans.once(group_buy, group, Job.ARRIVAL_CHECK, at, turn.unit)
        standing_plans.keep(check, turn.unit, turn.now, turn.house)


def _confirm_hold(expected: datetime | None, turn: Turn, *, told: bool) -> None:
    if expected is None:
        turn.tell(to_organizer.done(turn.person, "arrival_held", told=told))
        return
    turn.tell(
        to_organizer.done(
            turn.person, "arrival_moved", expected_at=expected.isoformat(), time_zone=turn.settings.time_zone
        )
    )


def restore_arrival_command(group_buy: GroupBuy, turn: Turn) -> c.RestoreArrival:
    return c.RestoreArrival(
        group_buy=group_buy.id,
        stage=group_buy.stage.value,
        pickup_at=standing_plans.planned_for(group_buy, Job.PICKUP_NOTICE, turn.unit),
        check_at=standing_plans.planned_for(group_buy, Job.ARRIVAL_CHECK, turn.unit),
    )


def restore_arrival(command: c.RestoreArrival, turn: Turn) -> bool:
    """Back to before the goods were there. A notice that went out cannot be called back, and she is told so."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    if group_buy.stage is Stage.HANDING_OUT and not _call_back(group_buy, turn):
        return undoing.refuse(turn, "notice_is_out")
    restored = replace(group_buy, stage=Stage(command.stage), arrived_at=None)
    turn.unit.group_buys.put(restored)
    for group in groups_of(turn, restored):
        standing_plans.drop(
            restored, group, {Job.ARRIVAL_CHECK, Job.PICKUP_NOTICE, *standing_plans.HANDING_OUT_JOBS}, turn.unit
        )
        if command.pickup_at is not None:
            standing_plans.plan_arrival(restored, group, command.pickup_at, turn.unit, turn.now, turn.house)
        elif command.check_at is not None and command.check_at > turn.now:
            check = standing_plans.once(restored, group, Job.ARRIVAL_CHECK, command.check_at, turn.unit)
            standing_plans.keep(check, turn.unit, turn.now, turn.house)
    return True


def _call_back(group_buy: GroupBuy, turn: Turn) -> bool:
    """Withdraw the notices of a group-buy that still wait; False where one has gone out."""
    rows = undoing.waiting_posts(turn, group_buy, "pickup_notice")
    if len(rows) < len(group_buy.groups):
        return False
    for row in rows:
        turn.unit.outbox.withdraw(row.id)
    return True
