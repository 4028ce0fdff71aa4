"""How does a message get from a channel into the book, never lost, never twice, in the order in which it came?"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from time import monotonic

import structlog

from bot.whole_texts import made_whole
from models.mail import InboxRow, InboxState
from models.ports import Clock, UnitOfWork
from models.values import Incoming, MessageId
from scheduler.database import Database
from scheduler.faults import told, where
from scheduler.rounds import Rounds

_log = structlog.get_logger(__name__)

#: What is done with one row, inside the unit that marks it as handled.
HandleRow = Callable[[InboxRow, UnitOfWork, datetime], None]

#: Messages kept in memory before their first commit; beyond it the channel waits.
_MOST_IN_MEMORY = 1000
#: Messages that share one commit, at most; and how long a unit may hold the writer before it is committed as it is.
MOST_TOGETHER = 64
_LONGEST_UNIT_SECONDS = 0.05
_PAUSE_AFTER_FAULT_SECONDS = 1.0
_TRIES_TO_STORE = 3


def _nothing(_row: InboxRow, _unit: UnitOfWork, _now: datetime) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Heard:
    incoming: Incoming
    at: datetime
    stored: asyncio.Future[MessageId | None]


class Intake:
    """Stores what channels hear, then has it handled: two commits, each shared by what waits.

    ``handle`` is the way in to the use cases; ``report`` is told of a row that failed or can't be read, inside the
    unit that says so; ``committed`` is called when use cases may have left something to do (outbox, schedules).
    ``most_together``: where several processes share a PostgreSQL, few messages a commit keep locks on group-buys short.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        handle: HandleRow,
        *,
        report: HandleRow = _nothing,
        committed: Callable[[], None] = lambda: None,
        most_together: int = MOST_TOGETHER,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._handle = handle
        self._report = report
        self._committed = committed
        self._most_together = most_together
        self._pause = pause
        self._heard: deque[_Heard] = deque()
        self._room_in_memory = asyncio.Semaphore(_MOST_IN_MEMORY)
        self._rounds = Rounds("intake", self._round)

    @property
    def busy(self) -> bool:
        """Whether something heard waits to be stored or handled."""
        return self._rounds.busy

    async def accept(self, incoming: Incoming) -> None:
        """Take a message from a channel; waits only while too many are in memory (the database is away)."""
        await self._take(incoming)

    async def accept_stored(self, incoming: Incoming) -> MessageId | None:
        """Take a message and return its id once it is stored; None where it had come before."""
        return await (await self._take(incoming)).stored

    async def retry(self, message: MessageId) -> None:
        """Have a failed message handled again."""
        await self._database.write(lambda unit: unit.inbox.reopen(message))
        self._rounds.nudge()

    def nudge(self) -> None:
        """Handle what waits in the database: after a start, or after another process's death."""
        self._rounds.nudge()

    async def settled(self) -> None:
        """Return when all that was accepted is stored and handled, or has failed."""
        await self._rounds.settled()

    async def close(self) -> None:
        """Stop at once. What is stored is handled after the next start; let it settle first for what is not."""
        await self._rounds.close()

    async def _take(self, incoming: Incoming) -> _Heard:
        await self._room_in_memory.acquire()
        heard = _Heard(made_whole(incoming), self._clock.now(), asyncio.get_running_loop().create_future())
        self._heard.append(heard)
        self._rounds.nudge()
        return heard

    async def _round(self) -> None:
        """The loop that must survive: whatever is wrong is logged, and tried again a little later."""
        try:
            await self._store_heard()
            while await self._handle_waiting():
                await self._store_heard()
        except Exception as fault:  # noqa: BLE001
            _log.error("intake_stuck", fault=told(fault), where=where(fault))
            await self._pause(_PAUSE_AFTER_FAULT_SECONDS)
            self._rounds.nudge()

    # The first commit

    async def _store_heard(self) -> None:
        # What is heard meanwhile waits for the next time, lest a flood keep everything from being handled.
        waiting = len(self._heard)
        while waiting > 0:
            together = list(islice(self._heard, min(waiting, MOST_TOGETHER)))
            waiting -= len(together)
            try:
                ids = await self._database.write(partial(_put_all, together))
            except Exception as fault:  # noqa: BLE001
                _log.warning("intake_stores_singly", count=len(together), fault=told(fault), where=where(fault))
                ids = [await self._store_alone(heard) for heard in together]
            # Only now: breaking off before leaves them where they are.
            for heard, message in zip(together, ids, strict=True):
                self._heard.popleft()
                self._room_in_memory.release()
                await self._note_stored(heard, message)

    async def _store_alone(self, heard: _Heard) -> MessageId | None:
        """Store one message that may be what the database can't take: after a few tries, without its text.

        The tries lie apart, lest a database that fails for a moment makes a good message unreadable.
        """
        for _ in range(_TRIES_TO_STORE):
            try:
                return (await self._database.write(partial(_put_all, [heard])))[0]
            except Exception as caught:  # noqa: BLE001
                fault = caught
                await self._pause(_PAUSE_AFTER_FAULT_SECONDS)
        incoming = heard.incoming
        _log.error("message_not_storable", channel=incoming.channel, id=incoming.message_id, fault=told(fault))
        shell = replace(heard, incoming=_shell_of(incoming, told(fault)))
        return (await self._database.write(partial(_put_all, [shell])))[0]

    async def _note_stored(self, heard: _Heard, message: MessageId | None) -> None:
        if not heard.stored.done():
            heard.stored.set_result(message)
        if message is None or heard.incoming.fault is None:
            return
        _log.warning("message_unreadable", message=message, channel=heard.incoming.channel)
        row = InboxRow(message, heard.incoming, heard.at, InboxState.UNREADABLE, fault=heard.incoming.fault)
        await self._tell(row, lambda _unit: None)

    # The second commit

    async def _handle_waiting(self) -> bool:
        """Handle what waits, several messages in a commit. Whether there may be more.

        Where one fails all are taken back, and each is handled in a unit of its own: faults are rare, so that most
        pay nothing for being apart, and nobody sees half of what a failed one did.
        """
        try:
            batch = await self._database.write(
                partial(self._handle_rows, limit=self._most_together, attempt=_Attempt())
            )
        except Exception as fault:  # noqa: BLE001
            _log.debug("intake_handles_singly", fault=told(fault))
            return await self._handle_singly()
        if batch.count:
            self._committed()
        return batch.more

    async def _handle_singly(self) -> bool:
        for _ in range(self._most_together):
            if not await self._handle_one():
                return False
            self._committed()
        return True

    async def _handle_one(self) -> bool:
        """Handle the lowest row that waits. Whether there was one."""
        attempt = _Attempt()
        try:
            batch = await self._database.write(partial(self._handle_rows, limit=1, attempt=attempt))
        except Exception as fault:
            if attempt.row is None:
                raise
            await self._note_failed(attempt.row, fault)
            return True
        return batch.count > 0

    def _handle_rows(self, unit: UnitOfWork, *, limit: int, attempt: _Attempt) -> _Batch:
        until = monotonic() + _LONGEST_UNIT_SECONDS
        rows = unit.inbox.next_waiting(limit=limit)
        for count, row in enumerate(rows, start=1):
            attempt.row = row
            self._handle_row(row, unit)
            if monotonic() > until:
                return _Batch(count, more=True)
        return _Batch(len(rows), more=len(rows) == limit)

    def _handle_row(self, row: InboxRow, unit: UnitOfWork) -> None:
        now = self._clock.now()
        if row.incoming.fault is not None:
            # It waited until its payload was over its term, or its sender was forgotten.
            unit.inbox.failed(row.id, now, row.incoming.fault)
            return
        self._handle(row, unit, now)
        unit.inbox.handled(row.id, now)

    async def _note_failed(self, row: InboxRow, fault: Exception) -> None:
        text = told(fault)
        _log.error("message_failed", message=row.id, channel=row.incoming.channel, fault=text, where=where(fault))
        failed = replace(row, state=InboxState.FAILED, fault=text)
        await self._tell(failed, lambda unit: unit.inbox.failed(row.id, self._clock.now(), text))

    async def _tell(self, row: InboxRow, note: Callable[[UnitOfWork], None]) -> None:
        """Note what became of a row and report it; where the report itself fails, note it all the same."""

        def note_and_report(unit: UnitOfWork) -> None:
            note(unit)
            self._report(row, unit, self._clock.now())

        try:
            await self._database.write(note_and_report)
        except Exception as fault:  # noqa: BLE001
            _log.error("message_not_reported", message=row.id, fault=told(fault), where=where(fault))
            await self._database.write(note)
        self._committed()


@dataclass(frozen=True, slots=True)
class _Batch:
    """How many rows were handled together, and whether more may wait."""

    count: int
    more: bool


@dataclass(slots=True)
class _Attempt:
    """Which row was at work when a unit failed."""

    row: InboxRow | None = None


def _put_all(heard: Sequence[_Heard], unit: UnitOfWork) -> list[MessageId | None]:
    return [unit.inbox.put(one.incoming, one.at) for one in heard]


def _shell_of(incoming: Incoming, fault: str) -> Incoming:
    """What of a message can be stored in any case: its ids and times, and its text with every odd sign spelt out."""
    return Incoming(
        channel=incoming.channel,
        account=incoming.account,
        message_id=incoming.message_id,
        sender_id=incoming.sender_id,
        sent_at=incoming.sent_at,
        kind=incoming.kind,
        room_id=incoming.room_id,
        listener_id=incoming.listener_id,
        raw=ascii(incoming.raw or incoming.text),
        fault=f"not storable: {fault}",
    )
