"""Who is in the middle of what, and what can be taken back? All of it is personal: only times stand in the clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from models.mail import Json
from models.ports import Undoable
from models.store.codec import read_any, write_any
from models.store.people import organizer_of
from models.store.personal_data import Kind, Term
from models.store.tables import conversations, undos
from models.store.work import Work, or_replace
from models.values import OrganizerId, PersonId

_THIS = (conversations.c.person_id == bindparam("person"), conversations.c.kind == bindparam("of_kind"))
_STATE = select(conversations).where(*_THIS)
_PUT = or_replace(conversations, "person_id", "kind")
_END = delete(conversations).where(*_THIS)

_ADD_UNDO = or_replace(undos, "id")
_LAST_UNDO = (
    select(undos)
    .where(
        undos.c.organizer_id == bindparam("organizer"),
        undos.c.person_id == bindparam("person"),
        undos.c.undone.is_(False),
    )
    .order_by(undos.c.at.desc(), undos.c.id.desc())
    .limit(1)
)
_LATER = (
    select(undos)
    .where(
        undos.c.organizer_id == bindparam("organizer"),
        undos.c.undone.is_(False),
        undos.c.at >= bindparam("since"),
        undos.c.person_id != bindparam("person"),
    )
    .order_by(undos.c.at.desc(), undos.c.id.desc())
    .limit(bindparam("most"))
)
_MARK_UNDONE = update(undos).where(undos.c.id == bindparam("undoable")).values(undone=True)


class SqlConversations:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, person: PersonId, kind: str, now: datetime) -> Mapping[str, Json] | None:
        row = self._work.connection.execute(_STATE, {"person": person, "of_kind": kind}).first()
        if row is None or row.expires_at <= now:
            return None
        opened = self._work.personal.open(row.state_token)
        return None if opened is None else dict(read_any(opened))

    def put(self, person: PersonId, kind: str, state: Mapping[str, Json], expires_at: datetime) -> None:
        self._drop_state(person, kind)
        organizer = organizer_of(self._work, group=None, person=person)
        token = self._work.personal.seal(
            person, Kind.CONVERSATION, write_any(state), organizer=organizer, at=expires_at, term=Term.UNTIL
        )
        _PUT.run(
            self._work,
            {
                "person_id": person,
                "kind": kind,
                "organizer_id": organizer,
                "state_token": token,
                "expires_at": expires_at,
            },
        )

    def end(self, person: PersonId, kind: str) -> None:
        if self._drop_state(person, kind):
            self._work.connection.execute(_END, {"person": person, "of_kind": kind})

    def _drop_state(self, person: PersonId, kind: str) -> bool:
        row = self._work.connection.execute(_STATE, {"person": person, "of_kind": kind}).first()
        if row is not None:
            self._work.personal.drop((row.state_token,))
        return row is not None


class SqlUndos:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, undoable: Undoable) -> None:
        token = self._work.personal.seal(
            undoable.person,
            Kind.UNDO,
            write_any([undoable.said, undoable.inverse]),
            organizer=undoable.organizer,
            at=undoable.at,
            term=Term.CHATTER,
        )
        _ADD_UNDO.run(
            self._work,
            {
                "id": undoable.id,
                "organizer_id": undoable.organizer,
                "person_id": undoable.person,
                "at": undoable.at,
                "said_token": token,
                "undone": undoable.undone,
            },
        )

    def last(self, organizer: OrganizerId, person: PersonId) -> Undoable | None:
        row = self._work.connection.execute(_LAST_UNDO, {"organizer": organizer, "person": person}).first()
        return None if row is None else self._opened(row)

    def later_by_others(self, undoable: Undoable, *, limit: int = 20) -> Sequence[Undoable]:
        asked = {
            "organizer": undoable.organizer,
            "person": undoable.person,
            "since": undoable.at,
            "most": limit,
        }
        found = (self._opened(row) for row in self._work.connection.execute(_LATER, asked))
        # Of the same moment, ids tell which came later.
        return [one for one in found if one is not None and (one.at, one.id) > (undoable.at, undoable.id)]

    def _opened(self, row: Row[Any]) -> Undoable | None:
        opened = self._work.personal.open(row.said_token)
        if opened is None:
            return None
        said, inverse = read_any(opened)
        return Undoable(row.id, row.organizer_id, row.person_id, row.at, said, inverse, row.undone)

    def mark_undone(self, undoable: str) -> None:
        self._work.connection.execute(_MARK_UNDONE, {"undoable": undoable})
