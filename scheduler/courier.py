"""How does one row go out? Rendered, claimed, handed to its channel, and what became of it written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from models.errors import RenderError, StaleFence
from models.mail import OutboxRow, OutboxState
from models.ports import Channel, Clock, UnitOfWork
from models.values import Outgoing, Sent
from scheduler import retry
from scheduler.database import Database
from scheduler.faults import told, where
from scheduler.letters import (
    Letter,
    Rendered,
    add_parts,
    as_first_written,
    first_of,
    is_expired,
    letter_of,
    number_of,
    outgoing_of,
)
from scheduler.pacing import gap_between
from scheduler.terms import Fence, Outside, RelaySettings, Report

_log = structlog.get_logger(__name__)

#: The fault of a post that could not be said while it was worth saying.
TOO_LATE = "TooLate: it could not be sent in time"

_WAIT_FOR_FIRST_PART = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Delivered:
    """How long the row's place rests now. ``look_again_after``: the row is unsure, and no echo was heard yet."""

    rest: timedelta = timedelta(0)
    look_again_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class _Mishap:
    """What went wrong, in which state the row was ``at`` that moment, and what was being said."""

    fault: Exception
    at: OutboxState
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Courier:
    """Delivers one row at a time for whoever asks; holds no state between them."""

    database: Database
    channels: Mapping[str, Channel]
    clock: Clock
    outside: Outside
    settings: RelaySettings

    async def deliver(self, row_id: str, fence: Fence) -> Delivered:
        """Send one waiting row. Raises StaleFence where the account was taken over before it went out."""
        letter = await self.database.read(partial(letter_of, row_id))
        if letter is not None:
            # What it says is made up to date first: what joins it then is said with it.
            letter = await self._fresh(letter)
        if letter is not None:
            letter = await self._let_go(letter)
        if letter is None:
            return Delivered()
        try:
            messages = await self._rendered(letter)
        except RenderError as fault:
            return await self._close(letter, _Mishap(fault, OutboxState.WAITING))
        outgoing = await self.database.write(partial(self._claim, letter, messages, fence))
        if outgoing is None:
            return Delivered()
        outcome = await self._hand_over(letter, outgoing)
        if isinstance(outcome, Sent):
            return await self._note_sent(letter, outgoing, outcome)
        return await self._close(letter, _Mishap(outcome, OutboxState.SENDING, outgoing.text or None))

    async def close(self, row: OutboxRow, fault: str = "NoSuchPlace: nobody is there any more") -> None:
        """End a row that waits and is not to be sent: it has expired, or can't be begun."""

        def end(report: Report, unit: UnitOfWork) -> None:
            now, current = self.clock.now(), unit.outbox.get(row.id)
            if current is None or current.state is not OutboxState.WAITING:
                return
            if is_expired(current, now):
                _expire(current, report, unit, now)
            else:
                _fail(current, fault, report, unit, now)

        await self._tell(row, end)

    async def _let_go(self, letter: Letter) -> Letter | None:
        """The letter as it may go, with whatever has joined it; None where it waits, or is not sent at all."""
        tact, row = self.outside.tact, letter.row
        if tact is None or await self.database.read(lambda unit: tact.lets_go(row, unit, self.clock.now())):
            return letter
        if not await self.database.write(lambda unit: tact.settle(row, unit, self.clock.now())):
            return None
        return await self.database.read(partial(letter_of, row.id))

    async def _fresh(self, letter: Letter) -> Letter | None:
        """The letter with what it says brought up to date; None where it is to wait, or not to be sent at all."""
        freshen, now = self.outside.freshen.get(letter.row.post.kind), self.clock.now()
        if freshen is None:
            return letter

        def fresh(unit: UnitOfWork) -> Letter | None:
            current = unit.outbox.get(letter.row.id)
            if current is None or current.state is not OutboxState.WAITING:
                return None
            freshen(current, unit, now)
            again = letter_of(letter.row.id, unit)
            waits = again is not None and again.row.post.not_before is not None and again.row.post.not_before > now
            return None if waits else again

        return await self.database.write(fresh)

    async def _rendered(self, letter: Letter) -> list[Rendered]:
        """The messages of a row. A template or a document may break in any way; that never stops the relay."""
        try:
            async with asyncio.timeout(self.settings.deadlines.render):
                return list(await self.outside.render(as_first_written(letter.row), letter.values, letter.voice))
        except RenderError:
            raise
        except Exception as fault:
            _log.error("rendering_failed", row=letter.row.id, kind=letter.row.post.kind, where=where(fault))
            raise RenderError(told(fault)) from fault

    def _claim(self, letter: Letter, messages: list[Rendered], fence: Fence, unit: UnitOfWork) -> Outgoing | None:
        """The message to send, claimed; None where the row was changed, expired or taken meanwhile."""
        row, now = letter.row, self.clock.now()
        current = unit.outbox.get(row.id)
        if current is None or current.state is not OutboxState.WAITING or current.post != row.post:
            return None
        number = number_of(row)
        if is_expired(row, now):
            _expire(row, self.outside.report, unit, now)
            return None
        if number >= len(messages):
            unit.outbox.expired(row.id, at=now)
            return None
        if not self._is_next_part(row, unit):
            return None
        if not unit.leases.holds(fence.account, fence.number):
            raise StaleFence(f"fence {fence.number} of {fence.account} is no longer ours")
        if number == 0:
            add_parts(row, len(messages), unit)
        outgoing = outgoing_of(letter, messages[number], unit)
        deadline = now + timedelta(seconds=self.settings.deadlines.claim)
        claimed = unit.outbox.claim(row.id, fence=fence.number, deadline=deadline, text=outgoing.text or None)
        return outgoing if claimed else None

    def _is_next_part(self, row: OutboxRow, unit: UnitOfWork) -> bool:
        """Whether the first part of a long post is out, or this is it; a later part waits for it, or goes with it."""
        first = first_of(row)
        before = unit.outbox.get(first) if first is not None else None
        if before is None or before.state in (OutboxState.SENT, OutboxState.UNSURE):
            return True
        if before.state in (OutboxState.WAITING, OutboxState.SENDING):
            unit.outbox.amend(row.id, values=row.post.values, not_before=self.clock.now() + _WAIT_FOR_FIRST_PART)
        else:
            unit.outbox.withdraw(row.id)
        return False

    async def _hand_over(self, letter: Letter, outgoing: Outgoing) -> Sent | Exception:
        channel = self.channels[letter.address.channel]
        try:
            async with asyncio.timeout(self.settings.deadlines.send):
                return await channel.send(outgoing)
        except Exception as fault:  # noqa: BLE001
            # Whatever a channel breaks of, the row has to be told what became of it.
            _log.warning("not_sent", row=letter.row.id, kind=letter.row.post.kind, fault=told(fault))
            return fault

    async def _note_sent(self, letter: Letter, outgoing: Outgoing, sent: Sent) -> Delivered:
        def note(unit: UnitOfWork) -> None:
            unit.outbox.sent(
                letter.row.id,
                at=self.clock.now(),
                channel_message_id=sent.message_id,
                text=outgoing.text or None,
            )

        await self.database.write(note)
        return Delivered(self._gap_of(letter))

    async def _close(self, letter: Letter, mishap: _Mishap) -> Delivered:
        """Write down what becomes of a row that did not go out, or may not have, and tell the organizer."""
        decision = retry.decide(mishap.fault, letter.row.attempts + 1)
        await self._tell(letter.row, partial(self._note, letter.row, mishap, decision))
        match decision:
            case retry.Retry(after=after, keeps_order=True):
                return Delivered(after)
            case retry.Unsure(wait=wait):
                return Delivered(self._gap_of(letter), look_again_after=wait)
            case _:
                return Delivered()

    def _note(
        self, row: OutboxRow, mishap: _Mishap, decision: retry.Decision, report: Report, unit: UnitOfWork
    ) -> None:
        now, fault = self.clock.now(), told(mishap.fault)
        current = unit.outbox.get(row.id)
        if current is None or current.state is not mishap.at:
            return  # Its echo was quicker, or somebody withdrew it.
        match decision:
            case retry.Retry(after=after, keeps_order=keeps_order):
                # The place as a whole rests where order is kept; else the row alone waits.
                unit.outbox.retry(row.id, not_before=now if keeps_order else now + after, fault=fault)
            case retry.GiveUp():
                _fail(current, fault, report, unit, now)
            case retry.Unsure():
                unit.outbox.unsure(row.id, at=now, text=mishap.text)

    async def _tell(self, row: OutboxRow, note: Callable[[Report, UnitOfWork], None]) -> None:
        """Write something down and report it; where the report fails, write it down all the same."""
        try:
            await self.database.write(partial(note, self.outside.report))
        except Exception as fault:  # noqa: BLE001
            _log.error("row_not_reported", row=row.id, fault=told(fault), where=where(fault))
            await self.database.write(partial(note, _tell_nobody))

    def _gap_of(self, letter: Letter) -> timedelta:
        return gap_between(letter.address.gap_seconds or self.settings.pacing.private_gap_seconds, self.outside.draw)


def _expire(row: OutboxRow, report: Report, unit: UnitOfWork, now: datetime) -> None:
    """A post that is over; where somebody counts on it, it has failed. Whatever it carried for others is not lost."""
    if row.post.told_if_expired:
        _fail(row, TOO_LATE, report, unit, now)
    else:
        unit.outbox.expired(row.id, at=now)
        report(replace(row, state=OutboxState.EXPIRED), unit, now)


def _fail(row: OutboxRow, fault: str, report: Report, unit: UnitOfWork, now: datetime) -> None:
    unit.outbox.failed(row.id, at=now, fault=fault)
    report(replace(row, state=OutboxState.FAILED, fault=fault), unit, now)


def _tell_nobody(_row: OutboxRow, _unit: UnitOfWork, _now: datetime) -> None:
    return
