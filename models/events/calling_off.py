"""What became of goods that stood: called off, asked back, or put to people at another price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from models.events.parts import Happened
from models.values import OrderId, ProductId, Quantity


class CallOff(StrEnum):
    """Why goods that stood are not coming: the group-buy (or one product of it) was cancelled, whoever ordered them
    did not want to wait for another day, or did not want them at the new price."""

    CANCELLED = "cancelled"
    ASKED_BACK = "asked_back"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsCalledOff(Happened):
    """Of a line ``quantity`` stood that is not coming any more (the LineChanged beside it takes it off). It had cost
    ``amount_fen``: that is owed no more, and what was paid of it is credit, or is given back."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity
    amount_fen: int
    why: CallOff
    kind: Literal["goods_called_off"] = "goods_called_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsked(Happened):
    """A member wants their money for what was called off of this order back, and no credit."""

    order_id: OrderId
    kind: Literal["refund_asked"] = "refund_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAsked(Happened):
    """The price of goods that stand has changed after the cut-off: whoever ordered them is asked, until a time.
    Silence is no order."""

    order_id: OrderId
    product: ProductId
    price_fen: int
    was_fen: int | None
    until: datetime
    kind: Literal["price_asked"] = "price_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAnswered(Happened):
    """A member has said whether they want the goods at the new price (the lines themselves change by other events);
    ``silent``: they have said nothing until it was too late."""

    order_id: OrderId
    product: ProductId
    wanted: bool
    silent: bool = False
    kind: Literal["price_answered"] = "price_answered"


CallingOffEvent = GoodsCalledOff | RefundAsked | PriceAsked | PriceAnswered
