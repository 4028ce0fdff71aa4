"""What does every test of the store begin with?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import SqlStore, open_store
from models.store.engine import make_engines
from models.store.migrations import migrate
from tests.contract.databases import PostgresServer, postgres_for_a_session
from tests.contract.village import Village

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_for_a_session() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The name of a database with all tables, to copy."""
    database = postgres.create()
    engines = make_engines(postgres.url(database))
    migrate(engines.writer)
    engines.close()
    return postgres.keep_as_template(database)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this kind, for this test alone."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path}/tuan.sqlite3"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("migrated_postgres")
    database = server.create(template=template)
    yield server.url(database)
    server.drop(database)


@pytest.fixture
def keys_path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "keys.sqlite3"


@pytest.fixture
def store(url: str, keys_path: Path) -> Iterator[SqlStore]:
    opened = open_store(url, keys_path, busy_seconds=1)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def village(store: SqlStore) -> Village:
    """A store with one organizer and her group."""
    return Village.settle(store)
