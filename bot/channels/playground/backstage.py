"""What does the page show and do beyond the chat? The clock, the outbox, the plans, the state of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from models.mail import OutboxState
from models.schedule import FiringState, Job


@dataclass(frozen=True, slots=True)
class ClockState:
    """``running``: it goes on by itself, as fast as real time; else it stands until somebody steps it.

    ``next_due`` is the next moment for which anything is planned, a schedule or a post that waits for its time.
    """

    now: datetime
    running: bool
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One row of the outbox, in words: ``place`` is a group's name or a nickname. ``at``: made, or sent once it was."""

    id: str
    at: datetime
    place: str
    kind: str
    state: OutboxState
    text: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One due time of today. ``outcome`` is None as long as it is to come."""

    at: datetime
    job: Job
    note: str = ""
    outcome: FiringState | None = None


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing that should be well: what, whether it is, and a word on it (``0 条等着处理``)."""

    what: str
    well: bool
    word: str = ""


class PlaygroundBackstage(Protocol):
    """The running bot, as far as the playground's page needs it.

    Time only goes forward. ``advance``, ``advance_to`` and ``advance_to_next`` stop a running clock, let first
    everything be handled that was said, do in order what becomes due on the way, and return when all of it is done,
    what it made the bot say included. So the same day gives the same answers at any speed.
    """

    def clock_state(self) -> ClockState: ...

    async def run_clock(self) -> None:
        """Let it go on by itself, from where it stands."""

    async def hold_clock(self) -> None: ...

    async def advance(self, by: timedelta) -> None: ...

    async def advance_to(self, moment: datetime) -> None:
        """Does nothing where that is past."""

    async def advance_to_next(self) -> None:
        """To the next moment for which anything is planned; does nothing where there is none."""

    async def outbox_rows(self, limit: int) -> Sequence[OutboxLine]:
        """Newest first."""

    async def schedules(self) -> Sequence[ScheduleLine]:
        """Today's, past and to come, in order of time."""

    async def health(self) -> Sequence[HealthLine]: ...
