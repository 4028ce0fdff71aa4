"""Which group-buy does a command mean? The one that fits; where several do, a menu asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from handlers import commands as c
from handlers.conversation import Choice, offer
from handlers.replies import to_organizer
from handlers.replies.on_selling import selling
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.deeds import RULES, Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.values import GroupBuyId

#: By so many of its goods a group-buy is told from another in a menu.
_GOODS_NAMED = 2
#: What was closed within so long is handed out together.
_SAME_DAY = timedelta(hours=18)


def find(turn: Turn, stages: Collection[Stage], command: c.AnyCommand, *, reason: str) -> GroupBuy | None:
    """The one group-buy in these stages that the speaker can mean here, locked, as it is now.

    None where there is none (she is told ``reason``) or where there are several (she is shown a menu).
    """
    fitting = candidates(turn, stages)
    if len(fitting) == 1:
        now = locked(turn, fitting[0].id)
        # Somebody else may have been quicker, and had it locked until now.
        fitting = [now] if now is not None and now.stage in stages else []
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        turn.tell(to_organizer.refused(turn.person, reason))
    else:
        offer(turn, "which_group_buy", [_choice(turn, group_buy, command) for group_buy in fitting[:9]])
    return None


def find_for(
    turn: Turn, deed: Deed, command: c.AnyCommand, *, among: Collection[Stage] = frozenset(Stage)
) -> GroupBuy | None:
    """The one group-buy with which this may be done (models/groupbuy/deeds.py), of those ``among`` stages; refused with
    what would be right where there is one at another stage."""
    if turn.speaker.role not in RULES[deed].by:
        turn.tell(selling(turn.person, "not_yours"))
        return None
    stages = RULES[deed].stages & frozenset(among)
    if not candidates(turn, stages):
        elsewhere = next(iter(candidates(turn, LIVE)), None)
        stage = None if elsewhere is None else elsewhere.stage.value
        turn.tell(selling(turn.person, "not_now", deed=deed.value, stage=stage, goods=""))
        return None
    return find(turn, stages, command, reason="nothing_open")


def look_for(turn: Turn, stages: Collection[Stage], command: c.AnyCommand, *, reason: str) -> GroupBuy | None:
    """The same for who only looks: nothing is locked, and what an earlier day closed is not asked about."""
    fitting = candidates(turn, stages)
    fitting = [one for one in fitting if _of_the_same_day(one, fitting[0])]
    if not fitting:
        turn.tell(to_organizer.refused(turn.person, reason))
    elif len(fitting) > 1:
        offer(turn, "which_group_buy", [_choice(turn, group_buy, command) for group_buy in fitting[:9]])
    return fitting[0] if len(fitting) == 1 else None


def _of_the_same_day(one: GroupBuy, newest: GroupBuy) -> bool:
    if one.closed_at is None or newest.closed_at is None:
        return one.id == newest.id
    return abs(newest.closed_at - one.closed_at) < _SAME_DAY


def locked(turn: Turn, group_buy: GroupBuyId) -> GroupBuy | None:
    """A group-buy as it stands once nobody else can change it; what was read before may be over."""
    return next(iter(turn.unit.group_buys.lock([group_buy])), None)


def candidates(turn: Turn, stages: Collection[Stage]) -> list[GroupBuy]:
    """Group-buys in these stages: the one that she picked, else those of the group where it was said, else of all the
    speaker's groups."""
    live: Sequence[GroupBuy]
    if turn.group_buy is not None:
        picked = turn.unit.group_buys.get(turn.group_buy)
        live = () if picked is None else (picked,)
    elif turn.speaker.group is not None:
        live = turn.unit.group_buys.live_in(turn.speaker.group.id)
    else:
        live = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=20)
    return [group_buy for group_buy in live if group_buy.stage in stages]


def newest(turn: Turn, stages: Collection[Stage]) -> GroupBuy | None:
    """The newest in these stages, where a question is no danger: reports."""
    return next(iter(candidates(turn, stages)), None)


def open_beside(group_buy: GroupBuy, group: Group, turn: Turn) -> list[GroupBuy]:
    """What else in a group still takes orders."""
    live = turn.unit.group_buys.live_in(group.id)
    return [one for one in live if one.stage is Stage.OPEN and one.id != group_buy.id]


def groups_of(turn: Turn, group_buy: GroupBuy) -> list[Group]:
    found = (turn.unit.groups.get(group) for group in group_buy.groups)
    return [group for group in found if group is not None]


def first_group(turn: Turn, group_buy: GroupBuy) -> Group | None:
    return next(iter(groups_of(turn, group_buy)), None)


def _choice(turn: Turn, group_buy: GroupBuy, command: c.AnyCommand) -> Choice:
    where = "、".join(group.name for group in groups_of(turn, group_buy))
    goods = "、".join(short_name(product) for product in group_buy.products[:_GOODS_NAMED])
    label = f"{where} {goods}等{len(group_buy.products)}样".strip() if goods else where
    here = turn.speaker.group
    return Choice(label, command, None if here is None else here.id, group_buy.id)


def per_group(due_id: str | None, group: Group) -> str | None:
    """A firing's id for one of the groups in which it posts."""
    return None if due_id is None else f"{due_id}:{group.id}"
