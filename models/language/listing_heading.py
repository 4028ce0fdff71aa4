"""What does a line say of all products at once: sums are costs, a unit, one price or one limit for all?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from models.language.listing_goods import Goods, read_goods
from models.language.listing_prices import Price, as_costs
from models.language.listing_remarks import COST_OF_ALL
from models.language.listing_slate import Slate
from models.language.listing_text import TextLine
from models.language.listing_units import UNIT
from models.language.patterns import unhurried

_UNIT_OF_ALL = unhurried(
    rf"(?<![\d.])\s*元\s*[/每]\s*(?P<unit>{UNIT})|(?:按|均?为?|以)每?(?P<each>斤|公斤|份)(?:计价|价格?|计|报价)|(?:都|均|全部|以上)(?:是|为|按)?[每一]?(?P<all>斤|公斤|份|个)的?价|(?:都|均|全部?|统一)是?(?:论|按)(?P<by>{UNIT})|[论按](?P<sold>{UNIT})(?:卖|算|称)|(?:计量|报价|计价)?单位\s*[:是为]?\s*元?[/每]?(?P<said>{UNIT})"
)
_ALL = unhurried(r"每样|每种|每款|所有|全部|全场|一律|统一|单品|均一?价?|都是|任选")
_ABOVE_OR_BELOW = unhurried("以[上下]|如下|均为|都是")
_ALL_AND_SUM = unhurried(r"(?:都是?|均为?|一律|统一|全部)\s*¥?\d")
_PART = unhurried("[,;。]")
_FIGURE = unhurried(r"\d")


@dataclass(frozen=True, slots=True)
class Heading:
    """What holds for every product that does not say otherwise itself."""

    costs: bool = False
    unit: str | None = None
    limit: Decimal | None = None
    price: Price | None = None

    def applied_to(self, goods: Goods) -> Goods:
        prices = as_costs(goods.prices) if self.costs else goods.prices
        if not prices and self.price and not goods.to_be_priced:
            prices = (self.price,)
        unit = goods.unit or (self.price.unit if self.price and prices == (self.price,) else None) or self.unit
        return replace(goods, prices=prices, unit=unit, limit=goods.limit if goods.limit is not None else self.limit)


def read_heading(lines: Iterable[TextLine]) -> Heading:
    """Gathers from lines that speak of all goods (``以下为团长价``, ``（元/斤）``, ``每样限2份``, ``全部9.9元``)."""
    heading = Heading()
    for line in lines:
        folded = line.folded
        if COST_OF_ALL.search(folded) and (not _FIGURE.search(folded) or _ABOVE_OR_BELOW.search(folded)):
            heading = replace(heading, costs=True)
        if heading.unit is None and (unit := _unit_of_all(folded)):
            heading = replace(heading, unit=unit)
        if _ALL.search(folded) and _FIGURE.search(folded):
            says_all = folded.rstrip(" \u2003").endswith(":") or bool(_ALL_AND_SUM.search(folded))
            heading = _of_all(heading, read_goods(Slate(line.written, folded)), says_all=says_all)
    return heading


def _unit_of_all(folded: str) -> str | None:
    """``以上均为元/斤，今天11点前报名``: the unit stands in a part of the line without figures."""
    parts = (part for part in _PART.split(folded) if not _FIGURE.search(part))
    found = next(filter(None, map(_UNIT_OF_ALL.search, parts)), None)
    return next(filter(None, found.groups()), None) if found else None


def _of_all(heading: Heading, goods: Goods, *, says_all: bool) -> Heading:
    """``凉菜都是15元一份：`` holds for what follows; without the colon it may be one of the goods."""
    if goods.name and not _ALL.search(goods.name) and not says_all:
        return heading
    limit = goods.limit if heading.limit is None else heading.limit
    price = goods.price if heading.price is None and goods.price and goods.price.fen else heading.price
    unit = goods.unit if price is not heading.price and heading.unit is None else heading.unit
    return replace(heading, limit=limit, price=price, unit=unit)
