"""On which store does a test run? On each: pytest finds these where a conftest takes them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.conftest import migrated_postgres, postgres
from tests.contract.databases import PostgresServer
from tests.fakes.faulty import FaultyStore
from tests.fakes.stores import MEMORY, AnyStore, opened_store

__all__ = ["any_store", "migrated_postgres", "postgres", "store", "url"]


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
