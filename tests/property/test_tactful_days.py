"""Whatever a day brings, however often the bot has to be quiet: is all said in the end, or told to the organizer?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.unsaid import LEFT_UNSAID
from models.community.manners import Sort, sort_of
from models.mail import OutboxRow, OutboxState, PostClass, joined_to
from models.ports import UnitOfWork
from tests.flow.shop import ORGANIZER, open_sqlite
from tests.flow.world import ZONE, World

LIST = "1. 土鸡蛋 30枚/板 32元\n2. 黑猪排骨 38元/斤\n3. 黑猪五花 30元/斤\n今晚8点截单"
PEOPLE = ("王芳", "老周", "陈静", "阿福")
#: Long enough for a day's hush, and for whatever was still held at its end.
AFTERWARDS = timedelta(hours=40)
#: When the cut-off of the day is over.
DUSK = datetime(2026, 11, 23, 21, tzinfo=ZONE)


@dataclass(frozen=True)
class Says:
    who: str
    text: str

    async def happen(self, world: World) -> None:
        await world.say(self.who, self.text)


@dataclass(frozen=True)
class Tells:
    text: str

    async def happen(self, world: World) -> None:
        await world.say(ORGANIZER, self.text, private=True)


@dataclass(frozen=True)
class Passes:
    minutes: int

    async def happen(self, world: World) -> None:
        await world.advance(minutes=self.minutes)


@dataclass(frozen=True)
class Restarts:
    async def happen(self, world: World) -> None:
        await world.restart()


Step = Says | Tells | Passes | Restarts
TALK = ("鸡蛋1板", "鸡蛋2板", "排骨2斤", "黑猪2斤", "我的订单", "早", "天气真好", "太吵了", "隔壁群才29，你赚多少啊")
WORDS = ("清单", "静音2小时", "静音到明天", "说话吧", "截", "全收", "撤")
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(Says, st.sampled_from(PEOPLE), st.sampled_from(TALK)),
    st.builds(Says, st.sampled_from(PEOPLE), st.sampled_from(TALK[:5])),
    st.builds(Tells, st.sampled_from(WORDS)),
    st.builds(Passes, st.sampled_from((1, 2, 6, 20, 50, 120, 240))),
    st.builds(Passes, st.sampled_from((1, 3, 30))),
    st.just(Restarts()),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=8, max_size=30))
def test_what_tact_holds_back_ends_as_said_or_told(steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(live(steps, Path(folder)))


async def live(steps: Sequence[Step], folder: Path) -> None:
    store = open_sqlite(folder)
    try:
        async with World(store, folder, start_at=datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)) as world:
            await world.say("老周", "早")
            await world.tell(LIST)
            await world.tell("发")
            for step in steps:
                await step.happen(world)
            if world.clock.now() < DUSK:
                await world.alarm.advance(DUSK)
            await world.alarm.advance(world.clock.now() + AFTERWARDS)
            rows = await world.database.read(rows_of_the_group)
            assert_ended(rows)
            assert_heard(rows, world, await world.database.read(buyers))
            assert_apart(rows)
    finally:
        store.close()


def rows_of_the_group(unit: UnitOfWork) -> list[OutboxRow]:
    return [row for row in reversed(unit.outbox.page(limit=500)) if row.post.group is not None]


def buyers(unit: UnitOfWork) -> set[str]:
    (organizer,) = unit.organizers.all()
    members = {
        line.member
        for group_buy in unit.group_buys.latest_of(organizer.id)
        for line in unit.books.standing(group_buy.id)
        if line.quantity
    }
    return {person.nickname for person in unit.people.many(members).values()}


def assert_ended(rows: Sequence[OutboxRow]) -> None:
    """No row waits for ever, and none ends in silence. Withdrawn is what others have taken along, and what she took
    back; of whose order it was, ``assert_heard`` asks."""
    for row in rows:
        if row.state is OutboxState.FAILED:
            assert row.fault.startswith(LEFT_UNSAID), row
        elif row.state is not OutboxState.WITHDRAWN:
            assert row.state is OutboxState.SENT or _sort(row) is Sort.COURTESY, row
    said = {one for row in rows if row.state is OutboxState.SENT for one in joined_to(row.post.values)}
    assert all(row.state is OutboxState.WITHDRAWN for row in rows if row.id in said), "nothing is said twice"


def assert_heard(rows: Sequence[OutboxRow], world: World, names: set[str]) -> None:
    """Of everybody's order was said that it stands; else the organizer knows that it was not said."""
    said = "\n".join(world.group())
    told = "\n".join(text for text in world.heard(ORGANIZER) if "没说" in text or "没在" in text or "发件箱" in text)
    for name in names:
        assert f"{name} " in said or f"@{name}" in said or name in told, f"{name} never heard, and nobody knows"


def assert_apart(rows: Sequence[OutboxRow]) -> None:
    """Answers to persons are three minutes apart."""
    answers = sorted(row.sent_at for row in rows if row.sent_at is not None and row.post.answers)
    for before, after in pairwise(answers):
        assert after - before >= timedelta(minutes=3)


def _sort(row: OutboxRow) -> Sort:
    notice = row.post.post_class is PostClass.NOTICE
    return sort_of(row.post.kind, answers=row.post.answers, is_notice=notice)
