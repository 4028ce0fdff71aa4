"""What do the tests of the intake stand on? A store in memory, and pauses that take no time."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.clock import SteppedClock
from bot.database_thread import DatabaseThread
from tests.fakes.store import FakeStore
from tests.fakes.waiting import FakePause
from tests.fakes.world import NOON


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def pause() -> FakePause:
    return FakePause()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOON)


@pytest_asyncio.fixture
async def database(store: FakeStore, pause: FakePause) -> AsyncIterator[DatabaseThread]:
    database = DatabaseThread(store, pause=pause)
    yield database
    await database.close()
