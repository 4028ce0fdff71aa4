"""Does each labelled list read as its label says?"""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.acts import ListedProduct, Listing
from models.language.listing import read_listing
from models.values import yuan

_ROWS = [
    json.loads(line) for line in (Path(__file__).parent.parent / "corpus" / "listings.jsonl").open(encoding="utf-8")
]
_FIELDS = ("number", "name", "price", "unit", "measure")


def _as_row(product: ListedProduct) -> tuple[Any, ...]:
    price = None if product.price_fen is None else Decimal(yuan(product.price_fen))
    return product.number, product.name, price, product.unit, product.measure


def _expected_row(product: dict[str, str]) -> tuple[Any, ...]:
    number, name, price, unit, measure = (product.get(field) for field in _FIELDS)
    return number, name, None if price is None else Decimal(price), unit, measure


def _read(row: dict[str, Any]) -> Listing:
    return read_listing(row["text"], datetime.fromisoformat(row["at"]) if row.get("at") else None)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: str(row["id"]))
def test_list_reads_as_labelled(row: dict[str, Any]) -> None:
    listing = _read(row)
    assert [_as_row(product) for product in listing.products] == list(map(_expected_row, row["expect"]["products"]))
    times = [None if moment is None else moment.isoformat() for moment in (listing.closes_at, listing.arrives_at)]
    assert times == [row["expect"].get("closes_at"), row["expect"].get("arrives_at")]
    assert listing.pickup == row["expect"].get("pickup")
