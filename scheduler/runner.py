"""Is each due time of each schedule done once, or told as missed, whatever happens meanwhile?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from models.ports import Alarm, Clock, UnitOfWork
from models.schedule import Firing, FiringState, Job, Schedule
from scheduler.database import Database
from scheduler.faults import told, where
from scheduler.jobs import Turn, turn_of
from scheduler.rounds import Rounds

_log = structlog.get_logger(__name__)

#: A use case: what a firing brings about, inside the unit that claims it.
HandleFiring = Callable[[Schedule, Firing, UnitOfWork, datetime], None]
#: Reads at once what the firings of many schedules will ask for, and locks what they change.
LookAhead = Callable[[Sequence[Schedule], UnitOfWork, datetime], None]

_BATCH = 50
#: The wake-up for the next schedule that is due.
WAKE_UP = "schedules"
#: The wake-up to look for what other processes may have left.
LOOK = "look at schedules"
_PAUSE_AFTER_FAULT = timedelta(seconds=30)
#: What is due and can't be had is in another process's hands, and soon done; should that one die, it is free again.
_PAUSE_WHERE_TAKEN = timedelta(seconds=1)


class Runner:
    """Fires what is due: batches in one transaction, each firing claimed in it, then one alarm for the next moment.

    ``handle_due`` does what a schedule is for; ``handle_missed`` tells the organizer what was not done, and why
    (``firing.reason``). ``look_ahead`` is called for each batch first. ``committed`` is called when they may have left
    something in the outbox. ``look_every`` is for installations where other processes make schedules too, and can't
    nudge this one.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        alarm: Alarm,
        handle_due: HandleFiring,
        handle_missed: HandleFiring,
        *,
        look_ahead: LookAhead = lambda _schedules, _unit, _now: None,
        committed: Callable[[], None] = lambda: None,
        look_every: timedelta | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._alarm = alarm
        self._handle_due = handle_due
        self._handle_missed = handle_missed
        self._look_ahead = look_ahead
        self._committed = committed
        self._look_every = look_every
        self._rounds = Rounds("runner", self._round)

    @property
    def busy(self) -> bool:
        return self._rounds.busy

    def nudge(self) -> None:
        """Look at the schedules: at a start, and whenever one may have been made, moved or removed."""
        self._rounds.nudge()

    async def settled(self) -> None:
        """Return when all that is due by now is done."""
        await self._rounds.settled()

    async def close(self) -> None:
        """Stop at once; what is not committed is done after the next start."""
        self._alarm.cancel(WAKE_UP)
        self._alarm.cancel(LOOK)
        await self._rounds.close()

    async def _wake(self) -> None:
        self._rounds.nudge()
        await self._rounds.settled()

    async def _round(self) -> None:
        """The loop that must survive: whatever is wrong is logged, and tried again a little later."""
        try:
            moment = await self._next_moment()
            # Asked after every message: where nothing is due the writer is left to those who have something to write.
            if moment is not None and moment <= self._clock.now():
                moment = await self._fire_all(moment)
        except Exception as fault:  # noqa: BLE001
            _log.error("runner_stuck", fault=told(fault), where=where(fault))
            moment = self._clock.now() + _PAUSE_AFTER_FAULT
        self._set_alarm(moment)

    async def _fire_all(self, moment: datetime | None) -> datetime | None:
        """Batch by batch all that is due; when to look again, None: nothing further is planned."""
        while moment is not None and moment <= self._clock.now():
            if not await self._fire_batch():
                return self._clock.now() + _PAUSE_WHERE_TAKEN
            moment = await self._next_moment()
        return moment

    async def _next_moment(self) -> datetime | None:
        return await self._database.read(lambda unit: unit.schedules.next_moment())

    def _set_alarm(self, moment: datetime | None) -> None:
        now = self._clock.now()
        if moment is not None:
            self._alarm.wake_at(WAKE_UP, max(moment, now), self._wake)
        if self._look_every is not None:
            self._alarm.wake_at(LOOK, now + self._look_every, self._wake)

    async def _fire_batch(self) -> int:
        """How many schedules were due. Where one fails all are taken back, and each is done on its own."""
        now = self._clock.now()
        try:
            count = await self._database.write(partial(self._fire_due, now=now))
        except Exception as fault:  # noqa: BLE001
            _log.debug("runner_fires_singly", fault=told(fault))
            count = await self._fire_singly(now)
        if count:
            self._committed()
        return count

    async def _fire_singly(self, now: datetime) -> int:
        due = await self._database.read(lambda unit: [one.id for one in unit.schedules.due(now, limit=_BATCH)])
        for schedule in due:
            await self._fire_alone(schedule, now)
        return len(due)

    def _fire_due(self, unit: UnitOfWork, *, now: datetime) -> int:
        due = unit.schedules.due(now, limit=_BATCH)
        if due:
            self._look_ahead(due, unit, now)
        for together in _waves(due):
            self._fire_together(together, unit, now)
        return len(due)

    def _fire_together(self, schedules: Sequence[Schedule], unit: UnitOfWork, now: datetime) -> None:
        """Schedules that have nothing to do with each other: all are claimed and moved on in a statement each, before
        any is handled, so that a use case which moves or removes its own schedule has the last word."""
        # An earlier firing of this unit may have moved or removed it (a cut-off ends its reminder).
        known = [found for one in schedules if (found := unit.schedules.get(one.id)) and _is_due(found, now)]
        turns = [(one, turn_of(one, now, cutoff_at=_cutoff_of(one, unit))) for one in known]
        unit.schedules.move({schedule.id: turn.next_due for schedule, turn in turns})
        firings = [firing for _, turn in turns for firing in (turn.missed, turn.done) if firing is not None]
        if not unit.schedules.claim_all(firings):
            raise _Contested
        for schedule, turn in turns:
            if unit.schedules.get(schedule.id) == replace(schedule, next_due=turn.next_due):
                self._handle(schedule, turn, unit, now)
            elif turn.done is not None:
                unit.schedules.skip(turn.done)

    def _handle(self, schedule: Schedule, turn: Turn, unit: UnitOfWork, now: datetime) -> None:
        if turn.missed is not None:
            _log.warning("firing_missed", schedule=schedule.id, job=schedule.job, reason=turn.missed.reason)
            self._handle_missed(schedule, turn.missed, unit, now)
        if turn.done is not None:
            self._handle_due(schedule, turn.done, unit, now)

    async def _fire_alone(self, schedule: str, now: datetime) -> None:
        begun: list[str] = []

        def fire(unit: UnitOfWork) -> None:
            begun.append(schedule)
            self._fire_one(unit, schedule=schedule, now=now)

        try:
            await self._database.write(fire)
        except Exception as fault:
            if not begun:
                # It is the database that is broken, not the job: nothing may be given up for that.
                raise
            _log.error("firing_failed", schedule=schedule, fault=told(fault), where=where(fault))
            await self._give_up(schedule, now, told(fault))

    def _fire_one(self, unit: UnitOfWork, *, schedule: str, now: datetime) -> None:
        found = unit.schedules.get(schedule)
        if found is None or not _is_due(found, now):
            return
        turn = turn_of(found, now, cutoff_at=_cutoff_of(found, unit))
        unit.schedules.move({found.id: turn.next_due})
        missed = turn.missed if turn.missed is not None and unit.schedules.claim(turn.missed) else None
        done = turn.done if turn.done is not None and unit.schedules.claim(turn.done) else None
        self._handle(found, Turn(missed, done, turn.next_due), unit, now)

    async def _give_up(self, schedule: str, now: datetime, fault: str) -> None:
        """Record a firing that fails as missed, and tell; where even the telling fails, record it all the same."""
        try:
            await self._database.write(partial(self._miss, schedule=schedule, now=now, fault=fault, tell=True))
        except Exception as failed:  # noqa: BLE001
            _log.error("firing_not_reported", schedule=schedule, fault=told(failed), where=where(failed))
            await self._database.write(partial(self._miss, schedule=schedule, now=now, fault=fault, tell=False))

    def _miss(self, unit: UnitOfWork, *, schedule: str, now: datetime, fault: str, tell: bool) -> None:
        found = unit.schedules.get(schedule)
        if found is None or found.next_due is None or not _is_due(found, now):
            return
        try:
            turn = turn_of(found, now)
        except (KeyError, ValueError):
            # A plan that can't be understood (a time zone that is gone) is told once, and has no further time.
            turn = Turn(None, None, None)
        due = [firing.due_at for firing in (turn.missed, turn.done) if firing is not None]
        missed = Firing(found.id, max(due, default=found.next_due), now, FiringState.MISSED, fault)
        unit.schedules.put(replace(found, next_due=turn.next_due))
        if unit.schedules.claim(missed) and tell:
            self._handle_missed(found, missed, unit, now)


class _Contested(Exception):
    """A due time of a batch was claimed before: each is looked at on its own."""


def _waves(schedules: Sequence[Schedule]) -> list[list[Schedule]]:
    """In order, those of one group-buy in waves of their own: what one does may end another."""
    waves: list[list[Schedule]] = []
    seen: Counter[str] = Counter()
    for schedule in schedules:
        place = seen[schedule.group_buy] if schedule.group_buy is not None else 0
        if schedule.group_buy is not None:
            seen[schedule.group_buy] += 1
        while len(waves) <= place:
            waves.append([])
        waves[place].append(schedule)
    return waves


def _is_due(schedule: Schedule, now: datetime) -> bool:
    return schedule.active and schedule.next_due is not None and schedule.next_due <= now


def _cutoff_of(schedule: Schedule, unit: UnitOfWork) -> datetime | None:
    """When the group-buy of a reminder closes; other jobs don't depend on it."""
    if schedule.job is not Job.CUTOFF_REMINDER or schedule.group_buy is None:
        return None
    group_buy = unit.group_buys.get(schedule.group_buy)
    return group_buy.closes_at if group_buy is not None else None
