"""What goes into each bag, and where does the bag go? What stands of each order, with its number and its door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers.pickup_numbers import numbers_of
from handlers.replies.parts import amount_value
from models.acts import Delivery
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.walking import Door, door_of
from models.mail import Json
from models.ports import StandingLine
from models.values import OrderId, PersonId, Product, ProductId


@dataclass(frozen=True, slots=True)
class Bag:
    """The goods of one order that are there to be handed out, in the order of the list."""

    order: OrderId
    number: str
    member: PersonId
    door: Door
    to_door: bool
    lines: tuple[StandingLine, ...]


def bags_of(group_buy: GroupBuy, lines: Sequence[StandingLine]) -> list[Bag]:
    """By number; what only waits for stock is in no bag."""
    numbers = numbers_of(lines)
    place = {product.id: position for position, product in enumerate(group_buy.products)}
    by_order: dict[OrderId, list[StandingLine]] = {}
    for line in lines:
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


def goods_of(bag: Bag, products: dict[ProductId, Product]) -> list[Json]:
    return [amount_value(products[line.product], line.quantity) for line in bag.lines]


def taken_along(bags: Iterable[Bag], group_buy: GroupBuy) -> list[Json]:
    """What is in some bags together, in the order of the list."""
    loaded = dict.fromkeys((product.id for product in group_buy.products), Decimal(0))
    for bag in bags:
        for line in bag.lines:
            loaded[line.product] += line.quantity
    return [amount_value(product, loaded[product.id]) for product in group_buy.products if loaded[product.id]]
