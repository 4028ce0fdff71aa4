"""What is said on the day of a group-buy about it: orders and chains, changes, questions, and who comes too late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random

from bot.simulation import talk, wording
from bot.simulation.calendar import Buy, buy_of
from bot.simulation.chains import Chain
from bot.simulation.goods import Offer
from bot.simulation.hours import Hours, messages_on, share
from bot.simulation.residents import Manner, Neighbourhood, Resident, somebody
from bot.simulation.sayings import Intent, Meant, Saying
from bot.simulation.wording import Wanted
from models.values import MessageKind, decimal_text

#: Parts of a day's messages.
_ORDERS, _CHANGES, _UNCLEAR, _QUESTIONS, _LATE, _WITHDRAWN = 0.34, 0.05, 0.03, 0.07, 0.02, 0.01
#: Of orders: so many are a `+1` beside somebody's.
_BESIDE = 0.08
_LATE_FOR = timedelta(minutes=45)
_GOODS_OF_AN_ORDER = ((1, 2, 3, 4), (52, 28, 14, 6))


@dataclass(frozen=True, slots=True)
class Trade:
    """What was said about one group-buy on its day, and who has ordered what by it."""

    buy: Buy
    sayings: tuple[Saying, ...] = ()
    held: dict[Resident, dict[Offer, Decimal]] = field(default_factory=dict)


@lru_cache(maxsize=2500)
def trade_of(seed: int, place: Neighbourhood, day: date) -> Trade | None:
    """The talk about the group-buy of a day; None where there is none."""
    buy = buy_of(seed, place, day)
    if buy is None:
        return None
    chance = Random(f"trade {seed} {place.profile.name} {place.number} {day}")
    return _Trading(place, buy, chance).all_of_it(messages_on(seed, place, day))


class _Trading:
    """Writes one day's trade: moments first, in order, so that each rests on what was said before it."""

    def __init__(self, place: Neighbourhood, buy: Buy, chance: Random) -> None:
        self._place = place
        self._buy = buy
        self._chance = chance
        self._hours = Hours(place, buy.day)
        self._chain = Chain(f"{buy.day.month}月{buy.day.day}日的货，报品名和数量")
        self._trade = Trade(buy)
        self._said: list[Saying] = []

    def all_of_it(self, messages: int) -> Trade:
        chance, buy = self._chance, self._buy
        begin, end = buy.opens_at + timedelta(minutes=2), buy.closes_at - timedelta(minutes=1)
        wishes = [
            (self._hours.between(begin, end, chance), write)
            for part, write in (
                (_ORDERS, self._order),
                (_CHANGES, self._change),
                (_UNCLEAR, self._unclear),
                (_QUESTIONS, self._question),
                (_WITHDRAWN, self._withdrawal),
            )
            for _ in range(share(messages, part, chance))
        ]
        for _ in range(share(messages, _LATE, chance)):
            latest = buy.closes_at + _LATE_FOR
            wishes.append((buy.closes_at + (latest - buy.closes_at) * chance.uniform(0.04, 1), self._late))
        for at, write in sorted(wishes, key=lambda wish: wish[0]):
            write(at.replace(microsecond=0))
        return Trade(buy, tuple(sorted(self._said, key=lambda saying: saying.at)), self._trade.held)

    def _say(self, at: datetime, by: Resident, text: str, intent: Intent, meant: Meant = ()) -> Saying:
        saying = Saying(at, by, text, intent, meant=meant)
        self._said.append(saying)
        return saying

    # Orders

    def _order(self, at: datetime) -> None:
        chance, resident = self._chance, somebody(self._place.residents, self._chance)
        if resident.captain_of and chance.random() < 0.5:
            self._captain(at, resident)
            return
        wanted = self._wanted(resident)
        if not wanted:
            self._question(at)
        elif resident.manner is Manner.CHAIN:
            self._in_chain(at, resident, wanted)
        elif chance.random() < _BESIDE and self._beside(at, resident):
            return
        elif resident.manner is Manner.IN_PARTS:
            self._in_parts(at, resident, wanted[0])
        else:
            with_home = chance.random() < 0.4
            text = wording.order(resident, wanted, chance, with_home=with_home)
            self._say(at, resident, text, Intent.ORDER, self._hold(resident, wanted))

    def _wanted(self, resident: Resident) -> list[Wanted]:
        """Goods of the list that they have not ordered yet today."""
        chance = self._chance
        left = [offer for offer in self._buy.offers if offer not in self._trade.held.get(resident, {})]
        count = chance.choices(*_GOODS_OF_AN_ORDER)[0]
        return [(offer, wording.quantity(offer, chance)) for offer in chance.sample(left, min(count, len(left)))]

    def _hold(self, resident: Resident, wanted: list[Wanted]) -> Meant:
        self._trade.held.setdefault(resident, {}).update(dict(wanted))
        return tuple((offer.number, count) for offer, count in wanted)

    def _in_chain(self, at: datetime, resident: Resident, wanted: list[Wanted]) -> None:
        before = self._trade.held.get(resident, {})
        # An entry states totals: who is in the chain already writes all of theirs again.
        all_of_it = [*before.items(), *wanted] if self._chain.holds(resident) else wanted
        text = self._chain.joined(resident, all_of_it, self._chance)
        meant = self._hold(resident, wanted)
        self._said.append(Saying(at, resident, text, Intent.IN_CHAIN, kind=MessageKind.GROUP_NOTE, meant=meant))

    def _in_parts(self, at: datetime, resident: Resident, wanted: Wanted) -> None:
        meant = self._hold(resident, [wanted])
        pause = self._chance.randint(8, 20)
        for place, text in enumerate(wording.parts(wanted, resident)):
            moment = at + timedelta(seconds=place * pause)
            # What is wanted is said with the second of them.
            self._say(moment, resident, text, Intent.ORDER if place == 1 else Intent.PART, meant if place == 1 else ())

    def _beside(self, at: datetime, resident: Resident) -> bool:
        """`+1`, quoting an order of one thing by somebody else."""
        others = [
            saying
            for saying in self._said[-8:]
            if saying.intent is Intent.ORDER and len(saying.meant) == 1 and saying.by != resident
            # What stands in a quote names its goods.
            if not saying.quotes and saying.by.manner is not Manner.IN_PARTS
        ]
        offers = {offer.number: offer for offer in self._buy.offers}
        held = self._trade.held.get(resident, {})
        fitting = [one for one in others if offers[one.meant[0][0]] not in held]
        if not fitting:
            return False
        quoted = self._chance.choice(fitting)
        meant = self._hold(resident, [(offers[quoted.meant[0][0]], Decimal(1))])
        self._said.append(Saying(at, resident, "+1", Intent.ORDER, quotes=quoted, meant=meant))
        return True

    def _captain(self, at: datetime, resident: Resident) -> None:
        """A building captain adds up some households in one message."""
        chance, building = self._chance, resident.captain_of
        rooms = sorted(chance.sample(range(2, 12), chance.randint(3, 6)))
        households = [
            (f"{floor}0{chance.randint(1, 3)}", [(chance.choice(self._buy.offers), Decimal(chance.randint(1, 2)))])
            for floor in rooms
        ]
        text = wording.captains_sum(building, households)
        self._say(at, resident, text, Intent.ORDER)

    # What follows upon orders

    def _with_order(self, *, loose: bool | None = None) -> tuple[Resident, Offer, Decimal] | None:
        """Somebody who has ordered, by words and not by the chain, and one thing of it."""
        fitting = [
            (resident, offer, count)
            for resident, held in self._trade.held.items()
            if not self._chain.holds(resident)
            for offer, count in held.items()
            if loose is None or offer.good.loose is loose
        ]
        return self._chance.choice(fitting) if fitting else None

    def _change(self, at: datetime) -> None:
        found = self._with_order()
        if found is None:
            self._question(at)
            return
        resident, offer, count = found
        name, unit, more = offer.good.called, offer.good.unit, Decimal(1)
        forms = (
            (f"{name}改成{decimal_text(count + more)}{unit}", count + more),
            (f"再加1{unit}{name}", count + more),
            (f"{name}不要了", Decimal(0)),
        )
        text, total = self._chance.choices(forms, weights=(45, 40, 15))[0]
        self._trade.held[resident][offer] = total
        intent = Intent.CHANGE if total else Intent.WITHDRAWAL
        if not total:
            del self._trade.held[resident][offer]
        self._say(at, resident, text, intent)

    def _withdrawal(self, at: datetime) -> None:
        found = self._with_order()
        if found is None:
            self._question(at)
            return
        self._say(at, found[0], talk.withdrawn(self._chance), Intent.WITHDRAWAL)
        del self._trade.held[found[0]]

    def _unclear(self, at: datetime) -> None:
        """An order of which a part is left open; whoever answers does so some minutes later, others forget."""
        chance, again = self._chance, self._with_order(loose=False)
        loose = [offer for offer in self._buy.offers if offer.good.loose]
        if again is not None and (not loose or chance.random() < 0.5):
            resident, offer, count = again
            text, answer = (
                f"{offer.good.called}{decimal_text(count + 1)}{offer.good.unit}",
                chance.choice(("加", "一共")),
            )
        elif loose:
            resident, offer = somebody(self._place.residents, chance), chance.choice(loose)
            text, answer = f"来点{offer.good.called}", f"{chance.choice((1, 2))}斤"
        else:
            self._question(at)
            return
        self._say(at, resident, text, Intent.UNCLEAR)
        if chance.random() < resident.answers:
            self._say(at + timedelta(seconds=chance.randint(240, 1500)), resident, answer, Intent.ANSWER)

    def _late(self, at: datetime) -> None:
        resident = somebody(self._place.residents, self._chance)
        wanted = self._wanted(resident)[:2]
        if wanted:
            text = wording.order(resident, wanted, self._chance, with_home=False)
            self._say(at, resident, f"刚看到，{text}" if self._chance.random() < 0.3 else text, Intent.LATE)

    def _question(self, at: datetime) -> None:
        chance = self._chance
        asker, neighbour = somebody(self._place.residents, chance), somebody(self._place.residents, chance)
        self._say(at, asker, talk.question(self._buy.offers, chance), Intent.QUESTION)
        if neighbour != asker and chance.random() < 0.4:
            self._say(
                at + timedelta(seconds=chance.randint(20, 160)), neighbour, talk.neighbours_word(chance), Intent.CHAT
            )
