"""What do the references in an outbox row's values stand for? Looked up when the words are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, select

from models.community.discretion import for_others
from models.events import Private
from models.mail import Json
from models.store.chat_log import message_text
from models.store.codec import PRIVATE
from models.store.tables import chat_log, orders, outbox, people
from models.store.work import Work
from models.values import Recipient

_PERSON, _MESSAGE, _RECIPIENT, _POST = "$person", "$message", "$recipient", "$post"
_HOUSE, _NOTE, _OPEN_NOTE = "$house", "$note", "$open_note"


def _tokens(key: Any, token: Any) -> Select[Any]:
    return select(key.label("key"), token.label("token")).where(key.in_(bindparam("wanted", expanding=True)))


_OF_ORDER = _tokens(orders.c.id, orders.c.private_token)
_TOKENS: dict[str, Select[Any]] = {
    _PERSON: _tokens(people.c.id, people.c.nickname_token),
    _MESSAGE: _tokens(chat_log.c.message_id, chat_log.c.text_token),
    **dict.fromkeys((_RECIPIENT, _HOUSE, _NOTE, _OPEN_NOTE), _OF_ORDER),
    _POST: _tokens(outbox.c.id, outbox.c.text_token),
}


def _recipient_text(private: Private) -> str | None:
    """``3-2-501 王芳``: where it goes and for whom; never a phone number."""
    recipient = private.recipient
    house = "-".join(filter(None, (recipient.building, recipient.unit, recipient.room))) if recipient else ""
    name = (recipient.name if recipient else None) or private.on_behalf_of or private.name or ""
    return " ".join(filter(None, (house, name))) or None


def _house(private: Private) -> Json:
    """The parts of where it goes, and the name that stands there; never a phone number."""
    recipient = private.recipient or Recipient()
    name = recipient.name or private.name
    return {"building": recipient.building, "unit": recipient.unit, "room": recipient.room, "name": name}


def _of_order(tell: Callable[[Private], Json]) -> Callable[[str], Json]:
    return lambda opened: tell(PRIVATE.validate_json(opened))


_TOLD: dict[str, Callable[[str], Json]] = {
    _PERSON: lambda opened: opened or None,
    _MESSAGE: lambda opened: message_text(opened)[0],
    _RECIPIENT: _of_order(_recipient_text),
    _HOUSE: _of_order(_house),
    _NOTE: _of_order(lambda private: private.note),
    _OPEN_NOTE: _of_order(lambda private: for_others(private.note)),
    _POST: lambda opened: opened,
}


def resolve(work: Work, values: Mapping[str, Json]) -> dict[str, Json]:
    """The values with a text (of a house: its parts), or None, in place of each reference; one query for each kind of
    reference."""
    wanted: dict[str, set[str]] = {}
    for kind, key in _references(values):
        wanted.setdefault(kind, set()).add(key)
    tokens: dict[tuple[str, str], str] = {}
    for kind, keys in wanted.items():
        for row in work.connection.execute(_TOKENS[kind], {"wanted": sorted(keys)}):
            tokens[kind, row.key] = row.token
    clear = work.personal.open_all(tokens.values())
    told = {place: _TOLD[place[0]](clear[token]) for place, token in tokens.items() if token in clear}
    return {name: _resolved(value, told) for name, value in values.items()}


def _reference(value: Json) -> tuple[str, str] | None:
    if isinstance(value, Mapping) and len(value) == 1:
        kind, key = next(iter(value.items()))
        if kind in _TOKENS and isinstance(key, str):
            return kind, key
    return None


def _references(value: Json) -> Iterator[tuple[str, str]]:
    found = _reference(value)
    if found:
        yield found
    elif isinstance(value, (Mapping, list, tuple)):
        parts: Iterable[Json] = value.values() if isinstance(value, Mapping) else value
        for part in parts:
            yield from _references(part)


def _resolved(value: Json, told: Mapping[tuple[str, str], Json]) -> Json:
    found = _reference(value)
    if found:
        return told.get(found)
    if isinstance(value, Mapping):
        return {name: _resolved(part, told) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_resolved(part, told) for part in value]
    return value
