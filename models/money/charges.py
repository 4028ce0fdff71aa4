"""What do orders cost their households? What a book comes to for each, and what is still to be posted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.stages import Stage
from models.values import PersonId, line_fen

#: Stages in which orders cost nobody anything: not open yet, or called off.
_FREE = frozenset({Stage.DRAFT, Stage.CANCELLED})


def costs(group_buy: GroupBuy, orders: Iterable[OrderStanding]) -> dict[PersonId, int]:
    """What each household's orders come to, in fen; what waits for stock, and goods without a price, cost nothing."""
    if group_buy.stage in _FREE:
        return {}
    prices = {product.id: product.price_fen or 0 for product in group_buy.products}
    found: dict[PersonId, int] = {}
    for order in orders:
        fen = sum(line_fen(prices.get(line.product, 0), line.standing) for line in order.lines)
        if fen:
            found[order.member] = found.get(order.member, 0) + fen
    return found


def unposted(costing: Mapping[PersonId, int], posted: Mapping[PersonId, int]) -> dict[PersonId, int]:
    """By how much what was posted for a group-buy differs from what its orders come to now, by household."""
    households = dict.fromkeys((*costing, *posted))
    changes = {household: costing.get(household, 0) - posted.get(household, 0) for household in households}
    return {household: fen for household, fen in changes.items() if fen}


def costs_mark(group_buy: GroupBuy) -> str:
    """Another one whenever what its orders come to may have changed: by the book, by a price, by calling it off."""
    prices = ";".join(f"{product.id}={product.price_fen}" for product in group_buy.products)
    return f"{group_buy.version}:{group_buy.stage in _FREE:d}:{crc32(prices.encode()):08x}"
