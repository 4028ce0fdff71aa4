"""When does the bot forget what it need not keep? Every night: what is past its term, and the files with it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from models.errors import StoreBusy
from models.ports import Alarm, Clock, KeepingTerms
from models.store import SqlStore

_log = structlog.get_logger(__name__)

_HOUR, _MINUTE = 3, 40
_AGAIN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Housekeeper:
    """Tidies once a night, in the small hours of ``zone``."""

    store: SqlStore
    clock: Clock
    alarm: Alarm
    media: Path
    terms: KeepingTerms
    zone: ZoneInfo

    def start(self) -> None:
        self.alarm.wake_at("housekeeping", self._next_night(), self.tidy)

    def close(self) -> None:
        self.alarm.cancel("housekeeping")

    async def tidy(self) -> None:
        """Delete what is past its term, and set the alarm for the next night."""
        try:
            tidied = await asyncio.to_thread(self.store.tidy, self.clock.now(), self.terms)
        except StoreBusy as fault:
            _log.warning("not_tidied", fault=str(fault))
            self.alarm.wake_at("housekeeping", self.clock.now() + _AGAIN_AFTER, self.tidy)
            return
        await asyncio.to_thread(self._delete, tidied.media_paths)
        _log.info("tidied", texts=tidied.texts, rows=tidied.rows, files=len(tidied.media_paths))
        self.start()

    def _next_night(self) -> datetime:
        local = self.clock.now().astimezone(self.zone)
        tonight = local.replace(hour=_HOUR, minute=_MINUTE, second=0, microsecond=0)
        return tonight if tonight > local else tonight + timedelta(days=1)

    def _delete(self, paths: tuple[str, ...]) -> None:
        for path in paths:
            (self.media / path).unlink(missing_ok=True)
