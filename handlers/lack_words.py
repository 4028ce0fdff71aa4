"""How is it said that goods are short, and of whose? `少3板鸡蛋`, `碎了2板`, `501缺鸡蛋1`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.goods_meant import goods_meant, sold_in
from handlers.turn import Turn
from models.events import LackWhy
from models.groupbuy.group_buy import GroupBuy
from models.language.normalize import simplify
from models.language.numerals import parse_number
from models.language.units import UNIT_PATTERN
from models.values import Product, Quantity

_NUMBER = r"\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百半]+"
SHORT = r"少来|少送|少发|少到|少装|少|缺|短"
BROKEN = r"压碎|摔碎|压坏|摔坏|碎|坏|烂|破"
_SAID = re.compile(
    rf"(?P<before>.{{0,30}}?)\s*(?:(?P<short>{SHORT})|(?P<broken>{BROKEN}))(?:掉)?了?\s*(?P<behind>.{{0,30}})"
)
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER})?\s*(?P<unit>{UNIT_PATTERN})?\s*的?")


@dataclass(frozen=True, slots=True)
class LackSaid:
    """``whose``: whose bag it is about, empty where it is about all. ``products`` are those that may be meant;
    ``quantity`` is None where none was said; ``other_unit`` is the unit of it where none of them is sold in that: two
    eggs are no two trays."""

    whose: str
    products: tuple[Product, ...]
    quantity: Quantity | None
    why: LackWhy
    is_change: bool = False
    other_unit: str | None = None


def read_lack(text: str, group_buy: GroupBuy, turn: Turn) -> LackSaid | None:
    """What a text says of goods that are short; None where it names none. ``is_change``: the same words said of an
    order before its goods are there change it (`501少一板鸡蛋`)."""
    found = _SAID.fullmatch(simplify(text).strip())
    if found is None:
        return None
    why = LackWhy.BROKEN if found["broken"] else LackWhy.SHORT
    products, rest = goods_meant(found["behind"], group_buy, turn)
    before = found["before"].strip()
    if not products:
        products, before = goods_meant(before, group_buy, turn)
    amount = _AMOUNT.fullmatch(rest.strip())
    if amount is None:
        return None
    quantity = parse_number(amount["number"]) if amount["number"] else None
    if not products and amount["unit"] and quantity is not None:
        ordered = turn.unit.books.read(group_buy.id).totals()
        products = sold_in(amount["unit"], group_buy, ordered)
    if not products:
        return None
    fitting = [product for product in products if amount["unit"] in (None, product.unit)]
    return LackSaid(
        before.strip(" 的家"),
        tuple(fitting or products),
        quantity,
        why,
        is_change=(found["short"] or "").startswith("少"),
        other_unit=None if fitting else amount["unit"],
    )
