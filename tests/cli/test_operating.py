"""Can an operator look after the database while the bot runs, and put it back when it is lost?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from models.mail import InboxState
from models.ports import UnitOfWork
from models.store import open_store
from models.values import GroupBuyId, MessageId
from tests.cli.terminal import Running, tuan
from tests.flow.shop import Stage, bring_to, group_buys, open_sqlite
from tests.flow.test_failing import BROKEN, BreakingStore
from tests.flow.world import World
from tests.gateway.waiting import eventually

CONFIG = "database: sqlite:///tuan.db\nkeys: keys.sqlite\nmedia: media\nlog:\n  level: debug\n"


async def leave_failed(folder: Path) -> MessageId:
    """A day in a folder, with one message on which something failed."""
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    breaking = BreakingStore(open_sqlite(folder))
    async with World(breaking, folder) as world:  # type: ignore[arg-type]
        await bring_to(Stage.ORDERED_FROM, world)
        await world.say("李哥", BROKEN)
        (row,) = await world.database.read(lambda unit: unit.inbox.faults())
    breaking.store.close()
    return row.id


def state_of(folder: Path, message: MessageId) -> InboxState:
    with closing(open_store(f"sqlite:///{folder}/tuan.db", folder / "keys.sqlite")) as store, store.reader() as unit:
        row = unit.inbox.get(message)
    assert row is not None
    return row.state


def ordered(folder: Path) -> int:
    with closing(open_store(f"sqlite:///{folder}/tuan.db", folder / "keys.sqlite")) as store, store.reader() as unit:
        return len(unit.books.standing(_first(unit)))


def lose_database(folder: Path) -> None:
    for file in folder.glob("tuan.db*"):
        file.unlink()


def _first(unit: UnitOfWork) -> GroupBuyId:
    return next(one.id for organizer in unit.organizers.all() for one in unit.group_buys.latest_of(organizer.id))


@pytest.mark.asyncio
async def test_everything_is_done_beside_a_running_bot(tmp_path: Path) -> None:
    failed = await leave_failed(tmp_path)
    with Running(tmp_path) as running:
        await eventually(lambda: running.address, within=30)
        listed = tuan("retry", folder=tmp_path)
        copied = tuan("backup", "copy.tar", folder=tmp_path)
        again = tuan("retry", failed, folder=tmp_path)
        await eventually(lambda: state_of(tmp_path, failed) is InboxState.HANDLED, within=60)
        second, migrated, restored = (
            tuan(*words, folder=tmp_path) for words in (("run",), ("migrate",), ("restore", "copy.tar"))
        )
    assert (listed.status, copied.status, again.status) == (0, 0, 0), (listed, copied, again)
    assert failed in listed.out
    assert "BrokenBook" in listed.out
    assert not any(word in listed.out for word in ("李哥", "鸡蛋", "3-502", "王芳")), "what people wrote is no business"
    assert (tmp_path / "copy.tar").stat().st_mode & 0o077 == 0
    assert "within seconds" in again.out
    assert ordered(tmp_path) == 2
    for refused in (second, migrated, restored):
        assert refused.status == 2
        assert "another tuanzhang is running" in refused.err


@pytest.mark.asyncio
async def test_a_lost_database_is_put_back(tmp_path: Path) -> None:
    failed = await leave_failed(tmp_path)
    assert tuan("backup", "copy.tar", folder=tmp_path).status == 0
    full = tuan("restore", "copy.tar", folder=tmp_path)
    lose_database(tmp_path)
    gone = tuan("retry", folder=tmp_path)
    restored = tuan("restore", "copy.tar", folder=tmp_path)
    listed = tuan("retry", folder=tmp_path)
    assert (full.status, gone.status, restored.status) == (2, 2, 0), (full, gone, restored)
    assert "there is none at" in gone.err
    assert "rows are restored" in restored.out
    assert failed in listed.out
    assert tuan("migrate", folder=tmp_path).status == 0
    assert ordered(tmp_path) == 1


@pytest.mark.asyncio
async def test_what_can_not_be_done_is_one_line(tmp_path: Path) -> None:
    failed = await leave_failed(tmp_path)
    (tmp_path / "no.tar").write_text("no archive")
    wrong = {
        ("retry", "12345"): "there is no message 12345",
        ("backup", "nowhere/copy.tar"): "there is no folder nowhere",
        ("restore", "gone.tar"): "there is no such file",
        ("restore", "no.tar"): "no backup of ours",
    }
    for words, said in wrong.items():
        answer = tuan(*words, folder=tmp_path)
        assert (answer.status, answer.out) == (2, ""), words
        assert said in answer.err
        assert answer.err.count("\n") == 1, answer.err
    assert tuan("retry", failed, folder=tmp_path).status == 0
    waiting = tuan("retry", failed, folder=tmp_path)
    assert "is waiting; only what failed" in waiting.err


@pytest.mark.asyncio
async def test_what_can_not_be_read_is_not_tried_again(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    store = open_sqlite(tmp_path)
    async with World(store, tmp_path) as world:
        await world.say("王芳", "", fault="a message of unknown type 99")
        (row,) = await world.database.read(lambda unit: unit.inbox.faults())
        assert not await world.database.read(group_buys)
    store.close()
    assert "no message has failed" not in tuan("retry", folder=tmp_path).out
    answer = tuan("retry", row.id, folder=tmp_path)
    assert answer.status == 2
    assert "can't be read, now or later: a message of unknown type 99" in answer.err
