"""What is kept of what an organizer set, began, and may take back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.mail import Json
from models.schedule import Firing, Schedule
from models.values import GroupBuyId, GroupId, OrganizerId, PersonId


class Schedules(Protocol):
    def get(self, schedule: str) -> Schedule | None: ...

    def put(self, schedule: Schedule) -> None: ...

    def remove(self, schedule: str) -> None: ...

    def of_group(self, group: GroupId) -> Sequence[Schedule]: ...

    def of_group_buy(self, group_buy: GroupBuyId) -> Sequence[Schedule]: ...

    def of_organizer(self, organizer: OrganizerId) -> Sequence[Schedule]: ...

    def due(self, now: datetime, *, limit: int = 50) -> Sequence[Schedule]:
        """Active ones whose ``next_due`` has come, oldest first; on PostgreSQL locked, skipping what is locked. A unit
        that found them so knows each of them without asking again."""

    def to_come(self, group: GroupId, after: datetime, until: datetime) -> Sequence[Schedule]:
        """Active ones of a group that are due after the first moment and before the second."""

    def next_moment(self) -> datetime | None: ...

    def claim(self, firing: Firing) -> bool:
        """Insert a firing; False where this due time was claimed before."""

    def claim_all(self, firings: Sequence[Firing]) -> bool:
        """Insert many in one statement; False where any of them was claimed before."""

    def skip(self, firing: Firing) -> None:
        """A claimed firing had nothing to do after all."""

    def move(self, next_due: Mapping[str, datetime | None]) -> None:
        """Set when each of these schedules is due next, and change nothing else."""

    def firings(self, schedule: str, *, limit: int = 20) -> Sequence[Firing]: ...


class Conversations(Protocol):
    """Who is in the middle of what: at most one conversation of each kind for a person."""

    def get(self, person: PersonId, kind: str, now: datetime) -> Mapping[str, Json] | None: ...

    def put(self, person: PersonId, kind: str, state: Mapping[str, Json], expires_at: datetime) -> None: ...

    def end(self, person: PersonId, kind: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Undoable:
    """One change by an organizer that can be taken back: ``inverse`` is what undoes it, as data for dispatch."""

    id: str
    organizer: OrganizerId
    person: PersonId
    at: datetime
    said: str
    inverse: Mapping[str, Json]
    undone: bool = False


class Undos(Protocol):
    def add(self, undoable: Undoable) -> None: ...

    def last(self, organizer: OrganizerId, person: PersonId) -> Undoable | None:
        """The newest that was not taken back yet."""

    def later_by_others(self, undoable: Undoable, *, limit: int = 20) -> Sequence[Undoable]:
        """What other persons have changed since for the same organizer and was not taken back, newest first."""

    def mark_undone(self, undoable: str) -> None: ...


class OwnWordings(Protocol):
    """The organizer's own templates, as she wrote them."""

    def of_kind(self, organizer: OrganizerId, kind: str) -> tuple[str, ...]:
        """Her wordings of a kind, in order; one query by the key, asked for each post that is sent."""

    def kinds_of(self, organizer: OrganizerId) -> Mapping[str, int]:
        """The kinds that she words herself, with how many wordings each has."""

    def put(self, organizer: OrganizerId, kind: str, sources: Sequence[str], at: datetime) -> None:
        """Word a kind in these ways from now on, and in no other; with none in ours."""
