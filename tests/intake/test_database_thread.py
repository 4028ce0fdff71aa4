"""Is a unit all or nothing, off the loop, and does it wait where the database is busy?"""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.database_thread import DatabaseThread
from models.errors import StoreBusy
from models.ports import UnitOfWork
from models.values import MessageId
from tests.fakes.faulty import FaultyStore
from tests.fakes.waiting import FakePause
from tests.fakes.world import NOON, message

pytestmark = pytest.mark.asyncio


def put_one(unit: UnitOfWork) -> MessageId | None:
    return unit.inbox.put(message(1), NOON)


async def test_what_is_written_is_committed_and_can_be_read(database: DatabaseThread) -> None:
    stored = await database.write(put_one)
    assert stored is not None
    row = await database.read(lambda unit: unit.inbox.get(stored))
    assert row is not None
    assert row.incoming == message(1)


async def test_what_fails_is_taken_back_and_raised(database: DatabaseThread) -> None:
    def put_and_fail(unit: UnitOfWork) -> None:
        put_one(unit)
        raise KeyError("no such thing")

    with pytest.raises(KeyError):
        await database.write(put_and_fail)
    assert await database.read(lambda unit: unit.inbox.next_waiting()) == []
    assert await database.write(put_one) is not None, "and the thread goes on"


async def test_units_run_on_threads_of_their_own(database: DatabaseThread) -> None:
    writers = {await database.write(lambda _unit: threading.current_thread().name) for _ in range(3)}
    readers = {await database.read(lambda _unit: threading.current_thread().name) for _ in range(3)}
    assert len(writers) == 1
    assert not writers & readers
    assert threading.current_thread().name not in writers | readers


async def test_while_it_is_busy_writes_wait_and_say_why(
    database: DatabaseThread, store: FaultyStore, pause: FakePause
) -> None:
    store.busy = 9
    pause.over.clear()
    writing = asyncio.create_task(database.write(put_one))
    await pause.begun.wait()
    assert database.troubled == "disk is full"
    pause.over.set()
    assert await writing is not None
    assert database.troubled is None
    assert pause.seconds == [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


async def test_whoever_can_not_wait_says_so(database: DatabaseThread, store: FaultyStore) -> None:
    store.busy = 3
    with pytest.raises(StoreBusy):
        await database.write(put_one, tries=3)
    assert database.troubled == "disk is full"
    assert await database.write(put_one) is not None
    assert database.troubled is None


async def test_what_was_begun_ends_before_it_closes(store: FaultyStore) -> None:
    database = DatabaseThread(store)
    writing = asyncio.create_task(database.write(put_one))
    await asyncio.sleep(0)
    await database.close()
    await database.close()
    assert await writing is not None
    with store.reader() as unit:
        assert len(unit.inbox.next_waiting()) == 1
