"""What is kept of what people say? The log of the chat, and the inbox by which it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.community.pressure import Talk
from models.mail import ChatLine, InboxRow
from models.values import GroupId, Incoming, MessageId


@dataclass(frozen=True, slots=True)
class Activity:
    """A group's talk over a time: ``by_hour`` counts messages by the hour of the group's own day (24 figures)."""

    messages: int
    speakers: int
    by_hour: tuple[int, ...]


class ChatLog(Protocol):
    def add(self, line: ChatLine) -> None: ...

    def recent(self, group: GroupId, *, before: MessageId | None = None, limit: int = 12) -> Sequence[ChatLine]:
        """The last lines of a group, oldest first."""

    def last(self, group: GroupId, *, before: MessageId) -> MessageId | None:
        """The last message of a group before this one; nothing of it is opened."""

    def get(self, message: MessageId) -> ChatLine | None: ...

    def search(
        self, group: GroupId, words: str, *, before: MessageId | None = None, limit: int = 50
    ) -> Sequence[ChatLine]:
        """The newest lines of a group that have ``words`` in them, newest first."""

    def note_acts(self, message: MessageId, acts: tuple[str, ...]) -> None: ...

    def mark_recalled(self, message: MessageId) -> None: ...

    def set_media(self, message: MessageId, path: str) -> None: ...

    def activity(self, group: GroupId, since: datetime, until: datetime) -> Activity:
        """Figures of a group over a time, people's messages only."""

    def talk(self, group: GroupId, since: datetime) -> Talk:
        """How much people said in a group since then; cheaper than its activity."""


class Inbox(Protocol):
    def put(self, incoming: Incoming, received_at: datetime) -> MessageId | None:
        """Store a message; None where this channel's message id is there already."""

    def get(self, message: MessageId) -> InboxRow | None: ...

    def by_channel_id(self, channel: str, channel_message_id: str) -> MessageId | None: ...

    def next_waiting(self, *, limit: int = 50) -> Sequence[InboxRow]:
        """The lowest unhandled rows, in order of arrival; on PostgreSQL locked, rooms that another process is busy
        with left out."""

    def handled(self, message: MessageId, at: datetime) -> None: ...

    def failed(self, message: MessageId, at: datetime, fault: str) -> None: ...

    def reopen(self, message: MessageId) -> None:
        """Let a failed row be handled again."""

    def faults(self, *, limit: int = 50) -> Sequence[InboxRow]:
        """Failed and unreadable rows, newest first."""
