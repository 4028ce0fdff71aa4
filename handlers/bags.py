"""What goes into each bag, and where does the bag go? What stands of each order, with its number and its door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from handlers.pickup_numbers import numbers_of
from handlers.replies.parts import short_name
from models.acts import Delivery
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.walking import Door, door_of
from models.mail import Json
from models.ports import StandingLine
from models.values import OrderId, PersonId, ProductId, Quantity, decimal_text


@dataclass(frozen=True, slots=True)
class Bag:
    """The goods of one order that are there to be handed out, in the order of the list."""

    order: OrderId
    number: str
    member: PersonId
    door: Door
    to_door: bool
    lines: tuple[StandingLine, ...]


def bags_of(group_buy: GroupBuy, lines: Sequence[StandingLine], *, brought_only: bool = False) -> list[Bag]:
    """By number, or only those that go to doors; what only waits for stock is in no bag."""
    numbers = numbers_of(lines)
    place = places_of(group_buy)
    by_order: dict[OrderId, list[StandingLine]] = {}
    taken = (line for line in lines if line.delivery is Delivery.DOOR) if brought_only else lines
    for line in taken:
        if line.quantity and line.product in place:
            by_order.setdefault(line.order, []).append(line)
    bags = (_bag(numbers[order], held, place) for order, held in by_order.items())
    return sorted(bags, key=lambda bag: int(bag.number))


def _bag(number: str, lines: list[StandingLine], place: dict[ProductId, int]) -> Bag:
    first = lines[0]
    return Bag(
        first.order,
        number,
        first.member,
        door_of(first.recipient),
        first.delivery is Delivery.DOOR,
        tuple(sorted(lines, key=lambda line: place[line.product])),
    )


def goods_on_list(group_buy: GroupBuy) -> list[Json]:
    """``[{product, unit}]`` in the order of the list: what ``goods_in`` and ``taken_along`` name by place."""
    return [{"product": short_name(product), "unit": product.unit} for product in group_buy.products]


def goods_in(bag: Bag, place: Mapping[ProductId, int]) -> list[Json]:
    """``[place, quantity, place, quantity …]``: hundreds of bags hold the same goods, which are told once."""
    return [part for line in bag.lines for part in (place[line.product], figure(line.quantity))]


@lru_cache(maxsize=1024)
def figure(quantity: Quantity) -> int | str:
    """A quantity as short as it can stand in values: `2`, `"1.5"`."""
    return int(quantity) if quantity == quantity.to_integral_value() else decimal_text(quantity)


def places_of(group_buy: GroupBuy) -> dict[ProductId, int]:
    return {product.id: position for position, product in enumerate(group_buy.products)}


def taken_along(bags: Iterable[Bag], group_buy: GroupBuy) -> list[Json]:
    """What is in some bags together, in the order of the list, as in ``goods_in``."""
    loaded = dict.fromkeys((product.id for product in group_buy.products), Decimal(0))
    for bag in bags:
        for line in bag.lines:
            loaded[line.product] += line.quantity
    there = ((place, quantity) for place, quantity in enumerate(loaded.values()) if quantity)
    return [part for place, quantity in there for part in (place, figure(quantity))]
