"""What becomes of rows of which nobody knows whether they went out? Sent again where harmless, else told."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from models.mail import OutboxRow, OutboxState
from models.ports import Clock, UnitOfWork
from scheduler.database import Database
from scheduler.faults import told, where
from scheduler.letters import address_of
from scheduler.retry import may_go_again
from scheduler.terms import Fence, Report

_log = structlog.get_logger(__name__)

#: Older doubts than this were told of long ago.
_RECENT = timedelta(days=1)
_MOST = 200
_UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Doubts:
    """Looks after unsure rows, each in a unit of its own, so that none of them can stop the relay."""

    database: Database
    clock: Clock
    report: Report

    async def take_up(self, channel: str, fence: Fence, ours: Container[str]) -> Sequence[str]:
        """What a process that is gone left behind in a channel, now unsure; ``ours`` are rows that are looked after."""
        return await self.database.write(lambda unit: _left_behind(unit, channel, fence, ours, self.clock.now()))

    async def settle(self, row_id: str) -> bool:
        """Send an unsure row once more, or ask the organizer. Nothing, where its echo has come after all. False where
        it could not be done, and is to be tried again."""
        try:
            await self.database.write(lambda unit: _settle(unit, row_id, self.clock.now(), self.report))
        except Exception as fault:  # noqa: BLE001
            _log.error("doubt_not_reported", row=row_id, fault=told(fault), where=where(fault))
            return False
        return True


def _left_behind(unit: UnitOfWork, channel: str, fence: Fence, ours: Container[str], now: datetime) -> Sequence[str]:
    """Rows that were being sent become unsure: their echoes went by unheard. With them, those that were before."""

    def is_left(row: OutboxRow) -> bool:
        address = address_of(row, unit)
        return row.id not in ours and address is not None and address.channel == channel

    for row in unit.outbox.left_sending():
        if row.fence is not None and row.fence <= fence.number and is_left(row):
            unit.outbox.unsure(row.id, at=now, text=row.text_sent)
    unsure = unit.outbox.page(states=(OutboxState.UNSURE,), limit=_MOST)
    recent = [row for row in unsure if row.sent_at is None or now - row.sent_at <= _RECENT]
    return [row.id for row in recent if is_left(row)]


def _settle(unit: UnitOfWork, row_id: str, now: datetime, report: Report) -> None:
    row = unit.outbox.get(row_id)
    if row is None or row.state is not OutboxState.UNSURE:
        return
    if may_go_again(row.post, row.attempts + 1):
        unit.outbox.retry(row_id, not_before=now, fault=_UNSURE)
    else:
        report(replace(row, fault=row.fault or _UNSURE), unit, now)
