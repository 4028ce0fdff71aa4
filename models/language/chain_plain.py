"""Is an entry nothing but goods, each with its amount, and an address? Then nothing in it has to be judged.

::

    plain = [address] (goods amount)+ [address]  |  [address] amount [address]

Most entries are, and a chain has hundreds. What is read here is what ``entry`` would make of the same sketch; where
anything else stands, or anything is undecided, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.acts import Line, Op
from models.language.addresses import AddressMatch
from models.language.amounts import Amount
from models.language.plain import plain_quantity
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Sketch
from models.values import ProductId, Recipient

_PLAIN = re.compile(r"[\s,:;]*(?:R[\s,:;]*)?(?:(?:P ?[QN][\s,;、]*)+|[QN][\s,;]*)(?:R[\s,;]*)?")


@dataclass(slots=True)
class PlainBody:
    """Totals, and where they go."""

    lines: tuple[Line, ...]
    recipient: Recipient | None


def read_plain(sketch: Sketch, catalog: Catalog, sole: ProductId | None) -> PlainBody | None:
    """The body of a plain entry, None where it is none. ``sole`` is the product that a bare amount means."""
    if _PLAIN.fullmatch(sketch.sketch) is None:
        return None
    addresses = [entity.value for entity in sketch.entities if entity.kind == "R"]
    totals = _totals(sketch.entities, catalog, sole) if len(addresses) < 2 else None
    if totals is None:
        return None
    address = addresses[0] if addresses else None
    recipient = address.recipient if isinstance(address, AddressMatch) else None
    return PlainBody(tuple([Line(product, Op.SET, total) for product, total in totals.items()]), recipient)


def _totals(entities: Sequence[Entity], catalog: Catalog, sole: ProductId | None) -> dict[ProductId, Decimal] | None:
    """How much of what; None where goods are undecided or named twice, or an amount comes to no clear total."""
    totals: dict[ProductId, Decimal] = {}
    product = sole
    for entity in entities:
        value = entity.value
        if isinstance(value, Mention):
            product = value.products[0] if len(value.products) == 1 else None
        elif isinstance(value, Amount):
            quantity = None if product is None or value.restates else plain_quantity(value, product, catalog)
            if product is None or not quantity or product in totals:
                return None
            totals[product] = quantity
    return totals
