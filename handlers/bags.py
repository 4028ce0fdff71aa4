"""What goes into each bag, and where does the bag go? What really comes of each order, with its number and its door.

Labels, the pickup notice, the route and the loads are all made of these bags, so that no two of them differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from handlers.replies.parts import amount_value, short_name
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.groupbuy.walking import Door, door_of, walking_key
from models.mail import Json
from models.ports import StandingLine
from models.values import OrderId, PersonId, Quantity, Recipient, decimal_text

#: From the cut-off on what is in a bag is certain.
CERTAIN = (Stage.CLOSED, Stage.ORDERED, Stage.ARRIVED, Stage.HANDING_OUT)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bag:
    """The goods of one order that are there to be handed out. ``goods`` are (place on the list, quantity), in the order
    of the list; ``to_door``: it is brought; ``kept``: it waits for another day, wherever it goes."""

    order: OrderId
    number: int
    member: PersonId
    recipient: Recipient | None
    to_door: bool
    kept: bool
    goods: tuple[tuple[int, Quantity], ...]

    @property
    def door(self) -> Door:
        return door_of(self.recipient)


def bags_of(group_buy: GroupBuy, turn: Turn) -> list[Bag]:
    """By number. What waits for stock, was called off or did not come is in no bag; an order that gets nothing has
    none."""
    book = turn.unit.books.read(group_buy.id)
    place = {product.id: position for position, product in enumerate(group_buy.products)}
    missing = book.missing()
    held: dict[OrderId, tuple[StandingLine, list[tuple[int, Quantity]]]] = {}
    for line in turn.unit.books.standing(group_buy.id):
        comes = line.quantity
        if missing:
            comes -= missing.get((line.order, line.product), _NOTHING)
        if comes > 0 and line.product in place:
            held.setdefault(line.order, (line, []))[1].append((place[line.product], comes))
    numbers, kept = book.numbers(), book.kept_until(turn.now)
    bags = [
        Bag(
            order,
            numbers[order],
            first.member,
            first.recipient,
            first.to_door,
            order in kept,
            tuple(sorted(goods)),
        )
        for order, (first, goods) in held.items()
    ]
    return sorted(bags, key=lambda bag: bag.number)


def walked(bags: Iterable[Bag], *, everybody: bool = False, buildings: Sequence[str] = ()) -> list[Bag]:
    """Those that are brought now (``everybody``: all, whoever would come for them), in walking order; those of some
    ``buildings`` where any are named. Kept bags stay."""
    stops = (bag for bag in bags if (bag.to_door or everybody) and not bag.kept)
    return sorted((bag for bag in stops if _is_in(bag, buildings)), key=lambda bag: walking_key(bag.door))


def _is_in(bag: Bag, buildings: Sequence[str]) -> bool:
    return not buildings or (bag.recipient is not None and bag.recipient.building in buildings)


def goods_on_list(group_buy: GroupBuy) -> list[Json]:
    """``[{product, unit}]`` in the order of the list: what ``goods_in`` and ``taken_along`` name by place."""
    return [{"product": short_name(product), "unit": product.unit} for product in group_buy.products]


def goods_in(bag: Bag) -> list[Json]:
    """``[place, quantity, place, quantity …]``: hundreds of bags hold the same goods, which are told once."""
    return [part for place, quantity in bag.goods for part in (place, figure(quantity))]


@lru_cache(maxsize=1024)
def figure(quantity: Quantity) -> int | str:
    """A quantity as short as it can stand in values: `2`, `"1.5"`."""
    return int(quantity) if quantity == quantity.to_integral_value() else decimal_text(quantity)


def summed(bags: Iterable[Bag]) -> list[tuple[int, Quantity]]:
    """What is in some bags together, as (place, quantity) in the order of the list."""
    sums: dict[int, Quantity] = {}
    for bag in bags:
        for place, quantity in bag.goods:
            sums[place] = sums.get(place, _NOTHING) + quantity
    return sorted(sums.items())


def taken_along(bags: Iterable[Bag]) -> list[Json]:
    """What is in some bags together, as in ``goods_in``."""
    return [part for place, quantity in summed(bags) for part in (place, figure(quantity))]


def amounts_in(goods: Iterable[tuple[int, Quantity]], group_buy: GroupBuy) -> list[Json]:
    """``[{product, quantity, unit}]``, for where few bags are told of."""
    return [amount_value(group_buy.products[place], quantity) for place, quantity in goods]
