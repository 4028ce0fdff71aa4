"""What stands first in each place, where does it go, and when is there a reason to look again?"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.community.people import Person
from models.mail import OutboxRow
from models.ports import UnitOfWork
from models.values import PersonId
from scheduler.letters import Address, Place, address_at, address_of, place_of

_MOST_HEADS = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The first row of a place, where it goes (None: nobody is there), and when the place was sent something last
    (None also where that is known already)."""

    row: OutboxRow
    place: Place
    address: Address | None
    last_sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the outbox. ``next_moment``: when a row will be due that has to wait until then."""

    heads: Sequence[Head]
    next_moment: datetime | None


def look(unit: UnitOfWork, now: datetime, known: Container[Place]) -> Look:
    """The heads, by class and age; ``known`` are the places whose last post need not be looked up."""
    rows = unit.outbox.heads(now, limit=_MOST_HEADS)
    # All at once: in the evening each of a thousand organizers has something waiting, before every single send.
    people = unit.people.many({row.post.person for row in rows if row.post.person is not None})
    heads = [_head(row, unit, people, known) for row in rows]
    heads.sort(key=lambda head: (head.row.post.post_class, head.row.made_at, head.row.id))
    return Look(heads, unit.outbox.next_moment(now))


def _head(row: OutboxRow, unit: UnitOfWork, people: Mapping[PersonId, Person], known: Container[Place]) -> Head:
    group, person = row.post.group, row.post.person
    last = unit.outbox.last_post(group) if group is not None and group not in known else None
    address = address_of(row, unit) if person is None else address_at(people.get(person))
    return Head(row, place_of(row), address, last.sent_at if last is not None else None)
