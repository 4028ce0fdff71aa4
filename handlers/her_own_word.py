"""Has she said herself that an order is noted? Then the bot doesn't say it again (organizer-notes, 1.1)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

from handlers import acknowledging
from handlers.quoted_message import find_quoted
from handlers.turn import Turn
from models.community.people import Group
from models.values import Incoming, MessageKind, PersonId

_CALLS = re.compile(r"@[^@\s\u2005]{1,40}[\s\u2005]*")
_NOTED = re.compile(
    r"(?:好的?|好嘞|嗯+|行|ok|收到)?[,，\s]*(?:都|全|已经?|给你们?|帮你们?|大家的?|你们的?)*"
    r"(?:记(?:上|下|着|好|住)?(?:了|啦|咯)|收到了?)[~～。.!！哈呀啊哦]*",
    re.IGNORECASE,
)
_ALL = re.compile(r"都|全|大家|你们")
#: So long after an order her word is about it.
_SOON = timedelta(minutes=10)
_ORDERS = frozenset({"order", "cancel"})
_LOOKED_BACK = 6


def answered_herself(incoming: Incoming, turn: Turn) -> None:
    """`记上了`: whoever she quotes, calls, or answers is not told a second time."""
    group = turn.speaker.group
    if group is None or not turn.speaker.commands or incoming.kind is not MessageKind.TEXT:
        return
    text = _CALLS.sub("", incoming.text).strip()
    if not _NOTED.fullmatch(text):
        return
    for person in _everybody(group, turn) if _ALL.search(text) else _told(incoming, group, turn):
        acknowledging.drop(group, person, turn)


def _everybody(group: Group, turn: Turn) -> Collection[PersonId]:
    return acknowledging.those_who_wait(group, turn)


def _told(incoming: Incoming, group: Group, turn: Turn) -> list[PersonId]:
    if incoming.quote is not None:
        line = find_quoted(turn)
        return [] if line is None or line.person is None else [line.person]
    if incoming.mention_ids:
        found = (
            turn.unit.people.by_contact(turn.speaker.organizer.id, incoming.channel, contact)
            for contact in incoming.mention_ids
        )
        return [person.id for person in found if person is not None]
    before = turn.unit.chat_log.recent(group.id, before=turn.speaker.message, limit=_LOOKED_BACK)
    last = next(iter(reversed(before)), None)
    if last is None or last.person is None or turn.speaker.at - last.sent_at > _SOON:
        return []
    return [last.person] if _ORDERS & set(last.acts) else []
