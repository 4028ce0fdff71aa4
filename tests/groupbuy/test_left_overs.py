"""How is it said that somebody wants what is left over, and what only looks like it?"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models.groupbuy.left_overs import Offer, wanted_of
from models.values import MessageId
from tests.groupbuy.group import EGGS, NINE

OFFER = Offer(MessageId("o"), EGGS.id, Decimal(3), None, NINE + timedelta(minutes=30))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("要", 1),
        ("我要", 1),
        ("我也要！", 1),
        ("+1", 1),
        ("＋2", 2),
        ("➕1", 1),
        ("1", 1),
        ("我要一板", 1),
        ("来两板吧", 2),
        ("鸡蛋我要", 1),
        ("鸡蛋我要两板", 2),
        ("我要2板鸡蛋", 2),
        ("都要了", 3),
        ("我全包了", 3),
        ("给我吧", 1),
        ("算我一个", 1),
    ],
)
def test_wanted(text: str, wanted: int) -> None:
    assert wanted_of(text, OFFER, ("鸡蛋", "土鸡蛋"), "板") == wanted


@pytest.mark.parametrize(
    "text",
    ["来了", "拿了", "拿到了", "不要", "多少钱", "还有吗", "我要两盒", "谢谢", "要不要", "鸡蛋坏了", "我来晚了", ""],
)
def test_talk(text: str) -> None:
    assert wanted_of(text, OFFER, ("鸡蛋", "土鸡蛋"), "板") is None
