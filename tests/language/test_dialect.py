"""Is what is said elsewhere read as what it means, and left as it was written?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Act, Cancel, Context, Line, Op, Order, Query, QueryAbout
from models.language import compile_catalog, read
from models.language.dialect import in_standard_words, sayings
from models.values import ProductId
from tests.language.shop import SHOP, product

EGG = ProductId("鸡蛋")


def test_every_saying_has_as_many_characters_as_its_standard() -> None:
    assert [said for said, standard in sayings().items() if len(said) != len(standard)] == []


def test_no_standard_word_is_a_saying_itself() -> None:
    changed = [word for word in sayings().values() if in_standard_words(word) != word]
    assert changed == []


@given(st.text(alphabet="".join(sayings()) + "鸡蛋2盒 ，"))
def test_places_stay_what_they_are(text: str) -> None:
    assert len(in_standard_words(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["来两板鸡蛋噻", "鸡蛋给俺留两板中不", "团长唔该鸡蛋两板", "阿拉屋里要鸡蛋两板", "鸡蛋同埋豆腐各两板"]
)
def test_orders_in_the_words_of_a_region(text: str) -> None:
    order = read(text, SHOP)[0]
    assert isinstance(order, Order)
    assert order.lines[0] == Line(EGG, Op.ORDER, Decimal(2))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("鸡蛋几多钱一板", Query(QueryAbout.PRICE)),
        ("鸡蛋好多钱嘛", Query(QueryAbout.PRICE)),
        ("鸡蛋还有伐", Query(QueryAbout.STOCK)),
        ("好久截单", Query(QueryAbout.TIME)),
        ("都不要咯", Cancel()),
    ],
)
def test_questions_and_withdrawals_in_the_words_of_a_region(text: str, act: Act) -> None:
    assert read(text, SHOP) == (act,)


def test_names_of_goods_stay_names() -> None:
    shop = compile_catalog([product("1", "阿拉斯加鳕鱼", "包"), product("2", "仲景香菇酱", "瓶", "香菇酱")])
    assert read("阿拉斯加鳕鱼2包", shop) == (Order((Line(ProductId("阿拉斯加鳕鱼"), Op.ORDER, Decimal(2)),)),)


def test_a_note_keeps_the_words_as_written() -> None:
    order = read("鸡蛋2板 要大个嘅", SHOP, Context())[0]
    assert isinstance(order, Order)
    assert order.note == "要大个嘅"
