"""What has been kept long enough? Terms, and the deleting of what is past them, a little at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, exists, select, update

from models.mail import InboxState, OutboxState
from models.ports import KeepingTerms, Tidied
from models.store.personal_data import Term
from models.store.tables import chat_log, claims, conversations, inbox, outbox, personal_data, told_payments, undos
from models.store.work import Work

#: Rows of one unit: others write in between.
BATCH = 500

_HAS_TEXT = exists().where(personal_data.c.token == chat_log.c.text_token)
_BEFORE: ColumnElement[Any] = bindparam("before")
_FINISHED = outbox.c.state.not_in((OutboxState.WAITING, OutboxState.SENDING))


def _some(table: Table, *conditions: ColumnElement[bool]) -> Any:
    keys = list(table.primary_key.columns)
    return select(*keys).where(*conditions).limit(BATCH)


_OLD_DATA = delete(personal_data).where(
    personal_data.c.token.in_(
        _some(personal_data, personal_data.c.term == bindparam("of_term"), personal_data.c.created_at < _BEFORE)
    )
)
_OLD_INBOX = delete(inbox).where(
    inbox.c.id.in_(_some(inbox, inbox.c.received_at < _BEFORE, inbox.c.state != InboxState.WAITING))
)
_OLD_OUTBOX = delete(outbox).where(outbox.c.id.in_(_some(outbox, outbox.c.spoken_at < _BEFORE, _FINISHED)))
_OLD_UNDOS = delete(undos).where(undos.c.id.in_(_some(undos, undos.c.at < _BEFORE)))
_OLD_TOLD = delete(told_payments).where(
    told_payments.c.message_id.in_(_some(told_payments, told_payments.c.at < _BEFORE))
)
_OLD_CLAIMS = delete(claims).where(claims.c.id.in_(_some(claims, claims.c.at < _BEFORE)))
_OVER = delete(conversations).where(conversations.c.expires_at < _BEFORE)
_NAMELESS = (
    update(chat_log)
    .where(
        chat_log.c.message_id.in_(
            _some(chat_log, chat_log.c.sent_at < _BEFORE, chat_log.c.person_id.is_not(None), ~_HAS_TEXT)
        )
    )
    .values(person_id=None)
)
_MEDIA = (
    select(chat_log.c.message_id, chat_log.c.media_path)
    .where(chat_log.c.sent_at < _BEFORE, chat_log.c.media_path.is_not(None))
    .limit(BATCH)
)
_WITHOUT_MEDIA = (
    update(chat_log).where(chat_log.c.message_id.in_(bindparam("messages", expanding=True))).values(media_path=None)
)

#: Gives a unit that is committed when it is left.
Units = Callable[[], AbstractContextManager[Work]]


def tidy(units: Units, now: datetime, terms: KeepingTerms) -> Tidied:
    """Delete what is past its term. Figures stay, without persons. The files that are named in the answer are no
    longer known to the database: the caller deletes them."""
    texts = sum(_in_batches(units, statement, given) for statement, given in _data_past(now, terms))
    rows = sum(_in_batches(units, statement, {"before": before}) for statement, before in _rows_past(now, terms))
    media = tuple(_drop_media(units, now - timedelta(days=terms.media_days)))
    return Tidied(texts=texts, rows=rows, media_paths=media)


def _data_past(now: datetime, terms: KeepingTerms) -> Iterator[tuple[Any, dict[str, Any]]]:
    days = {Term.CHATTER: terms.chatter_days, Term.ORDER: terms.orders_days, Term.PAYLOAD: terms.payload_days}
    for term, kept_days in (*days.items(), (Term.UNTIL, 0)):
        yield _OLD_DATA, {"of_term": term, "before": now - timedelta(days=kept_days)}


def _rows_past(now: datetime, terms: KeepingTerms) -> Iterator[tuple[Any, datetime]]:
    chatter = now - timedelta(days=terms.chatter_days)
    yield _NAMELESS, chatter
    yield _OLD_INBOX, chatter
    yield _OLD_UNDOS, chatter
    for statement in (_OLD_OUTBOX, _OLD_TOLD, _OLD_CLAIMS):
        yield statement, now - timedelta(days=terms.orders_days)
    yield _OVER, now


def _in_batches(units: Units, statement: Any, given: dict[str, Any]) -> int:
    done = 0
    while True:
        with units() as work:
            count: int = work.connection.execute(statement, given).rowcount
        done += count
        if count < BATCH:
            return done


def _drop_media(units: Units, before: datetime) -> Iterator[str]:
    while True:
        with units() as work:
            rows = work.connection.execute(_MEDIA, {"before": before}).all()
            if rows:
                work.connection.execute(_WITHOUT_MEDIA, {"messages": [row.message_id for row in rows]})
        yield from (row.media_path for row in rows)
        if len(rows) < BATCH:
            return
