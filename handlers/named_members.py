"""Who of the groups' members is called so? One, or several whom she is asked about."""

from __future__ import annotations

from collections.abc import Callable

from handlers import book_commands as b
from handlers import commands as c
from handlers.conversation import Choice, remember_menu
from handlers.kept_text import whom
from handlers.replies import on_orders, to_organizer
from handlers.targets import newest
from handlers.turn import Turn
from models.community.people import Person
from models.groupbuy.names import name_key
from models.groupbuy.stages import LIVE
from models.values import PersonId

#: More people than these are not told apart by a digit.
MOST_SHOWN = 9


def named_member(
    name: str, picked: str | None, command: Callable[[PersonId], c.AnyCommand], turn: Turn, *, example: str
) -> Person | None:
    """The member whom she means; None where she was asked which one, or told that there is nobody."""
    if picked is not None:
        return turn.unit.people.get(PersonId(picked))
    found = _called(name, turn)
    if not found:
        turn.tell(to_organizer.refused(turn.person, "nobody_called", name=name, example=example))
    elif len(found) > 1:
        shown = found[:MOST_SHOWN]
        remember_menu(turn, [Choice("", command(person)) for person in shown])
        turn.tell(on_orders.which_household(turn.person, [whom(_with_room(one, turn), turn) for one in shown]))
    else:
        return turn.unit.people.get(found[0])
    return None


def _called(name: str, turn: Turn) -> list[PersonId]:
    members: dict[PersonId, str] = {}
    for group in turn.unit.groups.of_organizer(turn.speaker.organizer.id):
        members.update(turn.unit.people.names_in(group.id))
    others = {person: called for person, called in members.items() if person != turn.speaker.organizer.person}
    exact = [person for person, called in others.items() if name_key(called) == name_key(name)]
    return exact or [person for person, called in others.items() if name_key(name) in name_key(called)]


def _with_room(person: PersonId, turn: Turn) -> b.Household:
    """The member with the order that tells where they live, where there is one."""
    group_buy = newest(turn, LIVE)
    orders = () if group_buy is None else turn.unit.books.read(group_buy.id).order_of(person)
    return b.Household(member=person, order=next((one.id for one in orders if not one.for_other), None))
