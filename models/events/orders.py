"""What happened to the orders and their lines?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.acts import Delivery
from models.events.parts import DoubtAbout, Happened, LineState, Step
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOpened(Happened):
    """A member's order for one household came to be. ``for_other``: on somebody's behalf."""

    order_id: OrderId
    for_other: bool = False
    delivery: Delivery | None = None
    kind: Literal["order_opened"] = "order_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDescribed(Happened):
    """Where an order goes, how, or what is wished, was told or changed; ``private`` is all of it as it is now."""

    order_id: OrderId
    delivery: Delivery | None = None
    kind: Literal["order_described"] = "order_described"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChanged(Happened):
    """A line was made or changed, by ``step``. ``said`` is the quantity in the member's words, ``also`` the other
    messages that were read as one with this one, or of which this word of the organizer's speaks."""

    order_id: OrderId
    product: ProductId
    step: Step
    said: Quantity | None
    now: LineState
    also: tuple[MessageId, ...] = ()
    kind: Literal["line_changed"] = "line_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRestored(Happened):
    """What the message ``undone`` did to a line was taken back: from its ``effect`` (from 0) on."""

    order_id: OrderId
    product: ProductId
    undone: MessageId
    effect: int
    now: LineState
    kind: Literal["line_restored"] = "line_restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnCame(Happened):
    """Stock was freed, and a waiting line took its turn, in part or in full."""

    order_id: OrderId
    product: ProductId
    now: LineState
    kind: Literal["turn_came"] = "turn_came"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLost(Happened):
    """The stock by which a turn came was taken back: the line waits again, at its old place."""

    order_id: OrderId
    product: ProductId
    now: LineState
    kind: Literal["turn_lost"] = "turn_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGiven(Happened):
    """The organizer (or a helper), ``by``, says what is to stand for ``member``: whatever else this message does is
    their word, though it is the member's order. ``about`` are the member's own messages of which it speaks (quoted, or
    asked about), ``said_at`` when the last of them was sent."""

    by: PersonId
    about: tuple[MessageId, ...] = ()
    said_at: datetime | None = None
    kind: Literal["word_given"] = "word_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRepeated(Happened):
    """The same was said again: it stands already."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity
    kind: Literal["wish_repeated"] = "wish_repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitReached(Happened):
    """A wish was cut down to the limit for each member."""

    order_id: OrderId
    product: ProductId
    wanted: Quantity
    kept: Quantity
    kind: Literal["limit_reached"] = "limit_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRaised(Happened):
    """A line is over a sane bound; ``bound`` is in fen for an amount, in sale units for an unusual quantity."""

    order_id: OrderId
    product: ProductId
    about: DoubtAbout
    quantity: Quantity
    bound: Quantity
    kind: Literal["doubt_raised"] = "doubt_raised"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtSettled(Happened):
    """A doubt is over: the organizer said so, or the line is within bounds again."""

    order_id: OrderId
    product: ProductId
    kind: Literal["doubt_settled"] = "doubt_settled"


OrderEvent = (
    OrderOpened
    | OrderDescribed
    | LineChanged
    | LineRestored
    | TurnCame
    | TurnLost
    | WordGiven
    | WishRepeated
    | LimitReached
    | DoubtRaised
    | DoubtSettled
)
