"""Does a product's name still hold a figure of the trade (``鸡蛋 25进``)? Such a name must never be posted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language.listing_prices import Price, PriceKind, sale_price
from models.language.normalize import normalize
from models.language.numerals import parse_number
from models.language.patterns import unhurried

_TRADE = frozenset({PriceKind.COST, PriceKind.RETAIL, PriceKind.LANDED, PriceKind.COMMISSION})
_FIGURE = r"¥?\s*(?P<bare>\d{1,5}(?:\.\d{1,2})?)\s*(?:元|块钱?|块)?"
_WORDS = (
    "团长价?|供货价?|供应价?|代理价?|代发价?|底价|成本价?|进货价?|采购价|进价|拿货价?|结算价?|批发价?|批价|出厂价|"
    "到手价?|佣金|返佣?|返利|提成|利润|毛利|赚"
)
_BEFORE = unhurried(
    rf"\s*(?:我们?|咱们?|自己)?(?:{_WORDS}|[进供拿]|(?<![\d第首新一二三])批|(?<=\s)[底代收])(?:到|的|是|约)?\s*[:：=]?\s*{_FIGURE}"
)
_BEHIND = unhurried(
    rf"\s*{_FIGURE}\s*的?(?:{_WORDS}|(?<!第)进(?![口阶])|(?<!第\d)批(?!萨)|拿(?![铁破手])|[供底](?=[\s\d,，)）]|$))(?:的|来的?)?"
)
_LONE = unhurried(r"(?<=[\u3400-\u9fff\s])¥?(?P<bare>\d{1,5}(?:\.\d{1,2})?)$")
_LEFT = unhurried(r"(?<=[\u3400-\u9fff)）\s])\d+(?:\.\d+)?(?=[\s(（]|$)")


def without_trade_figures(name: str, prices: Sequence[Price]) -> tuple[str, Price | None]:
    """The name without what she pays or earns, and that sum as a cost; None where there is none."""
    first: Price | None = None
    for pattern in (_BEFORE, _BEHIND):
        while found := pattern.search(name):
            first = first or _cost(found)
            name = f"{name[: found.start()]} {name[found.end() :]}".strip()
    if (found := _LONE.search(name)) and _is_other_sum(_cost(found), prices):
        return name[: found.start()].strip(), first or _cost(found)
    return name, first


def _is_other_sum(figure: Price, prices: Sequence[Price]) -> bool:
    """A bare number behind the name, below a sum that is called the price, or beside a cost, is what she pays."""
    sale = sale_price(prices)
    if any(price.kind in _TRADE for price in prices):
        return sale is None or sale.fen is None or (figure.fen or 0) < sale.fen
    # Of ``苹果 12 18`` the first may be what she pays: rather ask than post it.
    return bool(sale and sale.lone and sale.fen and sale.fen > (figure.fen or 0) >= sale.fen * 2 // 5)


def holds_a_figure(name: str) -> bool:
    """Whether a bare number stands in the name (``排骨42 五花``): it may be a sum that nothing explains."""
    return _LEFT.search(name) is not None


def _cost(found: re.Match[str]) -> Price:
    yuan = parse_number(normalize(found["bare"]).text)
    return Price(PriceKind.COST, None if yuan is None else int(yuan * 100), found.start(), found.end(), lone=True)
