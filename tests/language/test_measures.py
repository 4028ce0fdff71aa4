"""How many sale units is what was said? By unit and measure, with a question where it can't be told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import AskAbout
from models.language.measures import MeasurePart, SaleUnit, count_sale_units, read_measure

EGGS = SaleUnit("板", False, read_measure("30枚"))
POTATOES = SaleUnit("袋", False, read_measure("5斤"))
RIBS = SaleUnit("斤", True, ())
WATER = SaleUnit("箱", False, read_measure("550ml*24瓶"))
TOFU = SaleUnit("块", False, ())


@pytest.mark.parametrize(
    ("size", "value", "unit", "quantity"),
    [
        (EGGS, "2", "板", "2"),
        (EGGS, "2", "盒", "2"),
        (EGGS, "60", "个", "2"),
        (EGGS, "5", "打", "2"),
        (EGGS, "2", None, "2"),
        (POTATOES, "10", "斤", "2"),
        (POTATOES, "5", "公斤", "2"),
        (POTATOES, "2500", "克", "1"),
        (RIBS, "6", "两", "0.6"),
        (RIBS, "1.5", "公斤", "3"),
        (RIBS, "0.5", None, "0.5"),
        (WATER, "48", "瓶", "2"),
        (TOFU, "1", "打", "12"),
        (TOFU, "1", "对", "2"),
        (TOFU, "10", "块", "10"),
    ],
)
def test_what_was_said_comes_to_sale_units(size: SaleUnit, value: str, unit: str | None, quantity: str) -> None:
    assert count_sale_units(size, Decimal(value), unit) == Decimal(quantity)


@pytest.mark.parametrize(
    ("size", "value", "unit", "about"),
    [
        (EGGS, "4", "个", AskAbout.QUANTITY),
        (EGGS, "30", None, AskAbout.QUANTITY),
        (POTATOES, "3", "斤", AskAbout.QUANTITY),
        (POTATOES, "0.5", "袋", AskAbout.QUANTITY),
        (TOFU, "2", "斤", AskAbout.UNIT),
        (RIBS, "1", "份", AskAbout.UNIT),
        (WATER, "2", "斤", AskAbout.UNIT),
        (EGGS, "1", "对", AskAbout.QUANTITY),
    ],
)
def test_what_can_not_be_told_is_asked(size: SaleUnit, value: str, unit: str | None, about: AskAbout) -> None:
    assert count_sale_units(size, Decimal(value), unit) is about


def test_a_vague_amount_is_asked_about() -> None:
    assert count_sale_units(RIBS, None, "斤") is AskAbout.QUANTITY


def test_a_measure_of_several_packs_has_every_part() -> None:
    assert read_measure("500g*2袋") == (
        MeasurePart(Decimal(500), "g"),
        MeasurePart(Decimal(1000), "g"),
        MeasurePart(Decimal(2), "袋"),
    )


@pytest.mark.parametrize("measure", [None, "", "3-4斤", "若干", "家庭装"])
def test_a_measure_that_says_nothing_exact_has_no_parts(measure: str | None) -> None:
    assert read_measure(measure) == ()


@given(st.integers(min_value=1, max_value=500))
def test_jin_and_kilograms_are_the_same_weight(jin: int) -> None:
    kilograms = Decimal(jin) / 2
    assert count_sale_units(RIBS, kilograms, "公斤") == count_sale_units(RIBS, Decimal(jin), "斤") == jin


@given(st.integers(min_value=1, max_value=200), st.integers(min_value=2, max_value=48))
def test_whole_packs_of_pieces_come_to_whole_packs(packs: int, pieces: int) -> None:
    size = SaleUnit("盒", False, read_measure(f"{pieces}枚"))
    assert count_sale_units(size, Decimal(packs * pieces), "个") == packs
