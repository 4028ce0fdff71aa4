"""For which group-buys has she been asked for a list? What she pastes next, or `照旧`, answers that."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from handlers.turn import Turn
from models.values import GroupBuyId, GroupId, PersonId

KIND = "asked_lists"
#: A list that was asked for on Wednesday morning may come that night.
_LIVES = timedelta(hours=20)
_MOST = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """One question for a list; ``like`` is the list that `照旧` would take."""

    title: str
    group: GroupId
    like: GroupBuyId | None = None


def pending(turn: Turn) -> list[Asked]:
    """What she was asked for and has not answered, the newest last."""
    return _read(turn, turn.person)


def ask(asked: Asked, turn: Turn) -> None:
    """Note a question; one for the same again takes the older one's place."""
    _keep([*(one for one in pending(turn) if not _is_same(one, asked)), asked][-_MOST:], turn)


def answered(asked: Asked, turn: Turn) -> None:
    _keep([one for one in pending(turn) if not _is_same(one, asked)], turn)


def _is_same(one: Asked, other: Asked) -> bool:
    return (one.title, one.group) == (other.title, other.group)


def _read(turn: Turn, person: PersonId) -> list[Asked]:
    state = turn.unit.conversations.get(person, KIND, turn.now)
    return [] if state is None else [Asked(**one) for one in state["asked"]]


def _keep(asked: list[Asked], turn: Turn) -> None:
    if asked:
        turn.unit.conversations.put(turn.person, KIND, {"asked": [asdict(one) for one in asked]}, turn.now + _LIVES)
    else:
        turn.unit.conversations.end(turn.person, KIND)
