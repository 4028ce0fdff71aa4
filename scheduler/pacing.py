"""When may the next post go out, so that it comes like a person's? Gaps with jitter (pure; chance is an argument)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Draws a figure between two bounds: ``random.Random(…).uniform``.
Draw = Callable[[float, float], float]
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pacing:
    """Gaps in seconds, from and to. A group brings its own (``GroupSettings.post_gap_seconds``); these are the gap
    between posts of the account to whatever place, and between two posts to one person."""

    account_gap_seconds: Bounds = (1.0, 2.5)
    private_gap_seconds: Bounds = (2.0, 5.0)


@dataclass(frozen=True, slots=True)
class LastPost:
    """The post before, and the gap that was drawn to stand after it."""

    at: datetime
    gap: timedelta


def gap_between(bounds: Bounds, draw: Draw) -> timedelta:
    """A gap within the bounds, both included. Draws once, so that asking again doesn't shorten it."""
    low, high = bounds
    if not 0 <= low <= high:
        raise ValueError(f"a gap from {low} to {high} seconds")
    return timedelta(seconds=min(max(draw(low, high), low), high))


def next_allowed(now: datetime, *last: LastPost | None) -> datetime:
    """The first moment, from ``now`` on, at which every gap is over: the place's, the account's."""
    return max([now, *(post.at + post.gap for post in last if post is not None)])
