"""Are raised hands counted, and never taken for orders? `要牛腩的扣1`, `收到扣1`, and what came of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.ports import UnitOfWork
from tests.flow.shop import Stage, answer_to, group_buys, posts_since, shop, standing_of
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

ASKED = "有人要牛腩吗，够5个我去谈，要的扣1"


async def _hands(world: World) -> None:
    await world.say(ORGANIZER, ASKED)
    for name, text in (("小美", "1"), ("田田", "11"), ("阿福", "+2")):
        await world.say(name, text)
        await world.advance(minutes=1)


def _ordered(unit: UnitOfWork) -> dict[str, Decimal]:
    (group_buy, *_) = group_buys(unit)
    names = {product.id: product.name for product in group_buy.products}
    people = unit.people.many(line.member for line in unit.books.standing(group_buy.id))
    lines = unit.books.standing(group_buy.id)
    return {f"{people[line.member].nickname} {names[line.product]}": line.quantity for line in lines}


async def test_hands_are_counted_with_names_and_order_nothing(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before, posts = await standing_of(world), len(world.group())
        await _hands(world)
        assert await standing_of(world) == before
        assert not posts_since(world, posts)
        answer = await answer_to(world, "谁没回")
        assert "牛腩扣1的3位，一共4：小美、田田、阿福" in answer


async def test_she_hears_that_there_are_enough(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.heard(ORGANIZER))
        await _hands(world)
        assert not any("够" in text for text in world.heard(ORGANIZER)[before:])
        await world.say("何姐", "1")
        await world.advance(minutes=1)
        assert any("牛腩够5了，4位" in text for text in world.heard(ORGANIZER)[before:])


async def test_what_came_of_it_is_put_to_those_people_once(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _hands(world)
        before, posts = len(world.heard(ORGANIZER)), len(world.group())
        await world.say(ORGANIZER, "牛腩谈下来了 58一斤")
        await world.advance(minutes=1)
        (asked,) = world.heard(ORGANIZER)[before:]
        assert "上架牛腩，问一下扣1的3位" in asked
        assert not posts_since(world, posts)
        await world.tell("1")
        (post,) = posts_since(world, posts)
        assert all(name in post for name in ("小美", "田田", "阿福"))
        assert "58元" in post
        await world.say("小美", "牛腩2斤 5-302")
        await world.advance(minutes=1)
        assert (await world.database.read(_ordered))["小美 牛腩"] == 2
        before = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "牛腩谈下来了 58一斤")
        await world.advance(minutes=1)
        assert not any("问一下" in text for text in world.heard(ORGANIZER)[before:])


async def test_with_nothing_open_it_makes_a_list_of_its_own(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await _hands(world)
        posts = len(world.group())
        assert "扣过1的3位" in await answer_to(world, "牛腩谈下来了58一斤")
        assert any("牛腩" in post for post in posts_since(world, posts))
        await world.say("阿福", "要2斤 5-303")
        await world.advance(minutes=1)
        assert (await world.database.read(_ordered))["阿福 牛腩"] == 2


async def test_receipts_tell_who_has_not_read(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("小美", "来了")
        await world.say(ORGANIZER, "明天停水，收到扣1")
        await world.say("王芳", "1")
        await world.advance(minutes=1)
        answer = await answer_to(world, "谁没回")
        assert "收到的1位：王芳" in answer
        assert "没回的1位：小美" in answer


async def test_a_plus_is_a_hand_at_first_and_an_order_of_the_one_thing_on_sale_later(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("开团 1. 草莓 1斤/盒 29.9元")
        await world.tell("发")
        await world.say(ORGANIZER, "明天停水，收到扣1")
        await world.say("小美", "+1")
        await world.advance(minutes=1)
        assert not await world.database.read(_ordered)
        await world.advance(minutes=31)
        await world.say("王芳", "+1")
        await world.advance(minutes=1)
        assert await world.database.read(_ordered) == {"王芳 草莓": 1}


async def test_nothing_was_asked(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        assert "没问过扣1" in await answer_to(world, "谁没回")
