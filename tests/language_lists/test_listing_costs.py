"""Does what the organizer pays stay out of every price and every name, wherever its word stands?"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.acts import ListedProduct
from models.language.listing import read_listing


def _only(text: str) -> ListedProduct:
    (product,) = read_listing(text, None).products
    return product


@pytest.mark.parametrize(
    "text",
    [
        "鸡蛋 25进 卖32 一板30个",
        "鸡蛋 批25售32",
        "鸡蛋 25进32卖",
        "鸡蛋 25进32卖一板",
        "鸡蛋25卖32",
        "鸡蛋 25 卖32",
        "鸡蛋 25元 零售32元/板",
        "鸡蛋 进 25卖 32",
        "鸡蛋 32 进25",
        "鸡蛋 32进25",
        "鸡蛋 25进32",
        "鸡蛋 25批的 32/板",
        "鸡蛋 我们拿25 你们32",
        "鸡蛋 底25 团32",
        "鸡蛋 25块进的 卖32",
        "鸡蛋 收25 卖32",
        "鸡蛋 卖32 25进",
        "鸡蛋 32/板（25拿）",
        "鸡蛋 拿货25块，零售32块",
        "团长25 社群32 鸡蛋",
        "鸡蛋\n进25\n卖32",
        "鸡蛋 到手25 卖32",
        "鸡蛋 到手价25 32元/板",
        "鸡蛋 25拿来的 32出",
        "鸡蛋 我25拿的 卖32",
        "鸡蛋 卖32，成本我25",
        "鸡蛋 32(成25)",
        "鸡蛋 32，本25",
        "鸡蛋 一手价25 零售32",
        "收购价25 鸡蛋 32",
        "批25的鸡蛋卖32一板30个",
        "鸡蛋 赚7 32一板",
        "进25卖32鸡蛋",
        "鸡蛋 25 32",
        "鸡蛋 32 （25拿货）",
        "名称 批 售\n鸡蛋 25 32",
    ],
)
def test_cost_and_price_are_told_apart_on_either_side_of_their_words(text: str) -> None:
    product = _only(text)
    assert (product.name, product.price_fen, product.cost_fen) == ("鸡蛋", 3200, 2500)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("枣 我拿5", "枣"),
        ("黄瓜 5批", "黄瓜"),
        ("1、排骨 拿货5/斤", "排骨"),
        ("芒果 成本5一箱", "芒果"),
        ("虾 底5", "虾"),
    ],
)
def test_a_cost_alone_leaves_the_price_to_her(text: str, name: str) -> None:
    product = _only(text)
    assert (product.name, product.price_fen, product.cost_fen) == (name, None, 500)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("锅底 25元/包", "锅底"),
        ("进口香蕉 25元/箱", "进口香蕉"),
        ("拿铁 25元/杯", "拿铁"),
        ("第2批草莓 25元/盒", "第2批草莓"),
        ("披萨底 25元/个", "披萨底"),
        ("草莓 到手价25", "草莓"),
        ("草莓 原价39 到手价25", "草莓"),
        ("草莓 39元/盒 到手价25", "草莓"),
    ],
)
def test_the_same_words_elsewhere_are_no_cost(text: str, name: str) -> None:
    product = _only(text)
    assert (product.name, product.price_fen, product.cost_fen) == (name, 2500, None)


@pytest.mark.parametrize(
    "text",
    [
        "进价：排骨32 五花22 前腿15",
        "排骨进32 五花进22 前腿进15",
        "排骨32进 五花22进 前腿15进",
        "批发\n排骨 批32\n五花 22批\n前腿 批发15",
    ],
)
def test_several_costs_are_several_products(text: str) -> None:
    products = read_listing(text, None).products
    assert [(one.name, one.price_fen, one.cost_fen) for one in products] == [
        ("排骨", None, 3200),
        ("五花", None, 2200),
        ("前腿", None, 1500),
    ]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("鸡蛋25卖32", "名字里去掉了一个数字"),
        ("红富士80 39元/箱", "名字里还有数字"),
        ("香蕉 到手价4 5元/斤", "到手价当成进价了"),
    ],
)
def test_what_was_guessed_is_told(text: str, doubt: str) -> None:
    assert doubt in _only(text).doubts


_WORDS = ("进", "进价", "批", "批发", "供", "供货", "拿", "拿货", "底价", "成本", "团长价", "代理价")
_SALES = ("卖", "零售", "售", "团购", "团")


@given(
    st.sampled_from(["鸡蛋", "五花肉", "阳光玫瑰", "奶油草莓"]),
    st.integers(2, 90),
    st.integers(1, 40),
    st.sampled_from(_WORDS),
    st.sampled_from(_SALES),
    st.sampled_from(
        [
            "{name} {word}{cost} {sale}{price}",
            "{name} {word}{cost}{sale}{price}",
            "{name} {sale}{price} {word}{cost}",
            "{name} {cost}{word} {sale}{price}",
            "{name} {cost}元{word}，{sale}{price}元",
            "{name}（{word}{cost}） {price}元/份",
            "{name} {price}元/份 {word}{cost}",
            "{name} {price}元/份 {cost}{word}",
            "{word}{cost} {name} {sale}{price}元/份",
        ]
    ),
)
@settings(max_examples=300, deadline=None)
def test_no_place_of_a_cost_lets_it_out(name: str, cost: int, margin: int, word: str, sale: str, style: str) -> None:
    text = style.format(name=name, cost=cost, price=cost + margin, word=word, sale=sale)
    product = _only(text)
    assert (product.name, product.price_fen, product.cost_fen) == (name, (cost + margin) * 100, cost * 100), text


_SAID = ("鸡蛋", "苹果", "大果", "到手", "底", "我", "的", "一板", "/箱", "都论斤", "，", "（", "）", " ", "\n")
_FIGURES = ("25", "32", "5.5", "18元", "3斤", "30个", "共20箱", "1.")
_TOKENS = st.sampled_from((*_SAID, *_FIGURES, *_WORDS, *_SALES))
_COST_IN_NAME = re.compile(r"(?:[进批供拿]|成本|进价|拿货|到手)\s*\d|\d\s*(?:[进批拿]|成本|进价|拿货)")


@example("3斤进，18元18元3斤30个进")
@given(st.lists(_TOKENS, min_size=2, max_size=14).map("".join))
@settings(max_examples=1500, deadline=None)
def test_no_name_holds_a_cost(text: str) -> None:
    names = [product.name for product in read_listing(text, None).products]
    assert not [name for name in names if _COST_IN_NAME.search(name)], text


@pytest.mark.parametrize("cost", ["拿货价", "供货价", "底价", "给团长", "给你们", "拿", "供"])
@pytest.mark.parametrize("told", ["{}只要25", "{}（25）", "{}每板25元", "{}一板25", "{}是25", "{}约25元"])
@pytest.mark.parametrize("layout", ["鸡蛋 {} 零售32", "鸡蛋 {}"])
def test_a_word_between_cost_and_sum_changes_nothing(cost: str, told: str, layout: str) -> None:
    product = _only(layout.format(told.format(cost)))
    assert product.price_fen == (3200 if "零售" in layout else None)


@pytest.mark.parametrize(
    "text",
    [
        "拿货价：西瓜1.2/斤，蜜瓜2.5/斤",
        "今日供货价：西瓜1.2/斤 蜜瓜2.5/斤",
        "供货价，内部参考\n西瓜1.2/斤\n蜜瓜2.5/斤",
        "供应商报价，大家自己加价：\n西瓜 1.2/斤\n蜜瓜 2.5/斤",
    ],
)
def test_a_cost_word_over_several_goods_holds_for_each(text: str) -> None:
    products = read_listing(text, None).products
    assert [(one.name, one.price_fen, one.cost_fen) for one in products] == [("西瓜", None, 120), ("蜜瓜", None, 250)]


def test_what_others_ask_is_no_price() -> None:
    for elsewhere in ("超市卖", "外面卖", "门店", "菜场要", "网上同款", "平时卖"):
        assert _only(f"鸡蛋 30枚 32（{elsewhere}45）").price_fen == 3200
