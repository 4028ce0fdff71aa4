"""How do events on goods that are not coming, or come at another price, change what the book remembers?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.events import BookEvent, GoodsCalledOff, PriceAnswered, PriceAsked, RefundAsked
from models.groupbuy.ledger import Ledger
from models.values import MessageId, OrderId, ProductId


def _called_off(ledger: Ledger, event: GoodsCalledOff) -> None:
    ledger.note_effect(event)
    ledger.called_off.setdefault(event.message_id, []).append(event)


def _refund_asked(ledger: Ledger, event: RefundAsked) -> None:
    ledger.note_effect(event)
    ledger.refunds.setdefault(event.message_id, []).append(event)


def _price_asked(ledger: Ledger, event: PriceAsked) -> None:
    ledger.note_effect(event)
    key = event.order_id, event.product
    ledger.prices_asked[key] = event
    ledger.price_answers.pop(key, None)


def _price_answered(ledger: Ledger, event: PriceAnswered) -> None:
    ledger.note_effect(event)
    ledger.price_answers[event.order_id, event.product] = event


def forget_offers(ledger: Ledger, undone: MessageId) -> None:
    """A word on goods that are not coming, or come at another price, was taken back."""
    ledger.called_off.pop(undone, None)
    ledger.refunds.pop(undone, None)
    kept: dict[tuple[OrderId, ProductId], Any]
    for kept in (ledger.prices_asked, ledger.price_answers):
        for key in [key for key, event in kept.items() if event.message_id == undone]:
            del kept[key]


#: What each of these events does.
OFFERED: Mapping[type[BookEvent], Callable[[Ledger, Any], None]] = {
    GoodsCalledOff: _called_off,
    RefundAsked: _refund_asked,
    PriceAsked: _price_asked,
    PriceAnswered: _price_answered,
}
