"""Does this process have the account? A lease that is renewed while we live, and taken over when we die."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from models.ports import Alarm, Clock, UnitOfWork
from scheduler.database import Database
from scheduler.terms import Fence

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LeaseTerms:
    """``seconds`` is how long a lease outlives its last renewal, ``renew_every`` how often it is renewed."""

    seconds: int = 20
    renew_every: timedelta = timedelta(seconds=6)


#: Where one process alone can have the database, nobody waits to take over.
ALONE = LeaseTerms(seconds=7 * 86400, renew_every=timedelta(days=1))


@dataclass(slots=True)
class LeaseKeeper:
    """Holds the lease of one account for ``holder``; ``changed`` is called whenever it is won or lost."""

    database: Database
    clock: Clock
    alarm: Alarm
    account: str
    holder: str
    changed: Callable[[], None]
    terms: LeaseTerms = LeaseTerms()
    fence: Fence | None = field(default=None, init=False)
    _closed: bool = field(default=False, init=False)

    async def renew(self) -> None:
        """Take or renew the lease, and set the alarm for the next time."""
        if self._closed:
            return
        now = self.clock.now()

        def take(unit: UnitOfWork) -> int | None:
            return unit.leases.take(self.account, self.holder, now, self.terms.seconds)

        number = await self.database.write(take)
        before, self.fence = self.fence, None if number is None else Fence(self.account, number)
        if before != self.fence:
            _log.info("lease_changed", held=self.fence is not None)
            self.changed()
        self.alarm.wake_at(f"lease {self.account}", self.clock.now() + self.terms.renew_every, self.renew)

    async def close(self) -> None:
        """Let another process have it at once."""
        self._closed = True
        self.alarm.cancel(f"lease {self.account}")
        if self.fence is not None:
            self.fence = None
            await self.database.write(lambda unit: unit.leases.release(self.account, self.holder))
