"""What do entries under neighbours' names add to somebody's order? Who adds an entry to a chain owns it, whatever name
it bears (order-language, section 6), and without an address it stands in their own order: for whom it is should be
told all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.groupbuy.desk import Desk
from models.groupbuy.placing import order_of_place
from models.values import OrderId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class NeighbourPart:
    """So much of an order of ``member``'s stands under the name of ``neighbour``, a member too."""

    order_id: OrderId
    member: PersonId
    neighbour: PersonId
    product: ProductId
    quantity: Quantity


def neighbour_parts(desk: Desk) -> Iterator[NeighbourPart]:
    """What stands under another member's name, over all lists, in the order of the lists."""
    for chain in desk.ledger.chains.values():
        for place in sorted((each for each in chain.places.values() if each.live), key=lambda each: each.id):
            neighbour = chain.entry(place.entry).seen.namesake
            order = None if neighbour in (None, place.owner) else order_of_place(desk, chain, place)
            if order is None or neighbour is None:
                continue
            for line in order.lines.values():
                for share in line.shares:
                    if (share.chain, share.entry) == (chain.id, place.id) and share.quantity and line.total:
                        quantity = min(share.quantity, line.total)
                        yield NeighbourPart(order.id, order.member, neighbour, line.product, quantity)
