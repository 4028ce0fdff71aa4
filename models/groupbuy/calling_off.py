"""What becomes of goods that stand and are not coming, or come at another price? Called off, line by line.

Nothing is ever bought at a dearer price by silence (organizer-notes, section 2, 10), and what a called-off line had
cost is told with it, so that whoever has paid gets it back or keeps it as credit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from models.events import (
    CallOff,
    GoodsCalledOff,
    LineChanged,
    LineState,
    PriceAnswered,
    PriceAsked,
    RefundAsked,
    Step,
    WordGiven,
)
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import give_turns, state_of
from models.groupbuy.ledger import Ledger
from models.groupbuy.orders import NOTHING, MemberOrder
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity, line_fen


@dataclass(frozen=True, slots=True)
class Announced:
    """A word of ``by``, the organizer or a helper (or of the clock in her name), about goods of many: by which message,
    and when."""

    message_id: MessageId
    by: PersonId
    at: datetime

    def cause(self, member: PersonId) -> Cause:
        return Cause(self.message_id, member, self.at)


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What a product costs from now on, if it is wanted at all: it is asked until then. In fen."""

    product: ProductId
    price_fen: int
    was_fen: int | None
    until: datetime


def call_off(
    desk: Desk, announced: Announced, why: CallOff, products: Collection[ProductId] = ()
) -> tuple[GoodsCalledOff, ...]:
    """Call off everything that stands or waits of these products (none: of all); whose turn it would be gets none."""
    found: list[GoodsCalledOff] = []
    for order in tuple(desk.ledger.orders.values()):
        lines = [
            line.product for line in order.lines.values() if line.total and (line.product in products or not products)
        ]
        if lines:
            cause = announced.cause(order.member)
            desk.record(WordGiven(**cause.told(), by=announced.by))
            found += [event for product in lines if (event := _take_off(desk, cause, order, product, why)) is not None]
    return tuple(found)


def call_off_of(
    desk: Desk, cause: Cause, orders: Iterable[OrderId], why: CallOff, products: Collection[ProductId] = ()
) -> None:
    """A member does not want what they ordered any more, of these products (none: all of it); whoever waits for it has
    their turn."""
    for order_id in orders:
        order = desk.ledger.orders[order_id]
        for product in _lines_of(order, products):
            _take_off(desk, cause, order, product, why)
            give_turns(desk, product, cause)


def _lines_of(order: MemberOrder, products: Collection[ProductId]) -> list[ProductId]:
    wanted = [line.product for line in order.lines.values() if line.total]
    return [product for product in wanted if not products or product in products]


def _take_off(desk: Desk, cause: Cause, order: MemberOrder, product: ProductId, why: CallOff) -> GoodsCalledOff | None:
    """Nothing of a line stands or waits any more; None where nothing had stood."""
    before = state_of(order, product)
    beneath = sum((share.quantity for share in before.shares), NOTHING)
    now = LineState(-beneath, before.shares, NOTHING)
    told = cause.told(order.member)
    desk.record(
        LineChanged(**told, order_id=order.id, product=product, step=Step.CALLED_OFF, said=before.standing, now=now)
    )
    if not before.standing:
        return None
    known = desk.products.get(product)
    fen = line_fen(known.price_fen or 0, before.standing) if known else 0
    gone = GoodsCalledOff(**told, order_id=order.id, product=product, quantity=before.standing, amount_fen=fen, why=why)
    desk.record(gone)
    return gone


def ask_refund(desk: Desk, cause: Cause, orders: Iterable[OrderId]) -> None:
    """A member wants the money for what was called off of their orders back; asked once, it is asked."""
    asked = {event.order_id for events in desk.ledger.refunds.values() for event in events}
    for order_id in orders:
        if order_id not in asked:
            desk.record(RefundAsked(**cause.told(), order_id=order_id))


def ask_price(desk: Desk, announced: Announced, price: NewPrice) -> tuple[PriceAsked, ...]:
    """Ask everybody of whom the product stands whether they want it at its new price."""
    found = []
    for order in desk.ledger.orders.values():
        if state_of(order, price.product).standing:
            cause = announced.cause(order.member)
            desk.record(WordGiven(**cause.told(), by=announced.by))
            asked = PriceAsked(
                **cause.told(),
                order_id=order.id,
                product=price.product,
                price_fen=price.price_fen,
                was_fen=price.was_fen,
                until=price.until,
            )
            desk.record(asked)
            found.append(asked)
    return tuple(found)


def open_prices(ledger: Ledger, at: datetime | None = None) -> tuple[PriceAsked, ...]:
    """Whom nobody has answered yet; where ``at`` is told, only what can still be answered then."""
    waiting = (event for key, event in ledger.prices_asked.items() if key not in ledger.price_answers)
    return tuple(event for event in waiting if at is None or at < event.until)


def answer_price(desk: Desk, cause: Cause, asked: Iterable[PriceAsked], *, wanted: bool) -> None:
    """A member says whether they want the goods at the new price; what they don't want is called off."""
    for one in asked:
        told = cause.told(one.member)
        desk.record(PriceAnswered(**told, order_id=one.order_id, product=one.product, wanted=wanted))
        if not wanted:
            call_off_of(desk, cause, [one.order_id], CallOff.PRICE, [one.product])


def end_asking(desk: Desk, announced: Announced, product: ProductId) -> tuple[PriceAsked, ...]:
    """The time is over: who has said nothing has not ordered. Nobody gets such goods in their stead unasked."""
    silent = tuple(one for one in open_prices(desk.ledger) if one.product == product)
    for one in silent:
        cause = announced.cause(one.member)
        order = desk.ledger.orders[one.order_id]
        desk.record(
            PriceAnswered(**cause.told(), order_id=one.order_id, product=one.product, wanted=False, silent=True)
        )
        if order.total_of(product):
            _take_off(desk, cause, order, product, CallOff.PRICE)
    return silent


def unanswered(ledger: Ledger) -> dict[ProductId, Quantity]:
    """How much stands of each product of which it is not known yet whether it is wanted."""
    found: dict[ProductId, Quantity] = {}
    for one in open_prices(ledger):
        line = ledger.line(one.order_id, one.product)
        found[one.product] = found.get(one.product, NOTHING) + (line.standing if line else NOTHING)
    return found
