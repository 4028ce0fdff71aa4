"""What did neighbours agree on between them? An order given on, and a unit that two share: both must have spoken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from models.events.parts import Happened
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity


class DealAbout(StrEnum):
    GIFT = "gift"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOffered(Happened):
    """A member offers goods to a neighbour: to whoever speaks first, or ``to`` one alone. Its message is the deal's id.
    ``order_id`` is where the goods stand; None where they are yet to be ordered."""

    about: DealAbout
    product: ProductId
    quantity: Quantity
    order_id: OrderId | None = None
    to: PersonId | None = None
    kind: Literal["deal_offered"] = "deal_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class DealClaimed(Happened):
    """A neighbour says yes to what was offered by the message ``deal``; nothing moves before the other agrees."""

    deal: MessageId
    kind: Literal["deal_claimed"] = "deal_claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOn(Happened):
    """Goods went from ``giver``'s order to the member's, as both said; ``fen`` is what they cost. ``paid``: the giver
    had told that they have paid, so that the two settle it between them."""

    deal: MessageId
    giver: PersonId
    giving: OrderId
    order_id: OrderId
    product: ProductId
    quantity: Quantity
    fen: int
    paid: bool
    kind: Literal["given_on"] = "given_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShared(Happened):
    """A unit in the member's order has two owners: ``partner`` bears ``fen`` of what it costs, and it is divided at
    the member's."""

    deal: MessageId
    order_id: OrderId
    product: ProductId
    quantity: Quantity
    partner: PersonId
    fen: int
    kind: Literal["unit_shared"] = "unit_shared"


NeighbourEvent = DealOffered | DealClaimed | GivenOn | UnitShared
