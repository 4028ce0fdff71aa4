"""How is a store opened, and what can be done with all of it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.ports import Ids, KeepingTerms, Tidied
from models.store.backup import back_up
from models.store.belonging import expect_keys_of
from models.store.caches import Caches
from models.store.engine import BUSY_SECONDS, Engines, be_alone, make_engines, told_as_ours
from models.store.forgetting import forget
from models.store.ids import StoreIds
from models.store.key_store import KeyStore
from models.store.migrations import migrate
from models.store.tidying import tidy
from models.store.unit_of_work import SqlUnitOfWork
from models.store.work import Work
from models.values import PersonId


class SqlStore:
    """A database, and the keys to what is personal in it. Close it at the end; its units are for one thread each."""

    def __init__(self, engines: Engines, keys: KeyStore, ids: Ids) -> None:
        self._engines = engines
        self._keys = keys
        self._ids = ids
        self._caches = Caches(keys, engines.writer.dialect)

    @property
    def engine(self) -> Engine:
        """The engine that writes, for migrations and measurements."""
        return self._engines.writer

    @property
    def keys_path(self) -> Path:
        """Where the keys are: to be copied apart, by whoever copies the database."""
        return self._keys.path

    @contextmanager
    def unit(self) -> Iterator[SqlUnitOfWork]:
        """A unit that may write. Raises StoreBusy where the writer, the disk or the server is out of reach."""
        with told_as_ours(), self._engines.writer.connect() as connection:
            yield SqlUnitOfWork(connection, self._keys, self._caches, self._ids, looks_only=False)

    @contextmanager
    def reader(self) -> Iterator[SqlUnitOfWork]:
        """A unit that only reads, as things stood when it began, beside the writer."""
        with told_as_ours(), self._engines.reader.connect() as connection:
            unit = SqlUnitOfWork(connection, self._keys, self._caches, self._ids, looks_only=True)
            yield unit
            unit.put_back()

    @contextmanager
    def _tidying_unit(self) -> Iterator[Work]:
        with self.unit() as unit:
            yield unit.work
            unit.commit()

    def migrate(self, *, accept_new_keys: bool = False) -> None:
        """Bring the tables up to date; some milliseconds where they are. Raises StoreError where the keys are those
        of another database, unless ``accept_new_keys``."""
        with told_as_ours():
            migrate(self._engines.writer)
            with self._engines.writer.connect() as connection, connection.begin():
                be_alone(connection)
                expect_keys_of(connection, self._keys, accept_new=accept_new_keys)

    def forget(self, person: PersonId) -> bool:
        """Drop a person's key: names, texts and addresses are gone, here and in every backup. Figures stay."""
        with self.unit() as unit:
            known = forget(unit.work, person)
            unit.commit()
        return known

    def tidy(self, now: datetime, terms: KeepingTerms) -> Tidied:
        """Delete what is past its term, in small units beside other work."""
        tidied = tidy(self._tidying_unit, now, terms)
        if tidied.texts:
            self._keys.let_go()
        return tidied

    def backup(self, target: Path, *, media: Sequence[Path] = (), portable: bool = False) -> None:
        """Write one archive of all rows and of the folders in ``media``, while everything runs. No keys are in it."""
        back_up(self._engines.reader, target, media=media, keys_path=self._keys.path, portable=portable)

    def close(self) -> None:
        self._engines.close()
        self._keys.close()


def open_store(
    url: str, keys_path: Path, *, ids: Ids | None = None, busy_seconds: float = BUSY_SECONDS, durable: bool = True
) -> SqlStore:
    """Open ``sqlite:///…`` or ``postgresql://…``, with the keys in a file apart (made, for its owner alone, where
    there is none). The tables are made or brought up to date by ``migrate``.

    ``busy_seconds`` is how long a unit waits for another before it raises StoreBusy. Without ``durable`` nothing waits
    for the disk: for what may be lost with the machine, as simulations may.
    """
    engines = make_engines(url, busy_seconds=busy_seconds, durable=durable)
    return SqlStore(engines, KeyStore(keys_path, busy_seconds=busy_seconds, durable=durable), ids or StoreIds())
