"""What does one line of a pasted list say about one product?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.language.listing_fees import CONTACT, DISCOUNT, FEE, LINK, MINIMUM, PHONE
from models.language.listing_money import (
    COST_WORD,
    LABEL_OF_SUM,
    MORE_FOR_LESS,
    MORE_IN_BRACKETS,
    MORE_THEN_ONE,
    PRICE_OF_ONE,
    SAID_LATER,
)
from models.language.listing_names import name_of
from models.language.listing_prices import (
    Price,
    PriceKind,
    as_costs,
    cost_fen,
    has_sale_price,
    sale_price,
    take_lone_number,
    take_prices,
)
from models.language.listing_slate import Slate
from models.language.listing_supply import (
    BARE_SUM_AT_END,
    COUNT_AT_END,
    LIMIT,
    LIMIT_IN_WORDS,
    SOLD_OUT,
    STOCK,
    TOTAL,
    counted,
    limit_and_stock,
)
from models.language.listing_text import CROSS_MARK
from models.language.listing_trade import without_trade_figures
from models.language.listing_units import (
    CONTENTS,
    MEASURE,
    MEASURE_OF_UNIT,
    PIECE,
    UNIT_ALONE,
    UNIT_IN_BRACKETS,
    UNIT_OF_MEASURE,
    WEIGHT,
)
from models.language.patterns import unhurried

_WEIGHT_UNIT = unhurried(WEIGHT)
_LOOSE = unhurried(r"公斤|千克|市斤|kg|斤|克|g|两", re.IGNORECASE)
#: ``1斤 8元`` is a price of loose goods; a 1kg without 装 is mostly the size of a bag.
_ONE = unhurried(rf"^\s*(?:一|1)\s*(?P<unit>{PIECE}|公斤|斤)$", re.IGNORECASE)
_CHINESE_COUNT = unhurried(rf"^\s*[一二两三四五六七八九十百半]+\s*{PIECE}")
_PACKING = unhurried(r"\s*装$|^\s*每\s*")
_ADVERT_FIGURES = (DISCOUNT, FEE, MINIMUM)


@dataclass(frozen=True, slots=True)
class Goods:
    """What one line, or several joined, say of one product.

    ``to_be_priced``: it says that the price comes later. ``trimmed``: a sum of the trade was left over in the name.
    ``size``: the measure as said, also where the price is by weight and measures nothing; ``size_said``: with the
    brackets or the blank before it.
    """

    name: str = ""
    prices: tuple[Price, ...] = ()
    unit: str | None = None
    measure: str | None = None
    stock: Decimal | None = None
    limit: Decimal | None = None
    sold_out: bool = False
    to_be_priced: bool = False
    trimmed: bool = False
    size: str | None = None
    size_said: str = ""

    @property
    def priced(self) -> bool:
        return bool(self.prices) or self.to_be_priced

    @property
    def price(self) -> Price | None:
        return sale_price(self.prices)

    @property
    def cost_fen(self) -> int | None:
        return cost_fen(self.prices)

    @property
    def loose(self) -> bool:
        return self.unit is not None and bool(_LOOSE.fullmatch(self.unit))


def read_goods(slate: Slate) -> Goods:
    """Takes the line apart: first what is no price, then prices, then measures, then a lone number, then the name."""
    is_costly = bool(COST_WORD.search(slate.folded))
    sold_out = bool(slate.take_all(SOLD_OUT)) or slate.folded.strip().endswith(CROSS_MARK)
    for pattern in (LINK, PHONE, CONTACT, *_ADVERT_FIGURES):
        slate.take_all(pattern)
    limit, total = limit_and_stock(slate.take(LIMIT))
    limit = limit or counted(slate.take(LIMIT_IN_WORDS))
    stock = counted(slate.take(STOCK)) or total
    _drop_contents(slate)
    _drop_more_for_less(slate)
    later = bool(slate.take(SAID_LATER))
    prices = take_prices(slate)
    total_of = _take_total(slate, prices) if stock is None else None
    stock = stock or counted(total_of)
    measure, pack = _measure(slate)
    pack = pack or (total_of["unit"] if total_of else None)
    if not has_sale_price(prices) and (lone := take_lone_number(slate, prices)):
        prices = sorted([*prices, lone], key=lambda price: price.start)
    if is_costly and not any(price.kind is PriceKind.COST for price in prices):
        prices = list(as_costs(prices, named=False))
    size = measure
    unit, measure = _unit_and_measure(sale_price(prices), prices, measure, pack)
    size = size or measure
    size_said = _as_said(slate.written, size) if size else ""
    name, left = without_trade_figures(name_of(slate), prices)
    if left is not None and not any(price.kind is PriceKind.COST for price in prices):
        prices.append(left)
    return Goods(name, tuple(prices), unit, measure, stock, limit, sold_out, later, left is not None, size, size_said)


def _as_said(written: str, size: str) -> str:
    return next((said for said in (f"（{size}）", f"({size})") if said in written), f" {size}")


def _drop_contents(slate: Slate) -> None:
    """``（五花肉2斤+鸡1只）`` behind a name tells what is inside; standing first it may be the goods themselves."""
    for found in list(CONTENTS.finditer(slate.folded)):
        before = slate.folded[: found.start()]
        if LABEL_OF_SUM.search(found[0]):
            continue
        if re.search(r"[\u3400-\u9fff]", before) or found[0].lstrip().startswith(("(", "含", "内", "包")):
            slate.blank(found.start(), found.end())


def _drop_more_for_less(slate: Slate) -> None:
    slate.take_all(MORE_THEN_ONE)
    for found in list(MORE_IN_BRACKETS.finditer(slate.folded)):
        if re.search(r"\d", slate.folded[: found.start()]):
            slate.blank(*found.span())
    for found in list(MORE_FOR_LESS.finditer(slate.folded)):
        if one := PRICE_OF_ONE.search(slate.folded, 0, found.start()):
            is_priced = re.search(r"\d", slate.folded[: one.start()] + slate.folded[one.end() : found.start()])
            if is_priced:
                slate.blank(found.start(), found.end())


def _take_total(slate: Slate, prices: Sequence[Price]) -> re.Match[str] | None:
    """``共20箱`` behind a price, or counting what is sold, is the stock; behind ``2袋`` it tells what they hold."""
    found = TOTAL.search(slate.folded)
    if found is None or COUNT_AT_END.search(slate.folded[: found.start()]):
        return None
    is_behind_sum = BARE_SUM_AT_END.search(slate.folded[: found.start()])
    if not is_behind_sum and not any(price.end <= found.start() or price.unit == found["unit"] for price in prices):
        return None
    slate.blank(found.start(), found.end())
    return found


def _measure(slate: Slate) -> tuple[str | None, str | None]:
    """The measure and the unit that holds it, where the line says them apart from the price."""
    for pattern in (MEASURE_OF_UNIT, UNIT_OF_MEASURE):
        if found := slate.take(pattern):
            _drop_further_measures(slate)
            return _clean(slate, found, "measure"), slate.written[found.start("pack") : found.end("pack")]
    measure, unit = _plain_measure(slate)
    if unit is None and (found := slate.take(UNIT_IN_BRACKETS) or slate.take(UNIT_ALONE)):
        unit = slate.written[found.start("pack") : found.end("pack")]
    return measure, unit


def _plain_measure(slate: Slate) -> tuple[str | None, str | None]:
    """``1kg`` may be what one unit holds or what the price is for; the price's own unit tells."""
    measure: str | None = None
    unit: str | None = None
    one_weighs: str | None = None
    for found in list(MEASURE.finditer(slate.folded)):
        if not _stands_apart(slate.folded, found):
            continue
        is_remark = slate.folded[: found.start()].endswith("(")
        one = None if is_remark and _WEIGHT_UNIT.search(found[0]) else _ONE.match(found[0])
        slate.blank(found.start(), found.end())
        if one is None:
            measure = measure or _clean(slate, found, "measure")
        elif unit is None:
            unit = slate.written[found.start("measure") : found.end("measure")].strip()[1:].strip()
            one_weighs = _clean(slate, found, "measure") if _WEIGHT_UNIT.fullmatch(unit.lower()) else None
    return measure or one_weighs, unit


def _drop_further_measures(slate: Slate) -> None:
    for found in list(MEASURE.finditer(slate.folded)):
        if _stands_apart(slate.folded, found):
            slate.blank(found.start(), found.end())


def _stands_apart(folded: str, found: re.Match[str]) -> bool:
    """``三只`` of 三只松鼠 is a part of the name; ``三只`` before a price or an end is a measure."""
    if not _CHINESE_COUNT.match(found[0]):
        return True
    return not re.match(r"[\u3400-\u9fff]", folded[found.end() :])


def _clean(slate: Slate, found: re.Match[str], group: str) -> str:
    return _PACKING.sub("", slate.written[found.start(group) : found.end(group)].strip()).strip()


def _unit_and_measure(
    sale: Price | None, prices: Sequence[Price], measure: str | None, pack: str | None
) -> tuple[str | None, str | None]:
    """``供25.5/板 卖32`` is 32 for the same 板."""
    counted = next((price for price in prices if price.unit), None) if measure is None and pack is None else None
    price = sale if sale and (sale.unit or sale.amount) else counted or sale or next(iter(prices), None)
    if price and price.amount:
        amount = _PACKING.sub("", price.amount).strip()
        return (price.unit or pack or "份"), amount
    unit = price.unit if price and price.unit else pack
    if unit is None:
        return ("份" if measure else None), measure
    counts_itself = _WEIGHT_UNIT.fullmatch(unit.lower()) or re.fullmatch(rf"\d+\s*{re.escape(unit)}", measure or "")
    return unit, (None if counts_itself else measure)
