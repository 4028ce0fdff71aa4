"""When does a bot die? At a random moment of its work, or over a post: before anybody has it, or when everybody has."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from random import Random

from tests.crash.bots import BotProcess, Strike, Take, carried_out
from tests.crash.words import Answer, GoesOut, Order

#: How many die over a post: the one moment at which nobody can know.
_OVER_A_POST = 0.5
#: How many of two bots' other deaths are those of the one that has the account.
_OF_THE_HOLDER = 0.7
#: How many of two bots are replaced at once, and not only when the other one has taken over.
_REPLACED_AT_ONCE = 0.5
#: A bot dies within so many times what its order takes as a rule.
_WITHIN = 1.2
_AT_FIRST_SECONDS = 0.02


class Mortality:
    """``due`` is how many bots are to die as soon as may be; ``alone``: there is only ever one."""

    def __init__(self, chance: Random, *, alone: bool) -> None:
        self._alone = alone
        self.due = 0
        self.killed = self.killed_over_a_post = 0
        self._chance = chance
        self._usual_seconds: dict[type, float] = defaultdict(lambda: _AT_FIRST_SECONDS)
        self._draw()

    def _draw(self) -> None:
        """How the next one dies."""
        self._over_a_post = self._chance.random() < _OVER_A_POST
        self._the_holder = self._chance.random() < _OF_THE_HOLDER
        self.replaces_at_once = self._chance.random() < _REPLACED_AT_ONCE

    def carried_out(
        self, orders: Mapping[BotProcess, Order | None], holder: BotProcess | None, take: Take, *, mortal: bool
    ) -> dict[BotProcess, Answer]:
        """Have the orders carried out, and somebody die over it where that is due. Nobody does unless ``mortal``."""
        strike = self._strike(orders, holder) if mortal and self.due and not self._over_a_post else None

        def take_or_die(bot: BotProcess, said: GoesOut) -> None:
            if bot.killed or not (mortal and self.due and self._over_a_post):
                take(bot, said)
                return
            nobody_has_it = self._chance.random() < 0.5
            bot.kill()
            if not nobody_has_it:
                take(bot, said)
            self.killed_over_a_post += 1
            self._note_death()

        begin = time.monotonic()
        answers = carried_out(orders, take_or_die, strike)
        if strike is not None and strike.struck:
            self._note_death()
        elif len(answers) == len(orders):
            self._note_usual(orders, time.monotonic() - begin)
        return answers

    def _strike(self, orders: Mapping[BotProcess, Order | None], holder: BotProcess | None) -> Strike | None:
        victim = next((bot for bot in orders if self._alone or (bot is holder) == self._the_holder), None)
        if victim is None:
            return None
        return Strike(victim, self._chance.uniform(0, _WITHIN * self._usual_seconds[type(orders[victim])]))

    def _note_usual(self, orders: Mapping[BotProcess, Order | None], seconds: float) -> None:
        for kind in {type(order) for order in orders.values()}:
            self._usual_seconds[kind] += (seconds - self._usual_seconds[kind]) / 10

    def _note_death(self) -> None:
        self.due -= 1
        self.killed += 1
        self._draw()
