"""What do the driver and its bots say to each other? Orders one way, answers and posts the other, pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.simulation.record import Given
from models.values import Incoming


@dataclass(frozen=True, slots=True)
class Hear:
    """People say this. Answered with AtRest."""

    messages: tuple[Incoming, ...]


@dataclass(frozen=True, slots=True)
class Advance:
    """Time goes on. ``looks``: afterwards the bot also does what it does over and over only because it is not alone
    with its database, as far as it is due: renews its lease, looks for what others have left. Answered with AtRest."""

    to: datetime
    looks: bool = False


@dataclass(frozen=True, slots=True)
class Renew:
    """Time goes on, and before all else the lease is renewed, if that is due. Answered with AtRest."""

    to: datetime


@dataclass(frozen=True, slots=True)
class GiveModes:
    """Each group is run as its character asks for. Answered with AtRest."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which of these messages are in the inbox? Answered with Known."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What stands at the end? Answered with Standing."""


@dataclass(frozen=True, slots=True)
class SentAs:
    """The channel's answer to a post (its outbox row): its id there."""

    key: str
    message_id: str


Order = Hear | Advance | Renew | GiveModes | Which | Report


@dataclass(frozen=True, slots=True)
class GoesOut:
    """A post, for everybody to see; answered with SentAs."""

    given: Given


@dataclass(frozen=True, slots=True)
class AtRest:
    """Nothing is left to do at this moment. ``next_moment``: when there is a reason to wake; ``next_due``: when the
    next schedule is, as far as this bot knows; ``hears``: whether it has the account."""

    next_moment: datetime | None
    next_due: datetime | None
    hears: bool


@dataclass(frozen=True, slots=True)
class Known:
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A post of which the bot does not know whether it is out."""

    key: str
    group: int
    private: bool
    kind: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What the bot's own books say: by group its orders, the posts of which nobody knows, and how many posts and
    messages have failed."""

    books: Mapping[int, Any]
    unsure: tuple[Unsettled, ...]
    failed_posts: int
    failed_messages: int


Answer = AtRest | Known | Standing


@dataclass(frozen=True, slots=True)
class Terms:
    """How a bot is started. ``shared``: others may use the same database."""

    url: str
    folder: str
    now: datetime
    holder: str
    shared: bool
    seed: int
    places: tuple[tuple[str, int], ...] = field(default=())
    """Profile and number of each group."""
