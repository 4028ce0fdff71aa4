"""Is whatever she says seen by her first where it is much, and is what is taken back told with what stands now?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio


async def late(world: World, *said: tuple[str, str]) -> None:
    await world.tell("截单")
    for name, text in said:
        await world.say(name, text)
    await world.advance(minutes=6)


async def quoted(world: World, word: str, quoting: str) -> str:
    await world.say(ORGANIZER, word, quoting=quoting)
    await world.advance(minutes=1)
    return world.heard(ORGANIZER)[-1]


# What came late


@pytest.mark.parametrize("word", ["全收", "收1 2"])
async def test_much_money_that_came_late_is_seen_first(tmp_path: Path, word: str) -> None:
    async with open_shop(tmp_path) as world:
        await late(world, ("老周", "鸡蛋50板"), ("小美", "鸡蛋1板"))
        await world.tell("迟到单")
        assert "晚的2单，1,632块：老周 鸡蛋50；小美 鸡蛋1。都收吗？" in await told(world, word)
        assert await book(world) == {}
        assert "收了晚的2单" in await told(world, "好")
        assert await book(world) == {"老周": "鸡蛋50", "小美": "鸡蛋1"}
        await world.tell("撤")
        assert await book(world) == {}


async def test_what_she_does_not_take_stays_on_the_late_list(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await late(world, ("老周", "鸡蛋50板"))
        await world.tell("全收")
        assert "还在晚的单里" in await told(world, "2")
        assert "老周 鸡蛋50" in await told(world, "迟到单")


async def test_much_that_is_taken_off_late_is_seen_first_too(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋50板")) as world:
        await late(world, ("老周", "鸡蛋不要了"))
        assert "晚的1单，1,600块：老周 「鸡蛋不要了」。收吗？" in await told(world, "全收")
        assert await book(world) == {"老周": "鸡蛋50"}
        await world.tell("收")
        assert await book(world) == {}


async def test_more_than_five_that_came_late_are_seen_first(tmp_path: Path) -> None:
    people = ("王芳", "李梅", "老周", "田田", "小美", "阿福")
    async with open_shop(tmp_path) as world:
        await late(world, *((name, "草莓1盒") for name in people))
        assert "晚的6单，179.4块" in await told(world, "全收")
        assert await book(world) == {}


async def test_a_late_message_of_much_that_is_quoted_is_seen_first(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await late(world, ("老周", "鸡蛋50板"))
        assert "1,600块：老周 鸡蛋50。收吗？" in await quoted(world, "记", "鸡蛋50板")
        assert await book(world) == {}
        await world.tell("1")
        assert await book(world) == {"老周": "鸡蛋50"}


async def test_what_was_dealt_with_since_is_not_taken(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await late(world, ("老周", "鸡蛋50板"))
        await world.say(ORGANIZER, "全收", private=True)
        await quoted(world, "不算", "鸡蛋50板")
        assert "没有晚的单" in await told(world, "1")
        assert await book(world) == {}


# An answer in somebody's place


async def test_a_large_answer_in_a_members_place_is_seen_first(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "黑猪20斤")) as world:
        await world.tell("刚才问你的")
        assert "老周：加排骨20斤，760块，定吗？" in await told(world, "1")
        assert await book(world) == {}
        await world.tell("好")
        assert await book(world) == {"老周": "黑猪排骨20"}
        assert "760块" in await told(world, "订单")
        await world.tell("撤")
        assert await book(world) == {}


async def test_an_answer_that_is_not_given_leaves_the_question_open(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "黑猪20斤")) as world:
        await world.tell("刚才问你的")
        await world.tell("1")
        assert "先不定，还问着" in await told(world, "2")
        assert "黑猪20斤" in await told(world, "刚才问你的")


async def test_a_small_answer_counts_at_once(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "黑猪2斤")) as world:
        await world.tell("刚才问你的")
        assert "记着了：老周 排骨2斤" in await told(world, "1")


# Why a gift does not go, and what stands when it is taken back


async def test_a_gift_of_more_than_stands_is_told_with_what_does(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓1盒"), ("田田", "鸡蛋1板")) as world:
        assert "李梅这回只有草莓1盒，没这么多能转" in await told(world, "李梅草莓2转给田田")
        assert "李梅这回没有鸡蛋，没这么多能转" in await told(world, "李梅鸡蛋1转给田田")
        assert await book(world) == {"李梅": "草莓1", "田田": "鸡蛋1"}


LIMITED = "1. 鸡蛋 30枚/板 32元\n2. 草莓 1斤/盒 29.9元 每人限1盒"


async def test_a_gift_over_the_limit_is_told_as_such(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.tell(LIMITED)
        await world.tell("发")
        await world.say("李梅", "草莓1盒 鸡蛋1板")
        await world.say("田田", "草莓1盒")
        assert "草莓1盒转给田田就超限购了，没动" in await told(world, "李梅草莓1转给田田")
        assert await book(world) == {"李梅": "鸡蛋1 草莓1", "田田": "草莓1"}
        answer = await told(world, "李梅的都转给田田")
        assert "李梅的鸡蛋1板转给田田了，32块。草莓1盒没转：那边再多就超限购了。" in answer
        assert await book(world) == {"李梅": "草莓1", "田田": "鸡蛋1 草莓1"}


async def test_a_gift_to_the_same_household_is_none(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        assert "同一户" in await told(world, "王芳鸡蛋1转给3-501")


async def test_a_gift_that_is_taken_back_is_told_with_what_stands_now(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓1盒")) as world:
        await world.tell("李梅草莓1转给田田")
        assert await told(world, "撤") == "撤了：转单。现在：李梅 草莓1盒，29.9块；田田这回没有单了。"


async def test_a_word_that_is_taken_back_is_told_with_what_stands_now(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await world.tell("501鸡蛋改3")
        assert await told(world, "撤") == "撤了：记单。现在：王芳 3-501 鸡蛋2板，64块。"
        await world.tell("截单")
        assert await told(world, "撤") == "撤了：截单。"
