"""What stands in the table that suppliers get? Its description, read from the values of ``purchase_workbook``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.rendering.documents.values import NOT_READABLE, day_of, exact, text_of
from models.errors import RenderError
from models.mail import Json


@dataclass(frozen=True, slots=True)
class Bought:
    """So much of one product; ``supplier`` is empty where nobody knows."""

    supplier: str
    number: str
    product: str
    measure: str
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class PurchaseWorkbook:
    """What is to be bought, and nothing that a supplier should not see."""

    title: str
    day: date | None
    bought: tuple[Bought, ...]

    @property
    def suppliers(self) -> tuple[str, ...]:
        """In the order of the list."""
        return tuple(dict.fromkeys(one.supplier for one in self.bought))


def read_purchase(values: Mapping[str, Json]) -> PurchaseWorkbook:
    """The description in the values of ``purchase_workbook``. Raises RenderError where they are not what it needs."""
    try:
        rows = (_bought(row) for row in values.get("products") or ())
        return PurchaseWorkbook(
            text_of(values.get("title")), day_of(values.get("day")), tuple(one for one in rows if one.quantity)
        )
    except NOT_READABLE as fault:
        raise RenderError(f"purchase_workbook: {fault!r}") from fault


def _bought(row: Mapping[str, Json]) -> Bought:
    return Bought(
        text_of(row.get("supplier")),
        text_of(row.get("number")),
        text_of(row.get("name")) or text_of(row["product"]),
        text_of(row.get("measure")),
        exact(row.get("quantity")),
        text_of(row.get("unit")),
    )
