"""What surrounds the bot? Its clock, its alarm, fresh ids, and who reads or words things from outside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from models.acts import Order
from models.mail import Json
from models.own_wordings import Flaw, Voice, WordedKind
from models.values import Product


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class Alarm(Protocol):
    """Wakes somebody at a time of the clock. One wake-up for each name: a second call moves it."""

    def wake_at(self, name: str, when: datetime, then: Callable[[], Awaitable[None]]) -> None: ...

    def cancel(self, name: str) -> None: ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh id: short, sortable by time of making, never used before."""


class SecondReader(Protocol):
    """Somebody outside who reads what the rules leave open. There is none unless the configuration names one.

    Its word is a suggestion to the organizer and nothing else: what it says never reaches a book by itself.
    """

    async def read(self, text: str, products: Sequence[Product]) -> Order | None:
        """What a text (without anything personal) orders of these products, or None where it orders nothing.

        Each line rests on words of the text: ``because`` has one piece of evidence for each, in the same order. Raises
        NoSecondReading.
        """


class Wordsmith(Protocol):
    """Knows how posts are worded, and whether a wording of the organizer's own will do. It is asked on the database's
    thread: a check takes a bounded number of steps, whatever the wording would do."""

    def kinds(self) -> Sequence[WordedKind]:
        """What may be worded otherwise; what neighbours read first."""

    def named(self, name: str) -> WordedKind | None:
        """The kind that she calls so."""

    def flaw(self, kind: str, source: str) -> Flaw | None:
        """Why a wording of this kind can't be used, if it can't."""

    def missing(self, kind: str, source: str, values: Mapping[str, Json]) -> Sequence[str]:
        """The words in braces of a wording that stand for nothing in these values."""

    def shown(self, kind: str, voice: Voice, values: Mapping[str, Json] | None, now: datetime) -> Sequence[str]:
        """How a kind reads in each of its wordings, as one text each: with these values (without references), or with
        those of a sample."""
