"""What is put to her unasked? Numbered choices that her next digit picks, only while nothing else waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation import MENU, Choice, remember_menu
from handlers.house import House
from handlers.place import Speaker
from handlers.turn import Turn
from models.mail import OutboxRow
from models.ports import UnitOfWork
from models.values import MessageId, Role


def her_turn(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> Turn | None:
    """A turn in the private chat of whoever reads a post that is about to be put into words: hers, or a helper's; None
    where nobody is there to read it."""
    organizer = unit.organizers.get(row.organizer)
    reader = row.post.person or (None if organizer is None else organizer.person)
    person = None if reader is None else unit.people.get(reader)
    if organizer is None or person is None:
        return None
    return Turn(Speaker(organizer, person, Role.ORGANIZER, None, MessageId(row.id), now), unit, now, house)


def offer_if_free(choices: Sequence[Choice], turn: Turn, *, of_kind: str) -> bool:
    """Let her digit pick one of these, unless it would answer something else; whether it does. What was put to her
    unasked of the same kind before gives way."""
    menu = turn.unit.conversations.get(turn.person, MENU, turn.now)
    if menu is not None and menu.get("unasked") != of_kind:
        return False
    remember_menu(turn, choices, unasked=of_kind)
    return True
