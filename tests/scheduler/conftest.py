"""What do the tests of runner and relay stand on? Either store, which may be busy or broken, on its thread."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database_thread import DatabaseThread
from tests.fakes.faulty import FaultyStore
from tests.fakes.stores import STORES, AnyStore, opened_store
from tests.fakes.waiting import FakePause


@pytest.fixture(params=STORES)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyStore]:
    with opened_store(request.param, tmp_path) as store:
        yield store


@pytest.fixture
def store(any_store: AnyStore) -> FaultyStore:
    return FaultyStore(any_store)


@pytest_asyncio.fixture
async def database(store: FaultyStore) -> AsyncIterator[DatabaseThread]:
    database = DatabaseThread(store, pause=FakePause())
    yield database
    await database.close()
