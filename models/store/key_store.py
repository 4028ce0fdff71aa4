"""Whose data can be opened? One key for each person, in a file of their own that no backup holds."""

from __future__ import annotations

import hmac
import os
import secrets
import sqlite3
import time
from base64 import b32encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import StoreBusy, StoreError
from models.values import OrganizerId, PersonId

_KEY_BYTES = 32
_NONCE_BYTES = 12
_MARK_BYTES = 4
_PERSON_ID_BYTES = 15
_CHUNK = 400
_COARSE_TICK_NS = 2_000_000_000

_TABLES = """
CREATE TABLE IF NOT EXISTS keys (owner TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
_COUNT_A_DROP = "INSERT INTO secrets VALUES ('drops', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"


@dataclass(frozen=True, slots=True)
class Seal:
    """A key, ready for use. ``mark`` tells a thing that was sealed by an older key from one that is damaged."""

    key: bytes = field(repr=False)
    mark: bytes = field(init=False)
    _cipher: AESGCM = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mark", sha256(b"mark" + self.key).digest()[:_MARK_BYTES])
        object.__setattr__(self, "_cipher", AESGCM(self.key))

    def close(self, clear: bytes, name: bytes) -> bytes:
        """Encrypt; ``name`` ties the result to its place, so that two can't be exchanged."""
        nonce = os.urandom(_NONCE_BYTES)
        return self.mark + nonce + self._cipher.encrypt(nonce, clear, name)

    def open(self, closed: bytes, name: bytes) -> bytes | None:
        """Decrypt; None where another key sealed it. Raises StoreError where it is damaged."""
        if closed[:_MARK_BYTES] != self.mark:
            return None
        nonce = closed[_MARK_BYTES : _MARK_BYTES + _NONCE_BYTES]
        try:
            return self._cipher.decrypt(nonce, closed[_MARK_BYTES + _NONCE_BYTES :], name)
        except InvalidTag as error:
            raise StoreError(f"personal data {name.decode()} is damaged") from error


class KeyStore:
    """A small SQLite file, readable by its owner alone. Keys are durable before ``ensure`` returns, and what was
    dropped is overwritten. Several processes on one machine may share it: each notices the others' changes."""

    def __init__(self, path: Path, *, busy_seconds: float = 5, durable: bool = True) -> None:
        self.path = path
        self._lock = RLock()
        self._seals: dict[str, Seal] = {}
        self._seen_version = -1
        self._seen_change = -1
        #: Grows whenever keys may have gone: whoever keeps clear text by it forgets that.
        self.epoch = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        self._database = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
        # Not WAL: a key that was dropped must not stay behind in a log.
        for pragma in ("journal_mode=DELETE", f"synchronous={'FULL' if durable else 'OFF'}", "secure_delete=ON"):
            self._database.execute(f"PRAGMA {pragma}").close()
        with self._writing():
            for statement in _TABLES.strip().split("\n"):
                self._database.execute(statement)
        self._secret = self._kept_secret("names")
        self._seen_drops = self._number_of_drops()

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def refresh(self) -> None:
        """Forget what is remembered if another process changed the file. A few microseconds where nobody did."""
        try:
            changed_at = self.path.stat().st_mtime_ns
        except OSError as error:
            raise StoreBusy(f"the key store is out of reach: {error}") from error
        # The file system's clock is coarse: of two changes at one tick the second doesn't show, so soon after one the
        # database itself is asked.
        if changed_at == self._seen_change and time.time_ns() - changed_at > _COARSE_TICK_NS:
            return
        with self._lock:
            self._seen_change = changed_at
            version = int(self._database.execute("PRAGMA data_version").fetchone()[0])
            if version != self._seen_version:
                self._seen_version = version
                self._notice_drops()

    def _notice_drops(self) -> None:
        """Keys that others made are found when they are asked for; of those that went, nothing may be remembered."""
        dropped = self._number_of_drops()
        if dropped != self._seen_drops:
            self._seen_drops = dropped
            self._seals.clear()
            self.epoch += 1

    def let_go(self) -> None:
        """Have whoever keeps clear text forget it, because some of it was deleted."""
        with self._lock:
            self.epoch += 1

    def ensure(self, owners: Iterable[str]) -> dict[str, Seal]:
        """The key of each, made where there is none."""
        with self._lock:
            wanted = set(owners)
            missing = [owner for owner in wanted if owner not in self._seals]
            if missing:
                self._load(missing)
                self._make([owner for owner in missing if owner not in self._seals])
            return {owner: self._seals[owner] for owner in wanted}

    def find(self, owners: Iterable[str]) -> dict[str, Seal]:
        """The keys that there are."""
        with self._lock:
            wanted = set(owners)
            self._load([owner for owner in wanted if owner not in self._seals])
            return {owner: self._seals[owner] for owner in wanted if owner in self._seals}

    def drop(self, owners: Iterable[str]) -> None:
        """Forget for ever. Whatever these keys sealed stays closed, here and in every backup."""
        with self._lock:
            dropped = list(owners)
            with self._writing():
                self._database.executemany("DELETE FROM keys WHERE owner = ?", [(owner,) for owner in dropped])
                self._database.execute(_COUNT_A_DROP)
            self._seen_drops = self._number_of_drops()
            for owner in dropped:
                self._seals.pop(owner, None)
            self.epoch += 1

    def person_id(self, organizer: OrganizerId, channel: str, contact_id: str) -> PersonId:
        """The id of a contact as one organizer knows it: always the same, and telling nothing without the secret."""
        return PersonId(self._named("person", organizer, channel, contact_id))

    def subject(self, channel: str, contact_id: str) -> str:
        """The name of a contact of a channel, whoever knows it."""
        return self._named("contact", channel, contact_id)

    def fingerprint(self, text: str) -> str:
        """By this a text can be recognized, not read."""
        return self._named("text", text)

    def _named(self, *parts: str) -> str:
        written = "\x1f".join(f"{len(part)}:{part}" for part in parts).encode()
        return b32encode(hmac.digest(self._secret, written, "sha256")[:_PERSON_ID_BYTES]).decode().lower()

    def _number_of_drops(self) -> int:
        row = self._database.execute("SELECT value FROM secrets WHERE name = 'drops'").fetchone()
        return 0 if row is None else int(row[0])

    def _load(self, owners: list[str]) -> None:
        for start in range(0, len(owners), _CHUNK):
            part = owners[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(f"SELECT owner, key FROM keys WHERE owner IN ({marks})", part)  # noqa: S608
            self._seals.update((owner, Seal(key)) for owner, key in rows)

    def _make(self, owners: list[str]) -> None:
        if not owners:
            return
        with self._writing():
            self._database.executemany(
                "INSERT OR IGNORE INTO keys VALUES (?, ?)",
                [(owner, secrets.token_bytes(_KEY_BYTES)) for owner in owners],
            )
        # Read back: another process may have been first.
        self._load(owners)

    def _kept_secret(self, name: str) -> bytes:
        with self._writing():
            self._database.execute(
                "INSERT OR IGNORE INTO secrets VALUES (?, ?)", (name, secrets.token_bytes(_KEY_BYTES))
            )
        row = self._database.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()
        return bytes(row[0])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                yield
                self._database.execute("COMMIT")
            except BaseException as error:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise StoreBusy(f"the key store is out of reach: {error}") from error
                raise
