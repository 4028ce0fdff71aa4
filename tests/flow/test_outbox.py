"""What becomes of what could not be said? Nothing stale is blurted out; the organizer has it said, or lets it be."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import NoSuchPlace, SendUnknown
from tests.flow.shop import LIST, Stage, answer_to, posts_since, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio


async def _away(world: World, **for_so_long: float) -> None:
    world.fake.go_away()
    await world.advance(**for_so_long)
    world.fake.come_back()
    await world.advance(minutes=2)


async def _planned_list_while_away(world: World, **for_so_long: float) -> None:
    await world.tell(LIST)
    await world.tell("9点发")
    await world.advance_to(8, 50)
    await _away(world, **for_so_long)


async def test_a_list_that_is_a_little_late_goes_out(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        before = len(world.group())
        await _planned_list_while_away(world, minutes=40)
        assert ["土鸡蛋" in post for post in posts_since(world, before)] == [True]


async def test_a_list_three_hours_late_is_hers_to_send(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        before = len(world.group())
        await _planned_list_while_away(world, hours=3)
        assert posts_since(world, before) == []
        assert "“清单”今天上午9点没发成" in world.heard(ORGANIZER)[-1]
        assert "再发一次" in await answer_to(world, "重发")
        assert ["土鸡蛋" in post for post in posts_since(world, before)] == [True]
        assert "没有没发出去的" in await answer_to(world, "重发")


async def test_a_list_is_sent_again_with_todays_prices(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(NoSuchPlace("gone"))
        await world.tell("清单")
        assert "没发出去" in world.heard(ORGANIZER)[-1]
        before = len(world.group())
        await world.tell("重发1")
        (post,) = posts_since(world, before)
        assert "草莓" in post


async def test_a_list_is_not_sent_again_once_orders_are_over(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(NoSuchPlace("gone"))
        await world.tell("清单")
        await world.tell("截单")
        before = len(world.group())
        assert "过时了" in await answer_to(world, "都重发")
        assert posts_since(world, before) == []


async def test_orders_are_acknowledged_once_when_the_gateway_is_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.ORDERED_FROM) as world:
        for name in ("李哥", "张伯", "田田"):
            await world.say(name, "鸡蛋1板")
        before = len(world.group())
        await _away(world, hours=4)
        (post,) = posts_since(world, before)
        assert all(name in post for name in ("李哥", "张伯", "田田"))


async def test_an_answer_that_nobody_waits_for_any_more_is_not_given(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.ORDERED_FROM) as world:
        world.fake.go_away()
        world.fake.come_back()
        await world.say("王芳", "我的订单")
        before = len(world.group())
        await _away(world, hours=2)
        assert posts_since(world, before) == []
        assert "没有卡住的" in await answer_to(world, "发件箱")


async def test_several_are_told_in_one_and_picked_by_number(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(NoSuchPlace("gone"), times=2)
        await world.say(ORGANIZER, "/清单")
        await world.say(ORGANIZER, "/截单")
        await world.advance(minutes=1)
        told = world.heard(ORGANIZER)[-1]
        assert told.startswith("有2条没发成")
        closing = next(line[0] for line in told.split("\n") if "截了" in line)
        before = len(world.group())
        await world.tell(f"重发{closing}")
        assert ["截" in post for post in posts_since(world, before)] == [True]
        assert "不补" in await answer_to(world, "都不补")
        assert "没有卡住的" in await answer_to(world, "发件箱")


async def test_what_she_lets_be_can_be_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(NoSuchPlace("gone"))
        await world.tell("清单")
        await world.tell("不补")
        assert "没有卡住的" in await answer_to(world, "发件箱")
        await world.tell("撤")
        assert "清单" in await answer_to(world, "发件箱")


async def test_what_is_out_again_can_not_be_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(NoSuchPlace("gone"))
        await world.tell("清单")
        await world.tell("重发")
        assert "已经发出去了" in await answer_to(world, "撤")


async def test_one_of_which_nobody_knows_is_hers_to_say(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(SendUnknown("no answer"))
        await world.tell("清单")
        await world.advance(minutes=5)
        assert "不知道出去没有" in world.heard(ORGANIZER)[-1]
        before = len(world.group())
        await world.tell("重发")
        assert len(posts_since(world, before)) == 1


async def test_a_word_to_herself_that_stays_in_doubt_is_told_in_the_end(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        for _ in range(3):
            world.fake.fail_next(SendUnknown("no answer"))
        await world.say("李梅", "太吵了")
        await world.advance(minutes=20)
        assert "“群里清静”" in world.heard(ORGANIZER)[-1]
        assert "不知道出去没有" in world.heard(ORGANIZER)[-1]


async def test_a_number_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        world.fake.fail_next(NoSuchPlace("gone"))
        await world.tell("清单")
        before = len(world.group())
        assert "没有这个号" in await answer_to(world, "重发3")
        assert posts_since(world, before) == []


async def test_what_waits_is_shown(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("王芳", "鸡蛋2板 3-501")
        assert "等着发的：\n阳光小区 记上了" in await answer_to(world, "发件箱")
