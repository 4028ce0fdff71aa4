"""How does a list get into the group once more? By her word, or by the clock."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from handlers import commands as c
from handlers import undoing
from handlers.replies import to_group
from handlers.targets import find_for, groups_of, per_group
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.deeds import Deed
from models.groupbuy.group_buy import GroupBuy

#: A picture of fewer products shows nothing that the text doesn't.
LEAST_OF_A_POSTER = 4


def post_list(command: c.PostList, turn: Turn) -> None:
    """`清单`: in the group where she says it, else in all groups of the group-buy."""
    group_buy = find_for(turn, Deed.POST_LIST, command)
    if group_buy is not None:
        here = turn.speaker.group
        post(group_buy, groups_of(turn, group_buy) if here is None else [here], turn)
        undoing.remember(turn, "发清单", c.KeepAsIs())


def post(group_buy: GroupBuy, groups: list[Group], turn: Turn, *, due_id: str | None = None) -> None:
    """The list into each group: the text, and behind it a picture where there is enough to see."""
    for group in groups:
        its_due_id, zone = per_group(due_id, group), group.settings.time_zone
        turn.tell(to_group.list_posted(group_buy, group.id, zone, due_id=its_due_id))
        if group.settings.list_poster and len(group_buy.products) >= LEAST_OF_A_POSTER:
            day = turn.now.astimezone(ZoneInfo(zone)).date()
            turn.tell(to_group.list_poster(group_buy, group.id, day, zone, due_id=its_due_id))
