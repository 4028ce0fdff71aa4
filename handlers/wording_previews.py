"""With which values is a wording shown? With today's own, where a post needs nothing but the group-buy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.arriving import collected_until
from handlers.pickup_notice import listed, place_of
from handlers.replies import to_group
from handlers.targets import first_group, newest
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE
from models.mail import Json, Post


def values_of(kind: str, turn: Turn) -> Mapping[str, Json] | None:
    """The values of the post as it would go out today; None where it needs more than the group-buy knows, or there is
    no group-buy. Nobody's name is in them."""
    made = _MADE.get(kind)
    group_buy = None if made is None else newest(turn, LIVE)
    group = None if group_buy is None else first_group(turn, group_buy)
    if made is None or group_buy is None or group is None:
        return None
    post = made(group_buy, group, turn)
    return None if post is None else post.values


def _list(group_buy: GroupBuy, group: Group, turn: Turn) -> Post | None:
    return to_group.list_posted(group_buy, group.id, group.settings.time_zone) if group_buy.products else None


def _closed(group_buy: GroupBuy, group: Group, turn: Turn) -> Post:
    return to_group.closed(group_buy, group.id, group.settings.time_zone, [])


def _reminder(group_buy: GroupBuy, group: Group, turn: Turn) -> Post | None:
    closes_at = group_buy.closes_at
    if closes_at is None:
        return None
    asked_at = closes_at - timedelta(minutes=group.settings.reminder_minutes)
    return to_group.reminder(group.id, closes_at, asked_at, group.settings.time_zone, [], due_id=None)


def _pickup_notice(group_buy: GroupBuy, group: Group, turn: Turn) -> Post:
    ends_at = collected_until(group, turn)
    place, bags = place_of(group_buy, group), listed(group_buy, group, turn)
    return to_group.pickup_notice(group.id, place, group.settings.time_zone, bags=bags, ends_at=ends_at)


def _reopened(group_buy: GroupBuy, group: Group, turn: Turn) -> Post:
    return to_group.reopened(group.id, group_buy.closes_at, group.settings.time_zone)


_MADE: Mapping[str, Callable[[GroupBuy, Group, Turn], Post | None]] = {
    "list": _list,
    "closed": _closed,
    "reminder": _reminder,
    "pickup_notice": _pickup_notice,
    "reopened": _reopened,
}
