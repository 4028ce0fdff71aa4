"""What do the tests of the intake stand on? Any store, a clock that stands, and pauses that take no time."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.clock import SteppedClock
from bot.database_thread import DatabaseThread
from tests.fakes.faulty import FaultyStore
from tests.fakes.fixtures import any_store, migrated_postgres, postgres, store, url
from tests.fakes.waiting import FakePause
from tests.fakes.world import NOON

__all__ = ["any_store", "migrated_postgres", "postgres", "store", "url"]


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
