"""What is on sale in several group-buys that are open at once, and of which of them does a text name goods?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from handlers.turn import Turn
from models.acts import Act, Order
from models.groupbuy.group_buy import GroupBuy
from models.language import Catalog, read
from models.language.normalize import simplify
from models.values import Product, ProductId


def catalog_of(group_buy: GroupBuy, turn: Turn) -> Catalog:
    return turn.house.memory.catalog(group_buy.products)


def goods_named(text: str, live: Sequence[GroupBuy], turn: Turn) -> list[GroupBuy]:
    """Those of which a text names goods. ``2盒`` names none, also where one of them has one thing on sale."""
    named = ordered_in(read(text, together(live, turn)))
    return [
        one
        for one in live
        if any(catalog_of(one, turn).find_names(simplify(text)))
        or named.intersection(product.id for product in one.products)
    ]


def ordered_in(acts: Iterable[Act]) -> set[ProductId]:
    return {line.product for act in acts if isinstance(act, Order) for line in act.lines}


def together(group_buys: Sequence[GroupBuy], turn: Turn) -> Catalog:
    """The goods of several group-buys as one list."""
    return turn.house.memory.catalog(goods_of(group_buys))


def goods_of(group_buys: Sequence[GroupBuy]) -> tuple[Product, ...]:
    """The goods of several group-buys, newest first: a name or a number that a newer one holds is its."""
    goods: list[Product] = []
    for group_buy in group_buys:
        names = set(chain.from_iterable(_called(product) for product in goods))
        numbers = {product.number for product in goods}
        goods += [
            replace(product, number="" if product.number in numbers else product.number)
            for product in group_buy.products
            if names.isdisjoint(_called(product))
        ]
    return tuple(goods)


def _called(product: Product) -> Iterable[str]:
    return (product.name, *product.aliases)
