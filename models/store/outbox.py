"""What became of what was to be said? Claimed, sent, unsure, failed, and settled by its echo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, bindparam, select, update

from models.mail import OutboxRow, OutboxState
from models.store.echoes import form_of_echo, spoken_form
from models.store.outbox_queue import OutboxQueue
from models.store.outbox_rows import said
from models.store.tables import groups, outbox, people
from models.store.work import constant
from models.values import GroupId, Incoming

#: How long after a post (or before, where clocks differ) a text like it is taken for its echo.
ECHO_WINDOW = timedelta(minutes=2)

_THIS = outbox.c.id == bindparam("row")
_ROW = select(outbox).where(_THIS)
_SENDING = outbox.c.state == constant(OutboxState.SENDING)
_LEFT_SENDING = select(outbox).where(_SENDING).order_by(outbox.c.deadline, outbox.c.id)
_LEFT_SENDING_BEFORE = _LEFT_SENDING.where(outbox.c.deadline < bindparam("before"))

_BY_CHANNEL_ID = select(outbox).where(
    outbox.c.channel_message_id.is_not(None), outbox.c.channel_message_id == bindparam("message")
)
_TAKE_ID_FROM_OTHERS = (
    update(outbox)
    .where(outbox.c.channel_message_id.is_not(None), outbox.c.channel_message_id == bindparam("message"))
    .where(outbox.c.id != bindparam("row"))
    .values(channel_message_id=None)
)
_LIKE_IT = (
    select(outbox)
    .where(
        outbox.c.place.in_(bindparam("places", expanding=True)),
        outbox.c.spoken_at.between(bindparam("earliest"), bindparam("latest")),
        outbox.c.echo_key == bindparam("key"),
        outbox.c.channel_message_id.is_(None),
        outbox.c.state.in_(
            (OutboxState.SENDING, OutboxState.SENT, OutboxState.UNSURE, OutboxState.WAITING),
        ),
    )
    .order_by(outbox.c.spoken_at, outbox.c.id)
    .limit(1)
)
_SAID = (
    select(outbox.c.id)
    .where(
        outbox.c.place == bindparam("the_place"),
        outbox.c.spoken_at >= bindparam("since"),
        outbox.c.echo_key == bindparam("key"),
        outbox.c.state.in_((OutboxState.SENDING, OutboxState.SENT, OutboxState.UNSURE)),
    )
    .limit(1)
)
_SAID_UNHEARD = _SAID.where(outbox.c.channel_message_id.is_(None))
_ROOM = select(groups.c.id).where(groups.c.channel == bindparam("channel"), groups.c.room_id == bindparam("room"))
_LISTENERS = select(people.c.id).where(people.c.subject == bindparam("subject"))


def _change_from(*states: OutboxState) -> Update:
    return update(outbox).where(_THIS, outbox.c.state.in_([constant(state) for state in states]))


_UNDER_WAY = (OutboxState.SENDING, OutboxState.UNSURE)
_CLAIM = _change_from(OutboxState.WAITING)
_CHANGE_UNDER_WAY = _change_from(*_UNDER_WAY)
_RETRY = _CHANGE_UNDER_WAY.values(attempts=outbox.c.attempts + 1)
_CHANGE_OPEN = _change_from(*_UNDER_WAY, OutboxState.WAITING)
_CHANGE_SPOKEN = _change_from(*_UNDER_WAY, OutboxState.WAITING, OutboxState.SENT)


class SqlOutbox(OutboxQueue):
    """An echo may have settled a row as sent before its sender says what became of it: then it stays sent."""

    def claim(self, row: str, *, fence: int, deadline: datetime, text: str | None = None) -> bool:
        found = self._row(row)
        if found is None or found.state != OutboxState.WAITING:
            return False
        change: dict[str, Any] = {
            "state": OutboxState.SENDING,
            "fence": fence,
            "deadline": deadline,
            "spoken_at": deadline,
            "held": None,
        }
        return self._change(_CLAIM, row, change | said(self._work, found, text, deadline)) == 1

    def sent(self, row: str, *, at: datetime, channel_message_id: str | None, text: str | None) -> None:
        found = self._row(row)
        if found is None:
            return
        change: dict[str, Any] = {"state": OutboxState.SENT, "sent_at": at, "spoken_at": at, "deadline": None}
        change |= said(self._work, found, text, at)
        if channel_message_id is not None:
            change["channel_message_id"] = channel_message_id
            # An echo that was taken for another row's, by its text, is this one's: that row's own is still to come.
            self._connection.execute(_TAKE_ID_FROM_OTHERS, {"message": channel_message_id, "row": row})
        self._change(_CHANGE_SPOKEN, row, change)

    def unsure(self, row: str, *, at: datetime, text: str | None) -> None:
        found = self._row(row)
        if found is not None:
            change: dict[str, Any] = {"state": OutboxState.UNSURE, "sent_at": at, "spoken_at": at, "deadline": None}
            self._change(_CHANGE_UNDER_WAY, row, change | said(self._work, found, text, at))

    def failed(self, row: str, *, at: datetime, fault: str) -> None:
        self._end(row, {"state": OutboxState.FAILED, "fault": fault, "deadline": None, "spoken_at": at})

    def expired(self, row: str, *, at: datetime) -> None:
        self._end(row, {"state": OutboxState.EXPIRED, "deadline": None, "spoken_at": at})

    def _end(self, row: str, change: dict[str, Any]) -> None:
        """It will not be said; what had joined it waits again."""
        found = self._row(row)
        if found is not None and self._change(_CHANGE_OPEN, row, change) == 1:
            self._part(found)

    def retry(self, row: str, *, not_before: datetime, fault: str) -> None:
        self._change(
            _RETRY,
            row,
            {
                "state": OutboxState.WAITING,
                "not_before": not_before,
                "fault": fault,
                "deadline": None,
                "sent_at": None,
            },
        )

    def left_sending(self, before: datetime | None = None) -> Sequence[OutboxRow]:
        if before is None:
            return self._all(_LEFT_SENDING, {})
        return self._all(_LEFT_SENDING_BEFORE, {"before": before})

    def settle_echo(self, echo: Incoming, at: datetime) -> str | None:
        found = self._connection.execute(_BY_CHANNEL_ID, {"message": echo.message_id}).first()
        if found is None:
            found = self._like(echo, at)
        if found is None:
            return None
        if found.state != OutboxState.SENT or found.channel_message_id is None:
            settled: dict[str, Any] = {
                "state": OutboxState.SENT,
                "channel_message_id": echo.message_id,
                "deadline": None,
            }
            settled |= {"spoken_at": at, "sent_at": found.sent_at or at}
            self._change(_CHANGE_SPOKEN, found.id, settled)
        settled_row: str = found.id
        return settled_row

    def has_said(self, group: GroupId, text: str, since: datetime, *, unheard: bool = False) -> bool:
        given = {"the_place": group, "since": since, "key": self._work.personal.keys.fingerprint(spoken_form(text))}
        statement = _SAID_UNHEARD if unheard else _SAID
        return self._work.connection.execute(statement, given).first() is not None

    def _like(self, echo: Incoming, at: datetime) -> Any:
        """The oldest row of the same place that said the same and has no id yet."""
        places = self._places(echo)
        if not places:
            return None
        key = self._work.personal.keys.fingerprint(form_of_echo(echo.kind, echo.text))
        span = {"earliest": at - ECHO_WINDOW, "latest": at + ECHO_WINDOW}
        return self._connection.execute(_LIKE_IT, {"places": places, "key": key, **span}).first()

    def _places(self, echo: Incoming) -> list[str]:
        if echo.room_id is not None:
            room = {"channel": echo.channel, "room": echo.room_id}
            return list(self._connection.execute(_ROOM, room).scalars())
        if echo.listener_id is None:
            return []
        subject = self._work.personal.keys.subject(echo.channel, echo.listener_id)
        return list(self._connection.execute(_LISTENERS, {"subject": subject}).scalars())

    def _row(self, row: str) -> Any:
        return self._connection.execute(_ROW, {"row": row}).first()

    def _change(self, statement: Update, row: str, change: dict[str, Any]) -> int:
        changed: int = self._connection.execute(statement, {"row": row, **change}).rowcount
        return changed
