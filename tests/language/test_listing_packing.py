"""Is it read what a list says of boxes and minimums, and nothing else?"""

from __future__ import annotations

import pytest

from models.language.listing_packing import packed_in


@pytest.mark.parametrize(
    ("line", "per_box", "minimum"),
    [
        ("草莓 29.9元/盒 一箱12盒", 12, None),
        ("草莓 29.9元/盒（12盒一箱）", 12, None),
        ("草莓 29.9/盒 每箱装12盒，够10盒才发", 12, 10),
        ("土鸡蛋 30枚/板 32元 10份成团", None, 10),
        ("橙子 5斤 20元 满10份发货", None, 10),
    ],
)
def test_a_line_says_how_its_goods_are_packed(line: str, per_box: int | None, minimum: int | None) -> None:
    (found,) = packed_in(line)
    assert (found.per_box, found.minimum) == (per_box, minimum)


@pytest.mark.parametrize(
    "line", ["酸奶 12盒/箱 30元", "土鸡蛋 30枚/板 32元", "今晚8点截单，满100减5", "一箱牛奶66元", ""]
)
def test_measures_and_prices_are_no_boxes(line: str) -> None:
    assert not list(packed_in(line))
