"""How do the suite's catalogues and labelled chains become values?"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from models.acts import Entry, Jielong
from models.language.products import Catalog, compile_catalog
from models.values import Product, ProductId, decimal_text

CORPUS = Path(__file__).parent.parent / "corpus"


def labelled(name: str) -> list[dict[str, Any]]:
    """The rows of one file of examples."""
    return [json.loads(line) for line in (CORPUS / name).open(encoding="utf-8") if line.strip()]


@cache
def catalog(name: str) -> Catalog:
    """One of the suite's catalogues, ready to be found in texts."""
    rows = json.loads((CORPUS / "catalogs" / f"{name}.json").read_text(encoding="utf-8"))["products"]
    return compile_catalog([_product(row) for row in rows])


def _product(row: dict[str, Any]) -> Product:
    return Product(
        id=ProductId(row["id"]),
        number=row["number"],
        name=row["name"],
        unit=row["unit"],
        price_fen=int(Decimal(row["price"]) * 100),
        aliases=tuple(row.get("aliases", ())),
        measure=row.get("measure"),
        loose=row.get("loose", False),
    )


def as_rows(chain: Jielong) -> list[dict[str, Any]]:
    """A chain's entries as labels write them; what is null is left out."""
    return [{key: value for key, value in _row(entry).items() if value} for entry in chain.entries]


def _row(entry: Entry) -> dict[str, Any]:
    recipient = entry.recipient
    fields = ("building", "unit", "room", "name", "phone")
    return {
        "no": entry.no,
        "name": entry.name,
        "lines": [{"product": one.product, "op": one.op, "quantity": _text(one.quantity)} for one in entry.lines],
        "recipient": {field: getattr(recipient, field) for field in fields if recipient and getattr(recipient, field)},
        "on_behalf_of": entry.on_behalf_of,
        "delivery": entry.delivery,
        "note": entry.note,
        "ask": entry.ask,
        "cancelled": entry.cancelled,
    }


def _text(quantity: Decimal | None) -> str | None:
    return None if quantity is None else decimal_text(quantity)
