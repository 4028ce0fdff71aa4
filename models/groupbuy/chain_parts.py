"""What is a chain (接龙) made of? Its distinct entries, its snapshots, and the places that residents have in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.events import EntrySeen, Private
from models.groupbuy.names import name_key, text_key
from models.groupbuy.orders import NOTHING
from models.values import MessageId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """One distinct entry of a chain, with the keys by which it is compared."""

    seen: EntrySeen
    text_key: str
    name_key: str
    quantities: Mapping[ProductId, Quantity]

    @classmethod
    def of(cls, seen: EntrySeen) -> SeenEntry:
        told = seen.private or Private()
        quantities: dict[ProductId, Quantity] = {}
        for line in seen.lines:
            if line.quantity:
                quantities[line.product] = quantities.get(line.product, NOTHING) + line.quantity
        return cls(seen, text_key(told.text or ""), name_key(told.name or ""), quantities)

    @property
    def told(self) -> Private:
        return self.seen.private or Private()


@dataclass(slots=True)
class Post:
    """One snapshot: which entries it holds (a bit for each), who sent it, and when.

    ``name_key`` is the sender's name where nobody else in the group has it. ``late``: after the cut-off; ``taken``:
    the organizer let it count after all; ``recalled``: taken back.
    """

    message_id: MessageId
    sender: PersonId
    at: datetime
    mask: int
    by_organizer: bool = False
    name_key: str | None = None
    late: bool = False
    taken: bool = False
    recalled: bool = False

    @property
    def counts(self) -> bool:
        """Whether what it says may be applied."""
        return not self.late or self.taken


@dataclass(frozen=True, slots=True)
class Place:
    """A resident's place in a chain: one entry through all its texts.

    ``entry`` is the text in force, or the last one where it is not ``live``; ``quantities`` are what it adds to the
    book; ``message_id`` the post that last changed it. ``barred``: it was recalled, so only its owner revives it.
    """

    id: int
    owner: PersonId
    entry: int
    live: bool
    quantities: tuple[tuple[ProductId, Quantity], ...]
    message_id: MessageId
    at: datetime
    barred: bool = False

    def quantity_of(self, product: ProductId) -> Quantity:
        return next((quantity for each, quantity in self.quantities if each == product), NOTHING)


@dataclass(slots=True)
class Outcome:
    """What became of one post: the texts that it changed in somebody else's place (``entry``, ``to``), whether it
    holds a request of its sender's, removes too much, and the places that it made or changed."""

    foreign: list[tuple[int, int]] = field(default_factory=list)
    asks_for_something: bool = False
    wipes: bool = False
    changed: list[int] = field(default_factory=list)
    made: list[int] = field(default_factory=list)


def members_of(mask: int) -> Iterator[int]:
    """The entries that a snapshot holds."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
