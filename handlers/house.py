"""What does every use case know beside its command? What the configuration says, and how next times are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers.memory import Memory
from handlers.unclear import UnclearMessages
from models.community.people import GroupSettings
from models.ports import Wordsmith
from models.schedule import Schedule
from models.values import OrganizerId

#: The next time after ``after`` at which a schedule is due, or None (scheduler/due.py).
NextDue = Callable[[Schedule, datetime], datetime | None]


@dataclass(frozen=True, slots=True)
class House:
    """What is fixed while the process runs.

    ``rooms_of`` maps the name of a room to the organizer who owns it; a room that is not named belongs to the only
    organizer there is, if there is only one. ``bot_names`` are names by which the bot is called with an ``@``.
    ``other_bots`` are names or ids of accounts that are machines too.
    ``chatter_days`` is how long talk is kept. ``memory`` is for speed alone. ``unclear`` is
    where messages are noted for a second reader, where there is one. ``wordsmith`` knows how posts are worded.
    """

    next_due: NextDue
    defaults: GroupSettings = field(default_factory=GroupSettings)
    rooms_of: Mapping[str, OrganizerId] = field(default_factory=dict)
    bot_names: tuple[str, ...] = ()
    other_bots: frozenset[str] = frozenset()
    chatter_days: int = 30
    memory: Memory = field(default_factory=Memory)
    unclear: UnclearMessages | None = None
    wordsmith: Wordsmith | None = None
