"""Where are goods collected, and whose go to the door? A group's pickup points, and marks that stay with a person."""

from __future__ import annotations

from dataclasses import replace

from handlers import group_settings, undoing
from handlers import hand_out_commands as h
from handlers.book_commands import TakeBackWord
from handlers.households import meant_households
from handlers.kept_text import whom
from handlers.named_bags import orders_named
from handlers.ordering import open_book
from handlers.pickup_notice import buildings_text
from handlers.replies import on_hand_out, to_organizer
from handlers.targets import candidates, first_group
from handlers.turn import Turn
from handlers.whose import names_for, whole_whose
from models.community.people import Group
from models.community.pickup import PickupPoint
from models.groupbuy.stages import LIVE
from models.language.normalize import simplify
from models.mail import person_ref, recipient_ref
from models.values import PersonId

#: More points than these nobody can tell apart in a notice.
MOST_POINTS = 9


def tell_points(command: h.TellPoints, turn: Turn) -> None:
    group = _group(turn)
    if group is not None:
        _tell(group, turn, changed=False)


def add_point(command: h.AddPoint, turn: Turn) -> None:
    """`取货点 加 东门 1-5栋`: a building goes to one point only."""
    group = _group(turn)
    if group is None:
        return
    others = [
        replace(point, buildings=tuple(one for one in point.buildings if one not in command.buildings))
        for point in group.settings.pickup_points
        if point.name != command.name
    ]
    if len(others) >= MOST_POINTS:
        turn.tell(to_organizer.refused(turn.person, "too_many_points", most=MOST_POINTS))
        return
    _choose((*others, PickupPoint(command.name, command.buildings)), group, turn)


def drop_point(command: h.DropPoint, turn: Turn) -> None:
    group = _group(turn)
    if group is None:
        return
    left = tuple(point for point in group.settings.pickup_points if point.name != command.name)
    if len(left) == len(group.settings.pickup_points):
        turn.tell(to_organizer.refused(turn.person, "no_such_point", asked=command.name, example="取货点"))
        return
    _choose(left, group, turn)


def choose_hand_out(command: h.ChooseHandOut, turn: Turn) -> None:
    """`按楼喊`, `缺货先扣多的`: from the next notice, or the next proposal, on."""
    group = _group(turn)
    if group is None:
        return
    chosen = {"notice_by": command.notice_by, "shortage_rule": command.shortage_rule}
    named = {name: value for name, value in chosen.items() if value is not None}
    undoing.remember(turn, "发货的规矩", group_settings.restore_command(group))
    group_settings.choose(group, turn, **named)
    told = {name: value.value for name, value in named.items()}
    turn.tell(to_organizer.done(turn.person, "hand_out_chosen", **{**dict.fromkeys(chosen), **told}))


def _choose(points: tuple[PickupPoint, ...], group: Group, turn: Turn) -> None:
    undoing.remember(turn, "取货点", group_settings.restore_command(group))
    _tell(group_settings.choose(group, turn, pickup_points=points), turn, changed=True)


def _tell(group: Group, turn: Turn, *, changed: bool) -> None:
    points = group.settings.pickup_points
    told = [{"name": point.name, "buildings": buildings_text(point.buildings)} for point in points]
    turn.tell(on_hand_out.points(turn.person, told, changed=changed))


def _group(turn: Turn) -> Group | None:
    """The group where it was said; said privately, that of the newest group-buy, else her first."""
    here = turn.speaker.group
    live = candidates(turn, LIVE)
    if here is None and live:
        here = first_group(turn, live[0])
    here = here or next(iter(turn.unit.groups.of_organizer(turn.speaker.organizer.id)), None)
    if here is None:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
    return here


def say_point_of(command: h.SayPointOf, turn: Turn) -> None:
    """`501在东门拿`: of one order, whatever its building."""
    for group_buy in candidates(turn, LIVE):
        group = first_group(turn, group_buy)
        names = [] if group is None else [point.name for point in group.settings.pickup_points]
        point = next((name for name in names if name in command.point or command.point in name), None)
        orders = orders_named(command.whose, group_buy, turn) if point else []
        if point and orders:
            book = open_book(group_buy, group, turn)
            message = turn.speaker.message
            events = [
                event
                for order in orders
                for event in book.choose_point(order.id, point, at=turn.now, message_id=message)
            ]
            turn.unit.books.record(group_buy.id, events)
            undoing.remember(turn, "取货点", TakeBackWord(group_buy=group_buy.id, message=message))
            people = [{"who": person_ref(one.member), "recipient": recipient_ref(one.id)} for one in orders]
            turn.tell(to_organizer.done(turn.person, "point_chosen", people=people, point=point))
            return
    turn.tell(to_organizer.refused(turn.person, "no_such_point", asked=command.point, example="取货点"))


def say_mark(command: h.SayMark, turn: Turn) -> None:
    """`503以后送门口`, `503缺货别动`: of whoever is meant, in this group-buy or the ones before."""
    for group_buy in candidates(turn, LIVE) or turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=1):
        whose = whole_whose(simplify(command.whose).strip(), names_for(group_buy, turn))
        # Nobody is known by a room alone who never ordered: a mark on such a record would be found by nobody.
        known = [one for one in meant_households(whose, group_buy, turn) if one.member] if whose else []
        meant = {one.member: one for one in known}
        if len(meant) == 1:
            household = next(iter(meant.values()))
            marked = h.MarkPerson(person=str(household.member), to_door=command.to_door, spared=command.spared)
            before = _marks(PersonId(marked.person), turn)
            mark_person(marked, turn)
            undoing.remember(turn, "送法", before)
            told = whom(household, turn)
            turn.tell(on_hand_out.marked(turn.person, told, to_door=command.to_door, spared=command.spared))
            return
        if meant:
            turn.tell(to_organizer.refused(turn.person, "whose_is_open", example="3-501以后送门口"))
            return
    turn.tell(to_organizer.refused(turn.person, "no_such_order", asked=command.whose, example="3-501以后送门口"))


def _marks(person: PersonId, turn: Turn) -> h.MarkPerson:
    known = turn.unit.people.get(person)
    return h.MarkPerson(
        person=person, to_door=known is not None and known.to_door, spared=known is not None and known.spared
    )


def mark_person(command: h.MarkPerson, turn: Turn) -> bool:
    turn.unit.people.mark(PersonId(command.person), to_door=command.to_door, spared=command.spared)
    return True
