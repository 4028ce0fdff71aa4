"""Goods come one by one, too few or too many: what she says of it, and what each person hears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.flow.shop import Stage, answer_to, posts_since, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

PEOPLE = {"王芳": "3-501", "李哥": "3-502", "张伯": "3-503", "田田": "5-501"}


@asynccontextmanager
async def on_the_way(folder: Path, *, berries: tuple[str, ...] = ("李哥", "田田")) -> AsyncIterator[World]:
    """Four have ordered two trays of eggs each, two of them berries too; the next day the truck is due."""
    async with shop(folder, Stage.PUBLISHED) as world:
        for name, home in PEOPLE.items():
            await world.say(name, f"鸡蛋2板{'，草莓1盒' if name in berries else ''} {home}")
            await world.advance(minutes=2)
        await world.advance_to(16, 10, days=1)
        yield world


@asynccontextmanager
async def table(folder: Path) -> AsyncIterator[World]:
    async with on_the_way(folder) as world:
        await world.tell("都到了")
        await world.advance(minutes=2)
        yield world


async def test_the_notice_lists_numbers_and_nicknames_and_neither_rooms_nor_goods(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        before = len(world.group())
        await world.tell("都到了")
        (post,) = posts_since(world, before)
        assert "号：1王芳、2李哥、3张伯、4田田" in post
        assert not any(word in post for word in ("501", "502", "鸡蛋", "草莓"))


async def test_goods_that_come_one_by_one_call_nobody_before_all_are_there(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        before = len(world.group())
        told = await answer_to(world, "鸡蛋到了")
        assert "还差草莓" in told
        assert posts_since(world, before) == []
        assert "群里喊了" in await answer_to(world, "草莓到了")
        assert len(posts_since(world, before)) == 1


async def test_she_may_call_for_what_is_there_already(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        before = len(world.group())
        await world.tell("鸡蛋到了")
        assert "群里喊了鸡蛋先拿" in await answer_to(world, "1")
        (post,) = posts_since(world, before)
        assert "鸡蛋" in post
        assert "草莓" not in post
        assert "王芳 3-501拿了" in await answer_to(world, "3-501 拿了")
        await world.tell("都到了")
        assert "号：" in posts_since(world, before)[-1]


async def test_goods_that_are_not_on_the_list_are_told_so(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        assert "清单里没有「螃蟹」" in await answer_to(world, "螃蟹到了")


async def test_a_shortage_is_proposed_and_only_her_word_sends_it(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        proposed = await answer_to(world, "少3板鸡蛋")
        assert "田田 5-501 2、张伯 3-503 1" in proposed
        assert posts_since(world, before) == []
        assert "群里说了一声" in await answer_to(world, "发")
        await world.advance(minutes=2)
        (post,) = posts_since(world, before)
        assert "@田田" in post
        assert "@张伯" in post
        assert "少来了3板" in post
        assert "王芳" not in post


async def test_she_changes_who_goes_without(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少3板鸡蛋")
        assert "张伯 3-503 2、李哥 3-502 1" in await answer_to(world, "给田田留")
        assert "李哥 3-502 2、王芳 3-501 1" in await answer_to(world, "张伯别动")
        await world.tell("发")
        told = await answer_to(world, "缺的")
        assert "李哥 3-502 缺鸡蛋2板" in told
        assert "张伯" not in told


async def test_a_proposal_that_she_leaves_changes_nothing(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少3板鸡蛋")
        assert "先不动" in await answer_to(world, "算了")
        assert "没有缺的" in await answer_to(world, "缺的")


async def test_whom_she_spares_goes_without_last(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "缺货时排在别人后头" in await answer_to(world, "田田缺货别动")
        assert "张伯 3-503 2、李哥 3-502 1" in await answer_to(world, "少3板鸡蛋")
        await world.tell("算了")
        await world.tell("撤")
        assert "田田 5-501 2" in await answer_to(world, "少3板鸡蛋")


async def test_each_chooses_and_the_group_hears_no_more(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少3板鸡蛋")
        await world.tell("发")
        await world.advance(minutes=2)
        before = len(world.group())
        await world.say("田田", "退吧")
        await world.say("张伯", "下批补")
        await world.advance(minutes=5)
        assert posts_since(world, before) == []
        told = await answer_to(world, "缺的")
        assert "田田 5-501 缺鸡蛋2板：退" in told
        assert "张伯 3-503 缺鸡蛋1板：补" in told
        assert "要退64块" in told
        await world.say("张伯", "还是退吧")
        assert "要退96块" in await answer_to(world, "缺的")


async def test_who_says_nothing_is_settled_by_one_word_and_taken_back_by_one(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少3板鸡蛋")
        await world.tell("发")
        await world.say("田田", "补")
        told = await answer_to(world, "没回的都退")
        assert "张伯 3-503 缺鸡蛋1板：退" in told
        assert "田田 5-501 缺鸡蛋2板：补" in told
        await world.tell("撤")
        assert "1家没回" in await answer_to(world, "缺的")


async def test_what_is_missing_is_nothing_to_fetch(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = await answer_to(world, "谁没拿")
        assert "田田 5-501 鸡蛋2" in before
        await world.tell("少1板鸡蛋")
        await world.tell("发")
        assert "田田 5-501 鸡蛋1" in await answer_to(world, "谁没拿")


async def test_who_wants_other_goods_is_shown_to_her(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少1板鸡蛋")
        await world.tell("发")
        await world.say("田田", "换草莓")
        await world.advance(minutes=1)
        assert "想换草莓" in world.heard(ORGANIZER)[-1]


async def test_a_shortage_is_taken_back_before_the_group_hears_of_it(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, "少3板鸡蛋", private=True)
        await world.say(ORGANIZER, "发", private=True)
        await world.say(ORGANIZER, "撤", private=True)
        await world.advance(minutes=5)
        assert posts_since(world, before) == []
        assert "没有缺的" in await answer_to(world, "缺的")


async def test_a_shortage_on_which_a_choice_rests_stays(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("少1板鸡蛋")
        await world.tell("发")
        await world.say("田田", "退")
        assert "后面又动过了" in await answer_to(world, "撤")
        assert "田田 5-501 缺鸡蛋1板：退" in await answer_to(world, "缺的")


async def test_one_bag_that_lacks_something_touches_nobody_else(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        told = await answer_to(world, "3-501缺鸡蛋1")
        assert "王芳 3-501缺鸡蛋1板，32块" in told
        assert "王芳 3-501 缺鸡蛋1板：退" in await answer_to(world, "1")
        await world.advance(minutes=5)
        assert posts_since(world, before) == []


async def test_breakage_goes_by_the_unit_where_only_one_product_has_it(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        assert "鸡蛋碎了2板" in await answer_to(world, "碎了2板")
        before = len(world.group())
        await world.tell("发")
        await world.advance(minutes=2)
        assert "碎了2板" in posts_since(world, before)[0]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("少9板鸡蛋", "没那么多"),
        ("少3个鸡蛋", "鸡蛋是按板卖的"),
        ("少3板螃蟹", "没听出缺哪样"),
        ("9-901缺鸡蛋1", "没找到"),
        ("王芳缺草莓1", "没订草莓"),
        ("缺 鸡蛋", "少几个没说"),
        ("多2只螃蟹", "清单里没有"),
        ("剩一袋没人认 螃蟹", "没看出袋里是什么"),
        ("9-901寄存", "没找到"),
        ("3-501在西门拿", "取货点"),
        ("999号拿了", "没找到"),
    ],
)
async def test_what_can_not_be_changes_nothing_and_says_what_would_be_right(
    tmp_path: Path, typed: str, told: str
) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        assert told in await answer_to(world, typed)
        assert "没有缺的" in await answer_to(world, "缺的")
        assert "还有4家没拿" in await answer_to(world, "谁没拿")
        await world.advance(minutes=5)
        assert posts_since(world, before) == []


async def test_left_overs_go_to_who_speaks_first(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        assert "先说的先给" in await answer_to(world, "多2板鸡蛋 30")
        for name, text in (("王芳", "要"), ("小美", "我要一板"), ("阿福", "+1")):
            await world.say(name, text)
            await world.advance(seconds=10)
        await world.advance(minutes=3)
        offered, sold = posts_since(world, before)
        assert "2板鸡蛋" in offered
        assert "30" in offered
        assert "王芳、小美" in sold
        assert "阿福" in sold
        assert "鸡蛋3" in await answer_to(world, "订单 3-501")
        assert "没找到" in await answer_to(world, "订单 阿福") or "阿福" not in await answer_to(world, "订单 阿福")


async def test_her_own_word_at_the_table_opens_the_sale(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, "多两板鸡蛋 32 谁要")
        await world.say("小美", "要")
        await world.say("阿福", "+1")
        await world.advance(minutes=3)
        (sold,) = posts_since(world, before)
        assert "小美、阿福" in sold


async def test_a_sale_that_nobody_finishes_ends_by_itself(tmp_path: Path) -> None:
    async with table(tmp_path) as world:
        await world.tell("多2板鸡蛋")
        before = len(world.group())
        await world.say("小美", "要")
        await world.advance(minutes=20)
        assert posts_since(world, before) == []
        await world.advance(minutes=12)
        (sold,) = posts_since(world, before)
        assert "小美" in sold
        await world.say("阿福", "要")
        await world.advance(minutes=5)
        assert len(posts_since(world, before)) == 1


async def test_left_overs_are_no_order_before_the_goods_are_there(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        assert "没有在取货的团" in await answer_to(world, "多2板鸡蛋")
