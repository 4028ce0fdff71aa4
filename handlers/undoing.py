"""How is a change taken back? What undoes each one is remembered as a command; `撤` gives the last one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers import commands as c
from handlers import listings, standing_plans
from handlers.conversation import DraftTalk, keep_draft
from handlers.replies import to_group, to_organizer
from handlers.targets import groups_of
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json, OutboxRow, OutboxState
from models.ports import Undoable
from models.schedule import Job
from models.values import GroupBuyId


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A change was taken back: what stands now of the orders, and on the accounts, that it had touched, and whose ticks
    are gone."""

    orders: tuple[Json, ...] = ()
    people: tuple[Json, ...] = ()
    accounts: tuple[Json, ...] = ()


def remember(turn: Turn, said: str, inverse: c.AnyCommand) -> None:
    """Note what would undo the change that was just made; ``said`` names it for her."""
    turn.unit.undos.add(
        Undoable(
            id=turn.unit.ids.new(),
            organizer=turn.speaker.organizer.id,
            person=turn.person,
            at=turn.now,
            said=said,
            inverse=c.as_data(inverse),
        )
    )


def restore_times_command(group_buy: GroupBuy, left: Stage) -> c.RestoreTimes:
    """What puts a group-buy's stage and times back as they are now, after a change that leaves it in ``left``."""
    return c.RestoreTimes(
        group_buy=group_buy.id,
        stage=group_buy.stage.value,
        left=left.value,
        closes_at=group_buy.closes_at,
        closed_at=group_buy.closed_at,
    )


def restore_draft(command: c.RestoreDraft, turn: Turn) -> bool:
    group_buy = turn.unit.group_buys.get(GroupBuyId(command.group_buy))
    if group_buy is None or group_buy.stage is not Stage.DRAFT:
        return refuse(turn, "draft_is_out")
    restored = replace(
        group_buy,
        products=listings.products_from(command.products),
        closes_at=command.closes_at,
        arrives_at=command.arrives_at,
        pickup_place=command.pickup_place,
    )
    turn.unit.group_buys.put(restored)
    keep_draft(turn, DraftTalk(group_buy.id, collecting=False))
    return True


def unpublish(command: c.Unpublish, turn: Turn) -> bool:
    """Back to the draft: only while nobody has ordered. A list that was not sent yet stays unsent."""
    (group_buy,) = turn.unit.group_buys.lock([GroupBuyId(command.group_buy)])
    planned = group_buy.stage is Stage.DRAFT and group_buy.opens_at is not None
    if not planned and (group_buy.stage is not Stage.OPEN or turn.unit.books.read(group_buy.id).orders()):
        return refuse(turn, "has_orders")
    turn.unit.group_buys.put(replace(group_buy, stage=Stage.DRAFT, opened_at=None, opens_at=None))
    for group in groups_of(turn, group_buy):
        standing_plans.drop(group_buy, group, set(Job), turn.unit)
    unsent = waiting_posts(turn, group_buy, "list")
    for row in [*unsent, *waiting_posts(turn, group_buy, "list_poster")]:
        turn.unit.outbox.withdraw(row.id)
    for place in group_buy.groups if group_buy.stage is Stage.OPEN else ():
        if not any(row.post.group == place for row in unsent):
            turn.tell(to_group.list_withdrawn(place))
    keep_draft(turn, DraftTalk(group_buy.id, collecting=False))
    return True


def waiting_posts(turn: Turn, group_buy: GroupBuy, kind: str) -> list[OutboxRow]:
    """Posts of a kind that wait to go out into a group-buy's groups."""
    waiting = turn.unit.outbox.page(organizer=group_buy.organizer, states=[OutboxState.WAITING], limit=50)
    return [row for row in waiting if row.post.kind == kind and row.post.group in group_buy.groups]


def refuse(turn: Turn, reason: str) -> bool:
    turn.tell(to_organizer.refused(turn.person, reason))
    return False
