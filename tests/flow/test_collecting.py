"""Who has come for their goods? Ticks by the organizer and by residents, and words about those who are left."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.flow.shop import Stage, answer_to, posts_since, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

PEOPLE = {"王芳": "3-501", "李哥": "3-502", "张伯": "3-503", "田田": "5-501"}


@asynccontextmanager
async def table(
    folder: Path, *names: str, more: int = 0, also: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[World]:
    """Four have ordered eggs, 李哥 strawberries too; the next day at half past four the goods are there, and those
    named have been ticked. ``more`` are others with an order; ``also`` are others, with their homes."""
    async with shop(folder, Stage.PUBLISHED) as world:
        for name, home in {**PEOPLE, **also}.items():
            await world.say(name, f"鸡蛋1板{'，草莓1盒' if name == '李哥' else ''} {home}")
            await world.advance(minutes=2)
        for number in range(more):
            await world.say(f"邻居{number}", f"鸡蛋1板 7-{number}01")
        await world.advance_to(16, 20, days=1)
        await world.tell("到了")
        for name in names:
            await world.say(name, "拿到了")
            await world.advance(minutes=1)
        yield world


async def test_a_room_is_ticked_and_taken_back(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "王芳 3-501拿了，还有3家没拿" in await answer_to(world, "3-501 拿了")
        assert "早记过拿了" in await answer_to(world, "3-501拿了")
        assert "撤了：拿了的（王芳 3-501）" in await answer_to(world, "撤")
        assert "还有4家没拿" in await answer_to(world, "谁没拿")


async def test_several_rooms_and_a_name(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "还有1家没拿" in await answer_to(world, "502 503 王芳 拿了")
        assert "田田 5-501 鸡蛋1" in await answer_to(world, "谁没取")


async def test_a_room_of_two_buildings_is_asked(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        asked = await answer_to(world, "501拿了")
        assert "王芳 3-501" in asked
        assert "田田 5-501" in asked
        await world.tell("2")
        assert "田田" not in await answer_to(world, "谁没拿")


async def test_of_several_rooms_only_the_one_that_is_not_clear_is_asked(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "2 田田 5-501" in await answer_to(world, "501 502 拿了")
        assert "还有2家没拿" in await answer_to(world, "2")
        left = await answer_to(world, "谁没拿")
        assert "王芳" in left
        assert "李哥" not in left


async def test_of_two_rooms_that_are_not_clear_she_tells_the_buildings(tmp_path: Path) -> None:
    async with table(tmp_path, also={"小美": "5-502"}) as world:
        assert "带上楼号" in await answer_to(world, "501 502 拿了")
        assert "3-501" in await answer_to(world, "除了501都拿了")


async def test_all_but_one(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "还有1家没拿" in await answer_to(world, "除了502都拿了")
        assert "李哥 3-502 鸡蛋1 草莓1" in await answer_to(world, "谁没拿")
        assert "都拿完了" in await answer_to(world, "都拿了")


async def test_a_building_is_all_who_live_there(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "还有2家没拿" in await answer_to(world, "3栋除了502都拿了")
        assert "李哥 3-502 鸡蛋1 草莓1" in await answer_to(world, "谁没拿")
        assert "还有1家没拿" in await answer_to(world, "3号楼都拿了")
        assert "田田 5-501" in await answer_to(world, "谁没拿")


@pytest.mark.parametrize(
    "dictated", ["三号楼五零一拿了。", "三杠五零一 拿了。", "三幢五零一室，拿了。", "拿了，三杠五零一。", "3棟501拿了"]
)
async def test_a_room_is_dictated(tmp_path: Path, dictated: str) -> None:
    async with table(tmp_path) as world:
        assert "王芳 3-501拿了，还有3家没拿" in await answer_to(world, dictated)


async def test_many_at_once_are_read_back(tmp_path: Path) -> None:
    async with table(tmp_path, more=4) as world:
        assert "8家都拿了？" in await answer_to(world, "都拿了")
        assert "还有8家没拿" in await answer_to(world, "谁没拿")
        await world.tell("都拿了")
        assert "都拿完了" in await answer_to(world, "好")


async def test_residents_tick_themselves(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "李哥") as world:
        told = await answer_to(world, "谁没拿")
        assert told.startswith("还有2家没拿")
        assert "王芳" not in told


async def test_who_is_nobody_with_goods_is_not_found(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "没找到「9-901」的单" in await answer_to(world, "9-901 拿了")


async def test_nothing_is_posted_about_a_tick(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, "/3-501 拿了")
        await world.advance(minutes=5)
        assert posts_since(world, before) == []
        assert "王芳 3-501拿了" in world.heard(ORGANIZER)[-1]


async def test_an_hour_before_the_end_who_is_left_is_called_once(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "李哥", "张伯") as world:
        before = len(world.group())
        await world.advance_to(18, 59)
        assert posts_since(world, before) == []
        await world.advance_to(21)
        (post,) = posts_since(world, before)
        assert "田田" in post
        assert "8点" in post
        assert "501" not in post


async def test_who_is_left_is_called_with_the_reminder_of_the_same_hour(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "李哥") as world:
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块\n晚上7点半截单，明天下午4点半到")
        await world.tell("发")
        await world.say("老周", "今天有牛奶了")
        await world.advance_to(18, 58)
        before = len(world.group())
        await world.advance_to(19, 10)
        (post,) = world.group()[before:]
        assert "7点半" in post
        assert "张伯" in post
        assert "田田" in post


async def test_in_a_lock_down_they_are_called_with_their_rooms(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "李哥") as world:
        await world.tell("群模式 封控")
        before = len(world.group())
        await world.advance_to(21)
        (post,) = posts_since(world, before)
        assert "张伯 3-503、田田 5-501" in post


async def test_nobody_is_called_where_all_have_come(tmp_path: Path) -> None:
    async with table(tmp_path, *PEOPLE) as world:
        before = len(world.group())
        await world.advance_to(21)
        assert posts_since(world, before) == []


async def test_where_no_ticks_are_kept_she_is_asked_and_nobody_named(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳") as world:
        before = len(world.group())
        await world.advance_to(19, 30)
        assert posts_since(world, before) == []
        assert "还有3家没记拿了" in world.heard(ORGANIZER)[-1]
        await world.tell("喊一下没拿的")
        assert ["田田" in post and "李哥" in post for post in posts_since(world, before)] == [True]


async def test_fresh_goods_are_told_to_her_soon(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "田田", "张伯") as world:
        await world.advance_to(18, 5)
        assert "草莓还有1家没拿，怕坏：李哥 3-502" in world.heard(ORGANIZER)[-1]


async def test_the_next_morning_she_hears_who_is_left(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "田田", "张伯") as world:
        await world.advance_to(23)
        before = len(world.heard(ORGANIZER))
        await world.advance_to(9, 5, days=1)
        assert any("还有1家没拿：\n李哥 3-502" in told for told in world.heard(ORGANIZER)[before:])


async def test_a_truck_that_is_late_calls_nobody(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "田田", "张伯") as world:
        await world.tell("晚到 9点")
        before = len(world.group())
        await world.advance_to(20, 50)
        assert posts_since(world, before) == []


async def test_thanks_that_were_said_are_not_taken_back_nor_is_what_was_before_them(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-501 拿了")
        left = await answer_to(world, "谁没拿")
        await world.tell("收摊")
        assert "收摊撤不回来" in await answer_to(world, "撤")
        assert await answer_to(world, "谁没拿") == left
        assert "撤了" in await answer_to(world, "撤")


async def test_packing_up_thanks_the_group_once(tmp_path: Path) -> None:
    async with table(tmp_path, "王芳", "田田", "张伯") as world:
        before = len(world.group())
        assert "还有1家没拿" in await answer_to(world, "收摊")
        await world.advance(minutes=5)
        (post,) = posts_since(world, before)
        assert "谢谢" in post or "辛苦" in post
        assert "李哥" in post
