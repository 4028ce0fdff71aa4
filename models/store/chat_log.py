"""Who said what in a group, and how lively is it?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, func, insert, select, update

from models.community.people import GroupSettings
from models.community.pressure import Talk
from models.mail import ChatLine
from models.ports import Activity
from models.store.organizers import group_facts
from models.store.people import organizer_of
from models.store.personal_data import Kind, Term, Token, organizers_own
from models.store.tables import chat_log
from models.store.work import Work
from models.values import GroupId, MessageId, Role

_HOURS = 24
_SEARCH_TOGETHER = 500
#: Acts that are talk only: what did no business is gone with the chatter.
_TALK = frozenset({"chat", "query"})

_ADD = insert(chat_log)
_LINE = select(chat_log).where(chat_log.c.message_id == bindparam("message"))
_RECENT = (
    select(chat_log)
    .where(chat_log.c.group_id == bindparam("group"))
    .order_by(chat_log.c.message_id.desc())
    .limit(bindparam("most"))
)
_RECENT_BEFORE = _RECENT.where(chat_log.c.message_id < bindparam("before"))
_LAST_BEFORE = (
    select(chat_log.c.message_id)
    .where(chat_log.c.group_id == bindparam("group"), chat_log.c.message_id < bindparam("before"))
    .order_by(chat_log.c.message_id.desc())
    .limit(1)
)
_THIS = chat_log.c.message_id == bindparam("message")
_NOTE_ACTS = update(chat_log).where(_THIS).values(acts=bindparam("noted"))
_TOKEN_OF = select(chat_log.c.text_token).where(_THIS)
_RECALLED = update(chat_log).where(_THIS).values(recalled=True)
_SET_MEDIA = update(chat_log).where(_THIS).values(media_path=bindparam("path"))
_SPOKEN = (
    chat_log.c.group_id == bindparam("group"),
    chat_log.c.sent_at >= bindparam("since"),
    chat_log.c.sent_at < bindparam("until"),
    chat_log.c.by_bot.is_(False),
)
_BY_HOUR = select(chat_log.c.hour, func.count().label("messages")).where(*_SPOKEN).group_by(chat_log.c.hour)
_SPEAKERS = select(func.count(chat_log.c.person_id.distinct())).where(*_SPOKEN)

_TALK_SINCE = select(func.count().label("messages"), func.max(chat_log.c.sent_at).label("last_at")).where(
    chat_log.c.group_id == bindparam("group"),
    chat_log.c.sent_at >= bindparam("since"),
    chat_log.c.by_bot.is_(False),
)
_FIRST_EVER = select(func.min(chat_log.c.sent_at)).where(chat_log.c.group_id == bindparam("group"))


class SqlChatLog:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, line: ChatLine) -> None:
        organizer = organizer_of(self._work, group=line.group, person=line.person)
        self._work.connection.execute(
            _ADD,
            {
                "message_id": line.message,
                "organizer_id": organizer,
                "group_id": line.group,
                "person_id": line.person,
                "role": line.role,
                "kind": line.kind,
                "text_token": self._sealed(line, organizer),
                "sent_at": line.sent_at,
                "hour": self._hour(line),
                "by_bot": line.by_bot,
                "acts": list(line.acts),
                "media_path": line.media_path,
                "recalled": line.recalled,
            },
        )

    def recent(self, group: GroupId, *, before: MessageId | None = None, limit: int = 12) -> Sequence[ChatLine]:
        if before is None:
            rows = self._work.connection.execute(_RECENT, {"group": group, "most": limit}).all()
        else:
            given = {"group": group, "before": before, "most": limit}
            rows = self._work.connection.execute(_RECENT_BEFORE, given).all()
        return self._lines(rows[::-1])

    def last(self, group: GroupId, *, before: MessageId) -> MessageId | None:
        found: MessageId | None = self._work.connection.execute(
            _LAST_BEFORE, {"group": group, "before": before}
        ).scalar()
        return found

    def get(self, message: MessageId) -> ChatLine | None:
        lines = self._lines(self._work.connection.execute(_LINE, {"message": message}).all())
        return lines[0] if lines else None

    def search(
        self, group: GroupId, words: str, *, before: MessageId | None = None, limit: int = 50
    ) -> Sequence[ChatLine]:
        # What is sealed can't be searched by the database: pages are opened one after another, newest first.
        found: list[ChatLine] = []
        while len(found) < limit:
            page = self.recent(group, before=before, limit=_SEARCH_TOGETHER)
            found += [line for line in reversed(page) if words.casefold() in (line.text or "").casefold()]
            if len(page) < _SEARCH_TOGETHER:
                break
            before = page[0].message
        return found[:limit]

    def note_acts(self, message: MessageId, acts: tuple[str, ...]) -> None:
        self._work.connection.execute(_NOTE_ACTS, {"message": message, "noted": list(acts)})
        if _is_business(acts):
            token = self._work.connection.execute(_TOKEN_OF, {"message": message}).scalar()
            if token:
                self._work.personal.keep_as(token, Term.ORDER)

    def mark_recalled(self, message: MessageId) -> None:
        self._work.connection.execute(_RECALLED, {"message": message})

    def set_media(self, message: MessageId, path: str) -> None:
        self._work.connection.execute(_SET_MEDIA, {"message": message, "path": path})

    def activity(self, group: GroupId, since: datetime, until: datetime) -> Activity:
        span = {"group": group, "since": since, "until": until}
        by_hour = [0] * _HOURS
        for row in self._work.connection.execute(_BY_HOUR, span):
            by_hour[row.hour] = row.messages
        speakers = self._work.connection.execute(_SPEAKERS, span).scalar_one()
        return Activity(messages=sum(by_hour), speakers=speakers, by_hour=tuple(by_hour))

    def talk(self, group: GroupId, since: datetime) -> Talk:
        found = self._work.connection.execute(_TALK_SINCE, {"group": group, "since": since}).first()
        first: datetime | None = self._work.connection.execute(_FIRST_EVER, {"group": group}).scalar()
        return Talk() if found is None else Talk(found.messages, found.last_at, first)

    def _sealed(self, line: ChatLine, organizer: str) -> Token | None:
        if not line.text and not line.quoted_text:
            return None
        # What the bot says may name anybody; it is the organizer's.
        owner = line.person or organizers_own(organizer)
        written = json.dumps([line.text, line.quoted_text], ensure_ascii=False)
        term = Term.ORDER if _is_business(line.acts) else Term.CHATTER
        return self._work.personal.seal(owner, Kind.MESSAGE, written, organizer=organizer, at=line.sent_at, term=term)

    def _hour(self, line: ChatLine) -> int:
        facts = group_facts(self._work, line.group) if line.group else None
        zone = facts.time_zone if facts else GroupSettings().time_zone
        return line.sent_at.astimezone(ZoneInfo(zone)).hour

    def _lines(self, rows: Sequence[Row[Any]]) -> list[ChatLine]:
        clear = self._work.personal.open_all(row.text_token for row in rows)
        return [_line(row, clear.get(row.text_token)) for row in rows]


def _is_business(acts: Sequence[str]) -> bool:
    return any(act not in _TALK for act in acts)


def message_text(opened: str | None) -> tuple[str | None, str | None]:
    """The text and the quoted text of a message as it was sealed; None where it is closed."""
    if opened is None:
        return None, None
    text, quoted = json.loads(opened)
    return text, quoted


def _line(row: Row[Any], opened: str | None) -> ChatLine:
    # Nothing was said in a picture; that is not the same as what can no longer be read.
    text, quoted = message_text(opened) if row.text_token else ("", None)
    return ChatLine(
        message=row.message_id,
        group=row.group_id,
        person=row.person_id,
        role=Role(row.role),
        kind=row.kind,
        text=text,
        sent_at=row.sent_at,
        quoted_text=quoted,
        by_bot=row.by_bot,
        acts=tuple(row.acts),
        media_path=row.media_path,
        recalled=row.recalled,
    )
