"""Where does what is personal stand? Sealed, in one table; every other table holds tokens of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Lock
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from models.ports import Ids
from models.store.key_store import KeyStore, Seal
from models.store.prepared import QuickConnection
from models.store.tables import personal_data

Token = str

#: The names of a thousand groups, and what was said there lately.
_REMEMBERED_MOST = 100_000


class Term(StrEnum):
    """How long it is kept: while the person is, or counted from ``created_at`` (models.store.tidying)."""

    PERSON = "person"
    CHATTER = "chatter"
    ORDER = "order"
    PAYLOAD = "payload"
    #: ``created_at`` is the moment at which it ends.
    UNTIL = "until"


class Kind(StrEnum):
    """What it is."""

    NICKNAME = "nickname"
    CONTACT = "contact"
    ORGANIZER_NAME = "organizer_name"
    MESSAGE = "message"
    PAYLOAD = "payload"
    EVENT = "event"
    ORDER = "order"
    CONVERSATION = "conversation"
    UNDO = "undo"
    SENT_TEXT = "sent_text"


#: Small things that are asked for all the time stay open in the process until a key is dropped.
_REMEMBERED = frozenset({Kind.NICKNAME, Kind.CONTACT, Kind.ORGANIZER_NAME, Kind.ORDER})

_INSERT = insert(personal_data)
_SEALED = select(personal_data.c.token, personal_data.c.person_id, personal_data.c.kind, personal_data.c.ciphertext)
_ONE = _SEALED.where(personal_data.c.token == bindparam("token"))
_MANY = _SEALED.where(personal_data.c.token.in_(bindparam("tokens", expanding=True)))
_DELETE = delete(personal_data).where(personal_data.c.token == bindparam("the_token"))
_KEEP_AS = (
    update(personal_data).where(personal_data.c.token == bindparam("the_token")).values(term=bindparam("as_term"))
)
_CHUNK = 500
#: Half a surrogate pair is no text, but gateways cut texts anywhere.
_ODD_SIGNS = "surrogatepass"


def organizers_own(organizer: str) -> str:
    """Under whose key that stands which the bot said for an organizer."""
    return f"organizer:{organizer}"


class Remembered:
    """What was opened lately, by token. A token's meaning never changes, but its key may go: then all is forgotten."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._epoch = keys.epoch
        self._clear: OrderedDict[Token, str] = OrderedDict()
        self._lock = Lock()

    def get(self, token: Token) -> str | None:
        with self._lock:
            self._forget_if_due()
            return self._clear.get(token)

    def put(self, token: Token, clear: str, epoch: int) -> None:
        """``epoch`` is the key store's from before it was opened; it is not kept where a key went in between."""
        with self._lock:
            self._forget_if_due()
            if epoch == self._epoch:
                self._clear[token] = clear
                if len(self._clear) > _REMEMBERED_MOST:
                    self._clear.popitem(last=False)

    def _forget_if_due(self) -> None:
        if self._epoch != self._keys.epoch:
            self._epoch = self._keys.epoch
            self._clear.clear()


@dataclass(frozen=True, slots=True)
class _Pending:
    token: Token
    organizer: str
    owner: str
    kind: Kind
    clear: str
    at: datetime
    term: Term


class PersonalData:
    """The personal data of one unit. What is sealed is written all at once, before the unit commits."""

    def __init__(self, connection: QuickConnection, keys: KeyStore, ids: Ids, remembered: Remembered) -> None:
        self._connection = connection
        self._ids = ids
        self._remembered = remembered
        self._pending: dict[Token, _Pending] = {}
        self._dropped: list[Token] = []
        self.keys = keys

    def seal(self, owner: str, kind: Kind, clear: str, *, organizer: str, at: datetime, term: Term) -> Token:
        """Keep something under the key of ``owner``; the token stands for it from now on."""
        token = self._ids.new()
        self._pending[token] = _Pending(token, organizer, owner, kind, clear, at, term)
        return token

    def open(self, token: Token | None) -> str | None:
        return None if token is None else self.open_all((token,)).get(token)

    def open_all(self, tokens: Iterable[Token | None]) -> dict[Token, str]:
        """Clear texts by token, in one query; what was forgotten, or is past its term, is left out."""
        found: dict[Token, str] = {}
        closed: list[Token] = []
        for token in {token for token in tokens if token}:
            pending = self._pending.get(token)
            clear = pending.clear if pending else self._remembered.get(token)
            if clear is None:
                closed.append(token)
            else:
                found[token] = clear
        for start in range(0, len(closed), _CHUNK):
            found.update(self._read(closed[start : start + _CHUNK]))
        return found

    def unseal(self, owner: str, token: Token | None, ciphertext: bytes | None) -> str | None:
        """Open what a statement has read together with other things."""
        if token is None:
            return None
        pending = self._pending.get(token)
        if pending is not None:
            return pending.clear
        return _unsealed(self.keys.find((owner,)).get(owner), token, ciphertext)

    def drop(self, tokens: Iterable[Token | None]) -> None:
        """Delete for good, before the unit commits."""
        for token in tokens:
            if token and self._pending.pop(token, None) is None:
                self._dropped.append(token)

    def keep_as(self, token: Token, term: Term) -> None:
        """Give something another term."""
        pending = self._pending.get(token)
        if pending is None:
            self._connection.execute(_KEEP_AS, {"the_token": token, "as_term": term})
        else:
            kept = _Pending(token, pending.organizer, pending.owner, pending.kind, pending.clear, pending.at, term)
            self._pending[token] = kept

    def flush(self) -> None:
        """Write what was sealed. The keys are durable first: a row that nobody can open would be a loss."""
        dropped, self._dropped = self._dropped, []
        if dropped:
            self._connection.execute(_DELETE, [{"the_token": token} for token in dropped])
        if self._pending:
            self._write_pending()

    def _write_pending(self) -> None:
        pending = list(self._pending.values())
        self._pending.clear()
        epoch = self.keys.epoch
        seals = self.keys.ensure(item.owner for item in pending)
        rows: list[Mapping[str, Any]] = []
        for item in pending:
            ciphertext = seals[item.owner].close(item.clear.encode(errors=_ODD_SIGNS), item.token.encode())
            rows.append(
                {
                    "token": item.token,
                    "organizer_id": item.organizer,
                    "person_id": item.owner,
                    "kind": item.kind,
                    "ciphertext": ciphertext,
                    "created_at": item.at,
                    "term": item.term,
                }
            )
            if item.kind in _REMEMBERED:
                self._remembered.put(item.token, item.clear, epoch)
        self._connection.execute(_INSERT, rows if len(rows) > 1 else rows[0])

    def _read(self, tokens: list[Token]) -> dict[Token, str]:
        epoch = self.keys.epoch
        if len(tokens) == 1:
            rows = self._connection.execute(_ONE, {"token": tokens[0]}).all()
        else:
            rows = self._connection.execute(_MANY, {"tokens": tokens}).all()
        seals = self.keys.find(row.person_id for row in rows)
        found: dict[Token, str] = {}
        for row in rows:
            clear = _unsealed(seals.get(row.person_id), row.token, row.ciphertext)
            if clear is None:
                continue
            found[row.token] = clear
            if row.kind in _REMEMBERED:
                self._remembered.put(row.token, clear, epoch)
        return found


def _unsealed(seal: Seal | None, token: Token, ciphertext: bytes | None) -> str | None:
    if seal is None or ciphertext is None:
        return None
    clear = seal.open(bytes(ciphertext), token.encode())
    return None if clear is None else clear.decode(errors=_ODD_SIGNS)
