"""What do lists say of stock and limits, of grades and units for several goods, and of days that are none?"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from models.acts import ListedProduct
from models.language.listing import read_listing

_AT = datetime.fromisoformat("2026-11-20T09:00:00+08:00")


def _products(text: str) -> tuple[ListedProduct, ...]:
    return read_listing(text, _AT).products


@pytest.mark.parametrize(
    ("text", "stock", "limit"),
    [
        ("红富士 39元/箱 共20箱", 20, None),
        ("红富士 共20箱 39元/箱", 20, None),
        ("橙子 5斤装 39元 共20箱", 20, None),
        ("冻梨 10个 25 共12份", 12, None),
        ("草莓 58/盒 限20个", 20, None),
        ("草莓 58/盒 只有20份", 20, None),
        ("杨梅 99/份 只接30份", 30, None),
        ("黄桃罐头 零售39.9 库存80", 80, None),
        ("草莓 58/盒 限2盒", None, 2),
        ("草莓 58/盒 限购8盒", None, 8),
        ("排骨 38/斤 限每人3斤", None, 3),
        ("酸奶 39.9/提 一家限2提 库存50提", 50, 2),
        ("红富士 一箱共20个 39元", None, None),
        ("纸巾 2提共20包 39元", None, None),
    ],
)
def test_stock_is_told_from_what_one_household_may_have(text: str, stock: int | None, limit: int | None) -> None:
    (product,) = _products(text)
    expected = tuple(None if count is None else Decimal(count) for count in (stock, limit))
    assert (product.stock, product.limit) == expected


@pytest.mark.parametrize(
    ("text", "name", "price_fen", "unit", "measure"),
    [
        ("酸奶 满3盒8折 10元/盒", "酸奶", 1000, "盒", None),
        ("橙子 5斤装 39元 共20箱", "橙子", 3900, "箱", "5斤"),
        ("薯片 55元两袋", "薯片", 5500, "份", "两袋"),
        ("奶茶 15元/杯 买二送一", "奶茶", 1500, "杯", None),
        ("面包 2袋18 单袋10", "面包", 1000, "袋", None),
        ("牛奶 库存20 限购2 66元/箱", "牛奶", 6600, "箱", None),
        ("鸡蛋 单买10 拼团8", "鸡蛋", 800, None, None),
        ("冰淇淋 12支 39 供30 保温箱+5元", "冰淇淋", 3900, "份", "12支"),
        ("米线 12 加蛋2元", "米线", 1200, None, None),
        ("黄桃罐头 425g*6 零售39.9 库存80", "黄桃罐头", 3990, "份", "425g*6"),
        ("鸡蛋 31.8", "鸡蛋", 3180, None, None),
        ("鸡蛋31.8", "鸡蛋", 3180, None, None),
    ],
)
def test_bundles_and_remarks_leave_the_product(
    text: str, name: str, price_fen: int, unit: str | None, measure: str | None
) -> None:
    (product,) = _products(text)
    assert (product.name, product.price_fen, product.unit, product.measure) == (name, price_fen, unit, measure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("排骨42 五花26 (都是论斤)", [("排骨", 4200, "斤"), ("五花", 2600, "斤")]),
        ("前腿20、里脊45，都按斤", [("前腿", 2000, "斤"), ("里脊", 4500, "斤")]),
        ("排骨32进38卖，五花22进26卖，都是论斤", [("排骨", 3800, "斤"), ("五花", 2600, "斤")]),
        ("排骨42 五花26\n都是论斤", [("排骨", 4200, "斤"), ("五花", 2600, "斤")]),
        ("菠菜 2.5 拿1.8\n油麦菜 3 拿2.2\n单位：斤", [("菠菜", 250, "斤"), ("油麦菜", 300, "斤")]),
        ("橙子 大果39.9 中果35.9", [("橙子 大果", 3990, None), ("橙子 中果", 3590, None)]),
        ("苹果 5斤装 大果39.9元 小果29元", [("苹果 大果", 3990, "份"), ("苹果 小果", 2900, "份")]),
        ("阳光玫瑰：一级59/盒 二级45/盒", [("阳光玫瑰 一级", 5900, "盒"), ("阳光玫瑰 二级", 4500, "盒")]),
        ("青团 6个装 豆沙25 咸蛋黄32", [("青团 豆沙", 2500, "份"), ("青团 咸蛋黄", 3200, "份")]),
        ("馄饨 荠菜18 鲜肉16 都是30个一盒", [("馄饨 荠菜", 1800, "盒"), ("馄饨 鲜肉", 1600, "盒")]),
        ("腊肠 广味55/斤 川味58/斤 进42/45", [("腊肠 广味", 5500, "斤"), ("腊肠 川味", 5800, "斤")]),
        ("明天的菜：上海青2.5 菠菜3 都是一斤", [("上海青", 250, "斤"), ("菠菜", 300, "斤")]),
        ("今天有 排骨42 五花26 要的接龙", [("排骨", 4200, None), ("五花", 2600, None)]),
        ("大米 10斤装 进42 卖52 20斤装 进80 卖98", [("大米", 5200, "份"), ("大米", 9800, "份")]),
        ("枇杷 2斤39 拿28 5斤88 拿68", [("枇杷", 3900, "份"), ("枇杷", 8800, "份")]),
        ("1号 葡萄39 2号 香蕉15 3号 梨9", [("葡萄", 3900, None), ("香蕉", 1500, None), ("梨", 900, None)]),
    ],
)
def test_goods_that_stand_in_turn_on_one_line(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert [(one.name, one.price_fen, one.unit) for one in _products(text)] == expected


def test_numbers_stay_as_written_in_the_order_of_the_text() -> None:
    lines = [f"{number} {name} 9元/斤" for number, name in zip("1256374", "葱姜蒜椒豆瓜菜", strict=True)]
    products = _products("\n".join(lines))
    assert [(one.number, one.name) for one in products] == list(zip("1256374", "葱姜蒜椒豆瓜菜", strict=True))


@pytest.mark.parametrize(
    "text", ["拿货5.5\n香蕉 到手价4 5元/斤", "香蕉 拿货5.5 卖7/斤", "香蕉 卖7/斤 5.5拿货", "脐橙 9斤 35.8（28拿货）"]
)
def test_a_sum_is_no_day(text: str) -> None:
    assert read_listing(text, _AT).arrives_at is None


@pytest.mark.parametrize(
    ("line", "closes", "arrives", "pickup"),
    [
        ("中午11点截单 下午4点到 3号楼架空层", "20T11:00", "20T16:00", "3号楼架空层"),
        ("明早9点截单，后天下午3点送到 东门岗亭", "21T09:00", "22T15:00", "东门岗亭"),
        ("今晚8点截，明天10点到货  物业大厅", "20T20:00", "21T10:00", "物业大厅"),
        ("配送 中午12点前下单", "20T12:00", None, None),
    ],
)
def test_hours_and_place_on_one_line(line: str, closes: str, arrives: str | None, pickup: str | None) -> None:
    listing = read_listing(f"鸡蛋 32/板\n{line}", _AT)
    assert isinstance(listing.closes_at, datetime)
    assert listing.closes_at.isoformat() == f"2026-11-{closes}:00+08:00"
    assert (listing.arrives_at and listing.arrives_at.isoformat()) == (arrives and f"2026-11-{arrives}:00+08:00")
    assert listing.pickup == pickup
