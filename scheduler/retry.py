"""What becomes of a post that did not go out, or may not have? Decisions only (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from models.errors import NoSuchPlace, NotSent, RenderError
from models.mail import Post

#: After each refused try; when they are used up the post has failed. Together nearly two hours.
DELAYS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 30, 60, 300, 900, 1800, 3600))

#: So many first tries keep the posts behind waiting, for the sake of order; after them one bad post lets others by.
TRIES_THAT_KEEP_ORDER = 3

#: An echo settles an unsure post within two minutes (models.ports.Outbox.settle_echo); a little more, so as to be sure.
ECHO_WINDOW = timedelta(seconds=150)

#: How often something harmless is sent at all while no answer ever comes.
MOST_UNSURE_TRIES = 3


@dataclass(frozen=True, slots=True)
class Retry:
    """Send it again after a while; ``keeps_order``: others of the same place wait behind it."""

    after: timedelta
    keeps_order: bool


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It failed for good; ``reason`` is for the log and the organizer's page."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may have gone out: wait for its echo, then see ``may_go_again``."""

    wait: timedelta


Decision = Retry | GiveUp | Unsure


def decide(fault: Exception, attempts: int) -> Decision:
    """What to do about a fault of sending; ``attempts`` counts the tries made, this one included.

    What is not known to have stayed here counts as unsure, also where the channel broke in a way of its own.
    """
    if isinstance(fault, NoSuchPlace | RenderError):
        return GiveUp(said(fault))
    if not isinstance(fault, NotSent):
        return Unsure(ECHO_WINDOW)
    if attempts > len(DELAYS):
        return GiveUp(said(fault))
    return Retry(DELAYS[attempts - 1], keeps_order=attempts <= TRIES_THAT_KEEP_ORDER)


def may_go_again(post: Post, attempts: int) -> bool:
    """Whether an unsure post of which no echo was heard is sent once more; if not, the organizer is asked."""
    return post.harmless_twice and attempts < MOST_UNSURE_TRIES


def said(fault: BaseException) -> str:
    """A fault in one line, for rows and logs."""
    return f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
