"""What was said of money and goods once they were ordered?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.events.parts import Happened
from models.values import ProductId, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTold(Happened):
    """A member says that they have paid."""

    amount_fen: int | None = None
    kind: Literal["payment_told"] = "payment_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupTold(Happened):
    """A member says that they have the goods."""

    kind: Literal["pickup_told"] = "pickup_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMade(Happened):
    """A member says that something is wrong with goods received."""

    product: ProductId | None = None
    quantity: Quantity | None = None
    kind: Literal["claim_made"] = "claim_made"


AfterwardsEvent = PaymentTold | PickupTold | ClaimMade
