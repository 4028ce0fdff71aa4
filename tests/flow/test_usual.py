"""Is the usual said back before it is ordered, and is an earlier list copied? `老样子`, `开团 同昨天`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from models.groupbuy import stages
from models.ports import UnitOfWork
from tests.flow.shop import answer_to, group_buys, posts_since, shop
from tests.flow.world import World

pytestmark = pytest.mark.asyncio


def _ordered(unit: UnitOfWork) -> dict[str, Decimal]:
    (group_buy, *_) = group_buys(unit)
    names = {product.id: product.name for product in group_buy.products}
    return {names[line.product]: line.quantity for line in unit.books.standing(group_buy.id)}


@asynccontextmanager
async def next_day(folder: Path, listed: str) -> AsyncIterator[World]:
    """The day after 王芳 has taken eggs and berries, with another list."""
    async with shop(folder) as world:
        await world.say("王芳", "草莓1盒")
        await world.advance(minutes=5)
        await world.tell("截单")
        await world.advance_to(9, days=1)
        await world.tell(listed)
        await world.tell("发")
        yield world


async def test_the_usual_is_said_back_and_ordered_by_yes(tmp_path: Path) -> None:
    async with next_day(tmp_path, "1. 土鸡蛋 30枚/板 33元\n2. 牛奶 12瓶/箱 66元\n晚上8点截单") as world:
        posts = len(world.group())
        await world.say("王芳", "老样子")
        await world.advance(minutes=2)
        (post,) = posts_since(world, posts)
        assert "鸡蛋2板" in post
        assert "草莓" in post
        assert "66" not in post
        assert not await world.database.read(_ordered)
        await world.say("王芳", "对")
        await world.advance(minutes=1)
        assert await world.database.read(_ordered) == {"土鸡蛋": 2}


async def test_the_usual_with_one_more(tmp_path: Path) -> None:
    async with next_day(tmp_path, "1. 土鸡蛋 30枚/板 33元\n2. 草莓 1斤/盒 28元\n晚上8点截单") as world:
        await world.say("王芳", "跟上次一样，鸡蛋多一板")
        await world.advance(minutes=2)
        assert "鸡蛋3板、草莓1盒" in world.group()[-1]
        await world.say("王芳", "好的")
        await world.advance(minutes=1)
        assert await world.database.read(_ordered) == {"土鸡蛋": 3, "草莓": 1}


async def test_in_a_private_chat_with_its_sum(tmp_path: Path) -> None:
    async with next_day(tmp_path, "1. 土鸡蛋 30枚/板 33元\n2. 草莓 1斤/盒 28元\n晚上8点截单") as world:
        await world.say("王芳", "老样子", private=True)
        await world.advance(minutes=1)
        assert "94块" in world.heard("王芳")[-1]


async def test_no_leaves_it(tmp_path: Path) -> None:
    async with next_day(tmp_path, "1. 土鸡蛋 30枚/板 33元\n2. 牛奶 12瓶/箱 66元\n晚上8点截单") as world:
        await world.say("王芳", "老样子")
        await world.advance(minutes=2)
        await world.say("王芳", "算了")
        await world.say("王芳", "好的")
        await world.advance(minutes=2)
        assert not await world.database.read(_ordered)


async def test_who_has_taken_nothing_has_no_usual(tmp_path: Path) -> None:
    async with next_day(tmp_path, "1. 土鸡蛋 30枚/板 33元\n2. 牛奶 12瓶/箱 66元\n晚上8点截单") as world:
        posts = len(world.group())
        await world.say("小美", "老样子")
        await world.advance(minutes=5)
        assert not posts_since(world, posts)


async def test_yesterdays_list_is_copied(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("截单")
        await world.advance_to(9, days=1)
        draft = await answer_to(world, "开团 同昨天")
        assert "鸡蛋" in draft
        assert "草莓" in draft
        newest = (await world.database.read(group_buys))[0]
        assert newest.stage is stages.Stage.DRAFT
        await world.tell("发")
        assert (await world.database.read(group_buys))[0].stage is stages.Stage.OPEN


async def test_of_a_day_without_a_list_there_is_nothing_to_copy(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        answer = await answer_to(world, "开团 同前天")
    assert "没有能照着开的清单" in answer
