"""What is missing? To the minimum of which goods are bought at all, and to full boxes of the supplier's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from handlers.replies.parts import short_name
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json
from models.values import Product, ProductId, Quantity, decimal_text


def gap_values(group_buy: GroupBuy, totals: Mapping[ProductId, Quantity]) -> list[Json]:
    """For each product with a minimum or a box: {product, unit, quantity, minimum, missing, per_box, boxes, over,
    to_full}; ``missing`` is None where the minimum is reached, ``over`` and ``to_full`` where the last box is full."""
    return [
        _gap(one, totals.get(one.id, Decimal(0)))
        for one in group_buy.products
        if one.minimum is not None or one.per_box is not None
    ]


def _gap(product: Product, total: Quantity) -> Json:
    missing = None if product.minimum is None or total >= product.minimum else product.minimum - total
    return {
        "product": short_name(product),
        "unit": product.unit,
        "quantity": decimal_text(total),
        "minimum": _text(product.minimum),
        "missing": _text(missing),
        **box_values(product, total),
    }


def box_values(product: Product, total: Quantity) -> dict[str, Json]:
    """{per_box, boxes, over, to_full}: so many full boxes, what is over them, and what is missing to the next."""
    if product.per_box is None:
        return {"per_box": None, "boxes": None, "over": None, "to_full": None}
    boxes = (total / product.per_box).to_integral_value(ROUND_FLOOR)
    over = total - boxes * product.per_box
    return {
        "per_box": _text(product.per_box),
        "boxes": _text(boxes),
        "over": _text(over) if over else None,
        "to_full": _text(product.per_box - over) if over else None,
    }


def is_short(gap: Json) -> bool:
    """Whether something is missing."""
    return gap["missing"] is not None or gap["to_full"] is not None


def _text(quantity: Quantity | None) -> str | None:
    return None if quantity is None else decimal_text(quantity)
