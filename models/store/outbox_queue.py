"""What is to be said, and in which order?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Tuple, bindparam, func, or_, select, tuple_, update

from models.community.pressure import GivenOut
from models.mail import JOINED, Json, OutboxRow, OutboxState, Post, joined_to
from models.store.codec import read_any, write_any
from models.store.outbox_rows import new_row, place_of, read_post, read_rows
from models.store.prepared import QuickConnection
from models.store.tables import outbox
from models.store.work import Work, constant, or_leave
from models.values import GroupId, OrganizerId, PersonId

_WAITING = outbox.c.state == constant(OutboxState.WAITING)
_GIVEN_OUT = outbox.c.state.in_((constant(OutboxState.SENT), constant(OutboxState.UNSURE)))
_THIS = outbox.c.id == bindparam("row")
_OF_PLACE = outbox.c.place == bindparam("the_place")
_BY_ORGANIZER = outbox.c.organizer_id == bindparam("organizer")

_ADD = or_leave(outbox, "due_id")
_ROW = select(outbox).where(_THIS)
_WITH_MERGE_KEY = (
    select(outbox)
    .where(_WAITING, _OF_PLACE, outbox.c.merge_key == bindparam("merge"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
_WAITING_IN = select(outbox).where(_WAITING, _OF_PLACE).order_by(outbox.c.post_class, outbox.c.made_at, outbox.c.id)
_AMEND = update(outbox).where(_THIS, _WAITING)
_WAKE = update(outbox).where(_OF_PLACE, _WAITING, outbox.c.held.is_not(None))
_WAKE_THOSE = _WAKE.where(outbox.c.held == bindparam("reason"))
_ALONE = update(outbox).where(_THIS)
_TROUBLED = outbox.c.state.in_((constant(OutboxState.FAILED), constant(OutboxState.UNSURE)))
_WITHDRAW = update(outbox).where(_THIS, or_(_WAITING, _TROUBLED))
_BRING_BACK = update(outbox).where(_THIS, outbox.c.state == constant(OutboxState.WITHDRAWN))
_IN_TROUBLE = select(outbox).where(_TROUBLED, _BY_ORGANIZER).order_by(outbox.c.id.desc()).limit(bindparam("most"))
_NEXT_MOMENT = select(func.min(outbox.c.not_before)).where(_WAITING, outbox.c.not_before > bindparam("now"))
_LAST_POST = (
    select(outbox).where(_OF_PLACE, _GIVEN_OUT).order_by(outbox.c.spoken_at.desc(), outbox.c.id.desc()).limit(1)
)
# What was sent at a time was spoken of then or later: the index goes by the latter.
_COUNT = (
    select(func.count())
    .select_from(outbox)
    .where(_OF_PLACE, outbox.c.spoken_at >= bindparam("since"), outbox.c.sent_at >= bindparam("since"), _GIVEN_OUT)
)
_GIVEN_SINCE = (
    select(outbox.c.kind, outbox.c.post, outbox.c.sent_at)
    .where(_OF_PLACE, outbox.c.spoken_at >= bindparam("since"), outbox.c.sent_at >= bindparam("since"), _GIVEN_OUT)
    .order_by(outbox.c.sent_at, outbox.c.id)
)
_COUNT_OF_KIND = _COUNT.where(outbox.c.kind == bindparam("the_kind"))

_earlier, _busy = outbox.alias("earlier"), outbox.alias("busy")


def _is_due(rows: FromClause) -> ColumnElement[bool]:
    return or_(rows.c.not_before.is_(None), rows.c.not_before <= bindparam("now"))


def _turn(rows: FromClause) -> Tuple:
    """In which order rows go: an answer before a broadcast, then the older one."""
    return tuple_(rows.c.post_class, rows.c.made_at, rows.c.id)


_STANDS_BEHIND = (
    select(_earlier.c.id)
    .where(
        _earlier.c.state == constant(OutboxState.WAITING),
        _earlier.c.place == outbox.c.place,
        _is_due(_earlier),
        _turn(_earlier) < _turn(outbox),
    )
    .exists()
)
_PLACE_IS_BUSY = (
    select(_busy.c.id).where(_busy.c.place == outbox.c.place, _busy.c.state == constant(OutboxState.SENDING)).exists()
)
# The rows are gone through in their order, by their index, only until there are enough: however many wait, the first
# few cost the same.
_HEADS = (
    select(outbox)
    .where(_WAITING, _is_due(outbox), ~_STANDS_BEHIND, ~_PLACE_IS_BUSY)
    .order_by(outbox.c.post_class, outbox.c.made_at, outbox.c.id)
    .limit(bindparam("most"))
)
_last = tuple_(
    bindparam("last_class", type_=outbox.c.post_class.type),
    bindparam("last_made_at", type_=outbox.c.made_at.type),
    bindparam("last_id", type_=outbox.c.id.type),
)
_HEADS_BEHIND = _HEADS.where(_turn(outbox) > _last)


@lru_cache(maxsize=64)
def _page(states: tuple[OutboxState, ...], *, of_one: bool, from_there: bool) -> Select[Any]:
    statement = select(outbox).order_by(outbox.c.id.desc()).limit(bindparam("most"))
    if of_one:
        statement = statement.where(_BY_ORGANIZER)
    if states:
        statement = statement.where(outbox.c.state.in_([constant(state) for state in states]))
    return statement.where(outbox.c.id < bindparam("before")) if from_there else statement


class OutboxQueue:
    """The half of the outbox before anything is sent, and its pages."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._later: list[dict[str, Any]] = []

    @property
    def _connection(self) -> QuickConnection:
        """For whatever is asked of the outbox: what was added stands in it."""
        self.flush()
        return self._work.connection

    def flush(self) -> None:
        """Write what was left for later, in one statement."""
        if self._later:
            rows, self._later = self._later, []
            _ADD.run(self._work, rows)

    def add_later(self, organizer: OrganizerId, post: Post, now: datetime) -> None:
        self._later.append(new_row(self._work.ids.new(), organizer, post, now))

    def add(self, organizer: OrganizerId, post: Post, now: datetime) -> str | None:
        self.flush()
        row = self._work.ids.new()
        return row if _ADD.run(self._work, new_row(row, organizer, post, now)) else None

    def get(self, row: str) -> OutboxRow | None:
        return self._first(_ROW, {"row": row})

    def waiting(
        self, *, group: GroupId | None = None, person: PersonId | None = None, merge_key: str
    ) -> OutboxRow | None:
        return self._first(_WITH_MERGE_KEY, {"the_place": place_of(group, person), "merge": merge_key})

    def amend(self, row: str, *, values: Mapping[str, Json], not_before: datetime | None) -> None:
        change = {"row": row, "post_values": write_any(values), "not_before": not_before, "held": None}
        self._connection.execute(_AMEND, change)

    def hold(self, row: str, *, until: datetime, why: str) -> None:
        self._connection.execute(_AMEND, {"row": row, "not_before": until, "held": why})

    def wake(self, group: GroupId, *, at: datetime, why: str | None = None) -> None:
        change: dict[str, Any] = {"the_place": group, "not_before": at, "held": None}
        if why is None:
            self._connection.execute(_WAKE, change)
        else:
            self._connection.execute(_WAKE_THOSE, change | {"reason": why})

    def withdraw(self, row: str) -> None:
        found = self._connection.execute(_ROW, {"row": row}).first()
        if found is None:
            return
        self._connection.execute(_WITHDRAW, {"row": row, "state": OutboxState.WITHDRAWN})
        if found.state == OutboxState.WAITING:
            self._part(found)

    def _part(self, found: Any) -> None:
        """A row is not said after all: what had joined it waits again."""
        values = read_any(found.post_values)
        joined = joined_to(values)
        for row in joined:
            change = {"row": row, "state": OutboxState.WAITING, "held": None, "not_before": None}
            self._connection.execute(_BRING_BACK, change)
        if joined:
            alone = {key: value for key, value in values.items() if key != JOINED}
            self._connection.execute(_ALONE, {"row": found.id, "post_values": write_any(alone)})

    def waiting_in(self, group: GroupId) -> Sequence[OutboxRow]:
        return self._all(_WAITING_IN, {"the_place": group})

    def bring_back(self, row: str, state: OutboxState) -> None:
        self._connection.execute(_BRING_BACK, {"row": row, "state": state})

    def troubled(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[OutboxRow]:
        return self._all(_IN_TROUBLE, {"organizer": organizer, "most": limit})

    def heads(self, now: datetime, *, after: OutboxRow | None = None, limit: int = 50) -> Sequence[OutboxRow]:
        given = {"now": now, "most": limit}
        if after is None:
            return self._all(_HEADS, given)
        last = {"last_class": int(after.post.post_class), "last_made_at": after.made_at, "last_id": after.id}
        return self._all(_HEADS_BEHIND, given | last)

    def next_moment(self, now: datetime) -> datetime | None:
        moment: datetime | None = self._connection.execute(_NEXT_MOMENT, {"now": now}).scalar()
        return moment

    def last_post(self, group: GroupId) -> OutboxRow | None:
        rows = self._connection.execute(_LAST_POST, {"the_place": group}).all()
        found = read_rows(self._work, rows, with_values=False)
        return found[0] if found else None

    def count_since(self, group: GroupId, since: datetime, *, kind: str | None = None) -> int:
        given: dict[str, Any] = {"the_place": group, "since": since}
        if kind is None:
            return int(self._connection.execute(_COUNT, given).scalar_one())
        return int(self._connection.execute(_COUNT_OF_KIND, given | {"the_kind": kind}).scalar_one())

    def given_out(self, group: GroupId, since: datetime) -> Sequence[GivenOut]:
        rows = self._connection.execute(_GIVEN_SINCE, {"the_place": group, "since": since})
        return [GivenOut(row.kind, read_post(row.post).answers, row.sent_at) for row in rows]

    def page(
        self,
        *,
        organizer: OrganizerId | None = None,
        states: Sequence[OutboxState] = (),
        before: str | None = None,
        limit: int = 50,
    ) -> Sequence[OutboxRow]:
        statement = _page(tuple(states), of_one=organizer is not None, from_there=before is not None)
        given = {"organizer": organizer, "before": before, "most": limit}
        return self._all(statement, {name: value for name, value in given.items() if value is not None})

    def _first(self, statement: Any, given: Mapping[str, Any]) -> OutboxRow | None:
        rows = self._all(statement, given)
        return rows[0] if rows else None

    def _all(self, statement: Any, given: Mapping[str, Any]) -> list[OutboxRow]:
        return read_rows(self._work, self._connection.execute(statement, given).all())
