"""How do products that were read from a pasted list get into a group-buy? Numbers, ids, aliases, and doubts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from handlers import commands as c
from handlers.aliases import aliases_of
from handlers.turn import Turn
from models.acts import ListedProduct, Listing
from models.groupbuy.group_buy import GroupBuy
from models.language.listing_packing import packed_in
from models.language.listing_trade import holds_a_figure
from models.language.normalize import simplify
from models.values import Product, ProductId

#: The unit of a product whose list names none.
UNIT_UNSAID = "份"


def fill(group_buy: GroupBuy, listing: Listing, turn: Turn, taken: Collection[int] = ()) -> GroupBuy:
    """The group-buy with a list's products added behind those that it has, and its times where the list says them.

    Numbers run on through the day: where one is taken, in this list or by another one (``taken``), the whole list is
    numbered on from the highest of them.
    """
    alone = len(listing.products) == 1
    known = {listed.name: _same(listed, group_buy, alone=alone) for listed in listing.products}
    mended = [_mended(product, listing, known) for product in group_buy.products]
    new = [listed for listed in listing.products if known[listed.name] is None]
    numbers = _numbers(group_buy, new, taken)
    added = [_product(listed, number, turn) for listed, number in zip(new, numbers, strict=True)]
    zone = turn.zone
    return replace(
        group_buy,
        products=tuple(_with_aliases([*mended, *added])),
        closes_at=_closing(listing.closes_at, zone) or group_buy.closes_at,
        arrives_at=_aware(listing.arrives_at, zone) or group_buy.arrives_at,
        pickup_place=listing.pickup or group_buy.pickup_place,
    )


def packed(group_buy: GroupBuy, text: str) -> GroupBuy:
    """The group-buy with what a list says of full boxes and minimums, each beside its goods."""
    products = group_buy.products
    for told in packed_in(text):
        named = [one for one in products if simplify(one.name) in told.line]
        if len(named) == 1:
            mended = replace(
                named[0], per_box=told.per_box or named[0].per_box, minimum=told.minimum or named[0].minimum
            )
            products = tuple(mended if one.id == mended.id else one for one in products)
    return replace(group_buy, products=products)


def tells_times(listing: Listing) -> bool:
    """Whether a text tells a cut-off, an arrival or a place: enough to mend a draft."""
    return any((listing.closes_at, listing.arrives_at, listing.pickup))


def _same(listed: ListedProduct, group_buy: GroupBuy, *, alone: bool) -> ProductId | None:
    """The product of the draft that is told anew: by its name, or, in a line by itself, by what people call it."""
    for product in group_buy.products:
        if listed.name == product.name or (alone and listed.name in product.aliases):
            return product.id
    return None


def _mended(product: Product, listing: Listing, known: Mapping[str, ProductId | None]) -> Product:
    """A product with what a later line says of it; what that leaves out stays."""
    told = next((listed for listed in listing.products if known[listed.name] == product.id), None)
    if told is None:
        return product
    return replace(
        product,
        price_fen=product.price_fen if told.price_fen is None else told.price_fen,
        cost_fen=product.cost_fen if told.cost_fen is None else told.cost_fen,
        unit=told.unit or product.unit,
        measure=told.measure or product.measure,
        stock=product.stock if told.stock is None else told.stock,
        limit=product.limit if told.limit is None else told.limit,
    )


def _numbers(group_buy: GroupBuy, listed: Iterable[ListedProduct], taken: Collection[int]) -> list[str]:
    written = [product.number for product in listed]
    used = {product.number for product in group_buy.products}
    clash = used & set(written) or len(set(written)) < len(written)
    figures = {int(number) for number in written if number.isdecimal()}
    if not clash and figures.isdisjoint(taken):
        return written
    highest = max((*taken, *(int(number) for number in used if number.isdecimal())), default=0)
    return [str(highest + place) for place in range(1, len(written) + 1)]


def _product(listed: ListedProduct, number: str, turn: Turn) -> Product:
    return Product(
        id=ProductId(turn.unit.ids.new()),
        number=number,
        name=listed.name,
        unit=listed.unit or UNIT_UNSAID,
        price_fen=listed.price_fen,
        measure=listed.measure,
        loose=listed.loose,
        stock=listed.stock,
        limit=listed.limit,
        cost_fen=listed.cost_fen,
    )


def _with_aliases(products: list[Product]) -> list[Product]:
    named = aliases_of([product.name for product in products])
    return [replace(product, aliases=named[product.name]) for product in products]


def _closing(closes: datetime | date | None, zone: ZoneInfo) -> datetime | None:
    """A cut-off without an hour is the end of that day."""
    found = _aware(closes, zone)
    if found is None or isinstance(found, datetime):
        return found
    return datetime.combine(found + timedelta(days=1), datetime.min.time(), zone)


def _aware(moment: datetime | date | None, zone: ZoneInfo) -> datetime | date | None:
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    return moment


def doubts(group_buy: GroupBuy) -> dict[str, list[str]]:
    """For a product's id, what the organizer should look at before it goes out."""
    names = [product.name for product in group_buy.products]
    found = {product.id: _doubts(product, names) for product in group_buy.products}
    return {product: words for product, words in found.items() if words}


def _doubts(product: Product, names: list[str]) -> list[str]:
    words = []
    if product.price_fen is None:
        words.append("没有价")
    elif product.cost_fen is not None and product.price_fen <= product.cost_fen:
        words.append("卖价不比进价高")
    if holds_a_figure(product.name):
        words.append("名字里还有数字")
    if names.count(product.name) > 1:
        words.append("名字重了")
    return words


def restore_command(group_buy: GroupBuy) -> c.RestoreDraft:
    """What puts the draft's products back as they are now."""
    return c.RestoreDraft(
        group_buy=group_buy.id,
        products=products_text(group_buy.products),
        closes_at=group_buy.closes_at,
        arrives_at=group_buy.arrives_at,
        pickup_place=group_buy.pickup_place,
    )


def products_text(products: Iterable[Product]) -> str:
    return json.dumps([asdict(product) for product in products], ensure_ascii=False, default=str)


def products_from(text: str) -> tuple[Product, ...]:
    """The products that ``products_text`` wrote."""
    return tuple(_product_from(row) for row in json.loads(text))


#: What of a product is an exact quantity.
_EXACT = ("stock", "limit", "minimum", "per_box")


def _product_from(row: dict[str, object]) -> Product:
    exact = {key: None if row.get(key) is None else Decimal(str(row[key])) for key in _EXACT}
    return Product(**{**row, **exact, "aliases": tuple(row["aliases"])})  # type: ignore[arg-type]
