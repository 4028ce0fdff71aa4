"""Which number is written here? Every writing of the same number is the same number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.normalize import simplify
from models.language.numerals import DIGITS, find_numbers, parse_house_number, parse_number

DIGIT = {value: character for character, value in DIGITS.items() if character not in "两幺"}


def in_chinese(number: int) -> str:
    """The number as it is read: 320 is 三百二十, 1005 一千零五."""
    if number < 10:
        return DIGIT[number]
    said, skipped = "", False
    for place, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        times, number = divmod(number, place)
        if times:
            said += ("零" if skipped and said else "") + (in_chinese(times) if times >= 10 else DIGIT[times]) + name
            skipped = False
        elif said:
            skipped = True
    return said.removeprefix("一") if said.startswith("一十") else said


@given(st.integers(min_value=1, max_value=99_999))
def test_a_number_that_was_written_in_chinese_is_read(number: int) -> None:
    assert parse_number(in_chinese(number)) == number


@given(st.integers(min_value=1, max_value=99_999))
def test_formal_and_full_width_writings_are_the_same(number: int) -> None:
    formal = in_chinese(number).translate(str.maketrans("一二三四五七八九十百千", "壹贰叁肆伍柒捌玖拾佰仟"))
    full_width = str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    assert parse_number(simplify(full_width)) == number
    assert parse_number(simplify(formal).replace("伍", "五")) == number


@given(st.integers(min_value=0, max_value=99_999), st.integers(min_value=0, max_value=99))
def test_decimals_keep_every_digit(whole: int, hundredths: int) -> None:
    written = f"{whole}.{hundredths:02}"
    assert parse_number(written) == Decimal(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一百二", "120"),
        ("三百二", "320"),
        ("一千五", "1500"),
        ("一万二", "12000"),
        ("两千零五十", "2050"),
        ("廿三", "23"),
        ("卅", "30"),
        ("俩", "2"),
        ("仨", "3"),
        ("半", "0.5"),
        ("②", "2"),
        ("⑳", "20"),
        ("1/2", "0.5"),
        ("3/4", "0.75"),
        ("一点五", "1.5"),
        ("零点五", "0.5"),
        ("两百", "200"),
        ("1,000", "1000"),
        ("3百20", "320"),
        ("1.5万", "15000"),
        ("一万零一", "10001"),
        ("十", "10"),
    ],
)
def test_shapes_that_are_commonly_missed(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["两三", "三五", "百百", "", "点", "十百", "1/0"])
def test_what_is_no_single_number_has_no_value(written: str) -> None:
    assert parse_number(written) is None


@pytest.mark.parametrize(
    ("written", "house"),
    [("五零一", "501"), ("五百零一", "501"), ("十二", "12"), ("1203", "1203"), ("一千二百零三", "1203")],
)
def test_houses_and_rooms_are_read_out_in_either_way(written: str, house: str) -> None:
    assert parse_house_number(written) == house


def test_numbers_are_found_with_their_places_and_ranges_have_none() -> None:
    found = [(number.value, number.start, number.end) for number in find_numbers("要3板和两三盒")]
    assert found == [(Decimal(3), 1, 2), (None, 4, 6)]
