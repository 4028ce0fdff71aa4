"""Is a list that was written from known products read back in every style? Does any text raise, or cost much?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.language.listing import read_listing
from models.language.listing_suppliers import supplier_words
from models.values import yuan
from tests.counting import calls_of

_AT = datetime.fromisoformat("2026-11-20T09:00:00+08:00")


@dataclass(frozen=True)
class Sold:
    """A product as its list is about to be written."""

    name: str
    price_fen: int
    cost_fen: int
    unit: str
    measure: str


_SOLD = st.builds(
    lambda goods, price, margin: Sold(goods[0], price, max(1, price - margin), goods[1], goods[2]),
    st.sampled_from(
        [
            ("散养土鸡蛋", "板", "30枚"),
            ("云南小土豆", "袋", "5斤"),
            ("鲜牛奶", "箱", "12瓶"),
            ("虾仁", "包", "500g"),
            ("阳光玫瑰", "盒", "2斤"),
            ("五常大米", "袋", "10斤"),
            ("手工水饺", "袋", "1kg"),
            ("戚风蛋糕", "盒", "4片"),
            ("矿泉水", "箱", "550ml*24瓶"),
            ("土鸡", "只", "约3斤"),
            ("羊肚菌", "盒", "150克"),
            ("可颂", "袋", "4个"),
            ("八宝粥", "罐", "360g"),
            ("百香果", "份", "12个"),
            ("三黄鸡", "只", "2斤"),
        ]
    ),
    st.integers(1, 500).map(lambda dimes: dimes * 10) | st.integers(1, 300).map(lambda whole: whole * 100),
    st.integers(1, 20).map(lambda whole: whole * 100),
)

_STYLES = (
    "{name} {price}元/{unit}（{measure}）",
    "{name} {measure}/{unit} {price}元",
    "{name} {measure}/{unit} ¥{price}",
    "{name}{measure}一{unit} {price}元",
    "{name}，{measure}/{unit}，{price}元/{unit}",
    "【{name}】{measure}/{unit} 💰{price}",
    "{name} 团长价{cost} 零售{price}元/{unit}（{measure}）",
    "{name} {measure}/{unit} 原价999 团购价{price}元",
    "{name}🔥 {measure}/{unit} {price}元 个大味甜",
    "{name}\n规格：{measure}/{unit}\n价格：{price}元",
    "{name}\n{measure}/{unit} {price}元/{unit}",
    "{name} {price}元/{unit} 规格：{measure}/{unit} 限购2{unit}",
    "{name}——{price}元/{unit}（{measure}）",
)
_NUMBERS = ("{}. ", "{}、", "{}.", "（{}）", "{}号 ", "{}） ", "【{}】")
_BEFORE = ("", "今日团购", "【水果专场】\n", "邻居们，今天的货到啦👇", "🔥🔥限时特惠🔥🔥", "供应商：王总 13800138000")
_AFTER = (
    "",
    "今晚8点截单",
    "满59元包邮，运费5元",
    "下单格式：1号2份",
    "感谢支持！",
    "自提点：3号楼架空层",
    "例：张三 3-501 鸡蛋2",
)


@given(
    st.lists(_SOLD, min_size=2, max_size=12, unique_by=lambda sold: sold.name),
    st.sampled_from(_STYLES),
    st.none() | st.sampled_from(_NUMBERS),
    st.sampled_from(_BEFORE),
    st.sampled_from(_AFTER),
)
@settings(max_examples=250, deadline=None)
def test_what_was_written_is_read_back(
    goods: list[Sold], style: str, numbers: str | None, before: str, after: str
) -> None:
    blocks = [
        (numbers.format(place) if numbers else "")
        + style.format(
            name=one.name, unit=one.unit, measure=one.measure, price=yuan(one.price_fen), cost=yuan(one.cost_fen)
        )
        for place, one in enumerate(goods, 1)
    ]
    text = "\n".join([before, ("\n\n" if "\n" in style else "\n").join(blocks), after])
    listing = read_listing(text, _AT)
    read = [(one.number, one.name, one.price_fen, one.unit, one.measure) for one in listing.products]
    assert read == [(str(n), one.name, one.price_fen, one.unit, one.measure) for n, one in enumerate(goods, 1)], text
    if "cost" in style:
        assert [one.cost_fen for one in listing.products] == [one.cost_fen for one in goods]


@given(st.lists(_SOLD, min_size=1, max_size=8, unique_by=lambda sold: sold.name), st.sampled_from([" ", "\t", " | "]))
@settings(max_examples=60, deadline=None)
def test_tables_are_read_back(goods: list[Sold], divider: str) -> None:
    rows = [["序号", "品名", "规格", "供货价", "零售价"]]
    for place, one in enumerate(goods, 1):
        rows.append([str(place), one.name, f"{one.measure}/{one.unit}", yuan(one.cost_fen), yuan(one.price_fen)])
    listing = read_listing("\n".join(divider.join(row) for row in rows), _AT)
    read = [(one.name, one.price_fen, one.cost_fen, one.unit, one.measure) for one in listing.products]
    assert read == [(one.name, one.price_fen, one.cost_fen, one.unit, one.measure) for one in goods]


_NOISE = st.text(
    alphabet="123一两半.、:：/元块¥💰 \n\t（）()【】鸡蛋牛奶斤盒份装原价团长截单今晚点到货自提例🔥①️⃣~-*x+,，|",
    max_size=160,
)


@given(st.text(max_size=200) | _NOISE)
@example("\ud800 鸡蛋 25元/板")
@example("~~~~ 1.1.1.1/1/1")
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    for moment in (_AT, None):
        listing = read_listing(text, moment)
        assert all(one.name and one.number for one in listing.products)
        assert all(one.price_fen is None or 0 <= one.price_fen <= 10_000_000 for one in listing.products)
        assert all(one.limit is None or isinstance(one.limit, Decimal) for one in listing.products)
    supplier_words(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        " ",
        "1元",
        "(",
        "鸡蛋25元/板 ",
        "鸡蛋25元/板\n",
        "1、",
        "截单",
        "123",
        "元 1",
        "一二",
        "~~1",
        "每一",
        "🍓",
        "今晚8点",
        "1进",
        "10斤装 进42 卖52 ",
        "馄饨 荠菜18 鲜肉16 ",
        "橙子 大果39 中果35 ",
        "排骨32进38卖，",
    ],
)
def test_cost_grows_with_the_length(piece: str) -> None:
    read_listing((piece * 2_000)[:2_000], _AT)  # so that no pattern is made while it is counted
    assert _calls_for((piece * 20_000)[:20_000]) <= 12 * _calls_for((piece * 2_000)[:2_000])


def _calls_for(text: str) -> int:
    return calls_of(lambda: read_listing(text, _AT))
