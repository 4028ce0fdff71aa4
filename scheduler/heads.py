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

#: How many heads are looked at first, of which the first can go as a rule, and how many at a time where none can.
_FIRST_FEW, _A_PAGE = 6, 100


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
    """One look at the outbox, a page of it. ``next_moment``: when a row will be due that has to wait until then (not
    told again on later pages). ``last``: behind which row to look on, None where there is nothing further."""

    heads: Sequence[Head]
    next_moment: datetime | None
    last: OutboxRow | None


def look(unit: UnitOfWork, now: datetime, known: Container[Place], after: OutboxRow | None = None) -> Look:
    """The heads, by class and age: the first few, or a page of those behind ``after``. ``known`` are the places whose
    last post need not be looked up."""
    most = _FIRST_FEW if after is None else _A_PAGE
    rows = unit.outbox.heads(now, after=after, limit=most)
    people = unit.people.many({row.post.person for row in rows if row.post.person is not None})
    return Look(
        heads=[_head(row, unit, people, known) for row in rows],
        next_moment=unit.outbox.next_moment(now) if after is None else None,
        last=rows[-1] if len(rows) == most else None,
    )


def _head(row: OutboxRow, unit: UnitOfWork, people: Mapping[PersonId, Person], known: Container[Place]) -> Head:
    group, person = row.post.group, row.post.person
    last = unit.outbox.last_post(group) if group is not None and group not in known else None
    address = address_of(row, unit) if person is None else address_at(people.get(person))
    return Head(row, place_of(row), address, last.sent_at if last is not None else None)
