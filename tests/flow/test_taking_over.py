"""When one of two processes dies, does the other take up its account and its due times within half a minute?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import Bot, Outside, Owner
from bot.channels.fake import FakeChannel
from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from bot.rendering.rendering import Rendering
from bot.rendering.warm import WarmRenderer
from handlers.house import House
from models.store import SqlStore, open_store
from models.values import Incoming
from scheduler.due import next_due
from tests.flow.world import MORNING, ORGANIZER, ROOM, WORDS, contact_of, told

pytestmark = pytest.mark.asyncio

WITHIN = timedelta(seconds=30)
#: Ten minutes after the morning begins: each second of it costs, as both look around all the time.
CUTOFF = MORNING.replace(hour=7, minute=40)
LIST = "今天的货\n1. 土鸡蛋 30枚/板 32元\n2. 草莓 1斤/盒 29.9元\n今天上午7点40截单"


class Process:
    """One bot with connections, a channel and an alarm of its own; the clock on the wall is everybody's."""

    def __init__(self, store: SqlStore, folder: Path, clock: SteppedClock, name: str) -> None:
        self.clock = clock
        self.alarm = SteppedAlarm(clock, self.settled)
        self.fake = FakeChannel(clock)
        self.database = DatabaseThread(store)
        self.documents = WarmRenderer()
        outside = Outside(
            database=self.database,
            channel=self.fake,
            clock=clock,
            alarm=self.alarm,
            render=Rendering(WORDS, self.documents, clock).render_row,
            draw=lambda low, _high: low,
            holder=name,
            media=folder / "media",
            shared=True,
        )
        house = House(next_due=next_due, bot_names=("小助手",))
        self.bot = Bot(outside, house, (Owner("o1", ORGANIZER, "wxid_organizer"),))
        self.dead = False

    async def settled(self) -> None:
        await self.fake.heard_out()
        await self.bot.settled()

    def heard_in_group(self) -> list[str]:
        return [told(one) for one in self.fake.sent if one.room_id == ROOM]


@dataclass
class Pair:
    """Two processes over one database; time passes for whoever is alive."""

    clock: SteppedClock
    processes: list[Process]
    numbers: int = 0

    async def advance_to(self, moment: datetime) -> None:
        while True:
            living = [one for one in self.processes if not one.dead]
            nearest = [at for one in living if (at := one.alarm.next_moment()) is not None]
            step = min([moment, *nearest])
            for one in living:
                await one.alarm.advance(max(step, self.clock.now()))
            if self.clock.now() >= moment:
                return

    async def advance(self, **by: float) -> None:
        await self.advance_to(self.clock.now() + timedelta(**by))

    async def say(self, process: Process, name: str, text: str, *, private: bool = False) -> None:
        self.numbers += 1
        process.fake.hear(
            Incoming(
                channel=process.fake.name,
                account="wxid_bot",
                message_id=f"m{self.numbers}",
                sender_id=contact_of(name),
                sender_name=name,
                sender_is_friend=private,
                sent_at=self.clock.now(),
                text=text,
                room_id=None if private else ROOM,
                room_name="" if private else "阳光小区",
            )
        )
        await process.settled()
        await self.advance(seconds=30)


@asynccontextmanager
async def pair(url: str, keys_path: Path, folder: Path) -> AsyncIterator[Pair]:
    clock = SteppedClock(MORNING)
    async with AsyncExitStack() as stack:
        processes = []
        for name in ("first", "second"):
            store = open_store(url, keys_path, busy_seconds=5)
            store.migrate()
            stack.callback(store.close)
            process = Process(store, folder, clock, name)
            stack.push_async_callback(process.database.close)
            stack.push_async_callback(process.documents.close)
            processes.append(process)
        for process in processes:
            await process.bot.start()
            await process.settled()
            stack.push_async_callback(process.bot.close)
        yield Pair(clock, processes)


async def open_shop(two: Pair) -> None:
    first = two.processes[0]
    await two.say(first, "王芳", "大家好")
    await two.say(first, ORGANIZER, LIST, private=True)
    await two.say(first, ORGANIZER, "发", private=True)
    await two.say(first, "王芳", "鸡蛋2板 3-501")


@pytest.mark.parametrize("seconds_before", [0.5, 3, 5.5])
async def test_a_cutoff_after_a_death_is_told_by_the_other(
    url: str, keys_path: Path, tmp_path: Path, seconds_before: float
) -> None:
    """It dies so long before the cut-off, at any point between two renewals of its lease."""
    async with pair(url, keys_path, tmp_path) as two:
        first, second = two.processes
        await open_shop(two)
        await two.advance_to(CUTOFF - timedelta(seconds=seconds_before))
        assert second.fake.sent == [], "who has not the account says nothing"
        before = len(first.heard_in_group())
        first.dead = True
        await two.advance_to(two.clock.now() + WITHIN)
        (closing_word,) = second.heard_in_group()
        assert "截" in closing_word
        assert len(first.heard_in_group()) == before
        await two.say(second, "李哥", "鸡蛋1板 3-502")
        await two.advance(minutes=3)
        assert "李哥" in second.heard_in_group()[-1], "it hears, too"


async def test_while_both_live_each_thing_is_said_once(url: str, keys_path: Path, tmp_path: Path) -> None:
    async with pair(url, keys_path, tmp_path) as two:
        first, second = two.processes
        await open_shop(two)
        before = len(first.heard_in_group())
        await two.advance_to(CUTOFF + timedelta(minutes=2))
        said = first.heard_in_group()[before:]
        assert len(said) == len(set(said))
        assert sum("截" in post or "收到这儿" in post for post in said) == 1, said
        assert second.fake.sent == []
