"""Who owns which groups?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from models.community.people import Deputy, Group, Organizer
from models.store.codec import read_settings, write_settings
from models.store.personal_data import Kind, Term, Token
from models.store.tables import groups, organizers
from models.store.work import GroupFacts, Work, or_replace
from models.values import GroupId, OrganizerId, PersonId

_ORGANIZER = select(organizers).where(organizers.c.id == bindparam("organizer"))
_ORGANIZER_OF_PERSON = select(organizers).where(organizers.c.person_id == bindparam("person")).limit(1)
_SOME_ORGANIZERS = select(organizers).where(organizers.c.id.in_(bindparam("organizers", expanding=True)))
_ALL_ORGANIZERS = select(organizers).order_by(organizers.c.id)
_PUT_ORGANIZER = or_replace(organizers, "id")

_GROUP = select(groups).where(groups.c.id == bindparam("group"))
_SOME_GROUPS = select(groups).where(groups.c.id.in_(bindparam("groups", expanding=True)))
_GROUP_OF_ROOM = select(groups).where(groups.c.channel == bindparam("channel"), groups.c.room_id == bindparam("room"))
_GROUPS_OF_ORGANIZER = select(groups).where(groups.c.organizer_id == bindparam("organizer")).order_by(groups.c.id)
_PUT_GROUP = or_replace(groups, "id", keep=("names_revision",))

#: An organizer's name is kept as long as the organizer, so when its term began doesn't matter.
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class SqlOrganizers:
    """A unit handles many messages of few organizers: each is read once in it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[OrganizerId, Organizer] = {}

    def get(self, organizer: OrganizerId) -> Organizer | None:
        known = self._known.get(organizer)
        if known is None:
            known = self._one(self._work.connection.execute(_ORGANIZER, {"organizer": organizer}).first())
            if known is not None:
                self._known[organizer] = known
        return known

    def look_ahead(self, organizers: Iterable[OrganizerId]) -> None:
        ids = sorted(set(organizers) - self._known.keys())
        if ids:
            rows = self._work.connection.execute(_SOME_ORGANIZERS, {"organizers": ids}).all()
            self._known.update((organizer.id, organizer) for organizer in self._opened(rows))

    def by_person(self, person: PersonId) -> Organizer | None:
        return self._one(self._work.connection.execute(_ORGANIZER_OF_PERSON, {"person": person}).first())

    def all(self) -> Sequence[Organizer]:
        return self._opened(self._work.connection.execute(_ALL_ORGANIZERS).all())

    def put(self, organizer: Organizer) -> None:
        self._known.pop(organizer.id, None)
        before = self._work.connection.execute(_ORGANIZER, {"organizer": organizer.id}).first()
        if before is not None:
            if self._one(before) == organizer:
                return
            self._work.personal.drop((before.name_token,))
        token = self._work.personal.seal(
            organizer.person,
            Kind.ORGANIZER_NAME,
            organizer.name,
            organizer=organizer.id,
            at=_ALWAYS,
            term=Term.PERSON,
        )
        _PUT_ORGANIZER.run(self._work, _row(organizer, token))

    def _one(self, row: Row[Any] | None) -> Organizer | None:
        return None if row is None else self._opened((row,))[0]

    def _opened(self, rows: Sequence[Row[Any]]) -> list[Organizer]:
        names = self._work.personal.open_all(row.name_token for row in rows)
        return [Organizer(row.id, names.get(row.name_token, ""), row.person_id, _deputy(row)) for row in rows]


def _row(organizer: Organizer, name: Token | None) -> dict[str, object]:
    deputy = organizer.deputy
    return {
        "id": organizer.id,
        "person_id": organizer.person,
        "name_token": name,
        "deputy_id": None if deputy is None else deputy.person,
        "deputy_until": None if deputy is None else deputy.until,
    }


def _deputy(row: Row[Any]) -> Deputy | None:
    return None if row.deputy_id is None else Deputy(row.deputy_id, row.deputy_until)


class SqlGroups:
    """A unit handles many messages of few rooms: each is looked for once in it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._in_rooms: dict[tuple[str, str], Group] = {}

    def get(self, group: GroupId) -> Group | None:
        known = self._work.known.groups.get(group)
        if known is not None:
            return known
        return self._one(self._work.connection.execute(_GROUP, {"group": group}).first())

    def look_ahead(self, groups: Iterable[GroupId]) -> None:
        ids = sorted(set(groups) - self._work.known.groups.keys())
        if ids:
            rows = self._work.connection.execute(_SOME_GROUPS, {"groups": ids})
            self._work.known.groups.update((row.id, self._known(row)) for row in rows)

    def by_room(self, channel: str, room_id: str) -> Group | None:
        known = self._in_rooms.get((channel, room_id))
        if known is None:
            row = self._work.connection.execute(_GROUP_OF_ROOM, {"channel": channel, "room": room_id}).first()
            known = self._one(row)
            if known is not None:
                self._in_rooms[channel, room_id] = known
        return known

    def of_organizer(self, organizer: OrganizerId) -> Sequence[Group]:
        rows = self._work.connection.execute(_GROUPS_OF_ORGANIZER, {"organizer": organizer})
        return [self._known(row) for row in rows]

    def put(self, group: Group) -> None:
        self._in_rooms.clear()
        self._work.known.groups.pop(group.id, None)
        known = group_facts(self._work, group.id)
        revision = known.names_revision if known else self._work.ids.new()
        _PUT_GROUP.run(
            self._work,
            {
                "id": group.id,
                "organizer_id": group.organizer,
                "channel": group.channel,
                "room_id": group.room_id,
                "name": group.name,
                "settings": write_settings(group.settings, group.own),
                "kept_notice_said": group.kept_notice_said,
                "names_revision": revision,
            },
        )
        self._work.group_facts[group.id] = GroupFacts(group.organizer, group.settings.time_zone, revision)

    def _one(self, row: Row[Any] | None) -> Group | None:
        return None if row is None else self._known(row)

    def _known(self, row: Row[Any]) -> Group:
        settings, own = read_settings(row.settings)
        self._work.group_facts[row.id] = GroupFacts(row.organizer_id, settings.time_zone, row.names_revision)
        return Group(
            id=row.id,
            organizer=row.organizer_id,
            channel=row.channel,
            room_id=row.room_id,
            name=row.name,
            settings=settings,
            kept_notice_said=row.kept_notice_said,
            own=own,
        )


def group_facts(work: Work, group: GroupId) -> GroupFacts | None:
    """What a unit needs to know of a group to write its rows; read once in a unit at most."""
    if group not in work.group_facts:
        SqlGroups(work).get(group)
    return work.group_facts.get(group)
