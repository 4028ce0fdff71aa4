"""How do products, lines, times and people stand in a reply's values? The pieces that replies share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.acts import Standing
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json
from models.values import Product, ProductId, Quantity, decimal_text, line_fen


def iso(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def product_value(product: Product) -> dict[str, Json]:
    """What everybody may see of a product: never its cost."""
    return {
        "number": product.number,
        "name": product.name,
        "short": short_name(product),
        "unit": product.unit,
        "measure": product.measure,
        "price_fen": product.price_fen,
        "stock": None if product.stock is None else decimal_text(product.stock),
        "limit": None if product.limit is None else decimal_text(product.limit),
        "off": product.off,
    }


def short_name(product: Product) -> str:
    """What people call it: the shortest alias of two characters or more, else its name."""
    fitting = [alias for alias in product.aliases if len(alias) >= 2 and len(alias) < len(product.name)]
    return min(fitting, key=len) if fitting else product.name


def own_goods(group_buy: GroupBuy, others: Iterable[GroupBuy]) -> str | None:
    """By which goods a group-buy is told from others: the first that they don't have; None where they have them all."""
    theirs = {short_name(product) for other in others for product in other.products}
    return next((name for product in group_buy.products if (name := short_name(product)) not in theirs), None)


def is_there_before_cutoff(group_buy: GroupBuy, time_zone: str) -> bool:
    """Whether goods would come while orders are still taken: one of the two times was hardly meant so."""
    closes_at, arrives_at = group_buy.closed_at or group_buy.closes_at, group_buy.arrives_at
    if closes_at is None or arrives_at is None:
        return False
    if isinstance(arrives_at, datetime):
        return arrives_at <= closes_at
    return arrives_at < closes_at.astimezone(ZoneInfo(time_zone)).date()


def amount_value(product: Product, quantity: Quantity | None) -> dict[str, Json]:
    return {
        "product": short_name(product),
        "quantity": None if quantity is None else decimal_text(quantity),
        "unit": product.unit,
    }


def amounts(group_buy: GroupBuy, standing: Iterable[Standing]) -> list[Json]:
    """Lines in the order of the list."""
    by_id = {product.id: product for product in group_buy.products}
    place = {product.id: index for index, product in enumerate(group_buy.products)}
    held = sorted((line for line in standing if line.product in by_id), key=lambda line: place[line.product])
    return [amount_value(by_id[line.product], line.quantity) for line in held]


def cost_fen(products: dict[ProductId, Product], standing: Iterable[Standing]) -> int:
    """What lines cost together, in fen; goods without a price count nothing."""
    total = 0
    for line in standing:
        product = products.get(line.product)
        if product is not None and product.price_fen is not None:
            total += line_fen(product.price_fen, line.quantity)
    return total
