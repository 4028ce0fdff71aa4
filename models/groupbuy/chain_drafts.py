"""What do the chains of a group-buy not say yet? The chat part of every order, told out to the entries that it changes.

What was said of goods that stand in an entry changes that entry, in whichever list it stands; what stands in none is
written in the latest list: in the member's entry there, or in a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.groupbuy.chain_parts import Place
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Desk
from models.groupbuy.orders import NOTHING, MemberOrder, OrderLine
from models.groupbuy.placing import order_of_place
from models.values import OrderId, ProductId, Quantity

Amounts = dict[ProductId, Quantity]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry about to be written in a chain: for which order, how much of what, in the stead of which place."""

    chain: str
    order: MemberOrder
    amounts: Amounts
    place: Place | None = None


@dataclass(slots=True)
class _Seat:
    """A place by which something was ordered, and what its entry is to say."""

    chain: Chain
    place: Place
    amounts: Amounts

    @property
    def says(self) -> Mapping[ProductId, Quantity]:
        """What its entry says, which may be more than a limit allowed, or less than what was left alone."""
        return self.chain.entry(self.place.entry).quantities


def drafts(desk: Desk, chains: Sequence[Chain]) -> Iterator[Draft]:
    """What is to be written, for the chains of a book, oldest first."""
    seats: dict[OrderId, list[_Seat]] = {}
    for chain in reversed(chains):
        for place, order in seated(desk, chain):
            seats.setdefault(order.id, []).append(_Seat(chain, place, _shares(chain, order, place)))
    for order in desk.ledger.orders.values():
        # What was withdrawn by chat is still written in its places, for all to see.
        if order.stands or order.id in seats:
            yield from _drafts_of(order, seats.get(order.id, []), chains[-1])


def seated(desk: Desk, chain: Chain) -> Iterator[tuple[Place, MemberOrder]]:
    """The places of a chain by which something was ordered, each with its order."""
    for place in sorted(chain.places.values(), key=lambda each: each.id):
        # An entry that somebody is being asked about keeps its words.
        sure = place.live and chain.entry(place.entry).seen.ask is None
        order = order_of_place(desk, chain, place) if sure else None
        if order is not None:
            yield place, order


def _drafts_of(order: MemberOrder, seats: list[_Seat], latest: Chain) -> Iterator[Draft]:
    rest: Amounts = {}
    for product, line in order.lines.items():
        said = _said(line)
        if said > 0:
            seat = _seat_for_more(product, seats, latest)
            amounts = rest if seat is None else seat.amounts
            amounts[product] = amounts.get(product, NOTHING) + said
        elif said < 0:
            _take_away(product, -said, seats, stands=order.stands)
    for seat in seats:
        wanted = {product: amount for product, amount in seat.amounts.items() if amount}
        if wanted != seat.says:
            yield Draft(seat.chain.id, order, wanted, seat.place)
    if rest:
        yield Draft(latest.id, order, rest)


def _seat_for_more(product: ProductId, seats: list[_Seat], latest: Chain) -> _Seat | None:
    """Where more of a product is written: where it stands already, else in the member's entry in the latest list."""
    holding = [seat for seat in seats if product in seat.amounts]
    there = holding or [seat for seat in seats if seat.chain is latest]
    return there[0] if there else None


def _take_away(product: ProductId, less: Quantity, seats: list[_Seat], *, stands: bool) -> None:
    """Take from the entries that hold a product, those of the latest list first."""
    held = sum((seat.amounts.get(product, NOTHING) for seat in seats), NOTHING)
    if held < less and stands:
        # What takes from entries that can't be changed stays as it was said.
        return
    for seat in seats:
        taken = min(seat.amounts.get(product, NOTHING), less)
        if taken:
            seat.amounts[product] -= taken
            less -= taken


def _shares(chain: Chain, order: MemberOrder, place: Place) -> Amounts:
    """What a place adds to the lines of its order."""
    return {
        product: share.quantity
        for product, line in order.lines.items()
        for share in line.shares
        if (share.chain, share.entry) == (chain.id, place.id)
    }


def _said(line: OrderLine) -> Quantity:
    """What a line comes to beside its entries."""
    return line.total - sum((share.quantity for share in line.shares), NOTHING)
