"""How does a chain grow? Everybody posts all of it again; who has not seen the entry before theirs makes a fork."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bot.simulation.residents import Resident
from bot.simulation.wording import Wanted, entry

#: How often somebody adds to a list that lacks the entry before.
_FORKS = 0.12


@dataclass(slots=True)
class Chain:
    """One chain of a day: its latest post, and the one before it, as entries with their owners."""

    title: str
    latest: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    _owners: set[str] = field(default_factory=set)

    def holds(self, resident: Resident) -> bool:
        return resident.contact in self._owners

    def joined(self, resident: Resident, wanted: Sequence[Wanted], chance: Random) -> str:
        """The text of a post that adds an entry, or changes one's own."""
        base = self.before if self.latest and chance.random() < _FORKS else self.latest
        own = (resident.contact, entry(resident, wanted))
        if any(owner == resident.contact for owner, _ in base):
            entries = tuple(own if owner == resident.contact else (owner, text) for owner, text in base)
        else:
            entries = (*base, own)
        self._owners.add(resident.contact)
        self.before, self.latest = self.latest, entries
        lines = [f"{number}. {text}" for number, (_, text) in enumerate(entries, 1)]
        return "\n".join(("#接龙", self.title, "例 张三 3-501 鸡蛋2", "", *lines))
