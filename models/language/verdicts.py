"""What can a clause be for? Its verdict: a kind, the rule that says so, and the tokens that say it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.acts import QueryAbout
from models.language.clauses import Clause
from models.language.tokens import Token


class Kind(StrEnum):
    """What a clause is for."""

    #: The text's own hash: an enumeration's takes a call in Python, and kinds are looked up all the time.
    __hash__ = str.__hash__

    ORDER = "order"
    QUERY = "query"
    PAID = "paid"
    PICKED = "picked"
    CLAIM = "claim"
    CANCEL = "cancel"
    CANCEL_PREVIOUS = "cancel_previous"
    CHANGE_OPEN = "change_open"
    CHANGE_ALL = "change_all"
    SAME = "same"
    FOLLOW = "follow"
    DOOR = "door"
    PICKUP = "pickup"
    WISH = "wish"
    WHO = "who"
    POLITE = "polite"
    TALK = "talk"
    UNKNOWN = "unknown"


@dataclass(slots=True, unsafe_hash=True)
class Verdict:
    """A clause, what it is for, and by which rule. ``tokens`` are those that say it, goods resolved."""

    kind: Kind
    clause: Clause
    rule: str
    tokens: tuple[Token, ...] = ()
    about: QueryAbout | None = None
    #: A wish that hangs on an order's tail (排骨2斤剁小块), as a place in the sketch.
    note: tuple[int, int] | None = None
    strong: bool = False
