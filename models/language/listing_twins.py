"""What tells products of one name apart, where their lines say it in words that are no part of a name?

::

    梭子蟹 3-4两 38元/斤       the size of one piece, where the price is for a 斤
    梭子蟹 5-6两 58元/斤
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.language.listing_goods import Goods


def told_apart(goods: Iterable[Goods]) -> list[Goods]:
    """The same goods; those that nobody could order by name bear their size in it."""
    all_goods = list(goods)
    alike = Counter(map(_key, all_goods))
    return [_with_size(one, all_goods) if alike[_key(one)] > 1 else one for one in all_goods]


def _key(goods: Goods) -> tuple[str, str | None, str | None]:
    return goods.name, goods.unit, goods.measure


def _with_size(goods: Goods, others: Sequence[Goods]) -> Goods:
    sizes = {other.size for other in others if _key(other) == _key(goods)}
    if len(sizes) < 2 or not goods.size or goods.size == goods.measure:
        return goods
    return replace(goods, name=goods.name + goods.size_said)
