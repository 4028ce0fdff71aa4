"""Which goods does a text name, in full or by a part of their name, and what is left of it without them?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from handlers.open_goods import catalog_of
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.language.normalize import simplify
from models.language.units import UNIT_PATTERN
from models.values import Product, ProductId

_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_UNIT_BEFORE = re.compile(rf"^(?:{UNIT_PATTERN})?的?(?=.)")
#: What stands between words that may be goods: 我的虾呢, 怎么是虾.
_BETWEEN = re.compile(r"[的是在里头有成了呢吗啊呀和跟、,，。.？?！!\s]|怎么|咋|没|我|装|换")


def goods_meant(text: str, group_buy: GroupBuy, turn: Turn) -> tuple[list[Product], str]:
    """The products that the first name in a text may mean, and the text without that name; none where it names none.
    Where no name stands in full, one word may be a part of one: `少3份虾` of 基围虾."""
    plain = simplify(text)
    catalog = catalog_of(group_buy, turn)
    first = next(iter(catalog.find_names(plain)), None)
    if first is not None:
        return _products(first.products, group_buy), f"{plain[: first.start]} {plain[first.end :]}".strip()
    for word in _WORDS.finditer(plain):
        unit = _UNIT_BEFORE.match(word[0])
        for start in dict.fromkeys((0, unit.end() if unit else 0)):
            found = catalog.resolve(word[0][start:], guess=False)
            if found is not None:
                rest = f"{plain[: word.start() + start]} {plain[word.end() :]}"
                return _products(found[0], group_buy), rest.strip()
    return [], plain


def all_goods_in(text: str, group_buy: GroupBuy, turn: Turn) -> list[Product]:
    """Every product that a text names, in full or by a word that is a part of its name."""
    plain = simplify(text)
    catalog = catalog_of(group_buy, turn)
    named = {one for mention in catalog.find_names(plain) for one in mention.products}
    for word in filter(None, _BETWEEN.split(plain)):
        named.update(catalog.whose_part(word))
    return _products(named, group_buy)


def _products(wanted: Collection[ProductId], group_buy: GroupBuy) -> list[Product]:
    return [product for product in group_buy.products if product.id in wanted]


def by_id(products: Iterable[Product], product: str) -> Product | None:
    return next((one for one in products if one.id == product), None)


def sold_in(unit: str, group_buy: GroupBuy, among: Iterable[ProductId]) -> list[Product]:
    """Those of some products that are sold in a unit: `碎了2板` of eggs and berries is of eggs."""
    wanted = set(among)
    return [product for product in group_buy.products if product.unit == unit and product.id in wanted]
