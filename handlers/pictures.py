"""Which pictures belong to somebody's words? Those sent shortly before: of what is bad, screenshots."""

from __future__ import annotations

from handlers.heard import Heard
from handlers.turn import Turn
from models.money.told import PHOTOS_BEFORE
from models.values import MessageId, MessageKind, PersonId, Role

#: The conversation that keeps the pictures which somebody has just sent.
PICTURES = "pictures"
_MOST = 9


def is_residents_picture(heard: Heard) -> bool:
    return heard.incoming.kind is MessageKind.IMAGE and heard.turn.speaker.role is Role.RESIDENT


def note(turn: Turn) -> None:
    """Keep a picture for the words that may follow it."""
    known = just_sent(turn.person, turn)
    state = {"messages": [*known, turn.speaker.message][-_MOST:]}
    turn.unit.conversations.put(turn.person, PICTURES, state, turn.now + PHOTOS_BEFORE)


def just_sent(person: PersonId, turn: Turn) -> tuple[MessageId, ...]:
    """The pictures that somebody has sent lately, oldest first."""
    state = turn.unit.conversations.get(person, PICTURES, turn.now)
    return () if state is None else tuple(MessageId(message) for message in state["messages"])


def last_of(person: PersonId, turn: Turn) -> MessageId | None:
    return next(iter(reversed(just_sent(person, turn))), None)
