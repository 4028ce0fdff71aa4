"""What do two neighbours agree on? An order given on, and a unit that two share; nothing moves before both have spoken.

An offer is talk until somebody says yes to it; what it was about stays where it stands until the one who offered
agrees (organizer-notes, section 2, 4 and 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.acts import Line, Op, Order
from models.events import DealAbout, DealClaimed, DealOffered, GivenOn, UnitShared
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.lacks import cost_of, there_is
from models.groupbuy.orders import NOTHING, MemberOrder
from models.groupbuy.organizers_word import Gift, Word, move_on
from models.groupbuy.taking import Wish, enter_wish
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity

#: So long an offer is remembered.
STANDS_FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Deal:
    """An offer that is not closed. ``claimed_by``: who said yes, in order; ``to`` the only one who may."""

    id: MessageId
    about: DealAbout
    member: PersonId
    at: datetime
    product: ProductId
    quantity: Quantity
    order_id: OrderId | None = None
    to: PersonId | None = None
    claimed_by: tuple[PersonId, ...] = ()


def open_deals(desk: Desk, at: datetime) -> list[Deal]:
    """Offers that may still come to something at a time, the latest first."""
    table = desk.ledger.hand_out
    closed = {each.deal for each in table.of(GivenOn)} | {each.deal for each in table.of(UnitShared)}
    claims = list(table.of(DealClaimed))
    return [
        _deal(each, tuple(dict.fromkeys(one.member for one in claims if one.deal == each.message_id)))
        for each in reversed(list(table.of(DealOffered)))
        if each.message_id not in closed and each.at <= at <= each.at + STANDS_FOR
    ]


def _deal(event: DealOffered, claimed_by: tuple[PersonId, ...]) -> Deal:
    return Deal(
        event.message_id,
        event.about,
        event.member,
        event.at,
        event.product,
        event.quantity,
        event.order_id,
        event.to,
        claimed_by,
    )


def agree(desk: Desk, cause: Cause, deal: Deal, partner: PersonId) -> bool:
    """Both have said yes: the goods go over, or the unit has two owners. ``cause`` is whoever spoke last. False where
    that can't be: so much is not there, or a limit forbids it."""
    return _give(desk, cause, deal, partner) if deal.about is DealAbout.GIFT else _share(desk, cause, deal, partner)


def _give(desk: Desk, cause: Cause, deal: Deal, partner: PersonId) -> bool:
    giving = desk.ledger.orders.get(deal.order_id) if deal.order_id else None
    if giving is None:
        return False
    own = [order for order in desk.ledger.orders_of(partner) if order.stands and not order.for_other]
    receiving = own[0].id if len(own) == 1 else None
    gift = Gift(giving.id, deal.product, deal.quantity, partner, receiving)
    moved = move_on(desk, Word(cause.message_id, cause.member, deal.member, cause.at), gift)
    if moved is None:
        return False
    desk.record(
        GivenOn(
            **cause.told(partner),
            deal=deal.id,
            giver=deal.member,
            giving=giving.id,
            order_id=moved.id,
            product=deal.product,
            quantity=deal.quantity,
            fen=cost_of(desk, deal.product, deal.quantity),
            paid=any(each.member == deal.member for each in desk.ledger.payments.values()),
        )
    )
    return True


def _share(desk: Desk, cause: Cause, deal: Deal, partner: PersonId) -> bool:
    order = _with_the_unit(desk, cause, deal)
    if order is None:
        return False
    desk.record(
        UnitShared(
            **cause.told(deal.member),
            deal=deal.id,
            order_id=order.id,
            product=deal.product,
            quantity=deal.quantity,
            partner=partner,
            fen=cost_of(desk, deal.product, deal.quantity) // 2,
        )
    )
    return True


def _with_the_unit(desk: Desk, cause: Cause, deal: Deal) -> MemberOrder | None:
    """The order in which the unit stands that is not shared yet; before the cut-off it is ordered by agreeing."""
    for order in desk.ledger.orders_of(deal.member):
        if there_is(desk, order, deal.product) - shared_of(desk, order.id, deal.product) >= deal.quantity:
            return order
    if desk.is_late(cause.at):
        return None
    theirs = Cause(cause.message_id, deal.member, cause.at)
    own = [order for order in desk.ledger.orders_of(deal.member) if order.stands and not order.for_other]
    wish = Wish(Order((Line(deal.product, Op.ADD, deal.quantity),)))
    enter_wish(desk, theirs, wish, own[0] if len(own) == 1 else None)
    orders = desk.ledger.orders_of(deal.member)
    return next((each for each in orders if there_is(desk, each, deal.product) >= deal.quantity), None)


def shared_of(desk: Desk, order_id: OrderId, product: ProductId) -> Quantity:
    """How much of a line has two owners already."""
    shared = desk.ledger.hand_out.of(UnitShared)
    return sum((each.quantity for each in shared if (each.order_id, each.product) == (order_id, product)), NOTHING)
