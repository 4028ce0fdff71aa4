"""Who asked for silence in a group, and until when? And in which mode she put it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.community.people import GroupMode
from models.values import GroupId

#: After `太吵了`: only list, arrival and answers.
NOISY_FOR = timedelta(hours=24)
#: After a quarrel began: nothing that can wait.
QUARREL_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Peace:
    """What was said about a group's peace. ``mode``: as she set it herself, None where the configuration's stands.
    ``muted_until`` is her own word, ``noisy_until`` a resident's, ``quarrel_until`` what the bot saw. Until
    ``resting_until`` no list goes out, and none is asked for."""

    group: GroupId
    mode: GroupMode | None = None
    muted_until: datetime | None = None
    noisy_until: datetime | None = None
    quarrel_until: datetime | None = None
    resting_until: datetime | None = None

    def is_silent(self, now: datetime) -> bool:
        return any(until is not None and until > now for until in self._ends)

    def is_resting(self, now: datetime) -> bool:
        return self.resting_until is not None and self.resting_until > now

    @property
    def _ends(self) -> tuple[datetime | None, ...]:
        return (self.muted_until, self.noisy_until, self.quarrel_until)
