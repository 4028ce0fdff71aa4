"""What is kept of organizers, their groups and the people in them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.community.peace import Peace
from models.community.people import Group, Organizer, Person
from models.values import GroupId, OrganizerId, PersonId, Role


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody spoke: what a message tells of its sender. ``group`` is None in a private chat."""

    organizer: OrganizerId
    channel: str
    contact_id: str
    nickname: str
    is_friend: bool
    group: GroupId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is kept of a person: ``kind`` says what (``nickname``, ``message``, ``order`` …), ``text`` is it
    as written (data as JSON), ``at`` when it was told."""

    kind: str
    at: datetime
    text: str


class Organizers(Protocol):
    def get(self, organizer: OrganizerId) -> Organizer | None: ...

    def by_person(self, person: PersonId) -> Organizer | None: ...

    def all(self) -> Sequence[Organizer]: ...

    def look_ahead(self, organizers: Iterable[OrganizerId]) -> None:
        """Read many at once, that ``get`` need not ask for each."""

    def put(self, organizer: Organizer) -> None: ...


class Groups(Protocol):
    def get(self, group: GroupId) -> Group | None: ...

    def by_room(self, channel: str, room_id: str) -> Group | None: ...

    def of_organizer(self, organizer: OrganizerId) -> Sequence[Group]: ...

    def look_ahead(self, groups: Iterable[GroupId]) -> None:
        """Read many at once, that ``get`` need not ask for each."""

    def put(self, group: Group) -> None: ...


class PeaceKept(Protocol):
    """Who asked for silence in which group."""

    def get(self, group: GroupId) -> Peace: ...

    def put(self, peace: Peace) -> None: ...


class People(Protocol):
    """Names and contact ids are opened with the person's key here, and come back blank once it was dropped."""

    def get(self, person: PersonId) -> Person | None: ...

    def many(self, people: Iterable[PersonId]) -> dict[PersonId, Person]: ...

    def look_ahead(self, people: Iterable[PersonId]) -> None:
        """Read many at once, that ``get`` need not ask for each."""

    def id_of(self, organizer: OrganizerId, channel: str, contact_id: str) -> PersonId:
        """The id that stands for somebody, whether they were ever seen or not."""

    def by_contact(self, organizer: OrganizerId, channel: str, contact_id: str) -> Person | None: ...

    def known_as(self, channel: str, contact_id: str) -> Sequence[Person]:
        """A contact as each organizer knows them who has seen them, in order of the organizers' ids. One query, however
        many organizers there are."""

    def see(self, sighting: Sighting) -> Person:
        """The person behind a message, with the role that they have where they speak: made when first seen, the
        nickname brought up to date, and noted as a member of the group. Cheap where nothing changed."""

    def names_in(self, group: GroupId) -> Mapping[PersonId, str]:
        """Nicknames of a group's members."""

    def role_in(self, group: GroupId, person: PersonId) -> Role: ...

    def in_large_print(self, people: Iterable[PersonId]) -> frozenset[PersonId]:
        """Those of them whose household carries the mark that what is printed for it is printed large."""

    def give_role(self, group: GroupId, person: PersonId, role: Role) -> None:
        """Make a member a helper, or a resident again; who the organizer is says Organizer.person."""

    def mark(self, person: PersonId, *, to_door: bool | None = None, spared: bool | None = None) -> None:
        """Note how somebody's goods are handed out (Person.to_door, Person.spared); None: as it was."""

    def left(self, group: GroupId, person: PersonId, at: datetime) -> None: ...

    def held(self, person: PersonId) -> Sequence[Held]:
        """All that is kept of a person, oldest first: what they are given when they ask for it."""
