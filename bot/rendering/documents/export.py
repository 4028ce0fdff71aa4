"""In which form are all data of a group-buy handed out? Plain JSON, told in docs/documents.md.

What stands in it keeps its name from one version to the next; a change that breaks readers changes ``FORM``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.rendering.documents.values import NOT_READABLE, day_of, exact, whole
from bot.rendering.names import SOMEBODY
from models.errors import RenderError
from models.mail import Json
from models.values import decimal_text, line_fen

FORM = "tuanzhang.group-buy/1"


@dataclass(frozen=True, slots=True)
class Export:
    title: str
    day: date | None
    data: dict[str, Any]


def read_export(values: Mapping[str, Json]) -> Export:
    """The description in the values of ``export``. Raises RenderError where they are not what it needs."""
    try:
        title = str(values.get("title") or "")
        prices = {goods["number"]: whole(goods.get("price_fen")) for goods in values["goods"]}
        orders = [_order(row, prices) for row in values["orders"]]
        data = {
            "form": FORM,
            "made_at": values.get("made_at"),
            "title": title,
            "stage": values["stage"],
            "groups": list(values["groups"]),
            "place": values.get("place") or None,
            **values["times"],
            "products": list(values["goods"]),
            "orders": orders,
            "sum_fen": sum(order["sum_fen"] for order in orders),
            "late": list(values.get("late") or ()),
            "questions": list(values.get("questions") or ()),
            "history": list(values.get("history") or ()),
        }
        return Export(title, day_of(values.get("day")), data)
    except NOT_READABLE as fault:
        raise RenderError(f"export: {fault!r}") from fault


def _order(row: Mapping[str, Json], prices: Mapping[str, int | None]) -> dict[str, Any]:
    house = row.get("house") or {}
    lines = [_line(line, prices) for line in row["lines"]]
    return {
        "number": row["number"],
        "nickname": row.get("who") or SOMEBODY,
        "name": house.get("name"),
        "building": house.get("building"),
        "unit": house.get("unit"),
        "room": house.get("room"),
        "to_door": bool(row.get("to_door")),
        "note": row.get("note"),
        "lines": lines,
        "sum_fen": sum(line["sum_fen"] or 0 for line in lines),
        "for_neighbours": [
            {"nickname": other.get("who") or SOMEBODY, "lines": list(other["lines"])}
            for other in row.get("others") or ()
        ],
    }


def _line(line: Sequence[Json], prices: Mapping[str, int | None]) -> dict[str, Any]:
    number, quantity, waiting, *missing = line
    price = prices[number]
    return {
        "product": number,
        "quantity": decimal_text(exact(quantity)),
        "waiting": decimal_text(exact(waiting)),
        "missing": decimal_text(sum(map(exact, missing), start=Decimal(0))),
        "price_fen": price,
        "sum_fen": None if price is None else line_fen(price, exact(quantity)),
    }
