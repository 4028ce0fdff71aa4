"""A building's captain adds up its households: one order each, `无` is an answer, and the total is read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.community.modes import defaults_of
from models.community.people import GroupMode
from tests.flow.shop import Stage, answer_to, bring_to, open_sqlite, posts_since, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

SUM = "5号楼楼长：101 鸡蛋2 / 102 鸡蛋1草莓1 / 203 无 / 301 鸡蛋1(奶粉急)"


async def test_in_a_locked_down_group_it_is_entered_and_read_back(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    try:
        settings = replace(defaults_of(GroupMode.LOCKDOWN))
        async with World(store, tmp_path, settings=settings) as world:
            await bring_to(Stage.PUBLISHED, world)
            before = len(world.group())
            await world.say("李楼长", SUM)
            await world.advance(minutes=4)
            (post,) = posts_since(world, before)
            assert "@李楼长" in post
            assert "3户要" in post
            assert "1户" in post
            assert "鸡蛋4板" in post
            assert "草莓1盒" in post
            assert "鸡蛋2板" in await answer_to(world, "订单 5-101")
            assert "鸡蛋1板、草莓1盒" in await answer_to(world, "订单 5-102")
            await world.say("李楼长", "5号楼楼长：101 鸡蛋3 / 102 无")
            assert "鸡蛋3" in await answer_to(world, "订单 5-101")
            assert "没找到" in await answer_to(world, "订单 5-102")
    finally:
        store.close()


async def test_elsewhere_it_waits_for_her_word(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("李楼长", SUM)
        await world.advance(minutes=1)
        asked = world.heard(ORGANIZER)[-1]
        assert "李楼长报5号楼：3户要、1户不要" in asked
        assert "没找到" in await answer_to(world, "订单 5-101")
        await world.say("李楼长", SUM)
        await world.advance(minutes=1)
        assert "每户记了一单" in await answer_to(world, "收")
        assert "鸡蛋2板" in await answer_to(world, "订单 5-101")
        await world.tell("撤")
        assert "没找到" in await answer_to(world, "订单 5-101")


async def test_she_pastes_it_herself(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        told = await answer_to(world, SUM)
        assert "3户要、1户不要" in told
        assert "每户记了一单" in told
        assert "鸡蛋1" in await answer_to(world, "订单 5-301")


async def test_after_the_cut_off_it_is_hers(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.say("李楼长", SUM)
        await world.advance(minutes=1)
        assert "截了以后才报的" in world.heard(ORGANIZER)[-1]


async def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        told = await answer_to(world, "5号楼楼长：101 鸡蛋2 / 102 螃蟹3只")
        assert "有1处没看懂" in told
        assert "没找到" in await answer_to(world, "订单 5-102")


async def test_who_has_not_answered_is_told_by_building(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell(SUM)
        await world.tell("截单")
        await world.tell("到了")
        await world.advance_to(8, days=1)
        await world.tell("1. 豆腐 4元/块\n2. 牛奶 66元/箱\n晚上8点截单")
        await world.tell("发")
        await world.tell("5号楼楼长：101 豆腐1 / 102 无")
        told = await answer_to(world, "5栋谁没报")
        assert "301" in told
        assert "101" not in told
        assert "102" not in told
