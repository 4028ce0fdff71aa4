"""An outbox in memory: the same states and the same order as the real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from models.community.people import Group, Person
from models.community.pressure import GivenOut
from models.mail import JOINED, Json, OutboxRow, OutboxState, Post, joined_to
from models.values import GroupId, Incoming, OrganizerId, PersonId

_GIVEN_OUT = (OutboxState.SENT, OutboxState.UNSURE)
_IN_TROUBLE = (OutboxState.FAILED, OutboxState.UNSURE)
_ECHO_WITHIN = timedelta(minutes=2)


class Tables(Protocol):
    """What the outbox needs of all rows."""

    outbox: dict[str, OutboxRow]
    groups: dict[GroupId, Group]
    people: dict[PersonId, Person]

    def next_id(self) -> str: ...


class FakeOutbox:
    def __init__(self, state: Tables) -> None:
        self._state = state
        self._rows = state.outbox

    def add(self, organizer: OrganizerId, post: Post, now: datetime) -> str | None:
        if post.due_id and any(row.post.due_id == post.due_id for row in self._rows.values()):
            return None
        row_id = self._state.next_id()
        row = OutboxRow(row_id, organizer, post, now, variant=int(row_id))
        self._rows[row.id] = row
        return row.id

    def add_later(self, organizer: OrganizerId, post: Post, now: datetime) -> None:
        self.add(organizer, post, now)

    def get(self, row: str) -> OutboxRow | None:
        return self._rows.get(row)

    def waiting(
        self, *, group: GroupId | None = None, person: PersonId | None = None, merge_key: str
    ) -> OutboxRow | None:
        for row in self._rows.values():
            same_place = (row.post.group, row.post.person) == (group, person)
            if same_place and row.post.merge_key == merge_key and row.state is OutboxState.WAITING:
                return row
        return None

    def waiting_in(self, group: GroupId) -> Sequence[OutboxRow]:
        waiting = [row for row in self._rows.values() if row.post.group == group and row.state is OutboxState.WAITING]
        return sorted(waiting, key=lambda row: (row.post.post_class, row.made_at, row.id))

    def amend(self, row: str, *, values: Mapping[str, Json], not_before: datetime | None) -> None:
        self._change(row, post=replace(self._rows[row].post, values=values, not_before=not_before), held="")

    def hold(self, row: str, *, until: datetime, why: str) -> None:
        self._change(row, post=replace(self._rows[row].post, not_before=until), held=why)

    def wake(self, group: GroupId, *, at: datetime, why: str | None = None) -> None:
        for row in self.waiting_in(group):
            if row.held and why in (None, row.held):
                self._change(row.id, post=replace(row.post, not_before=at), held="")

    def withdraw(self, row: str) -> None:
        before = self._rows[row].state
        if before in (OutboxState.WAITING, *_IN_TROUBLE):
            self._change(row, state=OutboxState.WITHDRAWN)
        if before is OutboxState.WAITING:
            self._part(row)

    def bring_back(self, row: str, state: OutboxState) -> None:
        if self._rows[row].state is OutboxState.WITHDRAWN:
            self._change(row, state=state)

    def troubled(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[OutboxRow]:
        return self.page(organizer=organizer, states=_IN_TROUBLE, limit=limit)

    def heads(self, now: datetime, *, after: OutboxRow | None = None, limit: int = 50) -> Sequence[OutboxRow]:
        busy = {_place(row) for row in self._rows.values() if row.state is OutboxState.SENDING}
        heads: dict[tuple[str | None, str | None], OutboxRow] = {}
        for row in sorted(self._rows.values(), key=_turn):
            if row.state is OutboxState.WAITING and _place(row) not in busy and _may_go(row, now):
                heads.setdefault(_place(row), row)
        return [row for row in heads.values() if after is None or _turn(row) > _turn(after)][:limit]

    def next_moment(self, now: datetime) -> datetime | None:
        moments = [row.post.not_before for row in self._rows.values() if row.state is OutboxState.WAITING]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    def claim(self, row: str, *, fence: int, deadline: datetime, text: str | None = None) -> bool:
        if self._rows[row].state is not OutboxState.WAITING:
            return False
        self._change(row, state=OutboxState.SENDING, fence=fence, deadline=deadline, text_sent=text)
        return True

    def sent(self, row: str, *, at: datetime, channel_message_id: str | None, text: str | None) -> None:
        self._change(
            row, state=OutboxState.SENT, sent_at=at, channel_message_id=channel_message_id, text_sent=text, fault=""
        )

    def unsure(self, row: str, *, at: datetime, text: str | None) -> None:
        self._change(row, state=OutboxState.UNSURE, sent_at=at, text_sent=text)

    def failed(self, row: str, *, at: datetime, fault: str) -> None:
        self._change(row, state=OutboxState.FAILED, fault=fault)
        self._part(row)

    def expired(self, row: str, *, at: datetime) -> None:
        self._change(row, state=OutboxState.EXPIRED)
        self._part(row)

    def retry(self, row: str, *, not_before: datetime, fault: str) -> None:
        before = self._rows[row]
        post = replace(before.post, not_before=not_before)
        self._change(row, state=OutboxState.WAITING, post=post, attempts=before.attempts + 1, fault=fault)

    def left_sending(self, before: datetime | None = None) -> Sequence[OutboxRow]:
        sending = [row for row in self._rows.values() if row.state is OutboxState.SENDING]
        return [row for row in sending if before is None or (row.deadline is not None and row.deadline < before)]

    def settle_echo(self, echo: Incoming, at: datetime) -> str | None:
        for row in self._rows.values():
            by_id = row.channel_message_id == echo.message_id and row.state in _GIVEN_OUT
            if by_id or self._is_said_by(row, echo, at):
                self.sent(row.id, at=at, channel_message_id=echo.message_id, text=row.text_sent)
                return row.id
        return None

    def last_post(self, group: GroupId) -> OutboxRow | None:
        given = [row for row in self._rows.values() if row.post.group == group and row.state in _GIVEN_OUT]
        return max(given, key=lambda row: row.sent_at or row.made_at, default=None)

    def count_since(self, group: GroupId, since: datetime, *, kind: str | None = None) -> int:
        return sum(
            row.post.group == group
            and row.sent_at is not None
            and row.sent_at >= since
            and kind in (None, row.post.kind)
            for row in self._rows.values()
        )

    def has_said(self, group: GroupId, text: str, since: datetime, *, unheard: bool = False) -> bool:
        return any(
            row.post.group == group
            and row.text_sent is not None
            and _bare(row.text_sent) == _bare(text)
            and row.state in (*_GIVEN_OUT, OutboxState.SENDING)
            and (row.sent_at is None or row.sent_at >= since)
            and not (unheard and row.channel_message_id)
            for row in self._rows.values()
        )

    def given_out(self, group: GroupId, since: datetime) -> Sequence[GivenOut]:
        found = [
            GivenOut(row.post.kind, row.post.answers, row.sent_at)
            for row in self._rows.values()
            if row.post.group == group and row.state in _GIVEN_OUT and row.sent_at is not None and row.sent_at >= since
        ]
        return sorted(found, key=lambda post: post.at)

    def page(
        self,
        *,
        organizer: OrganizerId | None = None,
        states: Sequence[OutboxState] = (),
        before: str | None = None,
        limit: int = 50,
    ) -> Sequence[OutboxRow]:
        found = [
            row
            for row in self._rows.values()
            if (not states or row.state in states)
            and (organizer is None or row.organizer == organizer)
            and (before is None or row.id < before)
        ]
        return sorted(found, key=lambda row: row.id, reverse=True)[:limit]

    def _part(self, row: str) -> None:
        host = self._rows[row].post
        for joined in joined_to(host.values):
            post = replace(self._rows[joined].post, not_before=None)
            self._change(joined, state=OutboxState.WAITING, post=post, held="")
        alone = {key: value for key, value in host.values.items() if key != JOINED}
        self._change(row, post=replace(host, values=alone))

    def _is_said_by(self, row: OutboxRow, echo: Incoming, at: datetime) -> bool:
        if row.state not in (OutboxState.SENDING, OutboxState.UNSURE) or row.text_sent is None:
            return False
        group = self._state.groups.get(row.post.group) if row.post.group else None
        recent = row.sent_at is None or at - row.sent_at <= _ECHO_WITHIN
        return group is not None and group.room_id == echo.room_id and row.text_sent == echo.text and recent

    def _change(self, row: str, **changes: object) -> None:
        self._rows[row] = replace(self._rows[row], **changes)  # type: ignore[arg-type]


def _bare(text: str) -> str:
    return "".join(text.split())


def _place(row: OutboxRow) -> tuple[str | None, str | None]:
    return row.post.group, row.post.person


def _turn(row: OutboxRow) -> tuple[int, datetime, str]:
    return row.post.post_class, row.made_at, row.id


def _may_go(row: OutboxRow, now: datetime) -> bool:
    return row.post.not_before is None or row.post.not_before <= now
