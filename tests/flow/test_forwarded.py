"""Orders that came to the organizer's own chat: is it asked whose they are, and does none of them get lost?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio


async def test_a_forwarded_order_waits_for_its_name(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert await told(world, "鸡蛋2板，苹果一箱") == "谁的？回名字或者房号，比如“王芳 3-501”。"
        assert "鸡蛋2 苹果1，114块，记？" in await told(world, "王芳 3-501")
        assert await book(world) == {}
        assert await told(world, "好") == "记着了：王芳 3-501 鸡蛋2板、苹果1箱，114块。错了回“撤”。"
        assert await book(world) == {"王芳 3-501": "鸡蛋2 苹果1"}
        await world.tell("撤")
        assert await book(world) == {}


async def test_the_name_may_come_first(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "要什么" in await told(world, "王芳 3-501")
        assert "鸡蛋2 苹果1" in await told(world, "鸡蛋2板，苹果一箱")
        await world.tell("好")
        assert await book(world) == {"王芳 3-501": "鸡蛋2 苹果1"}


async def test_an_unknown_name_becomes_a_household(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        assert "陈奶奶 6-101：鸡蛋2，64块，记？" in await told(world, "陈奶奶 6-101")
        await world.tell("好")
        assert await book(world) == {"陈奶奶 6-101": "鸡蛋2"}


async def test_several_forwarded_texts_are_asked_about_once(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        before = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "鸡蛋2板", private=True)
        await world.say(ORGANIZER, "再要一箱苹果", private=True)
        await world.advance(seconds=30)
        assert len(world.heard(ORGANIZER)[before:]) == 1
        assert "鸡蛋2" in await told(world, "王芳")
        await world.tell("好")
        assert await book(world) == {"王芳": "鸡蛋2 苹果1"}


@pytest.mark.parametrize(
    "pasted",
    [
        "王芳 3-501\n鸡蛋2板，苹果一箱",
        "王芳 3-501\n鸡蛋2板\n苹果一箱\n谢谢",
        "鸡蛋2板\n苹果一箱\n3-501 王芳",
        "我是王芳，3-501，鸡蛋2板，苹果一箱",
        "收货人：王芳\n房号：3-501\n鸡蛋2板\n苹果一箱",
        "3-501 王芳 13800138000\n鸡蛋2板，苹果一箱",
    ],
)
async def test_a_forwarded_order_that_says_whose_it_is_is_not_asked_about(pasted: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "谁的" not in await told(world, pasted)
        assert await book(world) == {"王芳 3-501": "鸡蛋2 苹果1"}


async def test_who_is_nobody_known_is_read_back_by_name_and_room(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "陈小明 6-101：鸡蛋2 苹果1，114块，记？" in await told(world, "陈小明 6-101\n鸡蛋2板\n苹果一箱")
        await world.tell("好")
        assert await book(world) == {"陈小明 6-101": "鸡蛋2 苹果1"}


async def test_the_room_is_read_back_where_the_order_had_none(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "草莓1盒")) as world:
        await world.tell("鸡蛋2板")
        assert "王芳 3-501：鸡蛋2，64块，记？" in await told(world, "王芳 3-501")
        await world.tell("好")
        assert await book(world) == {"王芳 3-501": "鸡蛋2 草莓1"}


async def test_two_that_came_apart_are_two_orders(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        assert await told(world, "苹果一箱") == (
            "有2条没说是谁的：\n1 「鸡蛋2板」\n2 「苹果一箱」\n回“1 王芳 3-501”这样；都是一家的，回“都是王芳”。"
        )
        assert "王芳 3-501：鸡蛋2，64块，记？" in await told(world, "1 王芳 3-501")
        counted = await told(world, "好")
        assert "记着了：王芳 3-501 鸡蛋2板" in counted
        assert "谁的？" in counted, "the other one is asked about again"
        assert "老周：苹果1，50块，记？" in await told(world, "老周")
        await world.tell("好")
        assert await book(world) == {"王芳 3-501": "鸡蛋2", "老周": "苹果1"}


async def test_of_two_it_is_asked_which_is_meant(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        await world.tell("苹果一箱")
        assert await told(world, "王芳") == "哪条是王芳的？\n1 「鸡蛋2板」\n2 「苹果一箱」\n3 都是\n回数字就行。"
        assert "王芳：苹果1，50块，记？" in await told(world, "2")
        await world.tell("好")
        assert await book(world) == {"王芳": "苹果1"}
        assert "老周：鸡蛋2" in await told(world, "老周")


@pytest.mark.parametrize("words", [("都是王芳",), ("王芳", "3"), ("王芳", "都是")])
async def test_two_may_be_of_one_household(words: tuple[str, ...], tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        await world.tell("苹果一箱")
        for said in words:
            answer = await told(world, said)
        assert "王芳：鸡蛋2 苹果1，114块，记？" in answer
        await world.tell("好")
        assert await book(world) == {"王芳": "鸡蛋2 苹果1"}


async def test_one_that_is_read_back_is_not_lost_when_another_is_named(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        await world.tell("苹果一箱")
        await world.tell("1 王芳")
        assert "老周：苹果1" in await told(world, "老周"), "the only one of which she has not said whose it is"
        assert "谁的？" in await told(world, "好")
        assert "王芳：鸡蛋2" in await told(world, "王芳")
        await world.tell("好")
        assert await book(world) == {"王芳": "鸡蛋2", "老周": "苹果1"}


async def test_what_nobody_claimed_is_told_of_once_and_held_on(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=11)
        (heard,) = world.heard(ORGANIZER)[before:]
        assert heard == "「鸡蛋2板」还没记，先放着。是谁的，回“王芳 3-501”这样就行。"
        await world.advance(hours=3)
        assert len(world.heard(ORGANIZER)[before:]) == 1
        assert "王芳 3-501：鸡蛋2，64块，记？" in await told(world, "王芳 3-501")
        await world.tell("好")
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}


async def test_what_is_read_back_and_forgotten_is_told_of_too(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("王芳 3-501")
        await world.tell("鸡蛋2板")
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=40)
        (heard,) = world.heard(ORGANIZER)[before:]
        assert "「鸡蛋2板」还没记" in heard


@pytest.mark.parametrize("word", ["好", "不记"])
async def test_what_she_has_decided_is_not_told_of(word: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        await world.tell("王芳")
        await world.tell(word)
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=40)
        assert world.heard(ORGANIZER)[before:] == []


@pytest.mark.parametrize(("said", "where"), [("我自己的", ""), ("我的", ""), ("我家 8-101", " 8-101"), ("自己", "")])
async def test_an_order_of_her_own_is_hers(said: str, where: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("鸡蛋2板")
        assert f"{ORGANIZER}{where}：鸡蛋2，64块，记？" in await told(world, said)
        await world.tell("好")
        assert await book(world) == {f"{ORGANIZER}{where}": "鸡蛋2"}
        await world.tell("撤")
        assert await book(world) == {}
