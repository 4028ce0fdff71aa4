"""What was taken back, and what was reported instead of being applied?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.events.parts import Happened, ReportAbout
from models.values import MessageId, OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageUndone(Happened):
    """What the message ``undone`` did was taken back: it was recalled, corrected, or undone by the organizer; or it is
    ``part`` of this one, which says it anew."""

    undone: MessageId
    recalled: bool
    part: bool = False
    kind: Literal["message_undone"] = "message_undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Happened):
    """Something was not applied and goes to the organizer. For an entry: ``entry`` is what stands, ``to`` what was
    written in its place (places in the chain's history); ``undone`` is what a recall would have taken back, ``rests``
    the later message that rests on it."""

    report_id: str
    about: ReportAbout
    chain: str | None = None
    entry: int | None = None
    to: int | None = None
    undone: MessageId | None = None
    order_id: OrderId | None = None
    rests: MessageId | None = None
    kind: Literal["reported"] = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettled(Happened):
    """The organizer has dealt with a report; ``applied``: what it held back was applied. ``moot``: a post that arrived
    late has shown that there was nothing to report."""

    report_id: str
    applied: bool
    moot: bool = False
    kind: Literal["report_settled"] = "report_settled"


CorrectionEvent = MessageUndone | Reported | ReportSettled
