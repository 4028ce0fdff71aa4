"""Is an order put as a question told from a question? (order-language, section 6: 能给我留两盒鸡蛋吗 is an order.)"""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.acts import Op, Order, Paid
from models.language import read
from models.values import ProductId
from tests.language.shop import SHOP


@pytest.mark.parametrize(
    ("text", "op", "quantity"),
    [
        ("草莓还能加一盒吗", Op.ADD, 1),
        ("草莓还能加一盒不", Op.ADD, 1),
        ("草莓还可以加一盒吗", Op.ADD, 1),
        ("草莓能给我留一盒吗", Op.ORDER, 1),
        ("草莓能再要一盒吗", Op.ORDER, 1),
        ("草莓能不能再加一盒", Op.ADD, 1),
        ("草莓能不能要两盒", Op.ORDER, 2),
        ("我能订两盒草莓吗", Op.ORDER, 2),
        ("能加一盒草莓么", Op.ADD, 1),
        ("能来两盒草莓不", Op.ORDER, 2),
        ("能把草莓改成两盒吗", Op.SET, 2),
    ],
)
def test_it_is_an_order(text: str, op: Op, quantity: int) -> None:
    (act,) = read(text, SHOP)
    assert isinstance(act, Order)
    assert [(line.product, line.op, line.quantity) for line in act.lines] == [
        (ProductId("草莓"), op, Decimal(quantity))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一个人能订两盒草莓吗",
        "一家能订三盒草莓吗",
        "草莓能要几盒",
        "草莓一家能买几盒",
        "还能订草莓吗",
        "草莓还能订不",
        "能退一盒草莓吗",
        "草莓能退一盒吗",
        "草莓能换一盒吗",
        "能便宜一块吗",
        "我能帮你拿两盒草莓吗",
        "谁能给我带一盒草莓",
        "草莓一盒能吃几天",
        "一天能打八个电话",
    ],
)
def test_it_is_none(text: str) -> None:
    assert not any(isinstance(act, Order) for act in read(text, SHOP))


@pytest.mark.parametrize(
    ("text", "fen"),
    [("豆腐3块钱转了12", 1200), ("草莓29.9转了60", 6000), ("转了12，豆腐3块一块", 1200), ("一共98转你了", 9800)],
)
def test_what_was_paid_is_the_sum_behind_the_word(text: str, fen: int) -> None:
    assert [act.amount_fen for act in read(text, SHOP) if isinstance(act, Paid)] == [fen]
