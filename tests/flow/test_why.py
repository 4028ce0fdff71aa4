"""Can every line of an order be told from the words that made it? By room, by name, by a quoted message."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store import SqlStore
from models.values import Incoming, Quote
from tests.flow.world import ROOM, World

LIST = "1号 散养土鸡蛋 32元/板\n2号 丹东草莓 58元/盒 限量4盒\n3号 鲜牛奶 66元/箱\n4号 黑猪肋排 38元/斤\n今晚8点截单"

pytestmark = pytest.mark.asyncio


async def opened(world: World) -> None:
    """A list is out in the group."""
    await world.say("团长", "大家好")
    await world.tell(LIST)
    await world.tell("发")
    await world.advance_to(9, 2)


def lines(answer: list[str]) -> list[str]:
    return "\n".join(answer).splitlines()


async def test_each_line_is_told_word_by_word(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance_to(9, 35)
        await world.say("王芳", "鸡蛋改成3板")
        told = lines(await world.tell("为什么 501"))
    assert told == [
        "王芳 3-501",
        "鸡蛋3板：",
        "9:02 「鸡蛋2板 3-501」 记了2板",
        "9:35 「鸡蛋改成3板」 改成3板",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "为什么 王芳",
        "501为什么是3板",
        "为啥501",
        "501的单怎么是3板",
        "王芳的鸡蛋为什么是3板",
        "为什么501是3板",
        "/为什么 3-501",
        "为什么 501的单",
        "王芳家为啥是3板",
        "501的1号为什么是3",
    ],
)
async def test_it_may_be_asked_in_many_ways(store: SqlStore, tmp_path: Path, asked: str) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋3板 3-501")
        await world.say("李梅", "草莓1盒 5-302")
        told = lines(await world.tell(asked))
    assert told[1:] == ["鸡蛋3板：", "9:02 「鸡蛋3板 3-501」 记了3板"]


async def test_only_the_goods_that_are_named_are_told(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋3板，牛奶1箱 3-501")
        told = "\n".join(await world.tell("501的鲜牛奶为什么是1箱"))
    assert "牛奶1箱：" in told
    assert "鸡蛋3板：" not in told


async def test_what_was_recalled_is_told_too(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        message = await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance_to(9, 10)
        await world.recall("王芳", message)
        told = lines(await world.tell("为什么 王芳"))
    assert told[1:] == ["鸡蛋没有了：", "9:02 「鸡蛋2板 3-501」 记了2板，9:10撤了"]


async def test_waiting_parts_open_questions_and_late_words_stand_below(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("李梅", "草莓3盒 5-302")
        await world.say("王芳", "草莓2盒 3-501")
        await world.advance_to(9, 30)
        await world.say("王芳", "来点肋排")
        await world.tell("截")
        await world.say("王芳", "再加1板鸡蛋")
        told = "\n".join(await world.tell("为什么 501"))
    assert "草莓1盒（排着1盒）：\n9:02 「草莓2盒 3-501」 记了2盒（1盒要排队）" in told
    assert "没定的：\n9:30 王芳「来点肋排」 肋排要多少" in told
    assert "截了以后才说，没记：\n" in told
    assert "王芳「再加1板鸡蛋」 鸡蛋1" in told


async def test_a_quoted_message_is_explained_privately(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.say("李梅", "牛奶1箱 5-302")
        posts, before = world.group(), len(world.heard("团长"))
        await world.say("团长", "@小助手 为什么", quoting="牛奶1箱 5-302")
        await world.advance(seconds=30)
        told, posts_after = lines(world.heard("团长")[before:]), world.group()
    assert told == ["李梅 5-302", "牛奶1箱：", "9:02 「牛奶1箱 5-302」 记了1箱"]
    assert posts_after == posts


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("今天天气不错", "看着是聊天，没记单"),
        ("鸡蛋多少钱一板", "看着是在问，没记单"),
        ("钱转了", "是说付了钱，单没动"),
    ],
)
async def test_why_nothing_came_of_a_message(store: SqlStore, tmp_path: Path, said: str, reason: str) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", said)
        await world.advance(minutes=10)
        before = len(world.heard("团长"))
        await world.say("团长", "/为什么", quoting=said)
        await world.advance(seconds=30)
        told = world.heard("团长")[before:]
    assert told == [f"9:02 王芳「{said}」 {reason}。"]


async def test_an_entry_of_a_chain_is_quoted_by_its_own_line(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "#接龙\n鸡蛋\n\n1. 王芳 3-501 鸡蛋2板")
        await world.say("李梅", "#接龙\n鸡蛋\n\n1. 王芳 3-501 鸡蛋2板\n2. 李梅 5-302 鸡蛋1板")
        told = lines(await world.tell("为什么 302"))
    assert told[1:] == ["鸡蛋1板：", "9:02 「2. 李梅 5-302 鸡蛋1板」 接龙里是1板"]


async def test_among_the_same_words_of_two_people_the_name_in_the_quote_decides(
    store: SqlStore, tmp_path: Path
) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋2板")
        await world.say("李梅", "鸡蛋2板")
        first = await asked_of(world, Quote("鸡蛋2板", name="王芳"))
        second = await asked_of(world, Quote("鸡蛋2板", name="李梅"))
        newest = await asked_of(world, Quote("鸡蛋2板"))
    assert (first[0], second[0], newest[0]) == ("王芳", "李梅", "李梅")


async def test_a_quote_is_known_by_its_id_or_by_its_beginning(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        long = "鸡蛋2板，麻烦放到门口的小桌子上就好了"
        message = await world.say("王芳", long)
        await world.say("李梅", "今天好热")
        by_id = await asked_of(world, Quote("?", message_id=message))
        by_beginning = await asked_of(world, Quote(f"{long[:12]}..."))
        by_nothing = await asked_of(world, Quote("没人说过的话"))
    assert by_id[0] == by_beginning[0] == "王芳"
    assert by_nothing[0].startswith("要看谁的单？")


async def asked_of(world: World, quote: Quote) -> list[str]:
    """What she reads when she quotes a message in the group, and asks why."""
    before = len(world.heard("团长"))
    world.fake.hear(
        Incoming(
            channel=world.fake.name,
            account="wxid_bot",
            message_id=f"q{before}",
            sender_id="wxid_organizer",
            sender_name="团长",
            sent_at=world.clock.now(),
            text="/为什么",
            room_id=ROOM,
            quote=quote,
        )
    )
    await world.settled()
    await world.advance(seconds=30)
    return lines(world.heard("团长")[before:])


async def test_words_that_were_read_as_one_are_both_quoted(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋")
        await world.advance(seconds=20)
        await world.say("王芳", "2板")
        told = lines(await world.tell("为什么 王芳"))
    assert told == ["王芳", "鸡蛋2板：", "9:02 「鸡蛋」「2板」 记了2板"]


async def test_nobody_and_no_one_named(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        nobody = await world.tell("为什么 502")
        whose = await world.tell("为什么")
    assert nobody == ["没找到「502」的单，房号、名字都行，比如“为什么 501”。"]
    assert whose[0].startswith("要看谁的单？")


async def test_without_the_bots_name_it_is_talk(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance(minutes=10)
        before = len(world.heard("团长"))
        await world.say("团长", "为什么", quoting="鸡蛋2板 3-501")
        await world.say("王芳", "@小助手 为什么 501")
        await world.advance(seconds=30)
        told = world.heard("团长")[before:]
    assert told == []


async def test_who_was_forgotten_is_told_without_words(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await opened(world)
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance(minutes=10)
        (person,) = await world.database.read(
            lambda unit: [
                line.member
                for buy in unit.group_buys.latest_of(unit.organizers.all()[0].id)
                for line in unit.books.standing(buy.id)
            ]
        )
        store.forget(person)
        told = "\n".join(await world.tell("为什么 鸡蛋"))
    assert "鸡蛋2板：\n9:02 记了2板" in told
    assert "501" not in told
    assert "王芳" not in told
