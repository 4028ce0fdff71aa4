"""How does the bot behave in a group? Figures of one group: how much it says unasked, when, and what it left unsaid."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.simulation.calendar import ZONE
from bot.simulation.profiles import Habits, is_quiet
from bot.simulation.record import Given
from bot.simulation.sayings import WANTS_A_WORD, Intent, Saying

#: organizer-notes, section 6.
ANSWERS_APART = timedelta(minutes=3)
_PRESSURE_FROM = 50
SELLING = frozenset({"list", "list_poster", "reminder", "reopened"})
#: These may follow upon another post of ours: a list (of whose hour the night before was no talk as a rule) with its
#: poster, closing word, arrival and delay.
_MAY_FOLLOW = frozenset({"list", "list_poster", "closed", "pickup_notice", "delayed"})
#: Who came late several times is told once, some time before.
_TOLD_ONCE_WITHIN = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class Manners:
    """``unasked_of_days``: unasked posts of each day that had any. ``pressures``: the share of selling posts in the
    talk of each day with fifty messages or more."""

    messages: int
    posts: int
    unasked: int
    unasked_of_days: Mapping[date, int]
    pressures: tuple[float, ...]
    hasty_answers: tuple[Given, ...]
    in_a_row: tuple[Given, ...]
    in_quiet_hours: tuple[Given, ...]
    unsaid: tuple[Saying, ...]


def manners_of(said: Sequence[Saying], given: Sequence[Given], habits: Habits) -> Manners:
    """The figures of one group; both in order of time."""
    unasked = [post for post in given if post.unasked]
    return Manners(
        messages=len(said),
        posts=len(given),
        unasked=len(unasked),
        unasked_of_days=Counter(_day(post.at) for post in unasked),
        pressures=tuple(_pressures(said, given)),
        hasty_answers=tuple(_hasty(given)),
        in_a_row=tuple(_in_a_row(said, given)),
        in_quiet_hours=tuple(post for post in given if is_quiet(post.at.astimezone(ZONE).time(), habits)),
        unsaid=tuple(_unsaid(said, given)),
    )


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def _pressures(said: Sequence[Saying], given: Sequence[Given]) -> Iterable[float]:
    messages = Counter(_day(saying.at) for saying in said)
    posts = Counter(_day(post.at) for post in given)
    selling = Counter(_day(post.at) for post in given if post.kind in SELLING)
    for day, count in messages.items():
        if count >= _PRESSURE_FROM:
            yield selling[day] / (count + posts[day])


def _hasty(given: Sequence[Given]) -> Iterable[Given]:
    """Answers to persons less than three minutes after the one before."""
    answers = [post for post in given if not post.unasked and not post.later_part]
    return (after for before, after in pairwise(answers) if after.at - before.at < ANSWERS_APART)


def _in_a_row(said: Sequence[Saying], given: Sequence[Given]) -> Iterable[Given]:
    """Posts of which nobody wrote anything between the one before and them."""
    spoken = sorted(saying.at for saying in said)
    place = 0
    for before, after in pairwise(given):
        while place < len(spoken) and spoken[place] <= before.at:
            place += 1
        nobody_between = place >= len(spoken) or spoken[place] > after.at
        if nobody_between and not after.later_part and after.kind not in _MAY_FOLLOW:
            yield after


def _unsaid(said: Sequence[Saying], given: Sequence[Given]) -> Iterable[Saying]:
    """Orders, changes and unclear ones whose writer was named in no post from then to the end of the day. What stands
    in a chain shows there, and is none of them."""
    of_day: dict[date, list[Given]] = defaultdict(list)
    for post in given:
        of_day[_day(post.at)].append(post)
    for saying in said:
        if saying.intent not in WANTS_A_WORD:
            continue
        since = saying.at - (_TOLD_ONCE_WITHIN if saying.intent is Intent.LATE else timedelta())
        posts = of_day[_day(saying.at)]
        if not any(post.at >= since and post.names_somebody(saying.by.name) for post in posts):
            yield saying
