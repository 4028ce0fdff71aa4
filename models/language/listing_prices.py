"""Which sums does a line name, and which of them is the price of one sale unit? (order-language, section 8)

Cost is not price: what the organizer pays, and what they earn, is kept apart whatever else the line says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from models.language.listing_money import (
    SAID_ALONE,
    SAID_AS_MONEY,
    SAID_BEFORE_AMOUNT,
    SAID_BEFORE_BRACKETS,
    SAID_BEFORE_LABEL,
    SAID_BY_LABEL,
    SAID_BY_UNIT,
    SAID_IN_KUAI,
)
from models.language.listing_slate import Slate
from models.language.listing_text import ARROW_MARK, CROSS_MARK
from models.language.numerals import parse_number

_MOST_FEN = 10_000_000


class PriceKind(IntEnum):
    """What a sum is; a sale price of a lower value goes before one of a higher."""

    GROUP = 0
    PLAIN = 1
    RETAIL = 2
    CROSSED = 3
    COST = 4
    COMMISSION = 5

    @property
    def for_sale(self) -> bool:
        return self <= PriceKind.RETAIL


@dataclass(frozen=True, slots=True)
class Price:
    """One sum; ``fen`` is None for a range. ``amount`` is what it buys (``10元3个``), ``unit`` what counts it.

    ``lone``: nothing but its place says that the number is a price.
    """

    kind: PriceKind
    fen: int | None
    start: int
    end: int
    unit: str | None = None
    amount: str | None = None
    lone: bool = False


_CROSSED_BY_SIGN = re.compile(
    rf"¥?\s*(?P<bare>\d{{1,5}}(?:\.\d{{1,2}})?)\s*(?:元|块)?\s*(?:{ARROW_MARK}|->|=>|{CROSS_MARK}\s*(?=\D{{0,3}}\d))(?=\s*(?:团购价|现价|现|团|特价)?\s*¥?\d)"
)


def take_prices(slate: Slate) -> list[Price]:
    """The sums of a line, by place; they are taken off the slate."""
    prices = [_price(slate, found, PriceKind.CROSSED) for found in slate.take_all(_CROSSED_BY_SIGN)]
    for pattern in (SAID_BEFORE_BRACKETS, SAID_BEFORE_LABEL, SAID_AS_MONEY, SAID_BY_LABEL):
        prices += [_price(slate, found) for found in slate.take_all(pattern)]
    for pattern in (SAID_IN_KUAI, SAID_BY_UNIT, SAID_BEFORE_AMOUNT):
        if not has_sale_price(prices):
            prices += [_price(slate, found) for found in slate.take_all(pattern)]
    return sorted(
        (price for price in prices if price.fen is None or price.fen <= _MOST_FEN), key=lambda price: price.start
    )


def take_lone_number(slate: Slate, prices: Sequence[Price]) -> Price | None:
    """The last number that nothing explains, once measures are taken: ``鸡蛋 25``, ``3斤19.9``. Never below a cost."""
    cost = max((price.fen or 0 for price in prices if price.kind is PriceKind.COST), default=0)
    for found in reversed(list(SAID_ALONE.finditer(slate.folded))):
        price = _price(slate, found)
        if price.fen and cost < price.fen <= _MOST_FEN:
            slate.blank(found.start(), found.end())
            return replace(price, lone=True)
    return None


def as_costs(prices: Sequence[Price], *, named: bool = True) -> tuple[Price, ...]:
    """The same sums under words that call them all costs; what is named a retail price stays one.

    ``named``: also those that bear a label of their own (``价格25``).
    """
    plain = (PriceKind.PLAIN, PriceKind.GROUP) if named else (PriceKind.PLAIN,)
    return tuple(replace(price, kind=PriceKind.COST) if price.kind in plain else price for price in prices)


def has_sale_price(prices: Sequence[Price]) -> bool:
    return any(price.kind.for_sale for price in prices)


def sale_price(prices: Sequence[Price]) -> Price | None:
    """The price of one sale unit among several: the group's before a plain one before the retail price."""
    return min(
        (price for price in prices if price.kind.for_sale),
        key=lambda price: (price.kind, price.fen is None),
        default=None,
    )


def cost_fen(prices: Sequence[Price]) -> int | None:
    """What the organizer pays: as said, else what the commission leaves of the price."""
    costs = [price.fen for price in prices if price.kind is PriceKind.COST and price.fen is not None]
    if costs:
        return costs[0]
    commission = next((price.fen for price in prices if price.kind is PriceKind.COMMISSION), None)
    sale = sale_price(prices)
    if commission is None or sale is None or sale.fen is None or commission >= sale.fen:
        return None
    return sale.fen - commission


def _price(slate: Slate, found: re.Match[str], kind: PriceKind | None = None) -> Price:
    groups = {key: value for key, value in found.groupdict().items() if value}
    is_range = any(key.endswith("_to") for key in groups)
    return Price(
        kind=_kind(groups) if kind is None else kind,
        fen=None if is_range else _fen(groups),
        start=found.start(),
        end=found.end(),
        unit=_cut(slate, found, "unit" if "unit" in groups else "pack")
        if "unit" in groups or "pack" in groups
        else None,
        amount=_cut(slate, found, "amount") if "amount" in groups else None,
    )


def _kind(groups: dict[str, str]) -> PriceKind:
    for kind in (PriceKind.COST, PriceKind.COMMISSION, PriceKind.CROSSED, PriceKind.RETAIL, PriceKind.GROUP):
        if kind.name.lower() in groups:
            return kind
    return PriceKind.PLAIN


def _fen(groups: dict[str, str]) -> int | None:
    if cents := groups.get("cents"):
        return int(cents) * 10
    word = next((groups[key] for key in ("signed", "named", "bare", "bare2", "yuan", "spoken") if key in groups), "")
    yuan = parse_number(word.replace(",", ""))
    if yuan is None:
        return None
    dimes = parse_number(groups["dimes"]) if "dimes" in groups else None
    return int(yuan * 100 + (dimes or Decimal(0)) * 10)


def _cut(slate: Slate, found: re.Match[str], group: str) -> str:
    return slate.written[found.start(group) : found.end(group)].strip()
