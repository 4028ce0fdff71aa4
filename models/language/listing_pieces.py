"""How does a pasted text fall into pieces, one for each product or remark?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.language.listing_fees import FEE
from models.language.listing_goods import Goods, read_goods
from models.language.listing_money import COSTS_FOLLOW, MORE_IN_BRACKETS, SAID_AS_MONEY, SAID_BY_UNIT
from models.language.listing_numbering import Numbered
from models.language.listing_prices import PriceKind, take_prices
from models.language.listing_remarks import DESCRIPTION, EXAMPLE, HEADER, LABEL_OF_FIELD, NOTICE
from models.language.listing_slate import TAKEN, Slate
from models.language.listing_turns import in_turn
from models.language.listing_units import UNIT
from models.language.patterns import unhurried

_LONGEST_NAME = 14
_SEPARATOR = unhurried(r"[,;|。]|\s{2,}|\u2003+|、")
_UNIT_OF_LINE = unhurried(rf"(?:都|均|全部?|统一)是?(?:论|按)(?P<unit>{UNIT})|单位\s*[:是为]?\s*(?P<said>{UNIT})")
_HEADING_BEFORE = unhurried(r"[^:\d]{1,14}:\s*(?=\S*[\u3400-\u9fff])")
_AFTER_PRICE = unhurried(r"\s*(?:[(][^()]*[)]|/?\s*\d+(?:\.\d+)?\s*(?:克|g|斤|枚|个|ml)(?:装)?)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line, or a part of one that holds a product of its own."""

    number: str | None
    goods: Goods
    start: int
    end: int
    text: str
    blank: bool = False
    #: It is about the trade, an example, a contact: it sells nothing.
    remark: bool = False
    #: It only tells more of the goods above it.
    describes: bool = False
    #: It announces a list, or heads a part of one.
    heading: bool = False


def pieces_of(numbered: Numbered, slate: Slate) -> Iterator[Piece]:
    """The pieces of one line, whose times and place are already off ``slate``."""
    line = numbered.line
    if line.blank or not slate.folded.strip(TAKEN + " \t"):
        yield Piece(None, Goods(), line.start, line.end, "", blank=line.blank)
        return
    slate.blank(0, numbered.start)
    slates = list(_split(slate))
    unit = _UNIT_OF_LINE.search(line.folded)
    for index, part in enumerate(slates):
        piece = _piece(numbered if index == 0 else replace(numbered, number=None), part)
        if unit and piece.goods.priced and piece.goods.unit is None:
            piece = replace(piece, goods=replace(piece.goods, unit=unit["unit"] or unit["said"]))
        yield piece


def _piece(numbered: Numbered, slate: Slate) -> Piece:
    text = slate.folded.replace(TAKEN, " ")
    goods = read_goods(slate)
    field = LABEL_OF_FIELD.match(text)
    if field and (not goods.priced or re.match(r"\s*[¥\d约]", text[field.end() :])):
        goods = replace(goods, name="")
    is_price = bool(field) and goods.priced and not goods.name
    return Piece(
        number=numbered.number,
        goods=goods,
        start=numbered.line.start,
        end=numbered.line.end,
        text=text.strip(),
        remark=bool(EXAMPLE.match(text)) or (bool(NOTICE.search(text)) and not _sells(goods) and not is_price),
        describes=bool(DESCRIPTION.match(text)),
        heading=bool(HEADER.search(text)),
    )


def _sells(goods: Goods) -> bool:
    """A line with a word of notice still sells something if its name is short and free of such words."""
    return 0 < len(goods.name) <= _LONGEST_NAME and goods.priced and not NOTICE.search(goods.name.lower())


def _split(slate: Slate) -> Sequence[Slate]:
    """Several products on one line (``鸡蛋25元/板，牛奶66元/箱``) apart, each with a name and a price."""
    rest = _without_side_sums(slate)
    if parts := in_turn(rest):
        return parts
    if len(_sales(rest)) < 2:
        return [slate]
    is_costly = bool(COSTS_FOLLOW.match(rest.folded))
    for bounds in (_at_separators(rest.folded), _after_prices(rest)):
        parts = [Slate(rest.written[a:b], rest.folded[a:b]) for a, b in bounds]
        if len(parts) > 1 and all(_is_product(part) for part in parts):
            _drop_heading(parts[0])
            return [_as_cost(part) for part in parts] if is_costly else parts
    return [slate]


def _as_cost(part: Slate) -> Slate:
    """``拿货价：西瓜1.2/斤，蜜瓜2.5/斤``: the word before the colon is said of each of them."""
    return Slate("进价 " + part.written, "进价 " + part.folded)


def _without_side_sums(slate: Slate) -> Slate:
    """Fees, and more for less (``枸杞 500g：29.9元（两袋55元）``), sell nothing of their own."""
    rest = Slate(slate.written, slate.folded)
    rest.take_all(FEE)
    for found in MORE_IN_BRACKETS.finditer(slate.folded):
        if re.search(r"\d", slate.folded[: found.start()]):
            rest.blank(*found.span())
    return rest


def _drop_heading(first: Slate) -> None:
    """``药品互助：口罩20元；酒精12元``: what stands before the colon heads them all."""
    heading = _HEADING_BEFORE.match(first.folded)
    if heading and _is_product(Slate(first.written[heading.end() :], first.folded[heading.end() :])):
        first.blank(0, heading.end())


def _sales(slate: Slate) -> list[tuple[int, int]]:
    probe = Slate(slate.written, slate.folded)
    prices = take_prices(probe)
    asked = [price for price in prices if price.kind.for_sale] or [p for p in prices if p.kind is PriceKind.COST]
    return [(price.start, price.end) for price in asked]


def _at_separators(folded: str) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for cut in [*_SEPARATOR.finditer(folded), None]:
        end = cut.start() if cut else len(folded)
        if folded[start:end].strip(TAKEN + " \t\u2003"):
            bounds.append((start, end))
        start = cut.end() if cut else end
    return bounds


def _after_prices(slate: Slate) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for _, end in _sales(slate):
        after = _AFTER_PRICE.match(slate.folded, end)
        stop = after.end() if after else end
        bounds.append((start, stop))
        start = stop
    if bounds and slate.folded[start:].strip(TAKEN + " \t,;。!、"):
        bounds[-1] = (bounds[-1][0], len(slate.folded))
    return bounds


def _is_product(part: Slate) -> bool:
    if not (SAID_AS_MONEY.search(part.folded) or SAID_BY_UNIT.search(part.folded) or re.search(r"\d", part.folded)):
        return False
    goods = read_goods(Slate(part.written, part.folded))
    return bool(goods.name) and any(price.kind.for_sale or price.kind is PriceKind.COST for price in goods.prices)
