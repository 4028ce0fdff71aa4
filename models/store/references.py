"""What do the references in an outbox row's values stand for? Looked up when the words are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, select

from models.mail import Json
from models.store.chat_log import message_text
from models.store.codec import PRIVATE
from models.store.tables import chat_log, orders, outbox, people
from models.store.work import Work

_PERSON, _MESSAGE, _RECIPIENT, _HOME, _POST = "$person", "$message", "$recipient", "$home", "$post"


def _tokens(key: Any, token: Any) -> Select[Any]:
    return select(key.label("key"), token.label("token")).where(key.in_(bindparam("wanted", expanding=True)))


_TOKENS: dict[str, Select[Any]] = {
    _PERSON: _tokens(people.c.id, people.c.nickname_token),
    _MESSAGE: _tokens(chat_log.c.message_id, chat_log.c.text_token),
    _RECIPIENT: _tokens(orders.c.id, orders.c.private_token),
    _HOME: _tokens(orders.c.id, orders.c.private_token),
    _POST: _tokens(outbox.c.id, outbox.c.text_token),
}


def _recipient_text(opened: str) -> str | None:
    """``3-2-501 王芳``: where it goes and for whom; never a phone number."""
    private = PRIVATE.validate_json(opened)
    recipient = private.recipient
    name = (recipient.name if recipient else None) or private.on_behalf_of or private.name or ""
    return " ".join(filter(None, (_home_text(opened), name))) or None


def _home_text(opened: str) -> str | None:
    """``3-2-501``"""
    recipient = PRIVATE.validate_json(opened).recipient
    return "-".join(filter(None, (recipient.building, recipient.unit, recipient.room))) or None if recipient else None


_AS_TEXT: dict[str, Callable[[str], str | None]] = {
    _PERSON: lambda opened: opened or None,
    _MESSAGE: lambda opened: message_text(opened)[0],
    _RECIPIENT: _recipient_text,
    _HOME: _home_text,
    _POST: lambda opened: opened,
}


def resolve(work: Work, values: Mapping[str, Json]) -> dict[str, Json]:
    """The values with a text, or None, in place of each reference; one query for each kind of reference."""
    wanted: dict[str, set[str]] = {}
    for kind, key in _references(values):
        wanted.setdefault(kind, set()).add(key)
    tokens: dict[tuple[str, str], str] = {}
    for kind, keys in wanted.items():
        for row in work.connection.execute(_TOKENS[kind], {"wanted": sorted(keys)}):
            tokens[kind, row.key] = row.token
    clear = work.personal.open_all(tokens.values())
    texts = {place: _AS_TEXT[place[0]](clear[token]) for place, token in tokens.items() if token in clear}
    return {name: _resolved(value, texts) for name, value in values.items()}


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


def _resolved(value: Json, texts: Mapping[tuple[str, str], str | None]) -> Json:
    found = _reference(value)
    if found:
        return texts.get(found)
    if isinstance(value, Mapping):
        return {name: _resolved(part, texts) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_resolved(part, texts) for part in value]
    return value
