"""What does the book tell of goods that were called off, of prices that were asked about, and of orders' states?"""

from __future__ import annotations

from datetime import datetime

from models.events import CallOff, GoodsCalledOff, HandedOut, PriceAnswered, PriceAsked
from models.groupbuy.calling_off import open_prices, unanswered
from models.groupbuy.desk import Desk
from models.groupbuy.ledger import Ledger
from models.groupbuy.order_states import HandOutState, OrderFacts, OrderState, hand_out_state, order_state
from models.groupbuy.orders import MemberOrder
from models.groupbuy.stages import Stage
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity


class OffersView:
    """The part of the book's reading side that looks beyond what stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def _ledger(self) -> Ledger:
        return self._desk.ledger

    def called_off(self, member: PersonId | None = None) -> tuple[GoodsCalledOff, ...]:
        """What stood and is not coming, oldest first; of one member, or of all."""
        every = (event for events in self._ledger.called_off.values() for event in events)
        return tuple(event for event in every if member in (None, event.member))

    def refunds_asked(self) -> frozenset[OrderId]:
        """The orders whose members want their money back, and no credit."""
        return frozenset(event.order_id for events in self._ledger.refunds.values() for event in events)

    def prices_asked(self, member: PersonId, at: datetime) -> tuple[PriceAsked, ...]:
        """What a member can still say yes or no to."""
        return tuple(event for event in open_prices(self._ledger, at) if event.member == member)

    def open_prices(self, product: ProductId) -> tuple[PriceAsked, ...]:
        """Who was asked about a product's new price, and has said nothing yet."""
        return tuple(event for event in open_prices(self._ledger) if event.product == product)

    def gave_back(self) -> bool:
        """Whether anybody has given back what they had ordered, as it was to come later."""
        return any(event.why is CallOff.ASKED_BACK for event in self.called_off())

    def asked_back_since(self, message_id: MessageId) -> bool:
        """Whether anybody wants their money for what this message called off."""
        gone = {event.order_id for event in self._ledger.called_off.get(message_id, ())}
        return not gone.isdisjoint(self.refunds_asked())

    def did_something(self, message_id: MessageId) -> bool:
        """Whether anything happened in the book by a message, and was not taken back."""
        return message_id in self._ledger.effects

    def price_answers(self, product: ProductId) -> tuple[PriceAnswered, ...]:
        """Who wants a product at its new price, and who does not."""
        return tuple(event for (_, about), event in self._ledger.price_answers.items() if about == product)

    def not_known_yet(self) -> dict[ProductId, Quantity]:
        """How much stands of goods whose new price nobody has said yes or no to."""
        return unanswered(self._ledger)

    def order_states(self, stage: Stage) -> dict[OrderId, OrderState]:
        """In which state each order is, in a group-buy of this stage."""
        return {order: order_state(facts, stage) for order, facts in self._facts().items()}

    def hand_outs(self, stage: Stage) -> dict[OrderId, HandOutState]:
        """Where the goods of each order are."""
        return {order: hand_out_state(facts, stage) for order, facts in self._facts().items()}

    def _facts(self) -> dict[OrderId, OrderFacts]:
        off = {event.order_id for event in self.called_off()}
        handed = {event.order_id for event in self._ledger.hand_out.of(HandedOut)}
        since = self._ledger.closings[-1][0] if self._ledger.closings else None
        picked = {event.member for event in self._ledger.pickups.values() if since is not None and event.at >= since}
        return {
            order.id: OrderFacts(
                stands=bool(order.standing_lines()),
                waits=_waits(order),
                called_off=order.id in off,
                handed=order.id in handed or order.member in picked,
            )
            for order in self._ledger.orders.values()
        }


def _waits(order: MemberOrder) -> bool:
    return any(line.waiting for line in order.lines.values())
