"""What do the tests of runner and relay stand on? Any store, which may be busy or broken, on its thread."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.database_thread import DatabaseThread
from tests.fakes.faulty import FaultyStore
from tests.fakes.fixtures import any_store, migrated_postgres, postgres, store, url
from tests.fakes.waiting import FakePause

__all__ = ["any_store", "migrated_postgres", "postgres", "store", "url"]


@pytest_asyncio.fixture
async def database(store: FaultyStore) -> AsyncIterator[DatabaseThread]:
    database = DatabaseThread(store, pause=FakePause())
    yield database
    await database.close()
