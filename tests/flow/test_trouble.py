"""A database that is locked, or a disk that is full: is it seen, does everything wait, does everything go on?"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.backstage import Backstage
from bot.playground_time import PlaygroundTime
from models.ports import UnitOfWork
from models.store import SqlStore
from models.values import GroupBuyId, OrganizerId
from tests.flow.shop import Stage, bring_to, group_buys, open_sqlite
from tests.flow.world import World
from tests.gateway.waiting import eventually

pytestmark = pytest.mark.asyncio


def lock(store: SqlStore, folder: Path) -> Callable[[], None]:
    """Hold the writer's lock from a connection of somebody else; returns what lets it go."""
    other = sqlite3.connect(folder / "tuan.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other.close


def fill(store: SqlStore, folder: Path) -> Callable[[], None]:
    """Let the database grow no more; returns what makes room."""
    allow(store, "(SELECT 1)")
    return lambda: allow(store, "1000000")


def allow(store: SqlStore, pages: str) -> None:
    with store.engine.connect() as writer:
        now = writer.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer.exec_driver_sql(f"PRAGMA max_page_count={now if pages.startswith('(') else pages}")


@pytest.mark.parametrize(("trouble", "word"), [(lock, "locked"), (fill, "full")])
async def test_messages_wait_and_go_on(
    trouble: Callable[[SqlStore, Path], Callable[[], None]],
    word: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = open_sqlite(tmp_path)
    async with World(store, tmp_path) as world:
        await bring_to(Stage.PUBLISHED, world)
        relieve = trouble(store, tmp_path)
        speaking = asyncio.create_task(_speak(world))
        await eventually(lambda: world.database.troubled, within=20)
        assert word in str(world.database.troubled)
        assert await _database_line(world) == (False, str(world.database.troubled))
        relieve()
        await asyncio.wait_for(speaking, 30)
        assert await _database_line(world) == (True, "")
        orders = await world.database.read(lambda unit: len(unit.books.standing(_published(unit))))
    store.close()
    assert orders == 40
    said = capsys.readouterr().out
    assert said.count("database_troubled") == 1
    assert "database_well_again" in said


def _published(unit: UnitOfWork) -> GroupBuyId:
    return group_buys(unit)[0].id


async def _speak(world: World) -> None:
    for number in range(40):
        await world.say(f"邻居{number}", f"鸡蛋1板 3-{501 + number}" + " " * 500)


async def _database_line(world: World) -> tuple[bool, str]:
    """What the playground's page says of the database."""
    time = PlaygroundTime(world.clock.now(), world.settled)
    backstage = Backstage(world.bot, world.database, time, OrganizerId("o1"), ZoneInfo("Asia/Shanghai"))
    (line,) = [one for one in await backstage.health() if one.what == "数据库"]
    return line.well, line.word
