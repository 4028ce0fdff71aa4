"""What goes out next, and when? The only sender: in order within a place, paced like a person, once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from models.errors import StaleFence
from models.mail import OutboxRow
from models.ports import Alarm, Channel, ChannelState, Clock
from scheduler.courier import Courier
from scheduler.database import Database
from scheduler.doubts import Doubts
from scheduler.faults import told, where
from scheduler.heads import Head, Look, look
from scheduler.letters import Address, Place, is_expired
from scheduler.pacing import Bounds, LastPost, gap_between, next_allowed
from scheduler.rounds import Rounds
from scheduler.terms import Fence, Outside, RelaySettings

_log = structlog.get_logger(__name__)

_WAKE_UP = "outbox"
#: The wake-up to look for what other processes may have left.
LOOK = "look at outbox"
#: How often it is asked whether a channel is back.
_LOOK_WHILE_AWAY = timedelta(seconds=5)
_PAUSE_AFTER_FAULT = timedelta(seconds=30)
_MOST_BROKEN_TRIES = 3
#: What was being sent when a process died may just have gone out: the gap counts from the restart.
_REST_AFTER_RESTART = timedelta(seconds=20)


class OutboxRelay:
    """Sends what waits in the outbox. Each place is served on its own, one row at a time, so that a slow one holds up
    nobody; the account's own gap lies between all of them. Time passes through the alarm only.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        alarm: Alarm,
        outside: Outside,
        settings: RelaySettings | None = None,
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._alarm = alarm
        self._outside = outside
        self._settings = settings or RelaySettings()
        self._courier = Courier(database, channels, clock, outside, self._settings)
        self._doubts = Doubts(database, clock, outside.report)
        self._rounds = Rounds("outbox relay", self._round)
        self._under_way: dict[Place, asyncio.Task[None]] = {}
        #: Rows that are being sent, or whose echo is waited for: no doubts of a process that is gone.
        self._looked_after: set[str] = set()
        self._broken_tries: Counter[str] = Counter()
        self._last_in: dict[Place, LastPost] = {}
        self._last_of: dict[str, LastPost] = {}
        self._fences: dict[str, Fence] = {}
        self._stale: dict[str, Fence] = {}

    @property
    def busy(self) -> bool:
        """Whether something is being sent or looked for now. What waits for its time is no business of now."""
        return self._rounds.busy or bool(self._under_way)

    def nudge(self) -> None:
        """Look at the outbox: at a start, with a new lease, when a channel is back, when rows may have been made."""
        self._rounds.nudge()

    async def settled(self) -> None:
        """Return when all that may go out by now has gone out."""
        while self.busy:
            await self._rounds.settled()
            if self._under_way:
                await asyncio.wait(self._under_way.values())

    async def close(self) -> None:
        """Send nothing new; let what is under way come to its end, and break it off where it does not."""
        self._alarm.cancel(_WAKE_UP)
        self._alarm.cancel(LOOK)
        await self._rounds.close()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=self._settings.deadlines.send)
            for task in late:
                task.cancel()
        await self.settled()

    async def _wake(self) -> None:
        self._rounds.nudge()
        await self._rounds.settled()

    async def _round(self) -> None:
        """The loop that must survive: whatever is wrong is logged, and tried again a little later."""
        try:
            moments = await self._begin_what_may_go()
        except Exception as fault:  # noqa: BLE001
            _log.error("relay_stuck", fault=told(fault), where=where(fault))
            moments = [self._clock.now() + _PAUSE_AFTER_FAULT]
        if moments:
            self._alarm.wake_at(_WAKE_UP, min(moments), self._wake)
        if self._settings.look_every is not None:
            self._alarm.wake_at(LOOK, self._clock.now() + self._settings.look_every, self._wake)

    async def _begin_what_may_go(self) -> list[datetime]:
        """Begin each delivery that may begin now; the moments at which there is a reason to look again."""
        now = self._clock.now()
        fences = await self._take_up_fences()
        rested = self._when_somebody_may_send(fences, now)
        if rested > now:
            # Nothing can begin before: the outbox, long where a thousand groups wait, need not be looked through.
            return [rested]
        moments: list[datetime] = []
        seen: Look | None = await self._look(now, after=None)
        while seen is not None:
            moments += [] if seen.next_moment is None else [seen.next_moment]
            for head in seen.heads:
                later = await self._serve(head, fences, now)
                moments += [] if later is None else [later]
            rested = self._when_somebody_may_send(fences, now)
            if rested > now:
                # Who is further behind can't begin before: of a thousand places that wait, a few were looked at.
                moments.append(rested)
                break
            seen = None if seen.last is None else await self._look(now, after=seen.last)
        return moments

    async def _look(self, now: datetime, after: OutboxRow | None) -> Look:
        return await self._database.read(lambda unit: look(unit, now, self._last_in, after))

    async def _serve(self, head: Head, fences: Mapping[str, Fence], now: datetime) -> datetime | None:
        """Begin what stands first in a place, or end it where it is over; when to look at it again, None: not for its
        own sake."""
        if head.address is None or is_expired(head.row, now):
            await self._courier.close(head.row)
            self._rounds.nudge()
            return None
        if head.place in self._under_way:
            return None
        self._recall_last(head, head.address)
        return self._begin_or_wait(head, head.address, fences.get(head.address.channel), now)

    def _when_somebody_may_send(self, fences: Mapping[str, Fence], now: datetime) -> datetime:
        """When the first account's own gap is over; now, where one can't send for another reason, which is looked into
        head by head."""
        if fences.keys() != self._channels.keys():
            return now
        return min((next_allowed(now, self._last_of.get(name)) for name in fences), default=now)

    def _begin_or_wait(self, head: Head, address: Address, fence: Fence | None, now: datetime) -> datetime | None:
        """Begin a delivery now (None), or the moment at which to look at it again."""
        if fence is None:
            return now + _LOOK_WHILE_AWAY
        allowed = next_allowed(now, self._last_in.get(head.place), self._last_of.get(address.channel))
        if allowed > now:
            return allowed
        self._last_of[address.channel] = LastPost(now, self._gap(self._settings.pacing.account_gap_seconds))
        delivery = self._deliver(head.row, head.place, address.channel, fence)
        self._looked_after.add(head.row.id)
        self._under_way[head.place] = asyncio.create_task(delivery, name=f"send {head.row.id}")
        return None

    def _recall_last(self, head: Head, address: Address) -> None:
        """After a start a group's gap counts from what the process before has sent."""
        if head.last_sent_at is not None:
            gap = self._gap(address.gap_seconds or self._settings.pacing.private_gap_seconds)
            self._last_in.setdefault(head.place, LastPost(head.last_sent_at, gap))

    def _gap(self, bounds: Bounds) -> timedelta:
        return gap_between(bounds, self._outside.draw)

    async def _deliver(self, row: OutboxRow, place: Place, channel: str, fence: Fence) -> None:
        rest, look_again_after = timedelta(0), None
        try:
            delivered = await self._courier.deliver(row.id, fence)
            rest, look_again_after = delivered.rest, delivered.look_again_after
        except StaleFence as fault:
            _log.error("account_taken_over", channel=channel, fault=told(fault))
            self._stale[channel] = fence
        except Exception as fault:  # noqa: BLE001
            _log.error("delivery_broke", row=row.id, kind=row.post.kind, fault=told(fault), where=where(fault))
            rest = await self._after_break(row, channel, told(fault))
        finally:
            self._last_in[place] = LastPost(self._clock.now(), rest)
            del self._under_way[place]
            if look_again_after is None:
                self._looked_after.discard(row.id)
            else:
                self._settle_later(row.id, look_again_after)
            self._rounds.nudge()

    async def _after_break(self, row: OutboxRow, channel: str, fault: str) -> timedelta:
        """Something broke that nobody foresaw: a row that does so again and again is given up, others of its place
        wait a little. What it left behind is seen to as after a restart."""
        self._fences.pop(channel, None)
        self._broken_tries[row.id] += 1
        if self._broken_tries[row.id] < _MOST_BROKEN_TRIES:
            return _PAUSE_AFTER_FAULT
        del self._broken_tries[row.id]
        await self._courier.close(row, fault)
        return _PAUSE_AFTER_FAULT

    async def _take_up_fences(self) -> dict[str, Fence]:
        """The fence of each channel that can send now; with a new one, what was left behind is seen to first."""
        fences: dict[str, Fence] = {}
        for name, channel in self._channels.items():
            fence = self._outside.fence_of(name)
            if fence is None or fence == self._stale.get(name):
                continue
            if fence != self._fences.get(name):
                for row_id in await self._doubts.take_up(name, fence, self._looked_after):
                    self._looked_after.add(row_id)
                    self._settle_later(row_id, _REST_AFTER_RESTART)
                self._fences[name] = fence
            if channel.state is ChannelState.READY:
                fences[name] = fence
        return fences

    def _settle_later(self, row_id: str, wait: timedelta) -> None:
        async def settle() -> None:
            if not await self._doubts.settle(row_id):
                # Whoever counts on the post must hear of it, also where the database is away this moment.
                self._settle_later(row_id, _PAUSE_AFTER_FAULT)
                return
            self._looked_after.discard(row_id)
            self._rounds.nudge()

        self._alarm.wake_at(f"unsure {row_id}", self._clock.now() + wait, settle)
