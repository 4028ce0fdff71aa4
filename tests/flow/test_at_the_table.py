"""Bags at the table: pickup numbers, taken along, mixed up, kept for another day, nobody's, and to the door."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.shop import answer_to, posts_since, say_in_room
from tests.flow.test_arriving_goods import on_the_way, table
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio


async def test_a_number_is_a_pickup_number_once_goods_are_there(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        assert "没有在取货的团" in await answer_to(world, "2号拿了")
        await world.tell("都到了")
        assert "李哥 3-502拿了，还有3家没拿" in await answer_to(world, "2号拿了")
        assert "王芳 3-501、田田 5-501拿了" in await answer_to(world, "1 4号拿了")
        assert "张伯 3-503拿了" in await answer_to(world, "3号 拿了")


async def test_a_building_is_all_who_live_there(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "还有1家没拿" in await answer_to(world, "3栋都拿了")
        assert "田田" in await answer_to(world, "谁没拿")


async def test_a_neighbour_takes_along_and_who_misses_theirs_may_ask(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        await world.say("田田", "3-502的我一起拿上去了")
        await world.advance(minutes=5)
        assert posts_since(world, before) == []
        told = await answer_to(world, "谁没拿")
        assert "还有2家没拿" in told
        assert "李哥" not in told
        assert "田田" not in told
        await world.say("李哥", "我的谁拿的？")
        await world.advance(minutes=3)
        (post,) = posts_since(world, before)
        assert "@李哥" in post
        assert "田田" in post
        assert "502" not in post


async def test_what_a_neighbour_said_is_gone_when_recalled(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        said = await world.say("田田", "3-502的我一起拿上去了")
        await world.recall("田田", said)
        assert "还有4家没拿" in await answer_to(world, "谁没拿")


async def test_she_says_who_took_it_along(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "李哥 3-502拿了" in await answer_to(world, "田田帮3-502拿了")
        await world.say("李哥", "谁把我的拿走了")
        await world.advance(minutes=3)
        assert "田田" in world.group()[-1]


async def test_two_helpers_tick_at_once_and_neither_undoes_the_other(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-501 3-502 拿了")
        assert "张伯 3-503拿了" in await answer_to(world, "502 503 拿了")
        await world.tell("撤")
        told = await answer_to(world, "谁没拿")
        assert "张伯" in told
        assert "李哥" not in told


async def test_a_mixed_up_bag_is_told_to_her_and_the_group_hears_no_name(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.say("李哥", "拿到了")
        await world.advance(minutes=5)
        await world.say("张伯", "拿到了")
        before = len(world.group())
        await world.say("张伯", "我袋子里怎么是草莓？我的鸡蛋呢")
        await world.advance(minutes=5)
        assert posts_since(world, before) == []
        told = world.heard(ORGANIZER)[-1]
        assert "这20分钟拿了草莓的：李哥 3-502" in told
        assert "田田" not in told
        await world.tell("1")
        await world.advance(minutes=2)
        (post,) = posts_since(world, before)
        assert "草莓" in post
        assert not any(name in post for name in ("李哥", "张伯"))


async def test_who_comes_another_day_is_called_for_no_more_tonight(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        for name in ("王芳", "李哥"):
            await world.say(name, "拿到了")
        before = len(world.group())
        await world.say("张伯", "今天回不来，明早拿行吗 鸡蛋帮我放阴凉处")
        await world.advance(minutes=5)
        assert any("张伯 3-503说「今天回不来" in told for told in world.heard(ORGANIZER))
        (answer,) = posts_since(world, before)
        assert "@张伯" in answer
        assert "明天" in answer
        await world.advance_to(20)
        (_, called) = posts_since(world, before)
        assert "田田" in called
        assert "张伯" not in called
        told_before = len(world.heard(ORGANIZER))
        await world.advance_to(9, 5, days=1)
        assert any("张伯 3-503" in told for told in world.heard(ORGANIZER)[told_before:])


async def test_she_keeps_a_bag_until_a_day_and_takes_it_back(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "后天上午9点再提醒你" in await answer_to(world, "3-503寄存到后天")
        assert "张伯" not in await answer_to(world, "谁没拿")
        await world.advance_to(9, 5, days=1)
        assert "张伯" not in "".join(world.heard(ORGANIZER)[-2:])
        await world.advance_to(9, 5, days=1)
        assert "张伯 3-503" in world.heard(ORGANIZER)[-1]


async def test_a_kept_bag_may_be_fetched_all_the_same(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-503寄存")
        assert "张伯 3-503拿了" in await answer_to(world, "3-503拿了")


async def test_keeping_is_taken_back(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-503寄存")
        await world.tell("撤")
        assert "张伯" in await answer_to(world, "谁没拿")


async def test_a_bag_that_nobody_owns_is_told_whose_it_may_be(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-502 3-501 拿了")
        told = await answer_to(world, "剩一袋没人认 鸡蛋2草莓1")
        first, second = told.index("田田 5-501"), told.index("李哥 3-502")
        assert first < second
        assert "王芳" not in told


async def test_doors_are_walked_by_building_unit_and_floor(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        for who in ("张伯", "3-501", "田田"):
            assert "以后都送门口" in await answer_to(world, f"{who}以后送门口")
        told = await answer_to(world, "分工")
        assert [told.index(name) for name in ("王芳", "张伯", "田田")] == sorted(
            told.index(name) for name in ("王芳", "张伯", "田田")
        )
        part = await answer_to(world, "分给小刘 5栋")
        assert part.startswith("小刘，")
        assert "1家" in part
        assert "5栋\n501 田田" in part
        assert "鸡蛋2板、草莓1盒" in part
        assert "送门口：3袋，鸡蛋6 草莓1" in await answer_to(world, "司机单")
        before = len(world.group())
        await world.tell("都到了")
        assert "号：2李哥" in posts_since(world, before)[0]


async def test_a_mark_is_taken_back(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await world.tell("张伯以后送门口")
        await world.tell("撤")
        assert "没有要送上门的" in await answer_to(world, "分工")


async def test_points_are_told_in_the_notice_and_loads_go_to_each(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        assert "东门（1、2、3栋）" in await answer_to(world, "取货点 加 东门 1-3栋")
        await world.tell("取货点 加 小卖部")
        assert "张伯 3-503在小卖部拿" in await answer_to(world, "张伯在小卖部拿")
        told = await answer_to(world, "司机单")
        assert "东门：2袋，鸡蛋4 草莓1" in told
        assert "小卖部：2袋，鸡蛋4 草莓1" in told
        before = len(world.group())
        await world.tell("都到了")
        assert "东门（1、2、3栋）、小卖部" in posts_since(world, before)[0]


async def test_a_point_is_dropped_and_brought_back(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await world.tell("取货点 加 东门 1-3栋")
        assert "没分取货点" in await answer_to(world, "取货点 删 东门")
        await world.tell("撤")
        assert "东门" in await answer_to(world, "取货点")
        assert "没有「西门」" in await answer_to(world, "取货点 删 西门")


async def test_what_is_said_in_another_group_ticks_nobody_here(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await say_in_room(world, "other@chatroom", "别的群", "田田", "3-502的我一起拿上去了", "x1")
        assert "还有4家没拿" in await answer_to(world, "谁没拿")
