"""Does what people are told say how it stands when it is told, whoever changed it, and wherever?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(("said", "told_of"), [("鸡蛋改3板", ["老周 鸡蛋3"]), ("都不要了", [])])
async def test_what_a_resident_changes_privately_is_not_acknowledged_as_it_was(
    said: str, told_of: list[str], tmp_path: Path
) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", "鸡蛋2板")
        await world.advance(seconds=20)
        before = len(world.group())
        await world.say("老周", said, private=True)
        await world.advance(minutes=30)
        posts = world.group()[before:]
        assert not any("鸡蛋2" in post for post in posts)
        assert [each for each in told_of if any(each in post for post in posts)] == told_of


async def test_what_is_in_the_chain_since_is_not_acknowledged_as_it_was(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", "鸡蛋2板")
        await world.advance(seconds=20)
        before = len(world.group())
        await world.say("老周", "#接龙\n今天的菜\n\n1. 老周 鸡蛋3")
        await world.advance(minutes=30)
        assert await book(world) == {"老周": "鸡蛋3"}
        assert not any("鸡蛋2" in post for post in world.group()[before:])


async def test_who_waits_again_is_not_acknowledged_as_let_in(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒"), ("老周", "草莓2盒")) as world:
        await world.advance(minutes=60)
        await world.tell("放两盒")
        before = len(world.group())
        await world.tell("撤")
        await world.advance(minutes=60)
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓(2)"}
        assert not any("老周 草莓2、" in post or "老周 草莓2。" in post for post in world.group()[before:])


@pytest.mark.parametrize(
    ("said", "word", "stands"),
    [
        ("鸡蛋2板", "改50", "鸡蛋50"),
        ("要是便宜我就要五十板鸡蛋", "记", "鸡蛋50"),
    ],
)
async def test_what_she_confirms_beside_a_quote_is_acknowledged_in_the_group(
    said: str, word: str, stands: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, ("老周", said)) as world:
        await world.advance(minutes=60)
        before = len(world.group())
        await world.say(ORGANIZER, word, quoting=said)
        await world.advance(minutes=1)
        await world.tell("好")
        await world.advance(minutes=60)
        assert any(f"老周 {stands}" in post for post in world.group()[before:])
        assert await book(world) == {"老周": stands}


async def test_the_late_list_is_not_sent_again_when_she_has_seen_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.say("小美", "鸡蛋1板")
        await world.advance(minutes=2)
        assert "1. 小美 鸡蛋1" in await told(world, "迟到单")
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=25)
        assert world.heard(ORGANIZER)[before:] == []
        await world.say("老周", "鸡蛋2板")
        await world.advance(minutes=6)
        assert "2. 老周 鸡蛋2" in world.heard(ORGANIZER)[-1]


async def test_the_late_list_leaves_out_what_she_has_settled_and_keeps_its_numbers(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.say("小美", "鸡蛋1板")
        await world.say("田田", "苹果1箱")
        await world.advance(minutes=6)
        await world.say("老周", "鸡蛋2板")
        await world.tell("收1")
        await world.advance(minutes=6)
        shown = world.heard(ORGANIZER)[-1]
        assert "小美" not in shown
        assert "2. 田田 苹果1" in shown
        assert "3. 老周 鸡蛋2" in shown
        await world.tell("收3")
        assert await book(world) == {"小美": "鸡蛋1", "老周": "鸡蛋2"}


async def test_the_late_list_does_not_come_when_all_of_it_is_settled(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.say("小美", "鸡蛋1板")
        await world.tell("全收")
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=25)
        assert world.heard(ORGANIZER)[before:] == []


@pytest.mark.parametrize("said", ["好", "好的", "行", "对"])
async def test_a_yes_to_nothing_is_answered(said: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert await told(world, said) == "好嘞，这会儿没有等你定的。"


@pytest.mark.parametrize("said", ["谢谢", "辛苦了"])
async def test_a_courtesy_is_not(said: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert await told(world, said) == ""


# Stock that is taken back


async def test_goods_that_came_free_and_were_ordered_since_are_not_taken_back(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒"), ("老周", "草莓1盒")) as world:
        await world.tell("放3盒")
        await world.say("小美", "草莓2盒")
        await world.advance(minutes=5)
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓1", "小美": "草莓2"}
        assert "撤不了" in await told(world, "撤")
        await world.say("田田", "草莓1盒")
        await world.advance(minutes=5)
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓1", "小美": "草莓2", "田田": "草莓(1)"}


async def test_what_could_not_be_taken_back_leaves_stock_turns_and_list_alone(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒"), ("老周", "草莓1盒"), ("小美", "草莓1盒")) as world:
        await world.tell("放1盒")
        await world.say("老周", "草莓不要了")
        await world.advance(minutes=5)
        assert await book(world) == {"李梅": "草莓3", "小美": "草莓1"}
        assert "撤不了" in await told(world, "撤")
        await world.say("田田", "草莓1盒")
        await world.advance(minutes=5)
        assert await book(world) == {"李梅": "草莓3", "小美": "草莓1", "田田": "草莓(1)"}
        await world.say("李梅", "草莓少要一盒")
        await world.advance(minutes=5)
        assert await book(world) == {"李梅": "草莓2", "小美": "草莓1", "田田": "草莓1"}


async def test_two_that_were_let_in_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒"), ("老周", "草莓1盒"), ("小美", "草莓1盒")) as world:
        await world.tell("放1盒")
        await world.tell("放1盒")
        await world.tell("撤")
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓1", "小美": "草莓(1)"}
        await world.tell("撤")
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓(1)", "小美": "草莓(1)"}
        await world.tell("都放")
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓1", "小美": "草莓1"}
