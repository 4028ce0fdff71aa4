"""What does the organizer say in passing that she is privately asked about, and what is talk?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

SHOP = (("王芳", "鸡蛋2板 草莓1盒 3-501"), ("李梅", "鸡蛋1板 3-502"))
STANDS = {"王芳 3-501": "鸡蛋2 草莓1", "李梅 3-502": "鸡蛋1"}


async def asked(world: World, said: str) -> str:
    """What she is asked privately when she says something in the group."""
    before = len(world.heard(ORGANIZER))
    await world.say(ORGANIZER, said)
    await world.advance(minutes=1)
    return "\n".join(world.heard(ORGANIZER)[before:])


@pytest.mark.parametrize(
    ("said", "question", "left"),
    [
        ("给501改成3板了", "鸡蛋改成3板", "鸡蛋3 草莓1"),
        ("501给你改3板了哈", "鸡蛋改成3板", "鸡蛋3 草莓1"),
        ("501草莓给你改2盒了", "草莓改成2盒", "鸡蛋2 草莓2"),
        ("王芳的改好了，3盒", "草莓改成3盒", "鸡蛋2 草莓3"),
        ("501的鸡蛋改好了，3板", "鸡蛋改成3板", "鸡蛋3 草莓1"),
        ("已经给501改成3板", "鸡蛋改成3板", "鸡蛋3 草莓1"),
        ("501给你加了一板", "再加鸡蛋1", "鸡蛋3 草莓1"),
        ("@王芳\u2005鸡蛋给你加了一板", "再加鸡蛋1", "鸡蛋3 草莓1"),
        ("帮501加了两盒草莓", "再加草莓2", "鸡蛋2 草莓3"),
        ("王芳 加上了，草莓一盒", "再加草莓1", "鸡蛋2 草莓2"),
        ("501苹果加上了", "再加苹果1", "鸡蛋2 草莓1 苹果1"),
        ("501那边加了一箱苹果", "再加苹果1", "鸡蛋2 草莓1 苹果1"),
        ("501给你留了一箱苹果", "苹果1", "鸡蛋2 草莓1 苹果1"),
        ("3-501的草莓退了", "草莓不要了", "鸡蛋2"),
        ("给501退了草莓", "草莓不要了", "鸡蛋2"),
        ("501草莓没了，给你退了", "草莓不要了", "鸡蛋2"),
        ("501的草莓给你去掉了", "草莓不要了", "鸡蛋2"),
        ("501鸡蛋我给你减了一板", "鸡蛋减1板", "鸡蛋1 草莓1"),
        ("王芳草莓给你换成苹果了", "草莓不要了 苹果1", "鸡蛋2 苹果1"),
        ("501的单子取消了", "都不要了", ""),
        ("501都给你退了", "都不要了", ""),
    ],
)
async def test_what_she_says_to_have_done_is_asked_about_and_then_counts(
    tmp_path: Path, said: str, question: str, left: str
) -> None:
    async with open_shop(tmp_path, *SHOP) as world:
        assert f"王芳 3-501：{question}" in await asked(world, said)
        assert await book(world) == STANDS
        await world.tell("好")
        assert (await book(world)).get("王芳 3-501", "") == left


@pytest.mark.parametrize(
    "said",
    [
        "501的鸡蛋放门口了",
        "501鸡蛋3板给你放门口了",
        "501鸡蛋收到了",
        "501退你8块",
        "501的鸡蛋退了8块",
        "501鸡蛋碎了两个给你退了",
        "501的草莓补一盒给你了",
        "给501送过去了",
        "501改天再说",
        "501草莓改到明天了",
        "501昨天加了一板",
        "501要不要加一板",
        "王芳说鸡蛋加一板好不好",
        "501拿了两板鸡蛋",
        "501鸡蛋还剩两板",
        "501草莓卖完了",
        "501加班了",
        "王芳换了个头像",
        "王芳改了名字",
        "王芳退了群",
        "李梅加油",
        "501加了微信",
        "501的付了",
        "给你改3板了",
        "501 鸡蛋2板",
    ],
)
async def test_ordinary_talk_is_not_asked_about_and_is_no_order_of_hers(tmp_path: Path, said: str) -> None:
    async with open_shop(tmp_path, *SHOP) as world:
        assert await asked(world, said) == ""
        assert await book(world) == STANDS


@pytest.mark.parametrize("said", ["601给你留了两盒草莓", "601加了两盒草莓", "给601加了两盒草莓"])
async def test_what_she_did_for_a_household_that_is_new_is_asked_about_too(tmp_path: Path, said: str) -> None:
    async with open_shop(tmp_path, *SHOP) as world:
        assert "草莓2，59.8块，记？" in await asked(world, said)
        assert await book(world) == STANDS


async def test_what_comes_back_while_goods_are_handed_out_is_no_change_of_the_order(tmp_path: Path) -> None:
    async with open_shop(tmp_path, *SHOP) as world:
        await world.tell("截单")
        await world.tell("到了")
        assert await asked(world, "501的草莓退了") == ""


@pytest.mark.parametrize(("typed", "left"), [("501两盒苹果", "鸡蛋2 草莓1 苹果2"), ("501加一板", "鸡蛋3 草莓1")])
async def test_an_amount_is_no_name_and_its_unit_tells_the_goods(tmp_path: Path, typed: str, left: str) -> None:
    async with open_shop(tmp_path, *SHOP) as world:
        await told(world, typed)
        assert (await book(world))["王芳 3-501"] == left
