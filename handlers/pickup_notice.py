"""What does a group read when goods can be collected? Where, until when, and whose bags are there, by number and
nickname: no rooms, no goods (organizer-notes, 1.9)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.bags import Bag, bags_of
from handlers.turn import Turn
from models.community.people import Group
from models.community.pickup import NoticeBy
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, person_ref, recipient_ref

#: A list of more people than this says nothing to anybody, and takes several messages.
MOST_LISTED = 200


def place_of(group_buy: GroupBuy, group: Group) -> str:
    """Where goods are collected: at the group's points, where it has some, else where the list says."""
    points = group.settings.pickup_points
    if not points:
        return group_buy.pickup_place
    houses = ((point.name, buildings_text(point.buildings)) for point in points)
    return "、".join(f"{name}（{buildings}）" if buildings else name for name, buildings in houses)


def buildings_text(buildings: Iterable[str]) -> str:
    """`1、2、5栋`"""
    told = "、".join(buildings)
    return f"{told}栋" if told else ""


def listed(group_buy: GroupBuy, group: Group, turn: Turn) -> list[Json]:
    """Whose bags are there, in parts: [{building, people: [{number, who, where}]}]; one part without a building where
    the group lists by number. Nobody is listed where there are too many, and who gets theirs at the door is not."""
    if group.settings.notice_by is NoticeBy.NOBODY:
        return []
    members = turn.unit.people.names_in(group.id)
    here = [bag for bag in bags_of(group_buy, turn) if bag.member in members and not bag.kept and not bag.to_door]
    if len(here) > MOST_LISTED:
        return []
    parts: dict[str, list[Json]] = {}
    for bag in here:
        where = recipient_ref(bag.order) if group.settings.show_rooms else None
        told = {"number": bag.number, "who": person_ref(bag.member), "where": where}
        parts.setdefault(_building(bag, group), []).append(told)
    by_building = sorted(parts.items(), key=lambda each: (not each[0], len(each[0]), each[0]))
    return [{"building": building or None, "people": people} for building, people in by_building]


def _building(bag: Bag, group: Group) -> str:
    if group.settings.notice_by is not NoticeBy.BUILDING or bag.recipient is None:
        return ""
    return bag.recipient.building or ""
