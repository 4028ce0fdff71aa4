"""What did somebody write in a chain for a neighbour? Told with the order in which it stands, and to the neighbour who
asks, lest it be ordered twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handlers.replies.parts import amount_value
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.neighbours import NeighbourPart
from models.mail import Json, person_ref
from models.values import PersonId


def by_neighbour(parts: Iterable[NeighbourPart], group_buy: GroupBuy) -> list[Json]:
    """What stands in one order under others' names: ``[{who, lines}]``, who being the neighbour."""
    return _told(parts, group_buy, lambda part: part.neighbour)


def by_writer(parts: Iterable[NeighbourPart], group_buy: GroupBuy) -> list[Json]:
    """What others have written for one neighbour: ``[{who, lines}]``, who being the one in whose order it stands."""
    return _told(parts, group_buy, lambda part: part.member)


def _told(
    parts: Iterable[NeighbourPart], group_buy: GroupBuy, whose: Callable[[NeighbourPart], PersonId]
) -> list[Json]:
    products = {product.id: product for product in group_buy.products}
    lines: dict[PersonId, list[Json]] = {}
    for part in parts:
        if part.product in products:
            lines.setdefault(whose(part), []).append(amount_value(products[part.product], part.quantity))
    return [{"who": person_ref(person), "lines": theirs} for person, theirs in lines.items()]
