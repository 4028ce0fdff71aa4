"""Which product is meant? Names before parts, parts before guesses, and a question where two fit."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from models.language import compile_catalog
from models.values import ProductId
from tests.counting import calls_of
from tests.language.shop import PRODUCTS, SHOP


def found(text: str) -> list[tuple[str, ...]]:
    return [mention.products for mention in SHOP.find_names(text)]


def test_full_names_and_aliases_are_found_at_once_longest_first() -> None:
    assert found("散养土鸡蛋和虾仁水饺") == [("鸡蛋",), ("虾仁水饺",)]


def test_a_name_goes_before_a_part_of_another() -> None:
    meat = replace(PRODUCTS[0], id=ProductId("meat"), number="9", name="青虾仁", aliases=("虾仁",))
    catalog = compile_catalog([*PRODUCTS, meat])
    assert [mention.products for mention in catalog.find_names("虾仁两袋")] == [("meat",)]
    assert [mention.products for mention in catalog.find_names("三鲜虾仁水饺两袋")] == [("虾仁水饺",)]


@pytest.mark.parametrize(
    ("word", "products"),
    [
        ("蛋", ("鸡蛋",)),
        ("水饺", ("虾仁水饺", "荠菜水饺")),
        ("猪肉水饺", ("荠菜水饺",)),
        ("三鲜的水饺", ("虾仁水饺",)),
        ("麒麟瓜", ("西瓜",)),
        ("niunai", ("牛奶",)),
        ("鸡旦", ("鸡蛋",)),
        ("草梅", ("草莓",)),
        ("西瓜瓜", ("西瓜",)),
        ("鸡弹", ("鸡蛋",)),
        ("豆夫", ("豆腐",)),
    ],
)
def test_words_that_name_goods_otherwise(word: str, products: tuple[str, ...]) -> None:
    resolved = SHOP.resolve(word)
    assert resolved is not None
    assert set(resolved[0]) == set(products)


@pytest.mark.parametrize(
    "word", ["快递", "男朋友", "石头", "黄瓜", "牛肉", "芒果", "wifi", "快乐", "鸡毛", "", "电脑桌", "朋友圈"]
)
def test_other_words_name_nothing(word: str) -> None:
    assert SHOP.resolve(word) is None


def test_a_homophone_is_only_guessed_where_goods_must_stand() -> None:
    assert SHOP.resolve("鸡旦", guess=False) is None


def test_candidates_come_in_list_order() -> None:
    assert SHOP.in_order(["荠菜水饺", "鸡蛋", "荠菜水饺"]) == ("鸡蛋", "荠菜水饺")  # type: ignore[list-item]


def test_a_catalogue_without_goods_reads_nothing() -> None:
    catalog = compile_catalog([])
    assert list(catalog.find_names("鸡蛋2盒")) == []
    assert (catalog.sole, catalog.resolve("鸡蛋")) == (None, None)


def test_a_usual_list_is_compiled_at_once_and_a_thousand_goods_are_small() -> None:
    compile_catalog(PRODUCTS)  # so that no pattern is made while it is counted
    assert calls_of(lambda: compile_catalog(PRODUCTS)) < 1_000 * len(PRODUCTS)
    many = [
        replace(
            own, id=ProductId(f"{own.id}{copy}"), number=str(copy * 10 + index), name=f"{own.name}{chr(0x4E00 + copy)}"
        )
        for copy in range(125)
        for index, own in enumerate(PRODUCTS)
    ]
    tracemalloc.start()
    catalog = compile_catalog(many)
    catalog.resolve("鸡弹一")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(catalog.products) == 1000
    assert held < 20_000_000
