"""For how long was the loop held up? Measured where it looks for what is next: nothing happens between two looks."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Stalls:
    """The longest time in which the loop came to nothing else, in milliseconds of the machine's own clock (``clock``
    tells seconds)."""

    longest_ms: float = 0.0
    clock: Callable[[], float] = time.perf_counter

    def loop(self) -> asyncio.AbstractEventLoop:
        """A loop that is watched."""
        return asyncio.SelectorEventLoop(_WatchedSelector(self))


class _WatchedSelector(selectors.DefaultSelector):
    """The loop's selector, which it asks once each turn: from one answer to the next question it did one turn."""

    def __init__(self, stalls: Stalls) -> None:
        super().__init__()
        self._stalls = stalls
        self._answered: float | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self._answered is not None:
            turn_ms = (self._stalls.clock() - self._answered) * 1000
            self._stalls.longest_ms = max(self._stalls.longest_ms, turn_ms)
        found = super().select(timeout)
        self._answered = self._stalls.clock()
        return found
