"""Which products does a pasted list offer, until when, and where are they collected? (order-language, section 8)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import count

from models.acts import Evidence, ListedProduct, Listing
from models.language.listing_blocks import Draft, join_pieces
from models.language.listing_dates import Dates, Waiting, take_dates
from models.language.listing_goods import Goods
from models.language.listing_heading import read_heading
from models.language.listing_numbering import Numbered, cut_at_inline_numbers, number_lines
from models.language.listing_pieces import Piece, pieces_of
from models.language.listing_prices import PriceKind, settled
from models.language.listing_slate import Slate
from models.language.listing_tables import spell_out_tables
from models.language.listing_tags import without_tags
from models.language.listing_text import single_spaced, text_lines
from models.language.listing_times import Moment, is_near, resolve
from models.language.listing_trade import holds_a_figure
from models.language.listing_twins import told_apart


def read_listing(text: str, at: datetime | None) -> Listing:
    """What ``text`` offers. ``at`` is when it was written: ``今晚12点`` means nothing without it.

    Prices are fen of one sale unit, None where the text names none (or only a cost, or a range).
    """
    lines = without_tags(list(spell_out_tables(single_spaced(text_lines(text)))))
    pieces, dates = _read_lines(number_lines(cut_at_inline_numbers(lines)))
    heading = read_heading(lines)
    drafts = [
        draft for draft in join_pieces(pieces, priced_for_all=heading.price is not None) if not draft.goods.sold_out
    ]
    goods = told_apart(heading.applied_to(draft.goods) for draft in drafts)
    for draft, one in zip(drafts, goods, strict=True):
        draft.goods = one
    closes = _resolved((found.closes for found in dates), at)
    arrives = _resolved((found.arrives for found in dates if not _is_headline(found)), at, closes)
    return Listing(
        products=tuple(_listed(drafts)),
        closes_at=closes,
        arrives_at=arrives or _resolved((found.collected for found in dates), at, closes),
        pickup=next((found.pickup for found in dates if found.pickup), None),
        because=tuple(Evidence("listing.product", draft.start, draft.end) for draft in drafts),
    )


def _read_lines(numbered: Sequence[Numbered]) -> tuple[list[Piece], list[Dates]]:
    pieces: list[Piece] = []
    dates: list[Dates] = []
    waiting = Waiting()
    for line in numbered:
        slate = Slate(line.line.written, line.line.folded)
        found = take_dates(slate, waiting=waiting)
        waiting = found.waiting
        dates.append(found)
        pieces.extend(pieces_of(line, slate))
    return pieces, dates


def _is_headline(found: Dates) -> bool:
    """``今日到货`` without an hour, and without a cut-off beside it, says that the goods are new."""
    moment = found.arrives
    if moment is None or found.closes or moment.hour is not None or moment.part or moment.day is None:
        return False
    return (moment.day["relative"] or "").startswith("今")


def _resolved(
    found: Iterable[Moment | None], at: datetime | None, after: datetime | date | None = None
) -> datetime | date | None:
    resolved = ((resolve(moment, at, after=after), moment) for moment in found if moment)
    return next((day for day, moment in resolved if day is not None and is_near(day, moment, at)), None)


def _listed(drafts: Sequence[Draft]) -> Iterator[ListedProduct]:
    counts = Counter(draft.number for draft in drafts if draft.number)
    running = _running_numbers(drafts)
    for draft in drafts:
        goods = draft.goods
        yield ListedProduct(
            number=draft.number or next(running),
            name=goods.name,
            price_fen=goods.price.fen if goods.price else None,
            unit=goods.unit,
            measure=goods.measure,
            cost_fen=goods.cost_fen,
            loose=goods.loose,
            stock=goods.stock,
            limit=goods.limit,
            doubts=tuple(_doubts(goods, is_repeated=counts[draft.number or ""] > 1)),
        )


def _running_numbers(drafts: Sequence[Draft]) -> Iterator[str]:
    """1, 2, 3 … where nothing is numbered; else on from the highest number that is written."""
    highest = max((int(draft.number) for draft in drafts if draft.number and draft.number.isdecimal()), default=0)
    return map(str, count(highest + 1))


def _doubts(goods: Goods, *, is_repeated: bool) -> Iterator[str]:
    """What the organizer should look at before the list goes out, in words for her draft."""
    plain = (price for price in settled(goods.prices) if price.kind is PriceKind.PLAIN)
    sums = {price.fen for price in plain if price.fen is not None}
    if goods.price is None:
        yield "只有进价" if goods.cost_fen is not None else "没写价"
    elif goods.price.fen is None:
        yield "价格是个范围"
    elif goods.price.kind is PriceKind.PLAIN and len(sums) > 1:
        yield "不止一个价"
    if goods.cost_fen is not None and goods.price and (goods.price.fen or goods.cost_fen) < goods.cost_fen:
        yield "卖价比进价低"
    if any(price.kind is PriceKind.LANDED for price in goods.prices) and goods.cost_fen is not None:
        yield "到手价当成进价了"
    if goods.unit is None:
        yield "没写单位"
    if goods.trimmed:
        yield "名字里去掉了一个数字"
    if holds_a_figure(goods.name):
        yield "名字里还有数字"
    if is_repeated:
        yield "编号重复"
