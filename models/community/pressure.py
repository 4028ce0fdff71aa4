"""How much does the bot say in a group, and how much of it sells? Figures over a day, with their parts.

From fifty human messages a day up shares mean something; below, a list, a reminder, a closing word and a notice are
as few as they can be (organizer-notes, 1.6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from models.community.manners import SELLING_KINDS
from models.community.people import GroupSettings

#: From so many human messages a day up, shares are counted.
LEAST_TALK_FOR_SHARES = 50
#: What the bot says unasked is at most this part of all that is said.
MOST_OF_THE_TALK = Fraction(1, 10)
#: A group with fewer human messages a day than this hears what it needs, and nothing else unasked.
STILL_GROUP = 30
NEEDED_IN_A_STILL_GROUP = 4


@dataclass(frozen=True, slots=True)
class GivenOut:
    """One post that a group was given: its kind, and whether it answered or asked somebody."""

    kind: str
    answers: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """What people said in a group since a moment: how many messages, when the last one; and when somebody spoke
    there for the first time ever."""

    messages: int = 0
    last_at: datetime | None = None
    first_ever_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pressure:
    """A day's figures. ``kinds`` counts the posts by kind; ``share`` is that of the selling ones in all that was said,
    None where too little was said to tell."""

    messages: int
    posts: int
    unasked: int
    selling: int
    kinds: Mapping[str, int]
    share: Fraction | None

    @property
    def answered(self) -> int:
        return self.posts - self.unasked


def pressure_of(posts: Collection[GivenOut], messages: int) -> Pressure:
    """The figures of a day in which a group was given these posts and said so many messages."""
    kinds = Counter(post.kind for post in posts)
    selling = sum(count for kind, count in kinds.items() if kind in SELLING_KINDS)
    share = Fraction(selling, messages + len(posts)) if messages >= LEAST_TALK_FOR_SHARES else None
    return Pressure(
        messages=messages,
        posts=len(posts),
        unasked=sum(not post.answers for post in posts),
        selling=selling,
        kinds=dict(kinds.most_common()),
        share=share,
    )


@dataclass(frozen=True, slots=True)
class Budget:
    """What is known where it is asked whether one more unasked post fits into a group's day. ``to_come``: posts that
    the day needs and that are still to come."""

    today: Sequence[GivenOut]
    messages: int
    known_for_a_day: bool
    to_come: int = 0

    @property
    def unasked(self) -> int:
        return sum(not post.answers for post in self.today)


def ceiling_of(settings: GroupSettings, budget: Budget) -> int:
    """How many unasked posts this group's day has room for, those that it needs included."""
    return min(settings.unasked_a_day, NEEDED_IN_A_STILL_GROUP) if is_still(budget) else settings.unasked_a_day


def is_still(budget: Budget) -> bool:
    """Whether little is said in this group; what was never heard for a whole day is not known yet."""
    return budget.known_for_a_day and budget.messages < STILL_GROUP


def has_room(settings: GroupSettings, budget: Budget, *, promised: bool = False) -> bool:
    """Whether one more unasked post that can wait fits in: below the ceiling now, and, with all that the day needs,
    below the hard one at its end. ``promised``: somebody waits for it, for whom the way to the hard one is kept."""
    by_night = budget.unasked + budget.to_come + 1
    if is_still(budget):
        fits = by_night <= min(settings.unasked_a_day, NEEDED_IN_A_STILL_GROUP)
    else:
        now = settings.unasked_at_most if promised else settings.unasked_a_day
        fits = budget.unasked + 1 <= now and by_night <= settings.unasked_at_most
    return fits and not is_too_much_talk(by_night, budget)


def is_too_much_talk(unasked: int, budget: Budget) -> bool:
    """Whether so many unasked posts are more than the bot's part of the day's talk."""
    if budget.messages < LEAST_TALK_FOR_SHARES:
        return False
    answers = len(budget.today) - budget.unasked
    return Fraction(unasked, budget.messages + answers + unasked) > MOST_OF_THE_TALK


def is_over_the_top(settings: GroupSettings, budget: Budget) -> bool:
    """Whether the hard ceiling is reached: what can't wait goes all the same, and she is told."""
    return budget.unasked >= settings.unasked_at_most
