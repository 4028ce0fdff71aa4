"""What do the tests of the intake stand on? Either store, a clock that stands, and pauses that take no time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SteppedClock
from bot.database_thread import DatabaseThread
from tests.fakes.faulty import FaultyStore
from tests.fakes.stores import STORES, opened_store
from tests.fakes.waiting import FakePause
from tests.fakes.world import NOON


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FaultyStore]:
    with opened_store(request.param, tmp_path) as store:
        yield FaultyStore(store)


@pytest.fixture
def pause() -> FakePause:
    return FakePause()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOON)


@pytest_asyncio.fixture
async def database(store: FaultyStore, pause: FakePause) -> AsyncIterator[DatabaseThread]:
    database = DatabaseThread(store, pause=pause)
    yield database
    await database.close()
