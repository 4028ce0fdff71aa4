"""Who says what, and when, on one day of one group? A function of seed, profile, group and date, and of nothing else.

It knows no bot: the town plays it, and so does whoever kills bots for the sake of proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bot.simulation import organizers_day, talk
from bot.simulation.goods import Offer
from bot.simulation.hours import Hours, messages_on, share, whole_day
from bot.simulation.profiles import Profile
from bot.simulation.residents import Neighbourhood, neighbourhood, somebody
from bot.simulation.sayings import Intent, Numbered, Saying, heard
from bot.simulation.trade import Trade, trade_of
from models.values import Incoming, MessageKind, decimal_text

#: Parts of a day's messages that follow upon an earlier group-buy.
_PICKED, _PAID, _CLAIMS = 0.09, 0.05, 0.015
#: On so many days somebody has had enough of the bot.
_TOO_LOUD = 0.03
_COLLECTED_WITHIN = timedelta(hours=4)
#: Four hours before midnight: what the bot says on its entrance comes before anybody's quiet hours.
_TAKEN_IN_BEFORE = timedelta(hours=4)
#: What may be left unsaid where a day has become too long.
_CAN_GO = (Intent.CHAT, Intent.QUESTION, Intent.PAID, Intent.PICKED)


def day_of(seed: int, profile: Profile, group: int, day: date) -> list[Incoming]:
    """The day as a channel would hear it, in order: what people say in the group, and the organizer privately."""
    place = neighbourhood(seed, profile, group)
    return [heard(numbered, place) for numbered in sayings_of(seed, place, day)]


def sayings_of(seed: int, place: Neighbourhood, day: date) -> list[Numbered]:
    """The day's messages in order, numbered the same each time."""
    said = [*_in_the_group(seed, place, day), *organizers_day.words_of(seed, place, day)]
    return _numbered(said, place, f"{day:%m%d}")


def beginning(seed: int, place: Neighbourhood, day: date) -> list[Numbered]:
    """How a simulation begins, on the evening before its first day: the organizer takes the bot into her group, at an
    hour at which villages are awake too, and prepares her list."""
    at = whole_day(day)[0] - _TAKEN_IN_BEFORE
    # One after the other: who takes a bot into a thousand groups does not do so in one second.
    entrance = Saying(
        at + timedelta(seconds=place.number % 600), place.organizer, "", Intent.ENTRANCE, kind=MessageKind.JOIN
    )
    return _numbered([entrance, *organizers_day.eve_of(seed, place, day)], place, f"{day:%m%d}-eve")


def _numbered(said: Iterable[Saying], place: Neighbourhood, prefix: str) -> list[Numbered]:
    ordered = sorted(said, key=lambda saying: saying.at)
    return [Numbered(f"{place.number}-{prefix}-{count:04}", saying) for count, saying in enumerate(ordered)]


def _in_the_group(seed: int, place: Neighbourhood, day: date) -> list[Saying]:
    """Exactly as many messages as the day has: trade, what follows upon yesterday's, and small talk for the rest."""
    chance = Random(f"day {seed} {place.profile.name} {place.number} {day}")
    count = messages_on(seed, place, day)
    said: list[Saying] = []
    today = trade_of(seed, place, day)
    if today is not None:
        said += today.sayings
    yesterday = trade_of(seed, place, day - timedelta(days=1))
    if yesterday is not None:
        said += _afterwards(place, yesterday, day, count, chance)
    if chance.random() < _TOO_LOUD:
        said.append(_somebody_says(place, day, talk.too_loud(chance), Intent.NOISE, chance))
    _shorten(said, count, chance)
    while len(said) < count:
        said.append(_somebody_says(place, day, talk.chat(place.profile.character, chance), Intent.CHAT, chance))
    return said


def _somebody_says(place: Neighbourhood, day: date, text: str, intent: Intent, chance: Random) -> Saying:
    at = Hours(place, day).between(*whole_day(day), chance)
    return Saying(at, somebody(place.residents, chance), text, intent)


def _afterwards(place: Neighbourhood, trade: Trade, day: date, count: int, chance: Random) -> list[Saying]:
    """Pickup, money and complaints of those who ordered the day before."""
    buyers = list(trade.held)
    begin = trade.buy.notice_at + timedelta(minutes=3)
    hours = Hours(place, day)
    said: list[Saying] = []
    for intent, part in ((Intent.PICKED, _PICKED), (Intent.PAID, _PAID), (Intent.CLAIM, _CLAIMS)):
        for resident in chance.sample(buyers, min(share(count, part, chance), len(buyers))):
            held = trade.held[resident]
            if not held:
                continue
            if intent is Intent.PICKED:
                text = talk.picked(resident, chance)
            elif intent is Intent.PAID:
                text = talk.paid(_sum_of(held), chance)
            else:
                text = talk.claim(chance.choice(list(held)), chance)
            said.append(Saying(hours.between(begin, begin + _COLLECTED_WITHIN, chance), resident, text, intent))
    return said


def _sum_of(held: Mapping[Offer, Decimal]) -> str:
    return decimal_text(sum((offer.good.price * much for offer, much in held.items()), start=Decimal()))


def _shorten(said: list[Saying], count: int, chance: Random) -> None:
    """Leave out small talk, in the end anything of the kind, until the day is no longer than it should be."""
    can_go = [saying for saying in said if saying.intent in _CAN_GO]
    chance.shuffle(can_go)
    while len(said) > count and can_go:
        said.remove(can_go.pop())
