"""How are bots born, asked and killed? Forked from a process that has imported everything, so that a start is cheap."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, wait
from typing import Any

from tests.crash import child
from tests.crash.words import Answer, GoesOut, Order, SentAs, Terms

_PATIENCE_SECONDS = 300.0
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload(["tests.crash.nursery"])


class BotProcess:
    """One bot, alive until it is killed."""

    def __init__(self, terms: Terms) -> None:
        self.name = terms.holder
        ours, its = _NURSERY.Pipe()
        self.pipe: Connection[Any, Any] = ours
        self._process = _NURSERY.Process(target=child.live, args=(terms, its), daemon=True)
        self._process.start()
        # Its end is closed here, so that its death is heard.
        its.close()
        self.dead = self.killed = False

    def tell(self, order: Order | SentAs) -> None:
        try:
            self.pipe.send(order)
        except OSError:
            # It is dead: whoever listens to it will read so, after what it had said before.
            return

    def kill(self) -> None:
        self.killed = True
        self._process.kill()

    def note_death(self) -> None:
        """Raises AssertionError where nobody has killed it."""
        self.bury()
        if not self.killed:
            raise AssertionError(f"{self.name} died by itself, with {self._process.exitcode}")

    def bury(self) -> None:
        self.dead = True
        self._process.kill()
        self._process.join()
        self.pipe.close()


class Strike:
    """Death at some moment of what a bot does next; nothing, where it is done sooner."""

    def __init__(self, victim: BotProcess, after_seconds: float) -> None:
        self.victim = victim
        self.at = time.monotonic() + after_seconds
        self.struck = False

    def strike(self) -> None:
        self.victim.kill()
        self.struck = True


Take = Callable[[BotProcess, GoesOut], None]


def carried_out(
    orders: Mapping[BotProcess, Order | None], take: Take, strike: Strike | None = None
) -> dict[BotProcess, Answer]:
    """Have each bot do what it is told (None: it has been told), all at once; the answers of those that live to give
    one. ``take`` is handed whatever they give out meanwhile. The others are dead, and buried."""
    for bot, order in orders.items():
        if order is not None:
            bot.tell(order)
    answers: dict[BotProcess, Answer] = {}
    asked = set(orders)
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while asked:
        threatened = strike is not None and not strike.struck and strike.victim in asked
        end = min(strike.at, give_up_at) if strike is not None and threatened else give_up_at
        heard = wait([bot.pipe for bot in asked], max(0.0, end - time.monotonic()))
        if strike is not None and threatened and strike.victim.pipe not in heard and time.monotonic() >= strike.at:
            strike.strike()
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"{[bot.name for bot in asked]} have not answered {list(orders.values())}")
        for bot in [bot for bot in asked if bot.pipe in heard]:
            try:
                said: Answer | GoesOut = bot.pipe.recv()
            except (EOFError, OSError):
                bot.note_death()
                asked.remove(bot)
                continue
            if isinstance(said, GoesOut):
                take(bot, said)
            else:
                answers[bot] = said
                asked.remove(bot)
    return answers
