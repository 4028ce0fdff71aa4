"""Do goods become what she says? Stock, limits, minimum, boxes and suppliers, sold out and back, by typing only."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.groupbuy import stages
from models.ports import UnitOfWork
from models.values import Product
from tests.flow.shop import Stage, answer_to, group_buys, posts_since, shop, standing_of
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio


def _products(unit: UnitOfWork) -> dict[str, Product]:
    (group_buy,) = group_buys(unit)
    return {product.name: product for product in group_buy.products}


def _standing(unit: UnitOfWork) -> dict[str, Decimal]:
    (group_buy, *_) = group_buys(unit)
    names = {product.id: product.name for product in group_buy.products}
    totals: dict[str, Decimal] = {}
    for line in unit.books.standing(group_buy.id):
        totals[names[line.product]] = totals.get(names[line.product], Decimal(0)) + line.quantity
    return totals


async def test_sold_out_goods_are_waited_for_and_come_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        assert "草莓下架了" in await answer_to(world, "草莓没了")
        await world.say("小美", "草莓2盒 5-302")
        await world.advance(minutes=5)
        assert "草莓" not in await world.database.read(_standing) or not (await world.database.read(_standing))["草莓"]
        assert "小美" in await answer_to(world, "谁排着")
        before = len(world.group())
        answer = await answer_to(world, "草莓又有了")
        assert "又上架了" in answer
        assert "小美" in answer
        assert (await world.database.read(_standing))["草莓"] == 2
        await world.say("王芳", "好香啊")
        await world.advance(hours=1)
        assert any("小美" in post and "草莓2" in post for post in posts_since(world, before))


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("鸡蛋还有20", "stock", Decimal(22)),
        ("库存 鸡蛋 20", "stock", Decimal(22)),
        ("鸡蛋还剩两板", "stock", Decimal(4)),
        ("鸡蛋每人限3", "limit", Decimal(3)),
        ("限购 鸡蛋 3", "limit", Decimal(3)),
        ("鸡蛋够10份才发", "minimum", Decimal(10)),
        ("成团 鸡蛋 10", "minimum", Decimal(10)),
        ("鸡蛋满50截", "stock", Decimal(50)),
        ("鸡蛋一箱12板", "per_box", Decimal(12)),
        ("装箱 鸡蛋 12", "per_box", Decimal(12)),
        ("鸡蛋找老李拿", "supplier", "老李"),
        ("供货 鸡蛋 老李", "supplier", "老李"),
        ("改价 鸡蛋 30", "price_fen", 3000),
        ("鸡蛋卖30", "price_fen", 3000),
        ("1号30块", "price_fen", 3000),
        ("下架 鸡蛋", "off", True),
        ("鸡蛋卖完了", "off", True),
    ],
)
async def test_each_word_changes_one_thing_and_is_taken_back(
    typed: str, field: str, value: object, tmp_path: Path
) -> None:
    async with shop(tmp_path) as world:
        before = await standing_of(world)
        answer = await answer_to(world, typed)
        product = (await world.database.read(_products))["土鸡蛋"]
        assert getattr(product, field) == value, answer
        assert "错了回“撤”" in answer
        assert "撤了" in await answer_to(world, "撤")
        assert await standing_of(world) == before


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("库存 鸡蛋 -5", "库存"),
        ("改价 鸡蛋 -3", "改价 鸡蛋 35"),
        ("改价 榴莲 30", "单子上没有"),
        ("下架 榴莲", "草莓"),
        ("鸡蛋还有2.5", "整数"),
        ("限购 鸡蛋", "限购 鸡蛋 2"),
        ("变价 草莓", "变价 草莓 66"),
        ("延期 昨天", "延期"),
        ("延期", "延期 周五"),
        ("报货", "先回“截”"),
        ("重开", "不用重开"),
        ("上架 大白菜", "3元"),
    ],
)
async def test_what_cannot_be_done_changes_nothing_and_says_what_would_be_right(
    typed: str, hint: str, tmp_path: Path
) -> None:
    async with shop(tmp_path) as world:
        before, posts = await standing_of(world), len(world.group())
        answer = await answer_to(world, typed)
        assert hint in answer, answer
        assert await standing_of(world) == before
        assert not posts_since(world, posts)


async def test_a_bare_figure_is_asked_about(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        asked = await answer_to(world, "鸡蛋30")
        assert "1 改价30元" in asked
        assert "2 还有30板" in asked
        await world.tell("2")
        product = (await world.database.read(_products))["土鸡蛋"]
    assert product.stock == 32
    assert product.price_fen == 3200


async def test_plain_words_in_the_group_are_asked_about_privately(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        posts = len(world.group())
        before = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "鸡蛋没了哈")
        await world.advance(seconds=30)
        (asked,) = world.heard(ORGANIZER)[before:]
        assert "看到你在群里说“鸡蛋没了哈”，下架？是就回1" in asked
        assert not (await world.database.read(_products))["土鸡蛋"].off
        await world.tell("1")
        assert (await world.database.read(_products))["土鸡蛋"].off
        assert not posts_since(world, posts)


async def test_the_group_hears_once_that_enough_was_ordered(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("草莓够3份才发")
        posts = len(world.group())
        await world.say("小美", "草莓2盒 5-302")
        await world.advance(minutes=1)
        assert not any("成团" in post for post in posts_since(world, posts))
        assert "还差1盒" in await answer_to(world, "够了没")
        await world.say("李哥", "草莓1盒 5-303")
        await world.advance(minutes=2)
        await world.say("李哥", "草莓再加1盒")
        await world.advance(minutes=2)
        assert sum("草莓够3盒了，成团" in post for post in posts_since(world, posts)) == 1


async def test_at_the_cut_off_she_reads_what_is_missing(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("鸡蛋一箱12板")
        await world.tell("草莓够10份才发")
        await world.say("小美", "草莓2盒 5-302")
        await world.advance(minutes=1)
        report = await answer_to(world, "截单")
        assert "草莓 2盒，成团要10盒，还差8盒" in report
        assert "差10板满箱" in report
        assert "取消团 草莓" in report
        assert any("草莓还没凑够数" in post for post in world.group())


async def test_so_many_close_the_list(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        assert "收满5就截，现在2" in await answer_to(world, "满5份截")
        before = len(world.heard(ORGANIZER))
        await world.say("小美", "草莓2盒 5-302")
        await world.advance(minutes=1)
        await world.say("李哥", "草莓1盒 5-303")
        await world.advance(minutes=1)
        assert any("截了" in text for text in world.heard(ORGANIZER)[before:])
        await world.say("张伯", "草莓1盒 5-304")
        await world.advance(minutes=6)
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage is stages.Stage.CLOSED
        assert (await world.database.read(_standing))["草莓"] == 3
        assert "张伯" in await answer_to(world, "迟到单")


async def test_each_supplier_reads_only_their_own_goods(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("供货 鸡蛋 老李")
        await world.tell("鸡蛋一箱12板")
        await world.tell("供货 草莓 果业")
        await world.say("小美", "草莓2盒 鸡蛋12板 5-302")
        await world.advance(minutes=1)
        await world.tell("截单")
        lists = [text for text in await world.tell("报货") if "报货：" in text]
    assert len(lists) == 2
    assert "老李" in lists[0]
    assert "鸡蛋 14板（1箱零2板）" in lists[0]
    assert "草莓" not in lists[0]
    assert "草莓 2盒" in lists[1]


async def test_new_goods_join_the_list(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        posts = len(world.group())
        assert "上架了：3. 大白菜 3元/颗" in await answer_to(world, "上架 大白菜 3元/颗")
        assert any("大白菜" in post for post in posts_since(world, posts))
        await world.say("小美", "大白菜2颗 5-302")
        await world.advance(minutes=1)
        assert (await world.database.read(_standing))["大白菜"] == 2
        assert "后面又动过" in await answer_to(world, "撤")


async def test_a_mark_up_is_for_lists_that_nobody_ordered_from(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "鸡蛋 28元" in await answer_to(world, "加价 3")
        await world.tell("撤")
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance(minutes=5)
        assert "一样一样改" in await answer_to(world, "加价 3")


async def test_after_half_an_hour_she_is_reminded_that_nothing_was_bought(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.LATE) as world:
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=31)
        assert any("还没报货" in text and "晚的2单" in text for text in world.heard(ORGANIZER)[before:])


async def test_where_goods_were_bought_nobody_is_reminded(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("报货")
        before = len(world.heard(ORGANIZER))
        await world.advance(minutes=40)
        assert not any("还没报货" in text for text in world.heard(ORGANIZER)[before:])


async def test_a_dearer_price_is_put_to_those_who_have_ordered(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        asked = await answer_to(world, "改价 鸡蛋 35")
        assert "1 问问要了的1位" in asked
        await world.tell("2")
        product = (await world.database.read(_products))["土鸡蛋"]
    assert product.price_fen == 3500


async def test_the_list_says_what_is_sold_out(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("鸡蛋没了")
        posts = len(world.group())
        await world.tell("清单")
        assert any("没了" in post for post in posts_since(world, posts))


async def test_what_the_list_says_of_boxes_and_minimums_is_kept(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        draft = await answer_to(world, "1. 草莓 29.9元/盒 一箱12盒\n2. 土鸡蛋 30枚/板 32元 10份成团\n晚上8点截单")
        assert "一箱12盒" in draft
        assert "够10板才发" in draft
        products = await world.database.read(_products)
    assert products["草莓"].per_box == 12
    assert products["土鸡蛋"].minimum == 10


async def test_what_is_full_already_is_hers_to_close(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = await standing_of(world)
        assert "要截就回“截”" in await answer_to(world, "满2份截")
        assert await standing_of(world) == before


async def test_goods_that_were_sold_out_yesterday_are_not_today(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("草莓没了")
        await world.tell("截单")
        await world.advance_to(9, days=1)
        await world.tell("照旧")
        await world.tell("发")
        (today, *_) = await world.database.read(group_buys)
    assert not any(product.off for product in today.products)
