"""What do the references in an outbox row's values stand for? Looked up when the words are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
_HOME, _HOUSE, _NOTE, _OPEN_NOTE = "$home", "$house", "$note", "$open_note"


def _tokens(key: Any, token: Any) -> Select[Any]:
    return select(key.label("key"), token.label("token")).where(key.in_(bindparam("wanted", expanding=True)))


_TOKENS: dict[str, Select[Any]] = {
    _PERSON: _tokens(people.c.id, people.c.nickname_token),
    _MESSAGE: _tokens(chat_log.c.message_id, chat_log.c.text_token),
    _RECIPIENT: _tokens(orders.c.id, orders.c.private_token),
    _POST: _tokens(outbox.c.id, outbox.c.text_token),
}


def _recipient_text(private: Private) -> str | None:
    """``3-2-501 王芳``: where it goes and for whom; never a phone number."""
    recipient = private.recipient
    name = (recipient.name if recipient else None) or private.on_behalf_of or private.name or ""
    return " ".join(filter(None, (_home_text(private), name))) or None


def _home_text(private: Private) -> str | None:
    """``3-2-501``"""
    recipient = private.recipient
    return "-".join(filter(None, (recipient.building, recipient.unit, recipient.room))) or None if recipient else None


def _house(private: Private) -> Json:
    """The parts of where it goes, and the name that stands there; never a phone number."""
    recipient = private.recipient or Recipient()
    name = recipient.name or private.name
    return {"building": recipient.building, "unit": recipient.unit, "room": recipient.room, "name": name}


#: What is referred to is opened once for all that is told of it.
_TOLD: dict[str, Callable[[str], Any]] = {
    _PERSON: lambda opened: opened or None,
    _MESSAGE: lambda opened: message_text(opened)[0],
    _RECIPIENT: PRIVATE.validate_json,
    _POST: lambda opened: opened,
}
#: What is told of an order, each by its own reference.
_OF_ORDER: dict[str, Callable[[Private], Json]] = {
    _RECIPIENT: _recipient_text,
    _HOME: _home_text,
    _HOUSE: _house,
    _NOTE: lambda private: private.note,
    _OPEN_NOTE: lambda private: for_others(private.note),
}
_KEPT_AS = dict.fromkeys(_OF_ORDER, _RECIPIENT)
_KINDS = frozenset({*_TOLD, *_OF_ORDER})
_CONTAINERS = (dict, list, tuple)


def _as_asked(kind: str, found: Any) -> Json:
    return _OF_ORDER[kind](found) if kind in _OF_ORDER and found is not None else found


def resolve(work: Work, values: Mapping[str, Json]) -> dict[str, Json]:
    """The values with a text (of a house: its parts), or None, in place of each reference; one query for each sort of
    thing that is referred to. What holds no reference comes back as it is."""
    wanted: dict[str, set[str]] = {}
    holding: set[int] = set()
    for value in values.values():
        _collect(value, wanted, holding)
    told = {kind: _told(work, kind, keys) for kind, keys in wanted.items()}
    return {name: _resolved(value, told, holding) for name, value in values.items()}


def _told(work: Work, kind: str, keys: set[str]) -> dict[str, Json]:
    rows = work.connection.execute(_TOKENS[kind], {"wanted": sorted(keys)})
    tokens = {row.key: row.token for row in rows}
    clear = work.personal.open_all(tokens.values())
    tell = _TOLD[kind]
    return {key: tell(clear[token]) for key, token in tokens.items() if token in clear}


def _reference(value: dict[str, Json]) -> tuple[str, str] | None:
    """Of what sort a reference is, and to what it refers."""
    for kind, key in value.items():
        if kind in _KINDS and isinstance(key, str):
            return kind, key
    return None


def _collect(value: Json, wanted: dict[str, set[str]], holding: set[int]) -> bool:
    """Gather the references in a value; whether it holds any. ``holding``: the ids of whatever holds some."""
    if isinstance(value, dict):
        if len(value) == 1 and (found := _reference(value)):
            kind, key = found
            wanted.setdefault(_KEPT_AS.get(kind, kind), set()).add(key)
            holding.add(id(value))
            return True
        parts: Iterable[Json] = value.values()
    elif isinstance(value, list | tuple):
        parts = value
    else:
        return False
    holds = False
    for part in parts:
        # A text or a figure is no reference.
        if isinstance(part, _CONTAINERS) and _collect(part, wanted, holding):
            holds = True
    if holds:
        holding.add(id(value))
    return holds


def _resolved(value: Json, told: Mapping[str, Mapping[str, Json]], holding: set[int]) -> Json:
    if id(value) not in holding:
        return value
    if isinstance(value, dict):
        if len(value) == 1 and (found := _reference(value)):
            kind, key = found
            return _as_asked(kind, told[_KEPT_AS.get(kind, kind)].get(key))
        return {name: _resolved(part, told, holding) if id(part) in holding else part for name, part in value.items()}
    return [_resolved(part, told, holding) if id(part) in holding else part for part in value]
