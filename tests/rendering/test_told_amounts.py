"""Are money, quantities and people told as people say them?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.names import Name
from bot.rendering.told_amounts import (
    amount,
    amounts,
    money,
    names,
    one_order_each,
    short_amount,
    short_amounts,
    whose,
    with_waiting,
)
from models.mail import Json
from models.values import PersonId


def line(product: str, quantity: str | None, unit: str = "板", **more: Json) -> dict[str, Json]:
    return {"product": product, "quantity": quantity, "unit": unit, **more}


@pytest.mark.parametrize(
    ("fen", "words"),
    [(3200, "32块"), (1280, "12.8块"), (5, "0.05块"), (0, "0块"), (431_200, "4,312块"), (-1250, "-12.5块")],
)
def test_money(fen: int, words: str) -> None:
    assert money(fen) == words


@given(st.integers(-(10**9), 10**9))
def test_money_loses_no_fen(fen: int) -> None:
    assert int(Decimal(money(fen).removesuffix("块").replace(",", "")) * 100) == fen


def test_amounts_have_their_units() -> None:
    assert amounts([line("鸡蛋", "2"), line("排骨", "1.5", "斤")]) == "鸡蛋2板、排骨1.5斤"


def test_short_amounts_keep_the_unit_of_weights_only() -> None:
    assert short_amounts([line("鸡蛋", "2"), line("排骨", "1.5", "斤")]) == "鸡蛋2 排骨1.5斤"


def test_a_number_does_not_run_into_a_name() -> None:
    assert short_amount(line("可乐600", "2", "瓶")) == "可乐600×2"
    assert amount(line("维生素C", "1", "瓶")) == "维生素C×1瓶"


def test_what_waits_is_told_beside_what_stands() -> None:
    assert amount(line("草莓", "1", "盒", waiting="2")) == "草莓1盒（排着2盒）"
    assert amount(line("草莓", "0", "盒", waiting="2")) == "草莓排着2盒"
    assert amount(line("草莓", "1", "盒", waiting="0")) == "草莓1盒"
    assert amount(line("草莓", None)) == "草莓"


def test_what_waits_is_told_once_however_it_is_given() -> None:
    eggs, queued = line("鸡蛋", "2"), line("草莓", "1", "盒", waiting="2")
    assert amounts(with_waiting([eggs, queued], [queued])) == "鸡蛋2板、草莓1盒（排着2盒）"
    assert amounts(with_waiting([eggs], [line("草莓", "2", "盒")])) == "鸡蛋2板、草莓排着2盒"
    assert amounts(with_waiting([eggs], None)) == "鸡蛋2板"


def test_twelve_names_at_most() -> None:
    people = [Name(f"住户{index}") for index in range(13)]
    assert names(people[:3]) == "住户0、住户1、住户2"
    assert names(people[:12]).count("、") == 11
    assert names(people) == "13位"


def test_one_person_is_one_entry_even_with_a_namesake() -> None:
    first, second = Name("小美", PersonId("p1")), Name("小美", PersonId("p2"))
    orders: list[Json] = [
        {"who": first, "lines": [line("鸡蛋", "1"), line("牛奶", "1")]},
        {"who": second, "lines": [line("鸡蛋", "5")]},
        {"who": first, "lines": [line("鸡蛋", "2")]},
    ]
    joined = one_order_each(orders)
    assert [short_amounts(order["lines"]) for order in joined] == ["鸡蛋2 牛奶1", "鸡蛋5"]
    assert whose(orders) == "小美、小美"


def test_two_forgotten_people_stay_two() -> None:
    orders: list[Json] = [{"who": Name("邻居", place=0), "lines": []}, {"who": Name("邻居", place=1), "lines": []}]
    assert len(one_order_each(orders)) == 2
