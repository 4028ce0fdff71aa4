"""Which messages of a copied talk did the bot miss? Those that it does not know by sender, text and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.groupbuy.names import name_key, text_key
from models.groupbuy.pasted_talk import PastedLine

#: Copied times are minutes, cut or rounded; a phone's clock and the gateway's differ by as much again.
SAME_TIME = timedelta(seconds=150)
#: So far apart are messages placed whose times nobody knows.
_A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A message that the bot heard."""

    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Missed:
    """A message that the bot did not hear, and when it was sent, as far as can be told. ``placed``: it bears a time, or
    stands beside one that does; else ``at`` says nothing but that it was handed in."""

    line: PastedLine
    at: datetime
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """A copied talk, held against what is known: how much of it is, and what is not."""

    known: int
    missed: tuple[Missed, ...]


def compare(
    pasted: Sequence[PastedLine], known: Iterable[KnownLine], *, now: datetime, names: Iterable[str] = ()
) -> Compared:
    """Tell what was missed from what is known already. Each known message stands for one copied one, the nearest by
    time. What bears no time was said between its neighbours; where none of them bears one, it is taken as said
    ``now``. A copy shows what the copier calls people: who is none of those who spoke, and of ``names``, is told by
    their words alone where only one message holds them."""
    heard: dict[str, list[KnownLine]] = {}
    called = {name_key(name) for name in names}
    for each in known:
        heard.setdefault(text_key(each.text), []).append(each)
        called.add(name_key(each.name))
    matches: list[KnownLine | None] = [None] * len(pasted)
    for by_name in (True, False):
        for place, line in enumerate(pasted):
            if (name_key(line.name) in called) == by_name:
                same = heard.get(text_key(line.text), [])
                match = _of_its_name(same, line) if by_name else _only(same, line.at)
                if match is not None:
                    same.remove(match)
                matches[place] = match
    times = [line.at if match is None else match.at for line, match in zip(pasted, matches, strict=True)]
    sent, is_placed = _placed(times, now), any(at is not None for at in times)
    missed = tuple(Missed(line, sent[place], is_placed) for place, line in enumerate(pasted) if matches[place] is None)
    return Compared(len(pasted) - len(missed), missed)


def _of_its_name(same: Sequence[KnownLine], line: PastedLine) -> KnownLine | None:
    return _nearest([each for each in same if name_key(each.name) == name_key(line.name)], line.at)


def _only(same: Sequence[KnownLine], at: datetime | None) -> KnownLine | None:
    close = [each for each in same if at is None or abs(each.at - at) <= SAME_TIME]
    return close[0] if len(close) == 1 else None


def _nearest(same: Sequence[KnownLine], at: datetime | None) -> KnownLine | None:
    if at is None:
        return min(same, key=lambda each: each.at, default=None)
    close = [each for each in same if abs(each.at - at) <= SAME_TIME]
    return min(close, key=lambda each: abs(each.at - at), default=None)


def _placed(times: Sequence[datetime | None], now: datetime) -> list[datetime]:
    """A time for every message, in order: of the same minute one after the other, without one behind the last."""
    placed: list[datetime] = []
    following = next((each for each in times if each is not None), None)
    untimed = sum(each is None for each in times)
    start = now - _A_MOMENT * (len(times) + 1) if following is None else following - _A_MOMENT * (untimed + 1)
    last = start
    for at in times:
        last = last + _A_MOMENT if at is None or at <= last <= at + timedelta(minutes=1) else at
        placed.append(last)
    return placed
