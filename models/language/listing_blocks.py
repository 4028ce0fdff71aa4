"""Which pieces of a pasted text make one product, where its name, measure and price stand on several lines?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from models.language.listing_goods import Goods
from models.language.listing_pieces import Piece
from models.language.listing_remarks import ANNOUNCED, CATEGORY, GRADE_OF_GOODS, NOTICE, PRAISE
from models.language.patterns import unhurried

_LONGEST_NAME = 16
_LONGEST_SHAPED_NAME = 10
_NOTICE_HEADING = unhurried(
    r"^\W*(?:注意事项|注意|须知|购买须知|团购须知|下单须知|说明|规则|团购规则|接龙规则|温馨提示|提示|备注|售后|售后说明|配送说明|关于\S{1,6}|声明|提醒|ps)\W*$"
)
_BUNDLE_NAME = unhurried(r"套餐|礼包|组合|大礼|礼盒|拼盘|[包篮]$|蔬菜包|套装")


_PUSHED = unhurried(f"{PRAISE.pattern}|{NOTICE.pattern}")
_SPEAKS_OF_ALL = unhurried(r"(?:都|均|一律|统一|全部|每样|每份).*:$")
_GRADE = unhurried(r"[公母]|[\W\da-zA-Z.]{2,8}")


@dataclass(slots=True)
class Draft:
    """A product while its lines are joined. ``sure``: it has a number or a price of its own."""

    number: str | None
    goods: Goods
    start: int
    end: int
    numbered: bool = False
    run: int = 0
    #: Whether one line told its name, its measure and its price.
    whole: bool = False
    #: Whether nothing but its shape (``蓝莓 125g/盒`` among priced lines) says that it is on sale.
    by_shape: bool = False


@dataclass(slots=True)
class _Reading:
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    names: list[Piece] = field(default_factory=list)
    family: str = ""
    fields: Goods = field(default_factory=Goods)
    notices: bool = False
    run: int = 0


def join_pieces(pieces: Iterable[Piece], *, priced_for_all: bool = False) -> list[Draft]:
    """Products in the order of the text; pieces that sell nothing are gone.

    ``priced_for_all``: a heading names one price for everything, so that a name with a measure is enough.
    """
    reading, all_pieces = _Reading(), list(pieces)
    for piece in all_pieces:
        _take(reading, piece, priced_for_all=priced_for_all)
    if priced_for_all and not any(draft.goods.name for draft in reading.drafts):
        reading.drafts = list(_mere_names(all_pieces))
    drafts = _without_mere_shapes(reading.drafts, priced_for_all=priced_for_all)
    return _without_other_numbering(_without_dates(_without_entries(drafts)))


def _take(reading: _Reading, piece: Piece, *, priced_for_all: bool) -> None:
    if piece.blank:
        reading.names = [name for name in reading.names if not name.heading][-1:]
        reading.notices = False
    elif _NOTICE_HEADING.match(piece.text):
        reading.notices, reading.current, reading.names = True, None, []
    elif piece.remark or (priced_for_all and _SPEAKS_OF_ALL.search(piece.text)):
        _note_limits(reading, piece)
    elif piece.goods.priced and not piece.describes and _is_named(piece, reading):
        _open(reading, piece, piece.goods)
        reading.notices = False
    elif piece.goods.priced and not piece.describes:
        _price(reading, piece)
    elif piece.number and piece.goods.name and not reading.notices and not _heads_a_part(piece):
        _open(reading, piece, piece.goods)
    else:
        _describe(reading, piece)


def _heads_a_part(piece: Piece) -> bool:
    """``二、水果``"""
    return not piece.goods.measure and bool(CATEGORY.match(piece.goods.name))


def _is_named(piece: Piece, reading: _Reading) -> bool:
    """A grade (``80mm``, 公) is no name where one stands on the line above."""
    return bool(piece.goods.name) and not (_GRADE.fullmatch(piece.goods.name) and _best_name(reading.names))


def _note_limits(reading: _Reading, piece: Piece) -> None:
    goods = piece.goods
    if reading.current and (goods.limit or goods.stock) and not re.search("每样|每种|每款|所有|全部|单品", piece.text):
        reading.current.goods = join_goods(reading.current.goods, Goods(limit=goods.limit, stock=goods.stock))


def _open(reading: _Reading, piece: Piece, goods: Goods) -> None:
    if piece.number and _restarts(reading, piece.number):
        reading.run += 1
    draft = Draft(piece.number, goods, piece.start, piece.end, bool(piece.number), reading.run)
    draft.whole = bool(piece.goods.name and piece.goods.price and piece.goods.measure)
    draft.by_shape = not piece.number and not goods.priced
    _name_variant(reading, draft)
    if not _is_nothing(goods.name):
        reading.drafts.append(draft)
        reading.current = draft
    reading.names, reading.fields = [], Goods()


def _name_variant(reading: _Reading, draft: Draft) -> None:
    """``大果 5斤 29.9`` under a product's name is that product's 大果."""
    if draft.numbered or not re.fullmatch(GRADE_OF_GOODS, draft.goods.name):
        reading.family = ""
        return
    opening = [name for name in reading.names if name.text.endswith(":")][-1:]
    family = _best_name(opening) or _best_name(reading.names)
    reading.family = _unannounced(family) if family else reading.family
    if reading.family:
        draft.goods = replace(draft.goods, name=f"{reading.family} {draft.goods.name}")


def _unannounced(piece: Piece) -> str:
    return ANNOUNCED.sub("", piece.goods.name, count=1) or piece.goods.name


def _restarts(reading: _Reading, number: str) -> bool:
    last = next((draft.number for draft in reversed(reading.drafts) if draft.number), None)
    return last is not None and (
        number.isdecimal() != last.isdecimal() or (number.isdecimal() and int(number) <= int(last))
    )


def _price(reading: _Reading, piece: Piece) -> None:
    """A price without a name: the open product's, or that of a name on the lines before."""
    current = reading.current
    if current and not reading.names and _is_other_size(current.goods, piece):
        _open(reading, piece, replace(piece.goods, name=current.goods.name))
    elif current and not reading.names and (not current.goods.price or not piece.goods.price or not piece.number):
        current.goods = join_goods(current.goods, piece.goods)
        current.end = piece.end
    elif name := _best_name(reading.names):
        number = piece.number or next((p.number for p in reading.names if p.number), None)
        opened = replace(piece, number=number, start=name.start)
        called = _unannounced(name) if name.heading else name.goods.name
        _open(reading, opened, join_goods(join_goods(replace(name.goods, name=called), reading.fields), piece.goods))


def _is_other_size(goods: Goods, piece: Piece) -> bool:
    """``9斤 45.9元`` under a product of which ``5斤 25.9元`` is said already."""
    sizes = (goods.size, piece.goods.size)
    return all(sizes) and sizes[0] != sizes[1] and bool(goods.price and piece.goods.price) and not piece.number


def _describe(reading: _Reading, piece: Piece) -> None:
    goods, current = piece.goods, reading.current
    if not reading.notices and _has_shape(piece) and _may_follow(current):
        _open(reading, piece, goods)
        return
    waits_for_price = current is not None and not current.goods.priced
    if piece.describes or not goods.name or waits_for_price:
        if reading.names and not piece.describes:
            reading.fields = join_goods(reading.fields, replace(goods, name=""))
        elif current and not _lists_contents(piece, current):
            current.goods = join_goods(current.goods, replace(goods, name="", sold_out=False))
    elif not reading.notices:
        reading.names.append(piece)


def _may_follow(current: Draft | None) -> bool:
    """What a bundle holds has the shape of goods too, and a numbered product may describe itself."""
    if current is None or current.by_shape:
        return True
    return current.goods.priced and not _BUNDLE_NAME.search(current.goods.name)


def _has_shape(piece: Piece) -> bool:
    """``蓝莓 125g/盒``: a short name and a measure, and no word of description."""
    goods = piece.goods
    if (
        not goods.name
        or not goods.measure
        or piece.describes
        or piece.heading
        or len(goods.name) > _LONGEST_SHAPED_NAME
    ):
        return False
    return not PRAISE.search(goods.name) and not NOTICE.search(goods.name) and not CATEGORY.match(goods.name)


def _lists_contents(piece: Piece, current: Draft) -> bool:
    return bool(_BUNDLE_NAME.search(current.goods.name)) or piece.text.startswith(("含", "内含", "包含", "包括"))


def _mere_names(pieces: list[Piece]) -> Iterator[Draft]:
    """``凉菜都是15元：`` over names and nothing else: each of them is on sale."""
    for piece in pieces:
        is_told = piece.remark or piece.heading or piece.describes or piece.goods.priced
        if piece.goods.name and not is_told and piece is _best_name([piece]) and not _PUSHED.search(piece.text):
            yield Draft(piece.number, piece.goods, piece.start, piece.end, by_shape=True)


def _best_name(names: list[Piece]) -> Piece | None:
    """The first short line that neither announces nor praises; a headline only where nothing else is there."""
    plain = [
        piece for piece in names if len(piece.goods.name) <= _LONGEST_NAME and not CATEGORY.match(piece.goods.name)
    ]
    calm = [piece for piece in plain if not PRAISE.search(piece.goods.name) and not NOTICE.search(piece.goods.name)]
    named = [piece for piece in calm if not piece.heading]
    return next(iter(named or calm or plain), None)


def _is_nothing(name: str) -> bool:
    return bool(
        re.search(
            r"^(?:全场|任选|每样|一律|统一价?|全部|均价|总价|合计|一共|满\\d|进价|卖价|售价|成本|拿货|供货|底价|利润|佣金|毛利)",
            name,
        )
    )


def join_goods(first: Goods, second: Goods) -> Goods:
    """Both lines' words on one product; what the first says stands, prices are gathered."""
    unit, measure = first.unit or second.unit, first.measure or second.measure
    if first.measure and first.unit == "份" and second.unit and not first.prices:
        unit = second.unit
    return Goods(
        name=first.name or second.name,
        prices=first.prices + second.prices,
        unit=unit,
        measure=measure,
        stock=first.stock if first.stock is not None else second.stock,
        limit=first.limit if first.limit is not None else second.limit,
        sold_out=first.sold_out or second.sold_out,
        to_be_priced=first.to_be_priced or second.to_be_priced,
        trimmed=first.trimmed or second.trimmed,
        size=first.size or second.size,
        size_said=first.size_said or second.size_said,
    )


def _without_mere_shapes(drafts: list[Draft], *, priced_for_all: bool) -> list[Draft]:
    """A priceless line in the shape of the others is on sale too; where others take several lines it describes one."""
    others = [draft for draft in drafts if draft.goods.priced or draft.numbered]
    alike = [draft for draft in others if draft.whole and not draft.numbered]
    if priced_for_all or not others or 2 * len(alike) > len(others):
        return drafts
    return [draft for draft in drafts if draft.goods.priced or not draft.by_shape]


def _without_entries(drafts: list[Draft]) -> list[Draft]:
    """``1. 王姐 羊肉串2`` under a list without numbers is somebody's order of what stands above."""
    sold = {draft.goods.name for draft in drafts if not draft.numbered and draft.goods.priced}
    return [draft for draft in drafts if not (draft.numbered and _is_entry(draft.goods, sold))]


def _is_entry(goods: Goods, sold: set[str]) -> bool:
    is_bare = not goods.unit and not goods.measure and all(price.lone for price in goods.prices)
    return is_bare and any(goods.name[start:] in sold for start in range(1, len(goods.name)))


def _without_dates(drafts: list[Draft]) -> list[Draft]:
    """``王姐早市菜 11.20`` above a list is its date: a lone number that could be one, where others say more."""
    first = drafts[0] if drafts else None
    others_say_more = any(not price.lone for draft in drafts for price in draft.goods.prices)
    if first and not first.numbered and others_say_more and _could_be_date(first.goods):
        return drafts[1:]
    return drafts


def _could_be_date(goods: Goods) -> bool:
    price = goods.price
    if price is None or goods.prices != (price,) or not price.lone or price.fen is None or goods.unit or goods.measure:
        return False
    month, day = divmod(price.fen, 100)
    return 1 <= month <= 12 and (1 <= day <= 31 or day % 10 == 0)


def _without_other_numbering(drafts: list[Draft]) -> list[Draft]:
    """A second count in which nothing has a price numbers notices or contents, where another count has prices."""
    priced = {draft.run for draft in drafts if draft.goods.priced}
    return [draft for draft in drafts if draft.goods.priced or not priced or draft.run in priced]
