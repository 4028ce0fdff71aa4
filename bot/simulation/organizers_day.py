"""What does the organizer say on a day, and what does it promise the group? Her words, and the plan that they make.

The plan is made from what she says alone, so that what the bot gives out can be held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from bot.simulation.calendar import Arrival, Buy, Opening, buy_of, moment
from bot.simulation.goods import listed
from bot.simulation.residents import Neighbourhood
from bot.simulation.sayings import Intent, Saying
from bot.simulation.trade import trade_of

#: Where the goods can be had.
_PLACES = ("3号楼架空层", "小区北门", "1号楼一楼大厅", "小卖部门口")
_REMINDER_BEFORE = timedelta(minutes=30)
_SUMMARY_AT = time(21, 30)


@dataclass(frozen=True, slots=True)
class Promise:
    """A post of a kind that a group should read: due at a moment, of use until another."""

    group: int
    kind: str
    due_at: datetime
    until: datetime
    private: bool = False


def words_of(seed: int, place: Neighbourhood, day: date) -> tuple[Saying, ...]:
    """All that she says to the bot on a day, privately."""
    yesterday, today, tomorrow = (buy_of(seed, place, day + timedelta(days=shift)) for shift in (-1, 0, 1))
    said: list[Saying] = []
    if yesterday is not None:
        said += _on_arrival(place, yesterday)
    if today is not None:
        if today.opening is Opening.BY_HAND:
            said += _opening(seed, place, today)
        said += _after_closing(seed, place, today)
    if tomorrow is not None and tomorrow.opening is Opening.PLANNED:
        said += _opening(seed, place, tomorrow)
    return tuple(sorted(said, key=lambda saying: saying.at))


def eve_of(seed: int, place: Neighbourhood, day: date) -> tuple[Saying, ...]:
    """What she says the evening before a day, for that day: how a simulation begins."""
    buy = buy_of(seed, place, day)
    return () if buy is None or buy.opening is Opening.BY_HAND else tuple(_opening(seed, place, buy))


def _word(place: Neighbourhood, at: datetime, text: str) -> Saying:
    return Saying(at, place.organizer, text, Intent.COMMAND, private=True)


def _opening(seed: int, place: Neighbourhood, buy: Buy) -> Iterator[Saying]:
    chance = Random(f"opening {seed} {place.number} {buy.day}")
    where = Random(f"where {seed} {place.number}").choice(_PLACES)
    lines = [f"{buy.day.month}月{buy.day.day}日的货", *(listed(offer, chance) for offer in buy.offers)]
    lines += [f"{_date_and_hour(buy.closes_at)}截单", f"{_date_and_hour(buy.arrives_at)}到", f"取货：{where}"]
    yield _word(place, buy.pasted_at, "\n".join(lines))
    if buy.opening is Opening.PLANNED:
        at = buy.pasted_at + timedelta(seconds=chance.randint(40, 150))
        yield _word(place, at, f"明早{buy.opens_at.hour}:{buy.opens_at.minute:02}发")
    else:
        yield _word(place, buy.opens_at, chance.choice(("发", "发", "发吧")))


def _date_and_hour(at: datetime) -> str:
    return f"{at.month}月{at.day}日{at.hour}:{at.minute:02}"


def _on_arrival(place: Neighbourhood, buy: Buy) -> Iterator[Saying]:
    if buy.told_at is None:
        return
    match buy.arrival:
        case Arrival.EARLY:
            yield _word(place, buy.told_at, "到了")
        case Arrival.DELAYED:
            yield _word(place, buy.told_at, f"晚到 {buy.notice_at.hour}:{buy.notice_at.minute:02}")
        case Arrival.HELD:
            yield _word(place, buy.told_at, "没到")
            yield _word(place, buy.notice_at, "到了")
        case Arrival.UNTOLD:
            return


def _after_closing(seed: int, place: Neighbourhood, buy: Buy) -> Iterator[Saying]:
    """`全收` where somebody came late, `报货`, and now and then a look at the figures."""
    chance = Random(f"closing {seed} {place.number} {buy.day}")
    trade = trade_of(seed, place, buy.day)
    late = trade is not None and any(saying.intent is Intent.LATE for saying in trade.sayings)
    if chance.random() < 0.3:
        yield _word(
            place, buy.closes_at - timedelta(minutes=chance.randint(60, 240)), chance.choice(("多少了", "几单了"))
        )
    if late:
        word = chance.choice(("全收", "全收", "全收", "都不要"))
        yield _word(place, buy.purchase_at - timedelta(minutes=1), word)
    yield _word(place, buy.purchase_at, "报货")


def promises_of(seed: int, place: Neighbourhood, day: date) -> tuple[Promise, ...]:
    """What a group should read of the group-buy of a day, from its list to the word that its goods are there, and what
    its organizer should read privately."""
    buy, group = buy_of(seed, place, day), place.number
    summary = summary_of(place, day)
    if buy is None:
        return (summary,)
    made = [
        summary,
        Promise(group, "closing_report", buy.closes_at, buy.closes_at + timedelta(hours=2), private=True),
        # A list that comes an hour late is reported instead (scheduler/jobs.py).
        Promise(group, "list", buy.opens_at, buy.opens_at + timedelta(hours=1)),
        # Each list is long enough to be a picture too.
        Promise(group, "list_poster", buy.opens_at, buy.opens_at + timedelta(hours=1)),
        Promise(group, "reminder", buy.closes_at - _REMINDER_BEFORE, buy.closes_at),
        Promise(group, "closed", buy.closes_at, buy.closes_at + timedelta(hours=2)),
        Promise(group, "pickup_notice", buy.notice_at, buy.notice_at + timedelta(hours=4)),
    ]
    if buy.arrival in {Arrival.DELAYED, Arrival.HELD} and buy.told_at is not None:
        made.append(Promise(group, "delayed", buy.told_at, buy.told_at + timedelta(minutes=15)))
    return tuple(made)


def summary_of(place: Neighbourhood, day: date) -> Promise:
    """Each evening has its summary, also the one before the first day."""
    at = moment(day, _SUMMARY_AT)
    return Promise(place.number, "summary", at, at + timedelta(hours=2), private=True)
