"""Neighbours agree on goods: an order given on, a unit shared. Both speak, else nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.shop import Stage, answer_to, posts_since, shop
from tests.flow.test_arriving_goods import on_the_way
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio


async def talk(world: World, *said: tuple[str, str]) -> None:
    for name, text in said:
        await world.say(name, text)
        await world.advance(seconds=40)


async def test_an_order_goes_on_after_the_cut_off_when_both_have_spoken(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        before = len(world.group())
        await talk(world, ("李哥", "临时出差，草莓1盒转给谁？"), ("王芳", "给我吧"))
        assert "草莓1" in await answer_to(world, "订单 3-502")
        await talk(world, ("李哥", "好嘞"))
        await world.advance(minutes=4)
        assert "草莓1" in await answer_to(world, "订单 3-501")
        assert "草莓" not in await answer_to(world, "订单 3-502")
        (post,) = posts_since(world, before)
        assert "李哥" in post
        assert "王芳" in post
        assert "块" not in post
        assert any("李哥的草莓1盒转给王芳了" in told for told in world.heard(ORGANIZER))


async def test_who_has_paid_stays_visible_to_her(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await world.say("李哥", "已付93.9")
        await talk(world, ("李哥", "草莓我不要了 @王芳 给你"), ("王芳", "好的谢谢"))
        assert any("李哥说付过了，钱让王芳转给李哥" in told for told in world.heard(ORGANIZER))


async def test_an_offer_without_a_yes_moves_nothing(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await talk(world, ("李哥", "草莓1盒转给谁？"), ("李哥", "好嘞"))
        assert "草莓1" in await answer_to(world, "订单 3-502")
        await world.advance(hours=3)
        await talk(world, ("王芳", "给我吧"), ("李哥", "好嘞"))
        assert "草莓1" in await answer_to(world, "订单 3-502")


async def test_what_one_is_offered_another_does_not_get(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await talk(world, ("李哥", "草莓转给@王芳"), ("张伯", "给我吧"), ("李哥", "好"))
        assert "草莓" not in await answer_to(world, "订单 3-503")
        await talk(world, ("王芳", "好"))
        assert "草莓1" in await answer_to(world, "订单 3-501")


async def test_who_has_nothing_offers_nothing(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        await talk(world, ("王芳", "草莓1盒转给谁？"), ("张伯", "给我吧"), ("王芳", "好嘞"))
        assert "草莓" not in await answer_to(world, "订单 3-503")


async def test_a_unit_is_shared_when_both_agree(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.ORDERED_FROM) as world:
        before = len(world.group())
        await talk(world, ("王芳", "鸡蛋一板太多，谁拼？"), ("何姐", "我，一人一半"), ("王芳", "好，放我这分"))
        await world.advance(minutes=4)
        assert any("王芳和何姐一人一半" in post or "合着要" in post for post in posts_since(world, before))
        assert any("每家16块" in told for told in world.heard(ORGANIZER))
        assert "鸡蛋2板" in await answer_to(world, "统计") or "鸡蛋 2" in await answer_to(world, "统计")


async def test_a_unit_is_shared_by_her_word_and_taken_back(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as world:
        told = await answer_to(world, "李哥跟张伯拼草莓")
        assert "李哥和张伯拼草莓1盒，一人一半" in told
        assert "没动" in await answer_to(world, "李哥跟田田拼草莓")
        await world.tell("撤")
        assert "一人一半" in await answer_to(world, "李哥跟田田拼草莓")


async def test_a_share_that_names_the_neighbour_waits_for_their_yes(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("何姐", "大家好")
        await talk(world, ("王芳", "我跟何姐拼一盒草莓 一人一半"))
        assert "没找到" in await answer_to(world, "订单 王芳")
        await talk(world, ("何姐", "好的"))
        assert "草莓1" in await answer_to(world, "订单 王芳")
