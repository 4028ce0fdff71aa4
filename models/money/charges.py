"""What do orders cost their households? What a book comes to for each, and what is still to be posted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

from models.events import LackChoice
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.stages import Stage
from models.values import OrderId, PersonId, line_fen

#: Stages in which orders cost nobody anything: not open yet, or called off.
_FREE = frozenset({Stage.DRAFT, Stage.CANCELLED})
#: By which choices missing goods are not paid: others in their place are ordered, and cost by themselves.
_MONEY_BACK = frozenset({LackChoice.REFUND, LackChoice.EXCHANGE})


def costs(group_buy: GroupBuy, orders: Iterable[OrderStanding]) -> dict[PersonId, int]:
    """What each household's orders come to, in fen; what waits for stock, and goods without a price, cost nothing."""
    if group_buy.stage in _FREE:
        return {}
    prices = {product.id: product.price_fen or 0 for product in group_buy.products}
    found: dict[PersonId, int] = {}
    for order in orders:
        fen = sum(line_fen(prices.get(line.product, 0), line.standing) for line in order.lines)
        if fen:
            found[order.member] = found.get(order.member, 0) + fen
    return found


def came_back(group_buy: GroupBuy, book: Book) -> dict[PersonId, int]:
    """What of that comes back, in fen: goods that were missing and are not made good otherwise, and what was left over
    and sold for less. What nobody has chosen for yet is still owed."""
    if group_buy.stage in _FREE:
        return {}
    missing = [(one.member, one.fen) for one in book.lacks() if one.choice in _MONEY_BACK]
    cheaper = [(one.member, one.fen) for one in book.left_overs_taken()]
    found: dict[PersonId, int] = {}
    for member, fen in (*missing, *cheaper):
        household = book.known_as(member) or member
        found[household] = found.get(household, 0) + fen
    return {household: fen for household, fen in found.items() if fen}


def called_off(book: Book) -> dict[OrderId, tuple[PersonId, int]]:
    """Of the orders whose members want their money back, and no credit: whose they are, and what was called off."""
    wanted = book.refunds_asked()
    found: dict[OrderId, tuple[PersonId, int]] = {}
    for event in book.called_off():
        if event.order_id in wanted:
            _, fen = found.get(event.order_id, (event.member, 0))
            found[event.order_id] = (book.known_as(event.member) or event.member, fen + event.amount_fen)
    return found


def unposted(costing: Mapping[PersonId, int], posted: Mapping[PersonId, int]) -> dict[PersonId, int]:
    """By how much what was posted for a group-buy differs from what its orders come to now, by household."""
    households = dict.fromkeys((*costing, *posted))
    changes = {household: costing.get(household, 0) - posted.get(household, 0) for household in households}
    return {household: fen for household, fen in changes.items() if fen}


def costs_mark(group_buy: GroupBuy) -> str:
    """Another one whenever what its orders come to may have changed: by the book, by a price, by calling it off."""
    prices = ";".join(f"{product.id}={product.price_fen}" for product in group_buy.products)
    return f"{group_buy.version}:{group_buy.stage in _FREE:d}:{crc32(prices.encode()):08x}"
