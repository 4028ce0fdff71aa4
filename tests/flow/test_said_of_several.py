"""Is what was said of several lists gone on with in all of them, and is what names nobody's goods understood?"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.ports import UnitOfWork
from tests.flow.shop import group_buys
from tests.flow.test_book_words import book, open_shop
from tests.flow.test_several_group_buys import second_list
from tests.flow.world import World

pytestmark = pytest.mark.asyncio

BOTH = "鸡蛋1板，牛奶2箱"


async def said(world: World, *words: tuple[str, str]) -> None:
    for name, text in words:
        await world.say(name, text)
        await world.advance(seconds=20)


async def asked(world: World) -> list[str]:
    """What is being asked about, over all lists."""

    def read(unit: UnitOfWork) -> list[str]:
        books = [unit.books.read(one.id) for one in group_buys(unit)]
        return [question.about.value for book in books for question in book.questions()]

    return await world.database.read(read)


@pytest.mark.parametrize(
    ("follow_up", "left"),
    [
        ("发错了", {}),
        ("刚才那条不算", {}),
        ("都不要了", {}),
        ("整单退了吧", {}),
        ("3-501", {"老周 3-501": "牛奶2 鸡蛋1"}),
        ("都不要了，打扰了", {}),
    ],
)
async def test_a_follow_up_reaches_every_list_of_which_the_message_spoke(
    tmp_path: Path, follow_up: str, left: dict[str, str]
) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("小美", "早"), ("老周", follow_up))
        assert await book(world) == left
        assert await asked(world) == []


async def test_what_was_said_before_stays_where_the_last_message_is_taken_back(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", "豆腐1块"), ("老周", "草莓1盒"), ("老周", BOTH), ("老周", "发错了"))
        assert await book(world) == {"老周": "豆腐1 草莓1"}


async def test_what_was_said_since_of_one_list_is_gone_on_with_there(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("老周", "豆腐1块"), ("老周", "发错了"))
        assert await book(world) == {"老周": "牛奶2 鸡蛋1"}


@pytest.mark.parametrize("same", ["同上", "跟楼上一样", "一样的", "跟老周一样", "我也和老周一样", "跟@老周 一样的"])
async def test_the_same_again_is_all_that_was_ordered(tmp_path: Path, same: str) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("小美", same))
        assert await book(world) == {"老周": "牛奶2 鸡蛋1", "小美": "牛奶2 鸡蛋1"}


async def test_the_same_again_with_a_change_is_all_of_it_with_the_change(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("小美", "同上，鸡蛋要2板"))
        assert await book(world) == {"老周": "牛奶2 鸡蛋1", "小美": "牛奶2 鸡蛋2"}


async def test_whose_order_is_named_is_copied_and_not_the_last_one(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", "鸡蛋1板"), ("田田", "豆腐3块"), ("小美", "跟老周一样"))
        assert await book(world) == {"老周": "鸡蛋1", "田田": "豆腐3", "小美": "鸡蛋1"}


@pytest.mark.parametrize("talk", ["跟老周一样高", "不跟老周一样", "跟老周一样吗", "跟老周一样懒", "跟老周说一样的话"])
async def test_talk_of_a_neighbour_is_talk(tmp_path: Path, talk: str) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("小美", talk))
        assert await book(world) == {"老周": "牛奶2 鸡蛋1"}
        assert await asked(world) == []


async def test_who_names_a_neighbour_without_an_order_is_asked(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("小美", "跟李梅一样"))
        assert await book(world) == {"老周": "牛奶2 鸡蛋1"}
        assert await asked(world) == ["product"]


async def test_who_wants_some_too_is_asked_of_what_in_the_list_of_the_order_above(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", "草莓1盒"), ("小美", "我也要"))
        await world.advance(minutes=3)
        assert any(post.startswith("@小美") for post in world.group())
        await said(world, ("小美", "草莓"))
        assert await book(world) == {"老周": "草莓1", "小美": "草莓1"}
        assert await asked(world) == []


async def test_a_change_that_could_be_of_either_list_is_asked_about(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("老周", "再加1"))
        assert await book(world) == {"老周": "牛奶2 鸡蛋1"}
        assert await asked(world) == ["product"]


async def test_who_pays_after_both_has_paid_for_both(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await said(world, ("老周", BOTH), ("老周", "转了148块"))

        def paid(unit: UnitOfWork) -> list[list[int | None]]:
            return [[each.amount_fen for each in unit.books.read(one.id).paid()] for one in group_buys(unit)]

        # How much of it is for which list nobody has said: the sum stands once.
        assert sorted(await world.database.read(paid), key=str) == [[14800], [None]]
