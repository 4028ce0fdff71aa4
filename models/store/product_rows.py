"""How does a product of a list stand in its row?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from models.groupbuy.group_buy import GroupBuy
from models.values import Product


def product_columns(group_buy: GroupBuy, position: int, product: Product) -> dict[str, Any]:
    return {
        "group_buy_id": group_buy.id,
        "id": product.id,
        "organizer_id": group_buy.organizer,
        "position": position,
        "number": product.number,
        "name": product.name,
        "unit": product.unit,
        "price_fen": product.price_fen,
        "aliases": list(product.aliases),
        "measure": product.measure,
        "loose": product.loose,
        "stock": product.stock,
        "limit_each": product.limit,
        "cost_fen": product.cost_fen,
        "minimum": product.minimum,
        "per_box": product.per_box,
        "supplier": product.supplier,
        "off": product.off,
    }


def product_of(row: Row[Any]) -> Product:
    return Product(
        id=row.id,
        number=row.number,
        name=row.name,
        unit=row.unit,
        price_fen=row.price_fen,
        aliases=tuple(row.aliases),
        measure=row.measure,
        loose=row.loose,
        stock=row.stock,
        limit=row.limit_each,
        cost_fen=row.cost_fen,
        minimum=row.minimum,
        per_box=row.per_box,
        supplier=row.supplier,
        off=row.off,
    )
