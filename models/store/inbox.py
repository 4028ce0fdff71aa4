"""What came in and waits to be handled?

A payload is sealed under the contact who sent it, not under the person: which organizer it concerns is known only
when it is handled. It is dropped as soon as the row is handled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, update

from models.mail import InboxRow, InboxState
from models.store.codec import INCOMING, write
from models.store.personal_data import Kind, Term, Token
from models.store.tables import inbox, personal_data
from models.store.work import Work, constant, or_leave
from models.values import Incoming, MessageId, MessageKind

#: What stands in ``fault`` of a message that can no longer be opened: handled, past its term, or forgotten.
GONE = "the payload is gone"

_PUT = or_leave(inbox, "channel", "channel_message_id")
# The payload comes with its row: one statement where two would do.
_ROWS = select(inbox, personal_data.c.ciphertext).join(
    personal_data, personal_data.c.token == inbox.c.payload_token, isouter=True
)
_ROW = _ROWS.where(inbox.c.id == bindparam("message"))
_BY_CHANNEL_ID = select(inbox.c.id).where(
    inbox.c.channel == bindparam("channel"), inbox.c.channel_message_id == bindparam("channel_message")
)
_WAITING = inbox.c.state == constant(InboxState.WAITING)
_FAULTY = inbox.c.state.in_((constant(InboxState.FAILED), constant(InboxState.UNREADABLE)))
_THIS = inbox.c.id == bindparam("message")
_TOKEN = select(inbox.c.payload_token).where(_THIS)
_CLOSE = update(inbox).where(_THIS)
_FAIL = update(inbox).where(_THIS).values(attempts=inbox.c.attempts + 1)
_FAULTS = _ROWS.where(_FAULTY).order_by(inbox.c.id.desc()).limit(bindparam("most"))


def _next_waiting() -> Select[Any]:
    return _ROWS.where(_WAITING).order_by(inbox.c.id).limit(bindparam("most"))


def _next_waiting_locked() -> Select[Any]:
    """Lock each room's lowest row, and take those rooms' rows: a room whose lowest row is locked is another's."""
    lower = inbox.alias("lower")
    is_lowest = (
        ~select(lower.c.id)
        .where(lower.c.state == constant(InboxState.WAITING), lower.c.place == inbox.c.place, lower.c.id < inbox.c.id)
        .exists()
    )
    heads = (
        select(inbox.c.place)
        .where(_WAITING, is_lowest)
        .order_by(inbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    return _ROWS.where(_WAITING, inbox.c.place.in_(select(heads.c.place))).order_by(inbox.c.id).limit(bindparam("most"))


_NEXT_WAITING = _next_waiting()
_NEXT_WAITING_LOCKED = {"sqlite": _NEXT_WAITING, "postgresql": _next_waiting_locked()}


class SqlInbox:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._tokens: dict[MessageId, Token | None] = {}

    def put(self, incoming: Incoming, received_at: datetime) -> MessageId | None:
        keys = self._work.personal.keys
        subject = keys.subject(incoming.channel, incoming.sender_id)
        message = MessageId(self._work.ids.new())
        token = self._work.personal.seal(
            subject, Kind.PAYLOAD, write(INCOMING, incoming), organizer="", at=received_at, term=Term.PAYLOAD
        )
        written = _PUT.run(
            self._work,
            {
                "id": message,
                "channel": incoming.channel,
                "account": incoming.account,
                "channel_message_id": incoming.message_id,
                "place": incoming.room_id or subject,
                "subject": subject,
                "payload_token": token,
                "sent_at": incoming.sent_at,
                "received_at": received_at,
                "state": InboxState.UNREADABLE if incoming.fault else InboxState.WAITING,
                "attempts": 0,
                "fault": incoming.fault or "",
                "closed_at": None,
            },
        )
        if written:
            return message
        self._work.personal.drop((token,))
        return None

    def get(self, message: MessageId) -> InboxRow | None:
        rows = self._rows(self._work.connection.execute(_ROW, {"message": message}).all())
        return rows[0] if rows else None

    def by_channel_id(self, channel: str, channel_message_id: str) -> MessageId | None:
        given = {"channel": channel, "channel_message": channel_message_id}
        found = self._work.connection.execute(_BY_CHANNEL_ID, given).scalar()
        return MessageId(found) if found else None

    def next_waiting(self, *, limit: int = 50) -> Sequence[InboxRow]:
        statement = _NEXT_WAITING if self._work.looks_only else _NEXT_WAITING_LOCKED[self._work.dialect]
        return self._rows(self._work.connection.execute(statement, {"most": limit}).all())

    def handled(self, message: MessageId, at: datetime) -> None:
        if message not in self._tokens:
            self._tokens[message] = self._work.connection.execute(_TOKEN, {"message": message}).scalar()
        self._work.personal.drop((self._tokens.pop(message),))
        self._work.connection.execute(
            _CLOSE,
            {"message": message, "state": InboxState.HANDLED, "fault": "", "closed_at": at, "payload_token": None},
        )

    def failed(self, message: MessageId, at: datetime, fault: str) -> None:
        self._work.connection.execute(
            _FAIL, {"message": message, "state": InboxState.FAILED, "fault": fault, "closed_at": at}
        )

    def reopen(self, message: MessageId) -> None:
        self._work.connection.execute(
            _CLOSE, {"message": message, "state": InboxState.WAITING, "fault": "", "closed_at": None}
        )

    def faults(self, *, limit: int = 50) -> Sequence[InboxRow]:
        return self._rows(self._work.connection.execute(_FAULTS, {"most": limit}).all())

    def _rows(self, rows: Sequence[Row[Any]]) -> list[InboxRow]:
        self._tokens.update((row.id, row.payload_token) for row in rows)
        unseal = self._work.personal.unseal
        return [_inbox_row(row, unseal(row.subject, row.payload_token, row.ciphertext)) for row in rows]


def _inbox_row(row: Row[Any], opened: str | None) -> InboxRow:
    incoming = _shell(row) if opened is None else INCOMING.validate_json(opened)
    return InboxRow(
        id=row.id,
        incoming=incoming,
        received_at=row.received_at,
        state=InboxState(row.state),
        attempts=row.attempts,
        fault=row.fault,
    )


def _shell(row: Row[Any]) -> Incoming:
    """What is left of a message whose payload is gone."""
    return Incoming(
        channel=row.channel,
        account=row.account,
        message_id=row.channel_message_id,
        sender_id="",
        sent_at=row.sent_at,
        kind=MessageKind.OTHER,
        fault=GONE,
    )
