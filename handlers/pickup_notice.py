"""What does a group read when goods can be collected? Where, until when, and whose bags are there, by number and
nickname: no rooms, no goods (organizer-notes, 1.9)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.door_rounds import goes_to_door
from handlers.turn import Turn
from models.community.people import Group
from models.community.pickup import NoticeBy
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
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
    book = turn.unit.books.read(group_buy.id)
    numbers = book.numbers()
    kept = book.kept_until(turn.now)
    here = [
        order
        for order in book.orders()
        if order.member in members and order.id not in kept and any(line.standing for line in order.lines)
    ]
    known = turn.unit.people.many({order.member for order in here})
    here = [order for order in here if not goes_to_door(order, known.get(order.member))]
    if len(here) > MOST_LISTED:
        return []
    parts: dict[str, list[Json]] = {}
    for order in here:
        where = recipient_ref(order.id) if group.settings.show_rooms else None
        told = {"number": numbers[order.id], "who": person_ref(order.member), "where": where}
        parts.setdefault(_building(order, group), []).append(told)
    by_building = sorted(parts.items(), key=lambda each: (not each[0], len(each[0]), each[0]))
    return [{"building": building or None, "people": people} for building, people in by_building]


def _building(order: OrderStanding, group: Group) -> str:
    if group.settings.notice_by is not NoticeBy.BUILDING or order.recipient is None:
        return ""
    return order.recipient.building or ""
