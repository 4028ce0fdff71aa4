"""What does every test of the migrations begin with? An empty database of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.store.engine import make_engines
from tests.contract.databases import PostgresServer, postgres_for_a_session


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_for_a_session() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/tuan.sqlite3"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.url(server.create())
    engines = make_engines(url)
    yield engines.writer
    engines.close()
