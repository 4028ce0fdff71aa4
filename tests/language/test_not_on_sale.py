"""Are goods that nobody sells told from goods that are sold by another name?"""

from __future__ import annotations

import pytest

from models.language import Catalog, compile_catalog
from models.language.not_on_sale import not_on_sale
from models.values import Product, ProductId


def listed(*goods: tuple[str, str]) -> Catalog:
    return compile_catalog(
        [Product(ProductId(name), str(place), name, unit) for place, (name, unit) in enumerate(goods, 1)]
    )


FRUIT = listed(("散养土鸡蛋", "板"), ("猕猴桃", "盒"))
MEAT = listed(("西红柿", "斤"), ("原切牛腩", "斤"))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("芒果 土豆有吗，来两斤", ("芒果", "土豆")),
        ("芒果有吗，再来两斤芒果", ("芒果",)),
        ("鸡蛋有吗", ()),
        ("奇异果有吗，来两盒", ()),
        ("番茄有吗，来两斤", ()),
        ("牛肉有吗，来两斤", ()),
        ("羊肉有吗，来两斤", ("羊肉",)),
        ("那个有吗，来两斤", ()),
        ("榴蓮還有嗎，來一個", ("榴莲",)),
    ],
)
def test_what_is_not_on_sale_is_told(text: str, absent: tuple[str, ...]) -> None:
    assert not_on_sale(text, [FRUIT, MEAT]) == absent


def test_another_list_may_hold_it() -> None:
    assert not_on_sale("番茄有吗", [FRUIT]) == ("番茄",)
    assert not_on_sale("番茄有吗", [FRUIT, MEAT]) == ()
