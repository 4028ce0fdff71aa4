"""When does an organizer do what on a day? The times of one group-buy: pure, the same each time for one seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from bot.simulation.goods import Offer, offers_of
from bot.simulation.profiles import HABITS
from bot.simulation.residents import Neighbourhood

ZONE = ZoneInfo("Asia/Shanghai")

#: So much of the evenings is hers: on the others she pastes the list in the morning.
_PASTES_THE_EVENING_BEFORE = 0.8


class Opening(StrEnum):
    """`8点发` the evening before, or pasted and sent in the morning."""

    PLANNED = "planned"
    BY_HAND = "by_hand"


class Arrival(StrEnum):
    """What becomes of the goods: there in time without a word, `到了` early, `晚到 5点半`, `没到` and later `到了`."""

    UNTOLD = "untold"
    EARLY = "early"
    DELAYED = "delayed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Buy:
    """One group-buy: its list, and the moments of it. ``pasted_at`` is the evening before, or shortly before it opens.
    ``told_at`` is when she says something about the goods' arrival, ``expected_at`` what they are moved to; the pickup
    notice is due at ``notice_at``."""

    day: date
    offers: tuple[Offer, ...]
    opening: Opening
    pasted_at: datetime
    opens_at: datetime
    closes_at: datetime
    purchase_at: datetime
    arrives_at: datetime
    arrival: Arrival
    told_at: datetime | None
    notice_at: datetime


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE)


def has_buy(place: Neighbourhood, day: date) -> bool:
    """Whether something is sold on this day: in a village on market days alone."""
    digits = HABITS[place.profile.character].market_digits
    return not digits or day.day % 10 in digits


@lru_cache(maxsize=8192)
def buy_of(seed: int, place: Neighbourhood, day: date) -> Buy | None:
    """The group-buy that opens on this day; None where there is none."""
    if not has_buy(place, day):
        return None
    habits = HABITS[place.profile.character]
    # Her hours are the group's own, day after day.
    hours = Random(f"hours {seed} {place.profile.name} {place.number}")
    list_at, closes_at, arrives_at = (
        hours.choice(times) for times in (habits.list_at, habits.closes_at, habits.arrives_at)
    )
    chance = Random(f"buy {seed} {place.profile.name} {place.number} {day}")
    planned = chance.random() < _PASTES_THE_EVENING_BEFORE
    opens_at = moment(day, list_at) + (timedelta() if planned else timedelta(minutes=chance.randint(-5, 15)))
    pasted_at = (
        _evening_before(day, chance) if planned else opens_at - timedelta(minutes=2, seconds=chance.randint(0, 50))
    )
    closes = moment(day, closes_at)
    arrives = moment(day + timedelta(days=1), arrives_at)
    arrival = chance.choices(tuple(Arrival), weights=(55, 25, 16, 4))[0]
    told_at, notice_at = _arrival(arrival, arrives, chance)
    return Buy(
        day=day,
        offers=offers_of(place.profile.character, habits.goods_of_a_list, chance),
        opening=Opening.PLANNED if planned else Opening.BY_HAND,
        pasted_at=pasted_at,
        opens_at=opens_at,
        closes_at=closes,
        purchase_at=closes + timedelta(minutes=chance.randint(48, 58)),
        arrives_at=arrives,
        arrival=arrival,
        told_at=told_at,
        notice_at=notice_at,
    )


def _evening_before(day: date, chance: Random) -> datetime:
    """After the last purchase list, before she sleeps; in a village earlier."""
    return moment(day - timedelta(days=1), time(21, 35)) + timedelta(minutes=chance.randint(0, 40))


def _arrival(arrival: Arrival, arrives: datetime, chance: Random) -> tuple[datetime | None, datetime]:
    match arrival:
        case Arrival.UNTOLD:
            return None, arrives
        case Arrival.EARLY:
            early = arrives - timedelta(minutes=chance.randint(2, 25))
            return early, early
        case Arrival.DELAYED:
            told = arrives - timedelta(minutes=chance.randint(3, 13))
            return told, arrives + timedelta(minutes=chance.choice((30, 60, 90)))
        case Arrival.HELD:
            told = arrives - timedelta(minutes=chance.randint(3, 13))
            return told, arrives + timedelta(minutes=chance.randint(25, 55))
