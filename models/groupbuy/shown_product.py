"""Which product does a quoted message show?"""

from __future__ import annotations

from models.acts import Order
from models.language import Catalog, read
from models.language.normalize import simplify
from models.values import ProductId


def shown_product(text: str, catalog: Catalog) -> ProductId | None:
    """The one product that a text shows; None where it shows several or none."""
    named = {product for mention in catalog.find_names(simplify(text)) for product in mention.products}
    if not named:
        named = {line.product for act in read(text, catalog) if isinstance(act, Order) for line in act.lines}
    return next(iter(named)) if len(named) == 1 else None
