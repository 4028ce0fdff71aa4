"""Are a picture of hers and the words beside it one product? Whoever quotes either means it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.ports import UnitOfWork
from models.values import MessageKind, Quote
from tests.flow.shop import ORGANIZER, group_buys, shop
from tests.flow.world import World

pytestmark = pytest.mark.asyncio


def _ordered(unit: UnitOfWork) -> dict[str, Decimal]:
    """What 小美 has ordered."""
    (group_buy, *_) = group_buys(unit)
    names = {product.id: product.name for product in group_buy.products}
    lines = unit.books.standing(group_buy.id)
    people = unit.people.many(line.member for line in lines)
    return {names[line.product]: line.quantity for line in lines if people[line.member].nickname == "小美"}


async def _picture(world: World) -> str:
    return await world.say(ORGANIZER, "", kind=MessageKind.IMAGE)


async def _quotes(world: World, message: str, text: str) -> None:
    """小美 quotes a picture, of which WeChat tells the id."""
    await world.say("小美", text, quoting=Quote(text="[图片]", name=ORGANIZER, message_id=message))
    await world.advance(minutes=2)


@pytest.mark.parametrize("words_first", [False, True])
async def test_a_quoted_picture_means_the_product_of_its_words(words_first: bool, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        if words_first:
            await world.say(ORGANIZER, "草莓今天特别甜，早上刚摘的")
        picture = await _picture(world)
        await world.advance(seconds=90)
        if not words_first:
            await world.say(ORGANIZER, "草莓今天特别甜，早上刚摘的")
        await world.advance(minutes=5)
        await _quotes(world, picture, "来两盒 5-302")
        assert (await world.database.read(_ordered))["草莓"] == 2


async def test_several_pictures_and_their_words_are_told_apart(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        eggs = await _picture(world)
        await world.say(ORGANIZER, "鸡蛋是散养的")
        await world.advance(seconds=20)
        berries = await _picture(world)
        await world.say(ORGANIZER, "草莓又大又红")
        await world.advance(minutes=5)
        await _quotes(world, berries, "2份 5-302")
        assert (await world.database.read(_ordered))["草莓"] == 2
        await _quotes(world, eggs, "一份")
        assert await world.database.read(_ordered) == {"草莓": 2, "土鸡蛋": 1}


async def test_what_is_further_apart_than_three_minutes_is_not_one(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        picture = await _picture(world)
        await world.advance(minutes=4)
        await world.say(ORGANIZER, "草莓今天特别甜")
        await world.advance(minutes=5)
        await _quotes(world, picture, "来两盒 5-302")
        assert "草莓" not in await world.database.read(_ordered)


async def test_a_picture_without_an_id_means_the_only_one_that_there_is(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _picture(world)
        await world.say(ORGANIZER, "草莓今天特别甜")
        await world.advance(minutes=5)
        await world.say("小美", "两盒 5-302", quoting="[图片]")
        await world.advance(minutes=2)
        assert (await world.database.read(_ordered))["草莓"] == 2


async def test_a_picture_of_something_new_is_offered_to_join_the_list(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        picture = await _picture(world)
        before = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "大白菜 3元/颗")
        await world.advance(minutes=1)
        (asked,) = world.heard(ORGANIZER)[before:]
        assert "上架大白菜" in asked
        posts = len(world.group())
        await world.tell("1")
        assert len(world.group()) == posts
        await _quotes(world, picture, "来两颗 5-302")
        assert (await world.database.read(_ordered))["大白菜"] == 2
