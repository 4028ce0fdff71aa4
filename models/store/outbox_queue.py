"""What is to be said, and in which order?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, update

from models.mail import Json, OutboxRow, OutboxState, Post
from models.store.codec import write_any
from models.store.outbox_rows import new_row, place_of, read_rows
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
_AMEND = update(outbox).where(_THIS, _WAITING)
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
_COUNT_OF_KIND = _COUNT.where(outbox.c.kind == bindparam("the_kind"))

_in_turn = (
    select(
        outbox,
        func.row_number()
        .over(partition_by=outbox.c.place, order_by=(outbox.c.post_class, outbox.c.made_at, outbox.c.id))
        .label("turn"),
    )
    .where(_WAITING, or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("now")))
    .subquery("in_turn")
)
_busy = outbox.alias("busy")
_PLACE_IS_BUSY = (
    select(_busy.c.id).where(_busy.c.place == _in_turn.c.place, _busy.c.state == constant(OutboxState.SENDING)).exists()
)
_HEADS = (
    select(_in_turn)
    .where(_in_turn.c.turn == 1, ~_PLACE_IS_BUSY)
    .order_by(_in_turn.c.post_class, _in_turn.c.made_at, _in_turn.c.id)
    .limit(bindparam("most"))
)


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

    def add(self, organizer: OrganizerId, post: Post, now: datetime) -> str | None:
        row = self._work.ids.new()
        return row if _ADD.run(self._work, new_row(row, organizer, post, now)) else None

    def get(self, row: str) -> OutboxRow | None:
        return self._first(_ROW, {"row": row})

    def waiting(
        self, *, group: GroupId | None = None, person: PersonId | None = None, merge_key: str
    ) -> OutboxRow | None:
        return self._first(_WITH_MERGE_KEY, {"the_place": place_of(group, person), "merge": merge_key})

    def amend(self, row: str, *, values: Mapping[str, Json], not_before: datetime | None) -> None:
        change = {"row": row, "post_values": write_any(values), "not_before": not_before}
        self._work.connection.execute(_AMEND, change)

    def withdraw(self, row: str) -> None:
        self._work.connection.execute(_WITHDRAW, {"row": row, "state": OutboxState.WITHDRAWN})

    def bring_back(self, row: str, state: OutboxState) -> None:
        self._work.connection.execute(_BRING_BACK, {"row": row, "state": state})

    def troubled(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[OutboxRow]:
        return self._all(_IN_TROUBLE, {"organizer": organizer, "most": limit})

    def heads(self, now: datetime, *, limit: int = 50) -> Sequence[OutboxRow]:
        return self._all(_HEADS, {"now": now, "most": limit})

    def next_moment(self, now: datetime) -> datetime | None:
        moment: datetime | None = self._work.connection.execute(_NEXT_MOMENT, {"now": now}).scalar()
        return moment

    def last_post(self, group: GroupId) -> OutboxRow | None:
        rows = self._work.connection.execute(_LAST_POST, {"the_place": group}).all()
        found = read_rows(self._work, rows, with_values=False)
        return found[0] if found else None

    def count_since(self, group: GroupId, since: datetime, *, kind: str | None = None) -> int:
        given: dict[str, Any] = {"the_place": group, "since": since}
        if kind is None:
            return int(self._work.connection.execute(_COUNT, given).scalar_one())
        return int(self._work.connection.execute(_COUNT_OF_KIND, given | {"the_kind": kind}).scalar_one())

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
        return read_rows(self._work, self._work.connection.execute(statement, given).all())
