"""What happened around the cut-off: the end of orders, and what came too late?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.acts import AskAbout, Delivery, Line
from models.events.parts import Happened, WishKind
from models.values import MessageId, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookClosed(Happened):
    """The cut-off, as of ``at``."""

    kind: Literal["book_closed"] = "book_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReopened(Happened):
    kind: Literal["book_reopened"] = "book_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLate(Happened):
    """A request came after the cut-off: nothing was changed, it is kept for the organizer. ``first``: the member's
    first one since that cut-off, so that they are told once."""

    wish: WishKind
    lines: tuple[Line, ...] = ()
    delivery: Delivery | None = None
    recalls: MessageId | None = None
    exchange: bool = False
    about: AskAbout | None = None
    candidates: tuple[ProductId, ...] = ()
    first: bool = False
    kind: Literal["request_late"] = "request_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateSettled(Happened):
    """A late message was taken in after all, or is of no more use."""

    late: MessageId
    taken: bool
    kind: Literal["late_settled"] = "late_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReturned(Happened):
    """The organizer's word on a late message was taken back: it is on the late list again."""

    late: MessageId
    kind: Literal["late_returned"] = "late_returned"


CutoffEvent = BookClosed | BookReopened | RequestLate | LateSettled | LateReturned
