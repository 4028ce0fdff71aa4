"""How is the database reached? Engines for SQLite and PostgreSQL, and what their errors mean for us."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from models.errors import StoreBusy, StoreError

#: How long a unit waits for the writer before it says that the store is busy.
BUSY_SECONDS = 5
_READERS = 4
#: Any number that no other program takes in the same database.
_START_LOCK = 0x7475616E
_POSTGRES_CONNECTIONS = 8

#: What may pass by itself: another writer, a full disk, a file system out of reach.
_PASSING_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")
#: PostgreSQL calls these operational though they are not about the connection, the disk or a lock.
_LASTING_POSTGRES = ("42", "22", "23")


@dataclass(frozen=True, slots=True)
class Engines:
    """``writer`` begins units that may write, ``reader`` those that only look. Both may be one pool."""

    writer: Engine
    reader: Engine

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()


def make_engines(url: str, *, busy_seconds: float = BUSY_SECONDS, durable: bool = True) -> Engines:
    """Engines for ``sqlite:///…`` or ``postgresql://…``. Raises StoreError for any other address.

    Without ``durable`` SQLite does not wait for the disk: for what may be lost with the machine.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database not in (None, "", ":memory:"):
        writer = _sqlite_engine(parsed, begin="BEGIN IMMEDIATE", connections=1, busy_seconds=busy_seconds)
        reader = _sqlite_engine(parsed, begin="BEGIN", connections=_READERS, busy_seconds=busy_seconds)
        event.listen(reader, "connect", _look_only)
        if not durable:
            event.listen(writer, "connect", _wait_for_no_disk)
        return Engines(writer, reader)
    if backend == "postgresql":
        writer = _postgres_engine(parsed, busy_seconds)
        return Engines(writer, _read_only(writer))
    raise StoreError(f"unknown kind of database: {parsed.render_as_string(hide_password=True)}")


def _sqlite_engine(url: URL, *, begin: str, connections: int, busy_seconds: float) -> Engine:
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=busy_seconds,
        connect_args={"check_same_thread": False, "timeout": busy_seconds, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    # The driver's own rule (begin late, and deferred) makes a read-then-write fail at once when another writes.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


_SQLITE_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    # What is deleted is gone from the file too, once the log is written back.
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-16000",
    # Pages of the log before it is written back: 16 MB, so that few commits wait for that.
    "wal_autocheckpoint=4000",
)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    for setting in _SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}").close()


def _wait_for_no_disk(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF").close()


def _look_only(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON").close()


def _postgres_engine(url: URL, busy_seconds: float) -> Engine:
    options = f"-c timezone=UTC -c lock_timeout={int(busy_seconds * 1000)} -c synchronous_commit=on"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_POSTGRES_CONNECTIONS,
        max_overflow=0,
        pool_timeout=busy_seconds,
        pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": max(2, int(busy_seconds))},
    )


def _read_only(engine: Engine) -> Engine:
    # One snapshot for the whole reader, as SQLite gives it.
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def is_sqlite(connection: Connection | Engine) -> bool:
    return connection.dialect.name == "sqlite"


def be_alone(connection: Connection) -> None:
    """Until this transaction ends, nobody else comes past this point. SQLite's writer is alone anyway."""
    if not is_sqlite(connection):
        connection.execute(select(func.pg_advisory_xact_lock(_START_LOCK)))


@contextmanager
def told_as_ours() -> Iterator[None]:
    """Turn the database's errors into StoreBusy (may pass) or StoreError (will not)."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy("every connection is in use") from error
    except DBAPIError as error:
        raise as_ours(error.orig, lost=error.connection_invalidated) from error
    except SQLAlchemyError as error:
        raise StoreError(str(error)) from error
    except sqlite3.Error as error:
        # The key store is reached without SQLAlchemy.
        raise as_ours(error) from error


def as_ours(error: BaseException | None, *, lost: bool = False) -> StoreError:
    """What an error of a driver means for us."""
    return (StoreBusy if lost or _may_pass(error) else StoreError)(str(error))


def _may_pass(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "").startswith(_PASSING_SQLITE)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if not kinds & {"OperationalError", "InterfaceError"}:
        return False
    return not str(getattr(error, "sqlstate", "") or "").startswith(_LASTING_POSTGRES)
