"""Is a message nothing but goods, each with its amount, an address and a word of wanting? Then nothing is judged.

::

    plain = [team] [want] goods-and-amounts [address] [thanks]
    goods-and-amounts = (goods amount)+ | amount goods

Most orders are. What is read here is what the long way would make of the same sketch (a test compares them); where
anything else stands, or anything is undecided, nothing is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from models.acts import AskAbout, Context, Evidence, Line, Op, Order
from models.language.addresses import AddressMatch
from models.language.amounts import Amount
from models.language.measures import count_sale_units
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Sketch
from models.values import ProductId, Recipient

_PLAIN = re.compile(
    r"[\s,]*+(?:(?:团长|群主|老板)[\s,]*+)?(?:R[\s,]*+)?(?:我?要|我?来|我?订)?"
    r"(?:(?:P ?[QN][\s,;、。]*+)++|Q的?P[\s,;。]*+)(?:R[\s,;。]*+)?"
    r"(?:谢谢(?:团长|您|啦)?|辛苦了?|哈|吧|啊|哦|[\s,~!。])*+"
)


def read_plain_order(sketch: Sketch, catalog: Catalog, context: Context) -> Order | None:
    """The order that a message plainly is; None where it has to be read closely."""
    if context.stage == "handing_out" or context.by_organizer or _PLAIN.fullmatch(sketch.sketch) is None:
        return None
    lines: list[Line] = []
    because: list[Evidence] = []
    address: Entity | None = None
    waiting: Entity | None = None
    for entity in sketch.entities:
        if entity.kind == "R":
            if address is not None:
                return None
            address = entity
        elif waiting is None:
            waiting = entity
        else:
            line = _line(waiting, entity, catalog)
            if line is None or any(line.product == other.product for other in lines):
                return None
            lines.append(line)
            because.append(_evidence("order-plain", waiting.start, entity.end, sketch))
            waiting = None
    recipient: Recipient | None = None
    if address is not None:
        assert isinstance(address.value, AddressMatch)
        recipient = address.value.recipient
        because.append(_evidence("address", address.start, address.end, sketch))
    return Order(tuple(lines), recipient, because=tuple(because))


def _line(one: Entity, other: Entity, catalog: Catalog) -> Line | None:
    """Goods and their amount, in either order; None where anything of them is undecided."""
    goods, amount = (one.value, other.value) if one.kind == "P" else (other.value, one.value)
    if not isinstance(goods, Mention) or not isinstance(amount, Amount) or len(goods.products) != 1:
        return None
    product = goods.products[0]
    if amount.restates or (one.kind != "P" and amount.unit == "块" != catalog.sizes[product].unit):
        return None  # 5斤装 is a size, 58块的草莓 a price
    quantity = plain_quantity(amount, product, catalog)
    return Line(product, Op.ORDER, quantity) if quantity else None


def plain_quantity(amount: Amount, product: ProductId, catalog: Catalog) -> Decimal | None:
    """How many sale units an amount is; None where that can't be told."""
    quantity = count_sale_units(catalog.sizes[product], amount.value, amount.unit)
    return None if isinstance(quantity, AskAbout) else quantity


def _evidence(rule: str, start: int, end: int, sketch: Sketch) -> Evidence:
    return Evidence(rule, *sketch.normalized.span(start, end))
