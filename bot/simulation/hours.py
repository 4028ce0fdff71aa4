"""How much is said on a day, and at which times of it? Rates by the hour, and exactly the profile's mean."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from random import Random

from bot.simulation.calendar import ZONE, moment
from bot.simulation.profiles import HABITS
from bot.simulation.residents import Neighbourhood

#: How far a day lies from the mean at most.
_SWING = 0.35
#: The first of a pair of days: a Monday, as are the days on which simulations begin.
_A_FIRST_DAY = date(2026, 11, 23)


def messages_on(seed: int, place: Neighbourhood, day: date) -> int:
    """How many messages people write in the group on a day. Days come in pairs, of which one is as much louder as the
    other is quieter, so that the mean over pairs is the profile's figure exactly."""
    mean = place.profile.messages
    pair, second = divmod((day - _A_FIRST_DAY).days, 2)
    swing = Random(f"swing {seed} {place.profile.name} {place.number} {pair}").uniform(-_SWING, _SWING)
    return mean + (-1 if second else 1) * round(mean * swing)


class Hours:
    """The hours of one day in a group, from which moments are drawn as often as people write in them."""

    def __init__(self, place: Neighbourhood, day: date) -> None:
        self._midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
        self._weights: Sequence[int] = HABITS[place.profile.character].hours

    def between(self, begin: datetime, end: datetime, chance: Random) -> datetime:
        """A moment of a span (within the day), likelier where the group is loud; to the second."""
        first = max(0.0, (begin - self._midnight).total_seconds())
        last = min(86_399.0, (end - self._midnight).total_seconds())
        marks = [first, *(hour * 3600.0 for hour in range(24) if first < hour * 3600 < last), max(first, last)]
        spans = list(pairwise(marks))
        # A trickle also where nobody writes as a rule: whoever has to say something says it.
        sums = list(accumulate((to - since) * (self._weights[int(since // 3600)] + 0.05) for since, to in spans))
        since, to = spans[min(bisect(sums, chance.random() * sums[-1]), len(spans) - 1)]
        return self._midnight + timedelta(seconds=int(chance.uniform(since, to)))


def whole_day(day: date) -> tuple[datetime, datetime]:
    midnight = moment(day, datetime.min.time())
    return midnight, midnight + timedelta(days=1)


def share(of: int, part: float, chance: Random) -> int:
    """A part of a figure, rounded by chance so that it comes out right in the mean."""
    exact = of * part
    return int(exact) + (chance.random() < exact % 1)
