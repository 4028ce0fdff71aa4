"""How does an organizer word her posts herself? Her wordings of a kind, and what may be wrong with one of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.community.people import AddressForm

#: Wordings of one kind at most: they take turns, and a digit picks one.
MOST_WORDINGS = 9


@dataclass(frozen=True, slots=True)
class Voice:
    """In which words a post is said: the organizer's own wordings of its kind, in order (none: ours), and how
    neighbours are spoken to (None: as the house does)."""

    own: tuple[str, ...] = ()
    address_form: AddressForm | None = None


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word in braces that stands for something of the day: `{地点}`, with what it becomes."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WordedKind:
    """A kind of post by the name that she calls it. ``for_neighbours``: a group or a resident reads it. ``example``:
    what she could have it say instead."""

    kind: str
    name: str
    for_neighbours: bool
    placeholders: tuple[Placeholder, ...]
    example: str


class FlawKind(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    BRACES = "braces"
    PLACEHOLDER = "placeholder"
    SYNTAX = "syntax"
    FILTER = "filter"
    NAME = "name"
    FAILS = "fails"
    TOO_MUCH = "too_much"
    CALLS_EVERYBODY = "calls_everybody"
    PHONE = "phone"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a wording can't be used. ``line`` counts from 1, None where it is about the whole; ``about`` is what it is
    about, ``known`` what could stand there instead, or what has to."""

    why: FlawKind
    line: int | None = None
    about: str = ""
    known: tuple[str, ...] = ()
