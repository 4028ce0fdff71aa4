"""One sentence of the organizer's for several households: is each read as its own?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told

pytestmark = pytest.mark.asyncio

KNOWN = ("王芳", "鸡蛋2板 3-501"), ("老周", "草莓1盒 3-502")


async def test_two_households_in_one_sentence_are_read_back_as_two(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert await told(world, "给王阿姨记个苹果，再给5-302来两盒草莓") == (
            "王阿姨：苹果1\n5-302：草莓2\n一共2户，109.8块，记？\n回“好”就记上，不对回“不记”。"
        )
        assert await book(world) == {}
        await world.tell("好")
        assert await book(world) == {"王阿姨": "苹果1", "5-302 5-302": "草莓2"}
        await world.tell("撤")
        assert await book(world) == {}


@pytest.mark.parametrize(
    "said",
    [
        "给王芳记个苹果，再给3-502来两板鸡蛋",
        "给王芳记个苹果再给3-502来两板鸡蛋",
        "王芳苹果1，老周鸡蛋2",
        "501苹果1 502鸡蛋2",
        "501苹果1箱502鸡蛋2板",
        "苹果1箱 3-501，鸡蛋2板 3-502",
        "501苹果1；还有502鸡蛋2板",
        "记501苹果1，再记502鸡蛋2",
        "给501送一箱苹果，三栋502来两板鸡蛋",
    ],
)
async def test_each_household_gets_its_own(said: str, tmp_path: Path) -> None:
    first, second = ("王芳", "草莓1盒 3-501"), ("老周", "草莓1盒 3-502")
    async with open_shop(tmp_path, first, second) as world:
        await world.tell(said)
        assert await book(world) == {"王芳 3-501": "草莓1 苹果1", "老周 3-502": "鸡蛋2 草莓1"}


async def test_a_change_and_a_withdrawal_stand_side_by_side(tmp_path: Path) -> None:
    async with open_shop(tmp_path, *KNOWN) as world:
        await world.tell("501鸡蛋改1，老周草莓不要了")
        assert await book(world) == {"王芳 3-501": "鸡蛋1"}


async def test_one_that_is_unclear_keeps_the_other_out_too(tmp_path: Path) -> None:
    async with open_shop(tmp_path, *KNOWN) as world:
        assert "没记" in await told(world, "501苹果1，给老周留一份")
        assert await book(world) == {"王芳 3-501": "鸡蛋2", "老周 3-502": "草莓1"}


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("王芳，3-501，苹果1", "鸡蛋2 苹果1"),
        ("王芳苹果1，老周帮拿", "鸡蛋2 苹果1"),
        ("王芳苹果1箱，给她放门口", "鸡蛋2 苹果1"),
        ("501 苹果1 老周说的", "鸡蛋2 苹果1"),
        ("王芳 苹果1 3-501", "鸡蛋2 苹果1"),
    ],
)
async def test_who_is_only_named_beside_it_gets_nothing(said: str, stands: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, *KNOWN) as world:
        await world.tell(said)
        assert await book(world) == {"王芳 3-501": stands, "老周 3-502": "草莓1"}


async def test_a_name_that_nobody_has_heard_is_one_behind_a_word_of_giving(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "小李：草莓2" in await told(world, "给王阿姨记个苹果，再给小李来两盒草莓")


async def test_the_address_behind_the_goods_is_kept_beside_a_name(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("王芳 鸡蛋2板 3-501")
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}


@pytest.mark.parametrize("said", ["501 苹果1 送到8-101", "王芳苹果来点好的，老周鸡蛋1"])
async def test_of_two_nothing_is_guessed(said: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, *KNOWN) as world:
        assert "没记" in await told(world, said)
        assert await book(world) == {"王芳 3-501": "鸡蛋2", "老周 3-502": "草莓1"}


async def test_each_of_several_rooms_gets_the_same(tmp_path: Path) -> None:
    async with open_shop(tmp_path, *KNOWN) as world:
        await world.tell("3-501 3-502各一箱苹果")
        assert await book(world) == {"王芳 3-501": "鸡蛋2 苹果1", "老周 3-502": "草莓1 苹果1"}
