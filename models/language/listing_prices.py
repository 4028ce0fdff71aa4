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
    ENDS_WITH_LABEL,
    SAID_ALONE,
    SAID_AS_MONEY,
    SAID_BEFORE_AMOUNT,
    SAID_BEFORE_BRACKETS,
    SAID_BEFORE_LABEL,
    SAID_BY_LABEL,
    SAID_BY_UNIT,
    SAID_IN_KUAI,
    SUM_BEHIND,
)
from models.language.listing_slate import Slate
from models.language.listing_text import ARROW_MARK, CROSS_MARK
from models.language.numerals import parse_number
from models.language.patterns import unhurried

_MOST_FEN = 10_000_000
_LONGEST_LABEL = 8


class PriceKind(IntEnum):
    """What a sum is; a sale price of a lower value goes before one of a higher."""

    GROUP = 0
    RETAIL = 1
    PLAIN = 2
    LANDED = 3
    CROSSED = 4
    COST = 5
    COMMISSION = 6

    @property
    def for_sale(self) -> bool:
        return self <= PriceKind.LANDED


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


_CROSSED_BY_SIGN = unhurried(
    rf"¥?\s*(?P<bare>\d{{1,5}}(?:\.\d{{1,2}})?)\s*(?:元|块)?\s*(?:{ARROW_MARK}|->|=>|{CROSS_MARK}\s*(?=\D{{0,3}}\d))(?=\s*(?:团购价|现价|现|团|特价)?\s*¥?\d)"
)


def take_prices(slate: Slate) -> list[Price]:
    """The sums of a line, by place; they are taken off the slate."""
    prices = [_price(slate, found, PriceKind.CROSSED) for found in slate.take_all(_CROSSED_BY_SIGN)]
    prices += [_price(slate, found) for found in slate.take_all(SAID_BEFORE_BRACKETS)]
    prices += _take_before_labels(slate)
    for pattern in (SAID_AS_MONEY, SAID_BY_LABEL):
        prices += [_price(slate, found) for found in slate.take_all(pattern)]
    for pattern in (SAID_IN_KUAI, SAID_BY_UNIT, SAID_BEFORE_AMOUNT):
        if not has_sale_price(prices):
            prices += [_price(slate, found) for found in slate.take_all(pattern)]
    return sorted(
        (price for price in prices if price.fen is None or price.fen <= _MOST_FEN), key=lambda price: price.start
    )


def _take_before_labels(slate: Slate) -> list[Price]:
    """Sums whose word stands behind them: ``25进 卖32``, ``31进39卖``."""
    prices, taken = [], 0
    for found in list(SAID_BEFORE_LABEL.finditer(slate.folded)):
        before = slate.folded[max(taken, found.start() - _LONGEST_LABEL) : found.start()]
        if not ENDS_WITH_LABEL.search(before) and _word_belongs_to_it(slate.folded, found):
            prices.append(_price(slate, found))
            slate.blank(found.start(), found.end())
            taken = found.end()
    return prices


def _word_belongs_to_it(folded: str, found: re.Match[str]) -> bool:
    """Of ``25卖32`` the 卖 is the next sum's; of ``31 进25`` and ``31进 39`` blanks tell, of ``31进39`` the sums."""
    behind = SUM_BEHIND.match(folded, found.end())
    if behind is None:
        return True
    is_apart, is_next_apart = bool(found["apart"]), folded[found.end()].isspace()
    if is_apart != is_next_apart:
        return is_next_apart
    if behind["label"]:
        return True
    sums = parse_number(found["bare"]), parse_number(behind["bare"])
    return found["cost"] is not None and bool(sums[0] and sums[1] and sums[0] < sums[1])


def take_lone_number(slate: Slate, prices: Sequence[Price]) -> Price | None:
    """The last number that nothing explains, once measures are taken: ``鸡蛋 25``, ``3斤19.9``. Never below a cost."""
    cost = max((price.fen or 0 for price in prices if price.kind is PriceKind.COST), default=0)
    behind = max((price.end for price in prices if price.kind is PriceKind.LANDED), default=0)
    alone = list(SAID_ALONE.finditer(slate.folded, behind))
    for found in sorted(alone, key=lambda one: (not _is_in_brackets(slate, one), one.start()), reverse=True):
        price = _price(slate, found)
        if price.fen and cost < price.fen <= _MOST_FEN:
            slate.blank(found.start(), found.end())
            return replace(price, lone=True)
    return None


def _is_in_brackets(slate: Slate, found: re.Match[str]) -> bool:
    """``18 (12)``: what stands in brackets is the price only where nothing else is."""
    return slate.folded[: found.start()].rstrip().endswith("(")


def as_costs(prices: Sequence[Price], *, named: bool = True) -> tuple[Price, ...]:
    """The same sums under words that call them all costs; what is named a retail price stays one.

    ``named``: also those that bear a label of their own (``价格25``).
    """
    plain = (PriceKind.PLAIN, PriceKind.GROUP) if named else (PriceKind.PLAIN,)
    return tuple(replace(price, kind=PriceKind.COST) if price.kind in plain else price for price in prices)


def has_sale_price(prices: Sequence[Price]) -> bool:
    return any(price.kind.for_sale and price.kind is not PriceKind.LANDED for price in prices)


def settled(prices: Sequence[Price]) -> list[Price]:
    """The same sums, where what one of them is depends on the others.

    ``到手价4 5元/斤``: nobody tells an offer first and asks more behind it, so that is what the goods cost her; of
    ``25 卖32`` the first is too.
    """
    retail = max((price.fen or 0 for price in prices if price.kind is PriceKind.RETAIL), default=0)
    return [_settled(price, prices[place + 1 :], retail) for place, price in enumerate(prices)]


def _settled(price: Price, behind: Sequence[Price], retail: int) -> Price:
    sums_behind = [other.fen or 0 for other in behind if other.kind <= PriceKind.PLAIN]
    if price.kind is PriceKind.LANDED:
        is_cost = (price.fen or 0) < max([retail, *sums_behind])
        return replace(price, kind=PriceKind.COST if is_cost else PriceKind.GROUP)
    if price.kind is PriceKind.PLAIN and price.fen is not None and price.fen < retail:
        return replace(price, kind=PriceKind.COST)
    return price


def sale_price(prices: Sequence[Price]) -> Price | None:
    """The price of one sale unit among several: the group's before what is named a retail price before a plain one."""
    return min(
        (price for price in settled(prices) if price.kind.for_sale),
        key=lambda price: (price.kind, price.fen is None),
        default=None,
    )


def cost_fen(prices: Sequence[Price]) -> int | None:
    """What the organizer pays: as said, else what the commission leaves of the price."""
    costs = [price.fen for price in settled(prices) if price.kind is PriceKind.COST and price.fen is not None]
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
        unit=next((_cut(slate, found, key) for key in ("unit", "pack", "counted") if key in groups), None),
        amount=_cut(slate, found, "amount") if "amount" in groups else None,
    )


def _kind(groups: dict[str, str]) -> PriceKind:
    for kind in (*reversed(PriceKind),):
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
