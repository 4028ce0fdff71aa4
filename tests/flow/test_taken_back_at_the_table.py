"""What residents said at the table is recalled, and what she chose is taken back: nothing of it stays by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.community.modes import defaults_of
from models.community.people import GroupMode
from tests.flow.shop import Stage, answer_to, bring_to, open_sqlite, posts_since
from tests.flow.test_arriving_goods import on_the_way, table
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio


async def test_a_choice_that_is_recalled_is_open_again(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少1板鸡蛋")
        await world.tell("发")
        said = await world.say("田田", "退吧")
        await world.recall("田田", said)
        assert "田田 5-501 缺鸡蛋1板：没回" in await answer_to(world, "缺的")


async def test_who_gives_a_left_over_back_leaves_it_to_the_next(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("多1板鸡蛋")
        before = len(world.group())
        said = await world.say("小美", "要")
        await world.recall("小美", said)
        await world.say("阿福", "要")
        await world.advance(minutes=2)
        (sold,) = posts_since(world, before)
        assert "阿福" in sold
        assert "小美" not in sold


async def test_who_carried_nothing_of_their_own_may_recall_it_too(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        said = await world.say("小美", "帮3-502拿上去了")
        assert "还有3家没拿" in await answer_to(world, "谁没拿")
        await world.recall("小美", said)
        assert "还有4家没拿" in await answer_to(world, "谁没拿")


async def test_a_kept_bag_is_called_for_again_when_that_is_recalled(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        said = await world.say("张伯", "今天回不来，明早拿行吗")
        assert "张伯" not in await answer_to(world, "谁没拿")
        await world.recall("张伯", said)
        assert "张伯" in await answer_to(world, "谁没拿")


async def test_a_captain_recalls_the_sum(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    try:
        async with World(store, tmp_path, settings=defaults_of(GroupMode.LOCKDOWN)) as world:
            await bring_to(Stage.PUBLISHED, world)
            said = await world.say("李楼长", "5号楼楼长：101 鸡蛋2 / 102 鸡蛋1 / 203 无")
            assert "鸡蛋2板" in await answer_to(world, "订单 5-101")
            await world.recall("李楼长", said)
            assert "没找到" in await answer_to(world, "订单 5-101")
            assert "没找到" in await answer_to(world, "订单 5-102")
    finally:
        store.close()


async def test_another_does_not_recall_the_captains_sum(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    try:
        async with World(store, tmp_path, settings=defaults_of(GroupMode.LOCKDOWN)) as world:
            await bring_to(Stage.PUBLISHED, world)
            said = await world.say("李楼长", "5号楼楼长：101 鸡蛋2 / 203 无")
            await world.recall("王芳", said)
            assert "鸡蛋2板" in await answer_to(world, "订单 5-101")
    finally:
        store.close()


async def test_how_bags_are_listed_is_hers_to_choose(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        assert "按楼列" in await answer_to(world, "按楼喊")
        before = len(world.group())
        await world.tell("都到了")
        post = posts_since(world, before)[0]
        assert "3栋：1王芳、2李哥、3张伯" in post
        assert "5栋：4田田" in post


async def test_nobody_is_listed_where_she_does_not_want_it_and_again_after_taking_back(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await world.tell("不列名单")
        await world.tell("都到了")
        assert "王芳" not in world.group()[-1]


async def test_by_which_rule_goods_are_missing_is_hers_to_choose(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("3-501 鸡蛋改4")
        assert "扣多的" in await answer_to(world, "缺货先扣多的")
        assert "王芳 3-501 3" in await answer_to(world, "少3板鸡蛋")
        await world.tell("算了")
        await world.tell("撤")
        assert "田田 5-501 2" in await answer_to(world, "少3板鸡蛋")


async def test_what_is_said_of_no_goods_is_talk(tmp_path: Path) -> None:
    """Words that look like those of the table, and are none: nothing is ticked, kept or chosen."""
    async with table(tmp_path) as world:
        before = len(world.heard(ORGANIZER))
        for name, text in (
            ("王芳", "退一步海阔天空"),
            ("李哥", "明天去拿快递"),
            ("张伯", "我的车谁拿走了"),
            ("田田", "帮我带个话"),
            ("王芳", "好的"),
            ("小美", "要下雨了"),
        ):
            await world.say(name, text)
            await world.advance(minutes=1)
        assert "还有4家没拿" in await answer_to(world, "谁没拿")
        assert "没有缺的" in await answer_to(world, "缺的")
        assert not any("先寄着" in told for told in world.heard(ORGANIZER)[before:])
