"""What is kept of what is to be said, and of what was?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from models.community.pressure import GivenOut
from models.mail import Json, OutboxRow, OutboxState, Post
from models.values import GroupId, Incoming, OrganizerId, PersonId


class Outbox(Protocol):
    def add(self, organizer: OrganizerId, post: Post, now: datetime) -> str | None:
        """Put a post in; its id, or None where its ``due_id`` was used before."""

    def add_later(self, organizer: OrganizerId, post: Post, now: datetime) -> None:
        """The same, where nobody needs to know: written with others in one statement, before anything else is asked of
        the outbox, and before the unit is committed."""

    def get(self, row: str) -> OutboxRow | None: ...

    def waiting(
        self, *, group: GroupId | None = None, person: PersonId | None = None, merge_key: str
    ) -> OutboxRow | None:
        """The waiting row with this merge key for this place, if there is one."""

    def waiting_in(self, group: GroupId) -> Sequence[OutboxRow]:
        """All that waits for a group, in order."""

    def amend(self, row: str, *, values: Mapping[str, Json], not_before: datetime | None) -> None:
        """Change a waiting row; what held it holds it no longer."""

    def hold(self, row: str, *, until: datetime, why: str) -> None:
        """Let a waiting row wait beyond its time."""

    def wake(self, group: GroupId, *, at: datetime, why: str | None = None) -> None:
        """Let what is held in a group be looked at again from then on; ``why``: only what is held for this reason."""

    def withdraw(self, row: str) -> None:
        """Say it no more: waiting, failed or unsure -> withdrawn. What had joined a waiting row (``mail.JOINED``) waits
        again by itself; so it does where a row fails or expires."""

    def bring_back(self, row: str, state: OutboxState) -> None:
        """withdrawn -> waiting or failed again."""

    def troubled(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[OutboxRow]:
        """What failed or is unsure, newest first."""

    def heads(self, now: datetime, *, after: OutboxRow | None = None, limit: int = 50) -> Sequence[OutboxRow]:
        """For each place the first row that may go now: none while one of that place is being sent; within a place by
        class, then by making; rows whose ``not_before`` is to come don't hold up others. In the same order, those
        behind ``after``, the last of a page before."""

    def next_moment(self, now: datetime) -> datetime | None:
        """When a row that waits now will be due, if any is still to come."""

    def claim(self, row: str, *, fence: int, deadline: datetime, text: str | None = None) -> bool:
        """waiting -> sending; False where somebody else was quicker. ``text`` is what will be said (kept as
        ``text_sent``): an echo may come before the answer to the send does, and settles the row by it."""

    def sent(self, row: str, *, at: datetime, channel_message_id: str | None, text: str | None) -> None: ...

    def unsure(self, row: str, *, at: datetime, text: str | None) -> None: ...

    def failed(self, row: str, *, at: datetime, fault: str) -> None: ...

    def expired(self, row: str, *, at: datetime) -> None: ...

    def retry(self, row: str, *, not_before: datetime, fault: str) -> None:
        """sending or unsure -> waiting, one attempt more."""

    def left_sending(self, before: datetime | None = None) -> Sequence[OutboxRow]:
        """Rows that were being sent when a process died (at a start), or past their deadline."""

    def settle_echo(self, echo: Incoming, at: datetime) -> str | None:
        """A message of the account's own: the row that it settles (by id, else by place and normalized text within
        two minutes), or None: then the organizer wrote it."""

    def last_post(self, group: GroupId) -> OutboxRow | None:
        """What was given out to a group last; without its values, which are long where many ordered: it is asked for
        with every message."""

    def has_said(self, group: GroupId, text: str, since: datetime, *, unheard: bool = False) -> bool:
        """Whether a text like this one was given out to a group since then; with ``unheard`` one whose echo was not
        heard yet."""

    def count_since(self, group: GroupId, since: datetime, *, kind: str | None = None) -> int:
        """Posts given out to a group since then."""

    def given_out(self, group: GroupId, since: datetime) -> Sequence[GivenOut]:
        """What a group was given since then, oldest first."""

    def page(
        self,
        *,
        organizer: OrganizerId | None = None,
        states: Sequence[OutboxState] = (),
        before: str | None = None,
        limit: int = 50,
    ) -> Sequence[OutboxRow]: ...
