"""What came in and what goes out? The rows of inbox, outbox and chat log, as values.

What is said stands in an outbox row as data (a kind and values), and becomes words when it is sent. Values are
JSON. Whatever is personal stands in them as a reference, and is looked up when the words are made, so that a person
who was forgotten is forgotten here too:

    {"$person": "…"}    the nickname of a person
    {"$message": "…"}   the text of a message in the chat log
    {"$recipient": "…"} the address and name on an order, by the order's id
    {"$house": "…"}     the same in parts, by the order's id: {building, unit, room, name}
    {"$note": "…"}      what was wished with an order, by the order's id
    {"$open_note": "…"} the same where others may read it (models/community/discretion.py)
    {"$post": "…"}      the text of another row of the outbox, as it was to be sent
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from models.values import GroupId, Incoming, MessageId, OrganizerId, PersonId, Role

Json = Any

#: Under this key of a post's values stand posts that have joined it: ``[{"row": id, "kind": …, "values": …}]``. They
#: are said with it, in the same message.
JOINED = "joined"


#: From when on a post that waits for a time of its own may go along with another one, in its values.
RIDES_FROM = "rides_from"

#: Which message of a post that is too long for one, in its values (scheduler/letters.py).
PART = "part"


def person_ref(person: PersonId) -> dict[str, str]:
    return {"$person": person}


def message_ref(message: MessageId) -> dict[str, str]:
    return {"$message": message}


def recipient_ref(order: str) -> dict[str, str]:
    return {"$recipient": order}


def home_ref(order: str) -> dict[str, str]:
    """Where an order goes, without a name: `3-501`."""
    return {"$home": order}


def house_ref(order: str) -> dict[str, str]:
    return {"$house": order}


def note_ref(order: str) -> dict[str, str]:
    return {"$note": order}


def open_note_ref(order: str) -> dict[str, str]:
    return {"$open_note": order}


def post_ref(row: str) -> dict[str, str]:
    return {"$post": row}


class InboxState(StrEnum):
    WAITING = "waiting"
    HANDLED = "handled"
    FAILED = "failed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A message as stored before anybody handled it. ``id`` grows in order of arrival and is its MessageId."""

    id: MessageId
    incoming: Incoming
    received_at: datetime
    state: InboxState = InboxState.WAITING
    attempts: int = 0
    fault: str = ""


class PostClass(IntEnum):
    """In which order posts of one place go out: an answer goes before a broadcast."""

    ANSWER = 10
    NOTICE = 20
    BROADCAST = 30
    ACKNOWLEDGEMENT = 40


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Post:
    """Something to say, before it is in the outbox.

    Exactly one of ``group`` and ``person`` is set. ``kind`` names the template. ``document`` names a document to
    render beside the text (``summary_chart``, ``orders_workbook``): such a post carries the file only. ``merge_key``:
    while a row with the same key waits for the same place, it can be amended instead of adding another.
    ``harmless_twice``: a doubled one does no harm, so an unsure one may be sent again. ``answers``: it answers, or
    asks, a person (it is not counted as unasked). ``due_id`` is unique: the same firing never makes a row twice.
    ``told_if_expired``: the organizer is told where it could not be said before ``expires_at``.
    """

    kind: str
    values: Mapping[str, Json] = field(default_factory=dict)
    group: GroupId | None = None
    person: PersonId | None = None
    mentions: tuple[PersonId, ...] = ()
    post_class: PostClass = PostClass.ANSWER
    document: str | None = None
    merge_key: str | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    harmless_twice: bool = False
    answers: bool = True
    due_id: str | None = None
    told_if_expired: bool = False


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One post in the outbox, with what became of it. ``variant`` picks among a template's wordings."""

    id: str
    organizer: OrganizerId
    post: Post
    made_at: datetime
    state: OutboxState = OutboxState.WAITING
    variant: int = 0
    attempts: int = 0
    fence: int | None = None
    deadline: datetime | None = None
    sent_at: datetime | None = None
    channel_message_id: str | None = None
    text_sent: str | None = None
    fault: str = ""
    #: Why it waits beyond its time, where tact holds it (models/community/manners.py).
    held: str = ""


def joined_to(values: Mapping[str, Json]) -> tuple[str, ...]:
    """The rows that have joined a post, by its values."""
    return tuple(part["row"] for part in values.get(JOINED, ()))


def with_joined(values: Mapping[str, Json], before: Mapping[str, Json]) -> dict[str, Json]:
    """Other values for a post, to which whatever had joined it stays joined."""
    return {**values, JOINED: before[JOINED]} if JOINED in before else dict(values)


#: What stands among a line's acts and is none: it was handed in later; nobody is known to have seen it in the group;
#: it was taken back with what brought it, and may be handed in again.
HANDED_IN, NOT_SEEN, TAKEN_BACK = "handed_in", "not_seen", "taken_back"
NO_ACTS = frozenset({HANDED_IN, NOT_SEEN, TAKEN_BACK})


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One message in the log. ``text`` is None once its term is over or its sender was forgotten; ``acts`` are the
    names of what was read in it, with NO_ACTS beside them."""

    message: MessageId
    group: GroupId | None
    person: PersonId | None
    role: Role
    kind: str
    text: str | None
    sent_at: datetime
    quoted_text: str | None = None
    by_bot: bool = False
    acts: tuple[str, ...] = ()
    media_path: str | None = None
    recalled: bool = False
