"""What stands in the picture of a day? Its description, read from the values of ``summary_chart``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.rendering.documents.values import NOT_READABLE, day_of, exact, text_of, whole
from models.errors import RenderError
from models.mail import Json

HOURS = 24


@dataclass(frozen=True, slots=True)
class ProductTotal:
    """What was ordered of one product; ``sum_fen`` is what that costs."""

    product: str
    unit: str
    quantity: Decimal
    sum_fen: int


@dataclass(frozen=True, slots=True)
class SummaryChart:
    """One day as a picture: sales by product, messages by the hour of the group's own day."""

    title: str
    day: date | None
    products: tuple[ProductTotal, ...]
    by_hour: tuple[int, ...]
    messages: int
    speakers: int
    sum_fen: int
    orders: int | None = None


def read_chart(values: Mapping[str, Json]) -> SummaryChart:
    """The description in the values of ``summary_chart``. Raises RenderError where they are not what it needs."""
    try:
        by_hour = tuple(int(count) for count in values.get("by_hour") or [0] * HOURS)
        if len(by_hour) != HOURS:
            raise ValueError(f"{len(by_hour)} hours in a day")
        products = tuple(_product_total(row) for row in values.get("products") or ())
        total = whole(values.get("sum_fen"))
        return SummaryChart(
            title=text_of(values.get("title")),
            day=day_of(values.get("day")),
            products=products,
            sum_fen=sum(product.sum_fen for product in products) if total is None else total,
            by_hour=by_hour,
            messages=int(values.get("messages") or 0),
            speakers=int(values.get("speakers") or 0),
            orders=whole(values.get("orders")),
        )
    except NOT_READABLE as fault:
        raise RenderError(f"summary_chart: {fault!r}") from fault


def _product_total(row: Mapping[str, Json]) -> ProductTotal:
    return ProductTotal(
        text_of(row["product"]), text_of(row.get("unit")), exact(row["quantity"]), int(row["sum_fen"] or 0)
    )
