"""What happened from the arrival of goods to the empty table? Goods that are short, bags that wait, left-overs.

Money that comes back by it is told in fen, so that accounts can be derived from these events alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from models.events.parts import Happened
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity


class LackWhy(StrEnum):
    """Why an order does not get all of its goods."""

    SHORT = "short"
    BROKEN = "broken"


class LackChoice(StrEnum):
    """What becomes of goods that an order did not get: the money back (退), the goods next time (补), or others in
    their place (换)."""

    REFUND = "refund"
    LATER = "later"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut(Happened):
    """Somebody has come for the goods of an order, by the organizer's word or a neighbour's; ``by`` is the neighbour
    who took them along, where that was said."""

    order_id: OrderId
    by: PersonId | None = None
    kind: Literal["handed_out"] = "handed_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsArrived(Happened):
    """These goods are there, others may still be on their way."""

    products: tuple[ProductId, ...]
    kind: Literal["goods_arrived"] = "goods_arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsMissing(Happened):
    """An order does not get so much of what stands in it; ``fen`` is what that cost. The line itself stays: what was
    ordered is told beside what came."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity
    fen: int
    why: LackWhy
    kind: Literal["goods_missing"] = "goods_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LackSettled(Happened):
    """What becomes of goods that were missing by the message ``lack``; a later one of the same lack takes its place.
    ``fen`` comes back to the order; ``instead`` is what they would have in exchange."""

    lack: MessageId
    order_id: OrderId
    product: ProductId
    choice: LackChoice
    fen: int
    instead: ProductId | None = None
    kind: Literal["lack_settled"] = "lack_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BagKept(Happened):
    """The goods of an order wait for another day (寄存): until then nobody is called for them. ``private.note`` is
    where, or how, they are kept."""

    order_id: OrderId
    until: datetime
    kind: Literal["bag_kept"] = "bag_kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChosen(Happened):
    """An order is collected at this pickup point, wherever its building usually goes."""

    order_id: OrderId
    point: str
    kind: Literal["point_chosen"] = "point_chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingWanted(Happened):
    """A household answered that it wants nothing (`203 无`); ``by`` is who spoke for it."""

    by: PersonId
    kind: Literal["nothing_wanted"] = "nothing_wanted"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoversOffered(Happened):
    """More came than was ordered: so much is sold at the table, first come first served, for ``price_fen`` each (None:
    what it costs anyhow), until the moment told."""

    product: ProductId
    quantity: Quantity
    price_fen: int | None
    until: datetime
    kind: Literal["leftovers_offered"] = "leftovers_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoverTaken(Happened):
    """Somebody had some of what was left over by the message ``offer``. ``fen`` comes back to the order, where it is
    sold for less than the product's price (and is owed on top, where below nothing)."""

    offer: MessageId
    order_id: OrderId
    product: ProductId
    quantity: Quantity
    fen: int
    kind: Literal["leftover_taken"] = "leftover_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoverMissed(Happened):
    """Somebody asked for what was left over when it was gone."""

    offer: MessageId
    kind: Literal["leftover_missed"] = "leftover_missed"


HandingOutEvent = (
    HandedOut
    | GoodsArrived
    | GoodsMissing
    | LackSettled
    | BagKept
    | PointChosen
    | NothingWanted
    | LeftoversOffered
    | LeftoverTaken
    | LeftoverMissed
)
