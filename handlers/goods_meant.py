"""Which goods does a text name, and what is left of it without them?"""

from __future__ import annotations

from collections.abc import Iterable

from handlers.open_goods import catalog_of
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.language.normalize import simplify
from models.values import Product, ProductId


def goods_meant(text: str, group_buy: GroupBuy, turn: Turn) -> tuple[list[Product], str]:
    """The products that the first name in a text may mean, and the text without that name; none where it names none.
    Another name of the same product, behind the first, is taken away too."""
    plain = simplify(text)
    mentions = list(catalog_of(group_buy, turn).find_names(plain))
    if not mentions:
        return [], plain
    first = mentions[0]
    rest = f"{plain[: first.start]} {plain[first.end :]}".strip()
    return [product for product in group_buy.products if product.id in first.products], rest


def all_goods_in(text: str, group_buy: GroupBuy, turn: Turn) -> list[Product]:
    """Every product that a text names, each that a name may mean."""
    named = {one for mention in catalog_of(group_buy, turn).find_names(simplify(text)) for one in mention.products}
    return [product for product in group_buy.products if product.id in named]


def by_id(products: Iterable[Product], product: str) -> Product | None:
    return next((one for one in products if one.id == product), None)


def sold_in(unit: str, group_buy: GroupBuy, among: Iterable[ProductId]) -> list[Product]:
    """Those of some products that are sold in a unit: `碎了2板` of eggs and berries is of eggs."""
    wanted = set(among)
    return [product for product in group_buy.products if product.unit == unit and product.id in wanted]
