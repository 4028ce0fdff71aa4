"""What tells products of one name apart, where their lines say it in words that are no part of a name?

::

    梭子蟹 3-4两 38元/斤       the size of one piece, where the price is for a 斤
    梭子蟹 5-6两 58元/斤
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.language.listing_goods import Goods
from models.language.listing_trade import without_trade_figures


def told_apart(goods: Iterable[Goods]) -> list[Goods]:
    """The same goods; those that nobody could order by name bear their size in it."""
    all_goods = list(goods)
    sizes: dict[tuple[str, str | None, str | None], set[str | None]] = {}
    for one in all_goods:
        sizes.setdefault(_key(one), set()).add(one.size)
    return [_with_size(one) if len(sizes[_key(one)]) > 1 else one for one in all_goods]


def _key(goods: Goods) -> tuple[str, str | None, str | None]:
    return goods.name, goods.unit, goods.measure


def _with_size(goods: Goods) -> Goods:
    if not goods.size or goods.size == goods.measure:
        return goods
    name = goods.name + goods.size_said
    # 进 behind its name, before a size, would read as what she pays.
    return goods if without_trade_figures(name, ())[0] != name else replace(goods, name=name)
