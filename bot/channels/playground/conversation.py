"""What was said in the make-believe group and its private chats? Kept in memory, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from bot.channels.playground.bell import Bell
from bot.channels.playground.cast import ZONE
from models.values import MessageKind, Quote

#: How much is kept. A day of a busy group has some 300 messages; pictures are what fills the memory.
MOST_MESSAGES = 5_000
MOST_FILE_BYTES = 128 * 1024 * 1024

#: After such a silence a chat shows the time in its middle.
PAUSE_SECONDS = 600

GROUP_PLACE = "group"


class Gap(Enum):
    """What lies between a message and the one before it in its place."""

    NONE = "none"
    PAUSE = "pause"
    NEW_DAY = "new_day"


def private_place(person: str) -> str:
    """The private chat of this person and the bot."""
    return f"private-{person}"


@dataclass(frozen=True, slots=True)
class StoredFile:
    key: str
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message as everybody in its place sees it."""

    id: str
    place: str
    author: str
    at: datetime
    kind: MessageKind = MessageKind.TEXT
    text: str = ""
    quote: Quote | None = None
    file: StoredFile | None = None
    recalled: bool = False
    gap: Gap = Gap.NONE


class Conversation:
    """All places together. Each change (a new message, a recall) has a number, from which a page can go on."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._messages: dict[str, ChatMessage] = {}
        self._files: dict[str, StoredFile] = {}
        self._last_in: dict[str, datetime] = {}
        self._changes: list[str] = []
        self._forgotten_changes = 0

    @property
    def cursor(self) -> int:
        """The number of the last change."""
        return self._forgotten_changes + len(self._changes)

    def get(self, message: str) -> ChatMessage | None:
        return self._messages.get(message)

    def file(self, key: str) -> StoredFile | None:
        return self._files.get(key)

    def add(self, message: ChatMessage) -> ChatMessage:
        message = replace(message, gap=_gap(self._last_in.get(message.place), message.at))
        self._last_in[message.place] = message.at
        self._messages[message.id] = message
        if message.file is not None:
            self._files[message.file.key] = message.file
        self._forget_oldest()
        self._note(message.id)
        return message

    def recall(self, message: str) -> ChatMessage:
        """Take a message back; its text and its file are gone for everybody. Raises KeyError where there is none."""
        recalled = replace(self._messages[message], text="", quote=None, file=None, recalled=True)
        taken_back = self._messages[message].file
        if taken_back is not None:
            self._files.pop(taken_back.key, None)
        self._messages[message] = recalled
        self._note(message)
        return recalled

    def in_place(self, place: str) -> Sequence[ChatMessage]:
        return [message for message in self._messages.values() if message.place == place]

    def newest_chain(self) -> ChatMessage | None:
        """The last 接龙 in the group that was not recalled."""
        chains = (one for one in reversed(self._messages.values()) if one.kind is MessageKind.GROUP_NOTE)
        return next((one for one in chains if one.place == GROUP_PLACE and not one.recalled), None)

    def changed_since(self, cursor: int) -> Sequence[ChatMessage] | None:
        """What changed after that number, each message once and as it is now; None where that is no longer known."""
        if not self._forgotten_changes <= cursor <= self.cursor:
            return None
        changed = dict.fromkeys(self._changes[cursor - self._forgotten_changes :])
        return [self._messages[message] for message in changed if message in self._messages]

    def _note(self, message: str) -> None:
        self._changes.append(message)
        surplus = len(self._changes) - MOST_MESSAGES
        if surplus > 0:
            del self._changes[:surplus]
            self._forgotten_changes += surplus
        self._bell.ring()

    def _forget_oldest(self) -> None:
        while len(self._messages) > MOST_MESSAGES:
            self._messages.pop(next(iter(self._messages)))
        held_bytes = sum(len(file.content) for file in self._files.values())
        while held_bytes > MOST_FILE_BYTES:
            held_bytes -= len(self._files.pop(next(iter(self._files))).content)


def _gap(last: datetime | None, now: datetime) -> Gap:
    if last is None or last.astimezone(ZONE).date() != now.astimezone(ZONE).date():
        return Gap.NEW_DAY
    return Gap.PAUSE if abs((now - last).total_seconds()) >= PAUSE_SECONDS else Gap.NONE
