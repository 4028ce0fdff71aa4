"""Does a second reader's word reach the book only through the organizer, and harm nothing when it fails?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from handlers.unclear import Unclear, UnclearMessages, is_unclear
from models.acts import Act, Ask, AskAbout, Chat, Order, Paid, Query, QueryAbout
from models.store import SqlStore
from models.values import GroupBuyId, MessageId
from tests.flow.world import ORGANIZER, World
from tests.second_reader.server import ModelServer, line, lines, model_server, reader_of

LIST = "1号 散养土鸡蛋 32元/板\n2号 丹东草莓 58元/盒\n3号 鲜牛奶 66元/箱\n4号 黑猪肋排 38元/斤\n今晚8点截单"
UNCLEAR = "肋排来点，3-501 王芳 13800138000"
RIBS = lines(line("4", "1.5", "肋排来点"))
QUESTION = "王芳「肋排来点，3-501 王芳 13800138000」我没读明白，是不是：要肋排1.5斤？\n1 记\n2 不管\n回数字就行。"

pytestmark = pytest.mark.asyncio


@asynccontextmanager
async def asked_world(store: SqlStore, folder: Path) -> AsyncIterator[tuple[World, ModelServer]]:
    """A list is out, and a model server is asked about what the rules leave open."""
    async with (
        model_server() as server,
        reader_of(server, timeout_seconds=5) as reader,
        World(store, folder, second_reader=reader) as world,
    ):
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        await world.tell("发")
        await world.advance_to(9, 2)
        yield world, server


async def looked(world: World) -> None:
    """Every second look is taken, and what came of it was sent."""
    assert world.bot.second_looks is not None
    await world.bot.second_looks.settled()
    await world.settled()
    await world.advance(seconds=5)


async def ordered(world: World) -> list[str]:
    answer = await world.tell("订单")
    return "\n".join(answer).splitlines()


async def test_her_yes_records_it_as_the_senders_word(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        await world.say("王芳", UNCLEAR)
        await looked(world)
        question = world.heard(ORGANIZER)[-1]
        before = await ordered(world)
        taken = await world.tell("1")
        after, why = await ordered(world), await world.tell("为什么 王芳")
        await world.advance(minutes=5)
        posts = "\n".join(world.group())
    assert question == QUESTION
    assert before == ["还没有单。"]
    assert taken == ["好，给王芳记上了。"]
    assert after[0].startswith("王芳")
    assert "肋排1.5斤" in after[0]
    assert "9:02 「肋排来点，3-501 王芳 138001380…」 记了1.5斤" in "\n".join(why)
    assert "要多少" not in posts


async def test_talk_that_may_be_an_order_is_looked_at_too(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = lines(line("2", "2", "红果果来两盒"))
        await world.say("王芳", "红果果来两盒")
        await looked(world)
        question = world.heard(ORGANIZER)[-1]
        taken = await world.tell("1")
        after = await ordered(world)
    assert question.startswith("王芳「红果果来两盒」我没读明白，是不是：要草莓2盒？")
    assert taken == ["好，给王芳记上了。"]
    assert "草莓2盒" in after[0]


async def test_her_no_leaves_the_book_alone(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        await world.say("王芳", UNCLEAR)
        await looked(world)
        left = await world.tell("2")
        after = await ordered(world)
    assert left == ["好，不记。"]
    assert after == ["还没有单。"]


async def test_without_her_word_nothing_is_recorded_and_the_sender_is_asked(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        await world.say("王芳", UNCLEAR)
        await looked(world)
        await world.advance(minutes=40)
        too_late = await world.tell("1")
        after, posts = await ordered(world), "\n".join(world.group())
    assert "记上了" not in "".join(too_late)
    assert after == ["还没有单。"]
    assert "@王芳" in posts


async def test_nothing_personal_leaves(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        await world.say("王芳", "大家早")
        await world.say("李梅", "肋排来点，王芳让我问的，送3栋2单元501，电话13800138000")
        await looked(world)
        told = str(server.asked)
    assert len(server.asked) == 1
    assert "肋排来点" in told
    for personal in ("李梅", "王芳", "501", "13800138000", "阳光小区", "wxid"):
        assert personal not in told


async def test_only_what_the_rules_leave_open_is_sent(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        for text in ("鸡蛋2板", "今天好热", "草莓还有吗", "钱转了", "鸡蛋2板，肋排来点", "都不要了"):
            await world.say("王芳", text)
        await looked(world)
    assert server.asked == []


@pytest.mark.parametrize(
    "content",
    [
        "这是一斤半肋排",
        lines(line("9", "1", "肋排来点")),
        lines(line("4", "1", "来一斤肋排")),
        lines(),
        lines(line("4", "1", "来", "buy")),
    ],
)
async def test_an_answer_that_can_not_be_checked_asks_nobody(store: SqlStore, tmp_path: Path, content: str) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = content
        before = len(world.heard(ORGANIZER))
        await world.say("王芳", UNCLEAR)
        await looked(world)
        after = await ordered(world)
        told = world.heard(ORGANIZER)[before:]
    assert len(server.asked) == 1
    assert after == ["还没有单。"]
    assert not [text for text in told if "没读明白" in text]


async def test_a_server_in_trouble_holds_up_nothing(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.silent = True
        await world.say("王芳", UNCLEAR)
        await world.say("李梅", "鸡蛋2板")
        while_silent = await ordered(world)
        await world.bot.close()
    assert "鸡蛋2板" in while_silent[0]


async def test_a_refusing_server_is_only_logged(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.status = 500
        await world.say("王芳", UNCLEAR)
        await looked(world)
        await world.say("李梅", "鸡蛋2板")
        after = await ordered(world)
        faults = await world.database.read(lambda unit: unit.inbox.faults())
    assert "鸡蛋2板" in after[0]
    assert not faults


async def test_what_the_sender_settled_meanwhile_is_over(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        await world.say("王芳", "肋排来点")
        await looked(world)
        await world.say("王芳", "肋排2斤")
        answer = await world.tell("1")
        after = await ordered(world)
    assert answer[0].startswith("这句后来有变动")
    assert "肋排2斤" in after[0]


async def test_after_the_cutoff_it_is_over(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        await world.say("王芳", UNCLEAR)
        await looked(world)
        await world.tell("截")
        answer = await world.tell("1")
    assert answer[0].startswith("这句后来有变动")


async def test_a_recalled_message_is_over(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        message = await world.say("王芳", UNCLEAR)
        await looked(world)
        await world.recall("王芳", message)
        answer = await world.tell("1")
        after = await ordered(world)
    assert answer[0].startswith("这句后来有变动")
    assert after == ["还没有单。"]


async def test_one_question_at_a_time_so_that_a_digit_means_one_thing(store: SqlStore, tmp_path: Path) -> None:
    async with asked_world(store, tmp_path) as (world, server):
        server.content = RIBS
        await world.say("王芳", "肋排来点")
        await looked(world)
        before = len(world.heard(ORGANIZER))
        server.content = lines(line("4", "3", "肋排要点"))
        await world.say("李梅", "肋排要点")
        await looked(world)
        waiting = [text for text in world.heard(ORGANIZER)[before:] if "没读明白" in text]
        first = await world.tell("1")
        second = await world.tell("2")
        after = await ordered(world)
    assert waiting == []
    assert first[0] == "好，给王芳记上了。"
    assert first[1].startswith("李梅「肋排要点」我没读明白")
    assert second == ["好，不记。"]
    assert len(after) == 1


async def test_without_a_second_reader_nothing_is_noted(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        assert world.bot.second_looks is None


@pytest.mark.parametrize(
    ("acts", "unclear"),
    [
        ((Ask(AskAbout.QUANTITY),), True),
        ((Chat(doubtful=True),), True),
        ((Ask(AskAbout.PRODUCT), Query(QueryAbout.DELIVERY)), True),
        ((Chat(),), False),
        ((Order(), Ask(AskAbout.QUANTITY)), False),
        ((Ask(AskAbout.QUANTITY), Paid()), False),
        ((), False),
    ],
)
async def test_which_readings_are_unclear(acts: tuple[Act, ...], unclear: bool) -> None:
    assert is_unclear(acts) is unclear


async def test_messages_are_noted_once_and_no_more_than_can_be_looked_at() -> None:
    messages = UnclearMessages()
    for number in range(250):
        messages.note(Unclear(MessageId(str(number // 2)), GroupBuyId("b"), None))
    noted = messages.take()
    assert [one.message for one in noted] == [str(number) for number in range(75, 125)]
    assert messages.take() == []
