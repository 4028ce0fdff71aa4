"""Which messages did the rules leave open? Noted while they are handled, looked at beside it once they are stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from models.acts import Act, Ask, Chat, Query
from models.values import GroupBuyId, GroupId, MessageId

#: More than these are not worth their wait: a flood is no time for second readings.
_MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Unclear:
    """A message of a group (None: a private chat), and the group-buy that it would be about."""

    message: MessageId
    group_buy: GroupBuyId
    group: GroupId | None


@dataclass(slots=True)
class UnclearMessages:
    """Filled on the database's threads, emptied on the loop. What a unit that was taken back has noted names no stored
    message, and falls away when it is looked up."""

    _noted: deque[Unclear] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    _lock: Lock = field(default_factory=Lock)

    def note(self, unclear: Unclear) -> None:
        with self._lock:
            self._noted.append(unclear)

    def take(self) -> list[Unclear]:
        """What was noted since the last time, each message once."""
        with self._lock:
            noted = list(dict.fromkeys(self._noted))
            self._noted.clear()
        return noted


def is_unclear(acts: Sequence[Act]) -> bool:
    """Whether a message is asked about, or is talk that may be an order, and nothing else was read in it."""
    if any(not isinstance(act, Ask | Chat | Query) for act in acts):
        return False
    return any(isinstance(act, Ask) or (isinstance(act, Chat) and act.doubtful) for act in acts)
