"""A disk that is full: is it said, does everything wait, and does everything go on when there is room again?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import SteppedClock
from bot.database_thread import DatabaseThread
from bot.intake import Intake
from models.mail import InboxRow
from models.ports import UnitOfWork
from models.store import SqlStore, open_store
from tests.fakes.waiting import FakePause
from tests.fakes.world import message


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqlStore]:
    store = open_store(f"sqlite:///{tmp_path}/tuan.sqlite3", tmp_path / "keys.sqlite3")
    store.migrate()
    yield store
    store.close()


def allow_pages(store: SqlStore, pages: int | None = None) -> None:
    """Let the database grow so far; None: not at all."""
    with store.engine.connect() as writer:
        now = writer.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer.exec_driver_sql(f"PRAGMA max_page_count={pages or now}")


@pytest.mark.asyncio
async def test_a_full_disk_is_said_and_waited_for(sqlite: SqlStore, clock: SteppedClock, pause: FakePause) -> None:
    handled: list[str] = []

    def handle(row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
        handled.append(row.incoming.message_id)

    database = DatabaseThread(sqlite, pause=pause)
    intake = Intake(database, clock, handle)
    allow_pages(sqlite)
    pause.over.clear()
    for number in range(200):
        await intake.accept(message(number, "鸡蛋2盒" * 50))
    await asyncio.wait_for(pause.begun.wait(), 10)
    assert database.troubled == "database or disk is full"
    assert await database.read(lambda unit: unit.inbox.faults()) == [], "and reading goes on"
    allow_pages(sqlite, 1_000_000)
    pause.over.set()
    await intake.settled()
    assert database.troubled is None
    assert sorted(handled) == sorted(f"m{number}" for number in range(200))
    await database.close()
