"""Does talk say why it is talk, and is it doubtful only where it might be an order?"""

from __future__ import annotations

import pytest

from models.acts import Chat, Context, Standing
from models.language import compile_catalog, read
from models.values import Product, ProductId, Quantity

CATALOG = compile_catalog(
    (
        Product(ProductId("egg"), "1", "土鸡蛋", "板", 3200, aliases=("鸡蛋",)),
        Product(ProductId("milk"), "2", "鲜牛奶", "箱", 6600, aliases=("牛奶",)),
    )
)


def talk(text: str, context: Context | None = None) -> Chat:
    (act,) = read(text, CATALOG, context or Context())
    assert isinstance(act, Chat)
    return act


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("今天好热", "unknown"),
        ("昨天买了两板鸡蛋", "talk"),
        ("她要了两板鸡蛋", "talk"),
        ("@小土豆 两板够吗", "told-to-somebody"),
        ("鸡蛋", "goods-alone"),
        ("2", "amount-alone"),
        ("不要太大的", "wish-alone"),
    ],
)
def test_talk_has_its_rule(text: str, rule: str) -> None:
    assert rule in {each.rule for each in talk(text).because}


def test_the_organizers_talk_is_told_as_hers() -> None:
    assert {each.rule for each in talk("鸡蛋2板", Context(by_organizer=True)).because} == {"organizers-talk"}


def test_its_spans_are_its_clauses() -> None:
    text = "今天好热，都不想出门"
    assert [text[each.start : each.end] for each in talk(text).because] == ["今天好热", "都不想出门"]


@pytest.mark.parametrize("text", ["丸子来两袋", "水果来一份"])
def test_what_has_all_of_an_order_but_known_goods_is_doubtful(text: str) -> None:
    assert talk(text).doubtful


@pytest.mark.parametrize("text", ["今天好热", "昨天买了两板鸡蛋", "鸡蛋", "2", "哈哈哈", "买3送1吗"])
def test_plain_talk_is_not(text: str) -> None:
    assert not talk(text).doubtful


@pytest.mark.parametrize(
    "context",
    [Context(by_organizer=True), Context(stage="closed"), Context(stage="handing_out")],
    ids=lambda one: one.stage,
)
def test_nothing_is_doubtful_from_the_organizer_or_past_the_cutoff(context: Context) -> None:
    assert not talk("丸子来两袋", context).doubtful


def test_what_stands_makes_a_wish_an_order_and_no_talk() -> None:
    (act,) = read("不要太大的", CATALOG, Context(mine=(Standing(ProductId("egg"), Quantity(1)),)))
    assert not isinstance(act, Chat)
