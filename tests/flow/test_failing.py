"""What becomes of messages that can't be read, or on which something fails? Kept, shown, handled later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.mail import InboxState
from models.ports import ChatLog, UnitOfWork
from models.store import SqlStore
from models.store.unit_of_work import SqlUnitOfWork
from models.values import MessageId
from tests.flow.shop import Stage, bring_to, group_buys, open_sqlite
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

BROKEN = "鸡蛋3板 3-502"


class BrokenBook(Exception):
    """What a fault in a use case looks like from outside."""


@dataclass
class BreakingStore:
    """A store whose book breaks over one text as long as it is ``broken``."""

    store: SqlStore
    broken: bool = True

    @contextmanager
    def unit(self) -> Iterator[SqlUnitOfWork]:
        with self.store.unit() as unit:
            if self.broken:
                unit.chat_log = BreakingLog(unit.chat_log)
            yield unit

    @contextmanager
    def reader(self) -> Iterator[SqlUnitOfWork]:
        with self.store.reader() as unit:
            yield unit


@dataclass
class BreakingLog:
    """A chat log that breaks over one text, once it is known what the text means."""

    kept: ChatLog

    def note_acts(self, message: MessageId, acts: tuple[str, ...]) -> None:
        line = self.kept.get(message)
        if line is not None and line.text == BROKEN:
            raise BrokenBook("王芳 wrote it")
        self.kept.note_acts(message, acts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kept, name)


async def test_what_fails_is_kept_shown_and_handled_again(tmp_path: Path) -> None:
    breaking = BreakingStore(open_sqlite(tmp_path))
    async with World(breaking, tmp_path) as world:  # type: ignore[arg-type]
        await bring_to(Stage.ORDERED_FROM, world)
        await world.say("李哥", BROKEN)
        await world.say("张伯", "草莓1盒 3-503")
        await world.advance(minutes=1)
        (row,) = await world.database.read(lambda unit: unit.inbox.faults())
        told = world.heard(ORGANIZER)[-1]
        before = await world.database.read(_held)
        breaking.broken = False
        await world.bot.intake.retry(row.id)
        await world.settled()
        after = await world.database.read(_held)
        faults = await world.database.read(lambda unit: unit.inbox.faults())
    breaking.store.close()
    assert (row.state, row.incoming.text, row.attempts) == (InboxState.FAILED, BROKEN, 1)
    assert "王芳" not in row.fault
    assert f"李哥 「{BROKEN}」（{row.id}）" in told
    assert before == {"王芳": 2, "张伯": 1}, "who came after it is served"
    assert after == {"王芳": 2, "张伯": 1, "李哥": 3}
    assert faults == []


def _held(unit: UnitOfWork) -> dict[str, int]:
    lines = unit.books.standing(group_buys(unit)[0].id)
    people = unit.people.many({line.member for line in lines})
    return {people[line.member].nickname: int(line.quantity) for line in lines}


async def test_a_corrupt_message_is_kept_and_reported(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    async with World(store, tmp_path) as world:
        await bring_to(Stage.PUBLISHED, world)
        await world.say("王芳", "", fault="a message of unknown type 99", raw='{"type": 99}')
        await world.advance(minutes=1)
        (row,) = await world.database.read(lambda unit: unit.inbox.faults())
        told = world.heard(ORGANIZER)[-1]
    store.close()
    assert (row.state, row.incoming.raw) == (InboxState.UNREADABLE, '{"type": 99}')
    assert "王芳 （看不到原文）" in told


@pytest.mark.parametrize("fault", ["a message of unknown type 99", None], ids=["unreadable", "failing"])
async def test_many_of_them_are_told_in_one(tmp_path: Path, fault: str | None) -> None:
    breaking = BreakingStore(open_sqlite(tmp_path))
    async with World(breaking, tmp_path) as world:  # type: ignore[arg-type]
        await bring_to(Stage.PUBLISHED, world)
        heard = len(world.heard(ORGANIZER))
        for number in range(40):
            await world.say(f"邻居{number}", BROKEN, fault=fault)
        await world.advance(minutes=1)
        at_once = world.heard(ORGANIZER)[heard:]
        for number in range(40):
            await world.say(f"邻居{number}", BROKEN, fault=fault)
        await world.advance(minutes=20)
        later = world.heard(ORGANIZER)[heard + 1 :]
        kept = await world.database.read(lambda unit: len(unit.inbox.faults(limit=100)))
    breaking.store.close()
    assert kept == 80
    assert len(at_once) == len(later) == 1
    assert at_once[0].startswith("有40条消息我没记成")
    assert "还有35条" in at_once[0]


async def test_where_the_group_is_not_known_yet_she_is_told_all_the_same(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    async with World(store, tmp_path) as world:
        await world.say("王芳", "大家好", fault="broken")
        await world.advance(minutes=1)
        (told,) = world.heard(ORGANIZER)
    store.close()
    assert "看不到原文" in told
