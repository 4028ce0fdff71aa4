"""Who drives a week through bots that keep being killed? It holds the clock and the week, and knows what was given out.

The driver starts one bot, or two on one database, hands in what people say, moves the clock, takes what is sent, and
kills a bot with SIGKILL at random moments. Where one is killed another is started at the moment that was reached, or
the other one takes over; whoever has the account then is handed again what is not in the inbox. What goes out is
written down before it is answered, and never changed.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bot.simulation.hours import whole_day
from bot.simulation.record import Record
from bot.simulation.sayings import heard
from bot.simulation.town import Plan, said_before, said_on
from models.values import Incoming
from tests.crash.bots import BotProcess
from tests.crash.mortality import Mortality
from tests.crash.words import (
    Advance,
    Answer,
    AtRest,
    GiveModes,
    GoesOut,
    Hear,
    Known,
    Order,
    Renew,
    Report,
    SentAs,
    Standing,
    Terms,
    Which,
)

_TAKEN_OVER_WITHIN = timedelta(seconds=30)
_SECOND = timedelta(seconds=1)
#: How often the one without the account looks around where nothing happens (it would each ten seconds), and how soon
#: after it did something the other one looks.
_LOOKS_EACH, _LOOKS_AFTER = timedelta(minutes=20), timedelta(seconds=10)
#: So many messages are asked for after a death; those before were answered for.
_MOST_MISSED = 200
#: Half of the last day of a week.
_LAST_PART = 14


@dataclass(frozen=True, slots=True)
class Lived:
    """What came of a week."""

    record: Record
    standing: Standing
    kills: int
    over_a_post: int
    slowest_take_over: timedelta


@dataclass
class Driver:
    """Drives one week. ``kills`` are spread over it by ``seed``; ``bots`` is how many share the database."""

    plan: Plan
    url: str
    folder: Path
    kills: int = 0
    seed: int = 1
    bots: int = 1
    record: Record = field(default_factory=Record)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"kills {self.seed}")
        self._now = self.plan.begins_at
        self._living: list[BotProcess] = []
        self._holder: BotProcess | None = None
        self._rests: dict[BotProcess, AtRest] = {}
        self._numbers = count(1)
        #: The last time at which both looked around, and when the one that has the account looks again for it.
        self._looked_at, self._looks_again_at = self._now, self._now
        #: What nobody has heard yet, what was heard last, and whether some of that may be lost.
        self._unheard: list[Incoming] = []
        self._heard: deque[Incoming] = deque(maxlen=_MOST_MISSED)
        self._in_doubt = False
        self._orphaned_at = self._now
        self._mortality = Mortality(self._chance, alone=self.bots == 1)
        self._slowest = timedelta()

    @property
    def _shared(self) -> bool:
        return not self.url.startswith("sqlite")

    def run(self) -> Lived:
        """Drive the whole week."""
        try:
            self._live()
            standing = self._answered(Report())
        finally:
            for bot in self._living:
                bot.bury()
        assert isinstance(standing, Standing)
        mortality = self._mortality
        return Lived(self.record, standing, mortality.killed, mortality.killed_over_a_post, self._slowest)

    # The week

    def _live(self) -> None:
        places = self.plan.places()
        days = self.plan.every_day()
        for place, numbered in said_before(self.plan.seed, places, days[0]):
            self._play(heard(numbered, place))
        self._answered(GiveModes())
        self._until(whole_day(days[0])[0])
        week = {day: list(said_on(self.plan.seed, places, day)) for day in days}
        deaths = self._moments_of_death(sum(map(len, week.values())))
        for day, said in week.items():
            for place, numbered in said:
                self._mortality.due += next(deaths)
                self._play(heard(numbered, place))
            self._until(whole_day(day)[1])

    def _moments_of_death(self, messages: int) -> Iterator[int]:
        """How many bots are to die from each message on; from none of the last ones, so that all find an occasion."""
        deaths = Counter(self._chance.randrange(messages - messages // _LAST_PART) for _ in range(self.kills))
        return (deaths[place] for place in range(messages))

    def _play(self, message: Incoming) -> None:
        self._until(message.sent_at)
        self._unheard.append(message)
        self._see_to_it()

    def _until(self, moment: datetime) -> None:
        """Let time pass; longer where somebody dies meanwhile and is missed."""
        while self._now < moment:
            self._step(self._see_to_it(), moment)
        self._see_to_it()

    def _answered(self, order: Order) -> Answer:
        """Have whoever has the account do it, however often they die over it."""
        while True:
            holder = self._see_to_it()
            answers = self._carry_out({holder: order})
            if holder in answers:
                return answers[holder]

    # Time

    def _step(self, holder: BotProcess, limit: datetime) -> None:
        """Go on to the next moment at which there is anything to do."""
        others = [bot for bot in self._living if bot is not holder]
        joint = [at for bot in others for at in (self._rests[bot].next_due, self._looked_at + _LOOKS_EACH) if at]
        own = [at for at in (self._rests[holder].next_moment, self._looks_again_at) if at is not None]
        self._now = max(self._now, min([limit, *joint, *(at for at in own if at > self._now)]))
        together = bool(joint) and min(joint) <= self._now
        if self._shared and (together or self._mortality.due):
            # Between two steps of ours more time passes than between two of its renewals; and whoever dies has renewed
            # its lease not long before.
            self._carry_out({holder: Renew(self._now)})
        if holder.dead:
            return
        if together:
            # As it happens where two processes wake for the same schedule.
            self._carry_out({bot: Advance(self._now, looks=True) for bot in self._living})
            self._looked_at, self._looks_again_at = self._now, self._now + _LOOKS_AFTER
        else:
            self._carry_out({holder: Advance(self._now, looks=self._looks_again_at == self._now)})

    # Life and death

    def _see_to_it(self) -> BotProcess:
        """That all live, and that one has the account and has heard all that was said: this one."""
        while True:
            replaced = len(self._living) == self.bots
            if not replaced and (self._holder is not None or not self._living or self._mortality.replaces_at_once):
                self._start_one()
            elif self._holder is None:
                self._wait_for_take_over()
            elif self._in_doubt:
                self._ask_what_is_missing(self._holder)
            elif self._unheard:
                self._hand_in(self._holder)
            else:
                return self._holder

    def _start_one(self) -> None:
        bot = BotProcess(
            Terms(
                url=self.url,
                folder=str(self.folder),
                now=self._now,
                holder=f"bot {next(self._numbers)}" if self._shared else "alone",
                shared=self._shared,
                seed=self.plan.seed,
                places=tuple((place.profile.name, place.number) for place in self.plan.places()),
            )
        )
        self._living.append(bot)
        self._carry_out({bot: None})

    def _wait_for_take_over(self) -> None:
        """The lease of the dead runs out; meanwhile nobody hears anything."""
        self._now += _SECOND
        if self._now - self._orphaned_at > _TAKEN_OVER_WITHIN:
            raise AssertionError(f"nobody has taken over since {self._orphaned_at}")
        self._carry_out({bot: Advance(self._now, looks=True) for bot in self._living})

    def _ask_what_is_missing(self, holder: BotProcess) -> None:
        answer = self._carry_out({holder: Which(tuple(one.message_id for one in self._heard))}).get(holder)
        if isinstance(answer, Known):
            missing = [one for one in self._heard if one.message_id not in answer.ids]
            for one in missing:
                self._heard.remove(one)
            self._unheard = [*missing, *self._unheard]
            self._in_doubt = False

    def _hand_in(self, holder: BotProcess) -> None:
        """From now on it may be stored, also where the bot dies over it."""
        messages, self._unheard = tuple(self._unheard), []
        self._heard.extend(messages)
        self._carry_out({holder: Hear(messages)})

    def _carry_out(self, orders: Mapping[BotProcess, Order | None]) -> dict[BotProcess, Answer]:
        whole = len(self._living) == self.bots
        answers = self._mortality.carried_out(orders, self._holder, self._take, mortal=whole)
        somebody_died = any(bot.dead for bot in self._living)
        self._living = [bot for bot in self._living if not bot.dead]
        self._rests |= {bot: answer for bot, answer in answers.items() if isinstance(answer, AtRest)}
        holders = [bot for bot in self._living if bot in self._rests and self._rests[bot].hears]
        if len(holders) > 1:
            raise AssertionError("two have the account")
        self._note_holder(holders[0] if holders else None, somebody_died)
        return answers

    def _note_holder(self, holder: BotProcess | None, somebody_died: bool) -> None:
        before, self._holder = self._holder, holder
        if before is not None and holder is not before:
            self._in_doubt = True
        if holder is None and somebody_died:
            # Also who was about to take over may have had the lease already.
            self._orphaned_at = self._now
        if before is None and holder is not None:
            self._slowest = max(self._slowest, self._now - self._orphaned_at)

    def _take(self, bot: BotProcess, said: GoesOut) -> None:
        """Write down what is given out before it is answered: the world has it from now on."""
        self.record.note_given(said.given)
        bot.tell(SentAs(said.given.key, f"sent-{next(self._numbers)}"))
