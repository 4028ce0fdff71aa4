"""What do the figures of a simulation say? Of all groups, and of each profile apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from statistics import fmean
from typing import Any

from bot.simulation.manners import Manners, manners_of
from bot.simulation.organizers_day import Promise
from bot.simulation.profiles import HABITS
from bot.simulation.promises import Kept, held_against
from bot.simulation.record import Record
from bot.simulation.residents import Neighbourhood

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """One object's figures; the README says what each of them counts."""

    messages: int
    posts: int
    unasked: int
    posts_per_group_day_mean: float
    posts_per_group_day_max: int
    bot_share: float
    pressure: float
    pressure_max: float
    answers_within_3_min: int
    in_a_row: int
    quiet_hour_posts: int
    unsaid: int
    due: int
    lost: int
    left_out: int
    doubled: int
    unplanned: int
    by_kind: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class GroupsFigures:
    """What one group has come to."""

    place: Neighbourhood
    manners: Manners
    kept: Kept
    kinds: Counter[str]


def look_at(place: Neighbourhood, record: Record, promises: Iterable[Promise], until: datetime) -> GroupsFigures:
    """Count what has happened in one group."""
    given = record.given[place.number]
    kept = held_against(promises, [*given, *record.privately[place.number]], until)
    manners = manners_of(record.said[place.number], given, HABITS[place.profile.character])
    return GroupsFigures(place, manners, kept, Counter(post.kind for post in given))


def add_up(groups: Sequence[GroupsFigures], days: Sequence[date]) -> Figures:
    """The figures of some groups over these days; the evening before them counts in all but the mean."""
    manners = [group.manners for group in groups]
    kept = [group.kept for group in groups]
    messages, posts = sum(one.messages for one in manners), sum(one.posts for one in manners)
    unasked = sum(one.unasked for one in manners)
    pressures = [pressure for one in manners for pressure in one.pressures]
    return Figures(
        messages=messages,
        posts=posts,
        unasked=unasked,
        posts_per_group_day_mean=_rounded(fmean(one.unasked_of_days.get(day, 0) for one in manners for day in days)),
        posts_per_group_day_max=max((count for one in manners for count in one.unasked_of_days.values()), default=0),
        bot_share=_rounded(unasked / (messages + posts) if messages + posts else 0.0),
        pressure=_rounded(fmean(pressures) if pressures else 0.0),
        pressure_max=_rounded(max(pressures, default=0.0)),
        answers_within_3_min=sum(len(one.hasty_answers) for one in manners),
        in_a_row=sum(len(one.in_a_row) for one in manners),
        quiet_hour_posts=sum(len(one.in_quiet_hours) for one in manners),
        unsaid=sum(len(one.unsaid) for one in manners),
        due=sum(one.due for one in kept),
        lost=sum(len(one.lost) for one in kept),
        left_out=sum(len(one.left_out) for one in kept),
        doubled=sum(len(one.doubled) for one in kept),
        unplanned=sum(len(one.unplanned) for one in kept),
        by_kind=_counted(group.kinds for group in groups),
    )


def _rounded(value: float) -> float:
    return round(value, _DIGITS)


def _counted(kinds: Iterable[Counter[str]]) -> dict[str, int]:
    every: Counter[str] = Counter()
    for some in kinds:
        every.update(some)
    return dict(sorted(every.items(), key=lambda each: (-each[1], each[0])))
