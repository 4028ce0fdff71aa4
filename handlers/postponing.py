"""What happens when goods come on another day? `延期 周五`: one post; who does not want to wait says `退`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from handlers import calling_off_commands as o
from handlers import closing, standing_plans, undoing
from handlers.replies.on_selling import postponed, selling
from handlers.replies.parts import iso
from handlers.targets import find_for, groups_of, locked
from handlers.turn import Turn
from models.groupbuy.deeds import Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.schedule import Job
from models.values import GroupBuyId


def postpone(command: o.Postpone, turn: Turn) -> None:
    """To a day, or a time, to come. Where orders are still taken the list goes on, and only the day is another."""
    group_buy = find_for(turn, Deed.POSTPONE, command)
    if group_buy is None:
        return
    today = turn.now.astimezone(turn.zone).date()
    day = command.to.astimezone(turn.zone).date() if isinstance(command.to, datetime) else command.to
    if day < today or (isinstance(command.to, datetime) and command.to <= turn.now):
        turn.tell(selling(turn.person, "day_is_past", example="延期 周五"))
        return
    if group_buy.arrives_at == command.to:
        turn.tell(selling(turn.person, "as_it_was", product=""))
        return
    before = o.RestorePostponed(group_buy=group_buy.id, stage=group_buy.stage.value, arrives_at=group_buy.arrives_at)
    put_off(group_buy, command.to, turn, why=command.why)
    undoing.remember(turn, "延期", before)
    turn.tell(
        selling(
            turn.person,
            "put_off",
            arrives_at=iso(command.to),
            still_open=group_buy.stage is Stage.OPEN,
            time_zone=turn.settings.time_zone,
        )
    )


def put_off(group_buy: GroupBuy, to: date | datetime, turn: Turn, *, why: str) -> None:
    """Plan the notice for another day, and tell each group once."""
    open_still = group_buy.stage is Stage.OPEN
    moved = replace(group_buy, arrives_at=to, stage=group_buy.stage if open_still else Stage.POSTPONED)
    _plan(moved, turn)
    for group in groups_of(turn, moved):
        turn.tell(postponed(group.id, why, to, group.settings.time_zone, may_leave=not open_still))


def _plan(group_buy: GroupBuy, turn: Turn) -> None:
    turn.unit.group_buys.put(group_buy)
    for group in groups_of(turn, group_buy):
        standing_plans.drop(group_buy, group, {Job.ARRIVAL_CHECK, Job.PICKUP_NOTICE}, turn.unit)
    closing.replan_pickup(group_buy, turn)


def restore_postponed(command: o.RestorePostponed, turn: Turn) -> bool:
    """The day that was told before; not where somebody has given their order back since, or the goods are there."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    stage = Stage(command.stage)
    if group_buy is None or group_buy.stage not in (Stage.POSTPONED, stage):
        return undoing.refuse(turn, "too_much_since")
    if turn.unit.books.read(group_buy.id).gave_back():
        return undoing.refuse(turn, "too_much_since")
    unsaid = undoing.waiting_posts(turn, group_buy, "postponed")
    for row in unsaid:
        turn.unit.outbox.withdraw(row.id)
    spared = {row.post.group for row in unsaid}
    restored = replace(group_buy, stage=stage, arrives_at=command.arrives_at)
    _plan(restored, turn)
    for group in groups_of(turn, restored):
        if group.id not in spared:
            zone = group.settings.time_zone
            turn.tell(postponed(group.id, "", restored.arrives_at, zone, may_leave=False))
    return True
