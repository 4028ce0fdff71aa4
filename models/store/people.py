"""Who is behind a message, and what are they called?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, select, update

from models.community.people import Person
from models.ports import Held, Sighting
from models.store.caches import Caches
from models.store.known_as import stand_ins_of
from models.store.organizers import group_facts
from models.store.personal_data import Kind, Term, Token
from models.store.tables import groups, households, memberships, organizers, people, personal_data
from models.store.work import Work, or_leave
from models.values import GroupId, OrganizerId, PersonId, Role

_ROLE_ANYWHERE = (
    select(memberships.c.role)
    .where(memberships.c.person_id == people.c.id, memberships.c.role != Role.RESIDENT)
    .limit(1)
    .scalar_subquery()
)


def _persons(role: Any, *more: Any) -> Select[Any]:
    return select(people, organizers.c.person_id.label("organizer_person"), role.label("role"), *more)


_MANY = (
    _persons(_ROLE_ANYWHERE)
    .select_from(people.join(organizers, organizers.c.id == people.c.organizer_id))
    .where(people.c.id.in_(bindparam("people", expanding=True)))
)
_IN_GROUP = and_(memberships.c.person_id == people.c.id, memberships.c.group_id == bindparam("group"))
_SEEN = (
    _persons(
        memberships.c.role,
        memberships.c.group_id.label("member_of"),
        memberships.c.nickname_token.label("room_token"),
        memberships.c.left_at,
    )
    .select_from(
        people.join(organizers, organizers.c.id == people.c.organizer_id).join(memberships, _IN_GROUP, isouter=True)
    )
    .where(people.c.id == bindparam("person"))
)
_ADD_PERSON = or_leave(people, "id")
_ADD_MEMBER = or_leave(memberships, "group_id", "person_id")
_CHANGE_PERSON = update(people).where(people.c.id == bindparam("the_person"))
_THIS_MEMBER = and_(
    memberships.c.group_id == bindparam("the_group"), memberships.c.person_id == bindparam("the_person")
)
_CHANGE_MEMBER = update(memberships).where(_THIS_MEMBER)
_ROLE_IN = (
    select(organizers.c.person_id, memberships.c.role)
    .select_from(
        groups.join(organizers, organizers.c.id == groups.c.organizer_id).join(
            memberships,
            and_(memberships.c.group_id == groups.c.id, memberships.c.person_id == bindparam("person")),
            isouter=True,
        )
    )
    .where(groups.c.id == bindparam("group"))
)
_RENAMED = update(groups).where(groups.c.id == bindparam("the_group"))
_NAMES = (
    select(memberships.c.person_id, func.coalesce(memberships.c.nickname_token, people.c.nickname_token).label("token"))
    .select_from(memberships.join(people, people.c.id == memberships.c.person_id))
    .where(memberships.c.group_id == bindparam("group"), memberships.c.left_at.is_(None))
)
_CONTACT_OF = select(people.c.subject).where(people.c.id == bindparam("person"))
_HELD = (
    select(personal_data)
    .where(personal_data.c.person_id.in_((bindparam("person"), bindparam("contact"))))
    .order_by(personal_data.c.created_at, personal_data.c.token)
)
_KNOWN_AS = (
    _persons(_ROLE_ANYWHERE)
    .select_from(people.join(organizers, organizers.c.id == people.c.organizer_id))
    .where(people.c.subject == bindparam("whose"))
    .order_by(people.c.organizer_id)
)
_IN_LARGE_PRINT = (
    select(people.c.id)
    .join(households, households.c.id == people.c.household_id)
    .where(people.c.id.in_(bindparam("people", expanding=True)), households.c.large_print)
)
_ORGANIZER_OF = select(people.c.organizer_id).where(people.c.id == bindparam("person"))


class SqlPeople:
    def __init__(self, work: Work, caches: Caches) -> None:
        self._work = work
        self._caches = caches

    def get(self, person: PersonId) -> Person | None:
        known = self._work.known.people.get(person)
        return known if known is not None else self.many((person,)).get(person)

    def look_ahead(self, people: Iterable[PersonId]) -> None:
        self._work.known.people.update(self.many(set(people) - self._work.known.people.keys()))

    def many(self, wanted: Iterable[PersonId]) -> dict[PersonId, Person]:
        ids = sorted(set(wanted))
        if not ids:
            return {}
        rows = self._work.connection.execute(_MANY, {"people": ids}).all()
        return {person.id: person for person in self._opened(rows)}

    def _opened(self, rows: Sequence[Row[Any]]) -> list[Person]:
        clear = self._work.personal.open_all(token for row in rows for token in (row.contact_token, row.nickname_token))
        return [self._person(row, clear, row.nickname_token) for row in rows]

    def id_of(self, organizer: OrganizerId, channel: str, contact_id: str) -> PersonId:
        return self._work.personal.keys.person_id(organizer, channel, contact_id)

    def by_contact(self, organizer: OrganizerId, channel: str, contact_id: str) -> Person | None:
        return self.get(self.id_of(organizer, channel, contact_id))

    def known_as(self, channel: str, contact_id: str) -> Sequence[Person]:
        whose = self._work.personal.keys.subject(channel, contact_id)
        return self._opened(self._work.connection.execute(_KNOWN_AS, {"whose": whose}).all())

    def see(self, sighting: Sighting) -> Person:
        self._work.known.people.clear()
        person = self.id_of(sighting.organizer, sighting.channel, sighting.contact_id)
        self._work.person_organizers[person] = sighting.organizer
        row = self._seen(person, sighting.group)
        if row is None:
            self._add(person, sighting)
            row = self._seen(person, sighting.group)
            assert row is not None
        clear = self._work.personal.open_all((row.contact_token, row.nickname_token, row.room_token))
        if sighting.group is not None and self._note_member(person, row, sighting, clear):
            row = self._seen(person, sighting.group)
            assert row is not None
        return self._brought_up_to_date(row, sighting, clear)

    def names_in(self, group: GroupId) -> Mapping[PersonId, str]:
        facts = group_facts(self._work, group)
        revision = facts.names_revision if facts else ""
        known = self._caches.names.get(group, revision)
        if known is not None:
            return known
        epoch = self._work.personal.keys.epoch
        rows = self._work.connection.execute(_NAMES, {"group": group}).all()
        clear = self._work.personal.open_all(row.token for row in rows)
        names = {PersonId(row.person_id): clear[row.token] for row in rows if clear.get(row.token)}
        return self._caches.names.put(group, revision, epoch, names)

    def in_large_print(self, people: Iterable[PersonId]) -> frozenset[PersonId]:
        wanted = sorted(set(people))
        if not wanted:
            return frozenset()
        return frozenset(row.id for row in self._work.connection.execute(_IN_LARGE_PRINT, {"people": wanted}))

    def role_in(self, group: GroupId, person: PersonId) -> Role:
        row = self._work.connection.execute(_ROLE_IN, {"group": group, "person": person}).first()
        if row is None:
            return Role.RESIDENT
        return Role.ORGANIZER if row.person_id == person else Role(row.role or Role.RESIDENT)

    def give_role(self, group: GroupId, person: PersonId, role: Role) -> None:
        self._work.known.people.clear()
        self._work.connection.execute(_CHANGE_MEMBER, {"the_group": group, "the_person": person, "role": role})

    def mark(self, person: PersonId, *, to_door: bool | None = None, spared: bool | None = None) -> None:
        self._work.known.people.clear()
        given = {"to_door": to_door, "spared": spared}
        marks = {name: value for name, value in given.items() if value is not None}
        if marks:
            self._work.connection.execute(_CHANGE_PERSON, {"the_person": person, **marks})

    def left(self, group: GroupId, person: PersonId, at: datetime) -> None:
        self._work.connection.execute(_CHANGE_MEMBER, {"the_group": group, "the_person": person, "left_at": at})
        self._note_renamed(group)

    def held(self, person: PersonId) -> Sequence[Held]:
        rows = [
            row
            for known_as in (person, *stand_ins_of(self._work, person))
            for row in self._work.connection.execute(
                _HELD,
                {
                    "person": known_as,
                    "contact": self._work.connection.execute(_CONTACT_OF, {"person": known_as}).scalar(),
                },
            )
        ]
        unseal = self._work.personal.unseal
        opened = [(row, unseal(row.person_id, row.token, row.ciphertext)) for row in rows]
        return [Held(row.kind, row.created_at, text) for row, text in opened if text is not None]

    def _seen(self, person: PersonId, group: GroupId | None) -> Any:
        return self._work.connection.execute(_SEEN, {"person": person, "group": group}).first()

    def _add(self, person: PersonId, sighting: Sighting) -> None:
        _ADD_PERSON.run(
            self._work,
            {
                "id": person,
                "organizer_id": sighting.organizer,
                "channel": sighting.channel,
                "subject": self._work.personal.keys.subject(sighting.channel, sighting.contact_id),
                "contact_token": None,
                "nickname_token": None,
                "named_in_room": False,
                "is_friend": sighting.is_friend,
                "first_seen": sighting.at,
                "household_id": None,
                "to_door": False,
                "spared": False,
            },
        )

    def _note_member(self, person: PersonId, row: Row[Any], sighting: Sighting, clear: Mapping[Token, str]) -> bool:
        """Whether the membership had to be written: first seen here, back again, or under another name."""
        group, name = sighting.group, sighting.nickname
        assert group is not None
        known = clear.get(row.room_token) if row.room_token else None
        if row.member_of is not None and row.left_at is None and (known == name or not name):
            return False
        token = row.room_token
        if name and known != name:
            self._work.personal.drop((row.room_token,))
            token = self._sealed(person, Kind.NICKNAME, name, sighting)
        if row.member_of is None:
            self._add_member(person, group, token, sighting)
        else:
            change = {"the_group": group, "the_person": person, "nickname_token": token, "left_at": None}
            self._work.connection.execute(_CHANGE_MEMBER, change)
        self._note_renamed(group)
        return True

    def _add_member(self, person: PersonId, group: GroupId, token: Token | None, sighting: Sighting) -> None:
        _ADD_MEMBER.run(
            self._work,
            {
                "group_id": group,
                "person_id": person,
                "organizer_id": sighting.organizer,
                "nickname_token": token,
                "role": Role.RESIDENT,
                "joined_at": sighting.at,
                "left_at": None,
            },
        )

    def _brought_up_to_date(self, row: Row[Any], sighting: Sighting, before: Mapping[Token, str]) -> Person:
        contact, own = row.contact_token, row.nickname_token
        if before.get(contact) is None:
            contact = self._sealed(row.id, Kind.CONTACT, sighting.contact_id, sighting)
        named_in_room = row.named_in_room
        name = sighting.nickname
        # A room's name goes before the person's own; of two rooms' the one that changed last.
        renamed = row.room_token not in before if sighting.group else not row.named_in_room
        if name and before.get(own) != name and (renamed or not before.get(own)):
            own = self._sealed(row.id, Kind.NICKNAME, name, sighting)
            self._work.personal.drop((row.nickname_token,))
            named_in_room = sighting.group is not None
        if (contact, own, sighting.is_friend) != (row.contact_token, row.nickname_token, row.is_friend):
            self._work.connection.execute(
                _CHANGE_PERSON,
                {
                    "the_person": row.id,
                    "contact_token": contact,
                    "nickname_token": own,
                    "named_in_room": named_in_room,
                    "is_friend": sighting.is_friend,
                },
            )
        shown = name or (before.get(row.room_token) or before.get(own) or "")
        return self._as_sighted(row, sighting, shown)

    def _sealed(self, person: PersonId, kind: Kind, clear: str, sighting: Sighting) -> Token:
        return self._work.personal.seal(
            person, kind, clear, organizer=sighting.organizer, at=sighting.at, term=Term.PERSON
        )

    def _note_renamed(self, group: GroupId) -> None:
        revision = self._work.ids.new()
        self._work.connection.execute(_RENAMED, {"the_group": group, "names_revision": revision})
        facts = group_facts(self._work, group)
        if facts:
            self._work.group_facts[group] = replace(facts, names_revision=revision)

    @staticmethod
    def _as_sighted(row: Row[Any], sighting: Sighting, nickname: str) -> Person:
        return Person(
            id=row.id,
            organizer=row.organizer_id,
            channel=row.channel,
            contact_id=sighting.contact_id,
            nickname=nickname,
            is_friend=sighting.is_friend,
            first_seen=row.first_seen,
            role=_role(row),
            to_door=row.to_door,
            spared=row.spared,
        )

    @staticmethod
    def _person(row: Row[Any], clear: Mapping[Token, str], nickname_token: Token | None) -> Person:
        return Person(
            id=row.id,
            organizer=row.organizer_id,
            channel=row.channel,
            contact_id=clear.get(row.contact_token),
            nickname=clear.get(nickname_token or "", ""),
            is_friend=row.is_friend,
            first_seen=row.first_seen,
            role=_role(row),
            to_door=row.to_door,
            spared=row.spared,
        )


def _role(row: Row[Any]) -> Role:
    return Role.ORGANIZER if row.organizer_person == row.id else Role(row.role or Role.RESIDENT)


def organizer_of(work: Work, *, group: GroupId | None, person: PersonId | None) -> str:
    """Whose row it is: the group's organizer, else the person's; empty where neither is known."""
    facts = group_facts(work, group) if group else None
    if facts:
        return facts.organizer
    if person is None:
        return ""
    if person not in work.person_organizers:
        found = work.connection.execute(_ORGANIZER_OF, {"person": person}).scalar()
        work.person_organizers[person] = found or ""
    return work.person_organizers[person]
