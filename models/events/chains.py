"""What happened to the chains (接龙), and which names became known by them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.acts import AskAbout, Delivery, Line
from models.events.parts import Happened
from models.values import MessageId, OrderId, PersonId, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStarted(Happened):
    """A chain (接龙) was seen for the first time."""

    chain: str
    title: str
    starter: PersonId | None = None
    kind: Literal["chain_started"] = "chain_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen(Happened):
    """An entry with this text stood in a chain for the first time. ``entry`` counts the chain's distinct entries from
    0; ``author`` is who the XML says; ``namesake`` the one member whose name it bears exactly. ``private`` holds its
    text, name, recipient and note.

    Where the book wrote it itself, for the organizer to paste: ``written_at`` says when, ``order_id`` for which order,
    and ``place`` in whose stead, if it had an entry before."""

    chain: str
    entry: int
    lines: tuple[Line, ...] = ()
    delivery: Delivery | None = None
    ask: AskAbout | None = None
    candidates: tuple[ProductId, ...] = ()
    cancelled: bool = False
    author: PersonId | None = None
    namesake: PersonId | None = None
    made_at: datetime | None = None
    written_at: datetime | None = None
    order_id: OrderId | None = None
    place: int | None = None
    kind: Literal["entry_seen"] = "entry_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPosted(Happened):
    """A snapshot of a chain, as the difference from an earlier one (``like``): entries ``plus``, without ``minus``.

    ``private.name`` is the sender's name where nobody else in the group has it. ``late``: after the cut-off.
    """

    chain: str
    like: MessageId | None = None
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()
    by_organizer: bool = False
    late: bool = False
    kind: Literal["chain_posted"] = "chain_posted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPostTaken(Happened):
    """A snapshot that was held back (late, or removing too much) counts after all."""

    chain: str
    post: MessageId
    kind: Literal["chain_post_taken"] = "chain_post_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKnown(Happened):
    """Somebody who was known by name alone, ``stand_in``, has spoken: it is this member, and what stands under the name
    is theirs."""

    stand_in: PersonId
    kind: Literal["member_known"] = "member_known"


ChainEvent = ChainStarted | EntrySeen | ChainPosted | ChainPostTaken | MemberKnown
