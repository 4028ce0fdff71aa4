"""On which store does a test run? On each: pytest finds these where a conftest takes them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models.store import open_store
from tests.contract.databases import PostgresServer, running_postgres
from tests.fakes.faulty import FaultyStore
from tests.fakes.stores import MEMORY, AnyStore, opened_store

__all__ = ["any_store", "migrated_postgres", "postgres", "store", "url"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Not below pytest's own folder: a second pytest beside this one closes that to PostgreSQL's user."""
    with TemporaryDirectory(prefix="tuan-postgres-") as folder, running_postgres(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with all tables, to copy."""
    database = postgres.create()
    store = open_store(postgres.url(database), tmp_path_factory.mktemp("keys") / "keys.sqlite3")
    store.migrate()
    store.close()
    return postgres.keep_as_template(database)


@pytest.fixture(params=[MEMORY, "sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database for this test alone."""
    if request.param != "postgresql":
        yield MEMORY if request.param == MEMORY else f"sqlite:///{tmp_path}/tuan.sqlite3"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    database = server.create(template=request.getfixturevalue("migrated_postgres"))
    yield server.url(database)
    server.drop(database)


@pytest.fixture
def any_store(url: str, tmp_path: Path) -> Iterator[AnyStore]:
    with opened_store(url, tmp_path) as store:
        yield store


@pytest.fixture
def store(any_store: AnyStore) -> FaultyStore:
    return FaultyStore(any_store)
