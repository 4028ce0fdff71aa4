"""How is the bot put together? The only wiring: ports get their outside, loops get their use cases."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import structlog

from bot.intake import Intake
from bot.lease import ALONE, LeaseKeeper, LeaseTerms
from bot.media import MediaKeeper
from bot.second_looks import SecondLooks
from handlers import due_jobs, freshening, mishaps, owners, router, tact
from handlers.house import House
from handlers.unclear import UnclearMessages
from models.ports import Alarm, Channel, ChannelState, Clock, SecondReader, UnitOfWork
from models.values import Incoming
from scheduler.database import Database
from scheduler.letters import Render
from scheduler.outbox_relay import OutboxRelay
from scheduler.pacing import Draw, Pacing
from scheduler.runner import Runner
from scheduler.terms import Fence, RelaySettings, Tact
from scheduler.terms import Outside as RelayOutside

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """What the bot stands on. ``draw`` is where chance comes from; ``shared`` says that other processes use the same
    database, so that there is more to look for than what this one was told. ``second_reader`` is asked about what the
    rules leave open; there is none unless the configuration names one."""

    database: Database
    channel: Channel
    clock: Clock
    alarm: Alarm
    render: Render
    draw: Draw
    holder: str
    media: Path
    shared: bool = False
    pacing: Pacing = field(default_factory=Pacing)
    second_reader: SecondReader | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """An organizer as the configuration names them: ``contact`` is their id at the channel."""

    id: str
    name: str
    contact: str


#: Where other processes use the same database: how often one looks for what they have left to do.
LOOK_EVERY = timedelta(seconds=10)
PATIENCE_AT_CLOSING_SECONDS = 10.0


class Bot:
    """One running bot: what it hears goes to the intake, what is due is fired, what waits is sent."""

    def __init__(self, outside: Outside, house: House, owners_: tuple[Owner, ...]) -> None:
        self._outside = outside
        if outside.second_reader is not None:
            house = replace(house, unclear=UnclearMessages())
        self._house = house
        self._owners = owners_
        look = LOOK_EVERY if outside.shared else None
        database, clock, alarm = outside.database, outside.clock, outside.alarm
        self.intake = Intake(
            database,
            clock,
            partial(router.receive, house=house),
            report=mishaps.report_message,
            committed=self._something_was_committed,
        )
        self.runner = Runner(
            database,
            clock,
            alarm,
            partial(due_jobs.handle_due, house=house),
            partial(due_jobs.handle_missed, house=house),
            look_ahead=due_jobs.look_ahead,
            committed=self._posts_may_wait,
            look_every=look,
        )
        self.relay = OutboxRelay(
            database,
            {outside.channel.name: outside.channel},
            clock,
            alarm,
            RelayOutside(
                outside.render,
                mishaps.report_post,
                self._fence_of,
                outside.draw,
                _tact_of(house),
                freshen=freshening.by_kind(house),
            ),
            RelaySettings(pacing=outside.pacing, look_every=look),
        )
        self.second_looks = (
            None
            if outside.second_reader is None
            else SecondLooks(database, clock, house, outside.second_reader, committed=self._posts_may_wait)
        )
        self.media = MediaKeeper(database, outside.channel, outside.media)
        self._lease: LeaseKeeper | None = None
        self._listening: asyncio.Task[None] | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._started = False

    async def start(self) -> None:
        """Make the organizers known, connect, and take up whatever was left undone."""
        outside = self._outside
        introduce = partial(
            _introduce, owners_=self._owners, house=self._house, channel=outside.channel.name, now=outside.clock.now()
        )
        await outside.database.write(introduce)
        self._lease = LeaseKeeper(
            outside.database,
            outside.clock,
            outside.alarm,
            account=outside.channel.name,
            holder=outside.holder,
            changed=self._lease_changed,
            terms=LeaseTerms() if outside.shared else ALONE,
        )
        await self._lease.renew()
        self._started = True
        if self._lease.fence is not None:
            await self._connect()
        self._take_up()

    @property
    def busy(self) -> bool:
        """Whether there is anything to do at this moment of the clock."""
        return self.intake.busy or self.runner.busy or self.relay.busy or self.media.busy

    async def settled(self) -> None:
        """Return when nothing is left to do until somebody speaks or time goes on."""
        while True:
            await asyncio.sleep(0)
            await self.intake.settled()
            await self.runner.settled()
            await self.relay.settled()
            await self.media.settled()
            # Each part may have made work for the others meanwhile.
            if not self.busy:
                return

    async def close(self) -> None:
        """Stop hearing, let what is under way come to its end, and let the account go."""
        await self._outside.channel.close()
        begun = [task for task in (self._connecting, self._listening) if task is not None]
        if begun:
            await asyncio.wait(begun)
        with suppress(TimeoutError):
            # What is stored is handled after the next start; only what a database that is away can't take is lost.
            async with asyncio.timeout(PATIENCE_AT_CLOSING_SECONDS):
                await self.intake.settled()
        if self.second_looks is not None:
            await self.second_looks.close()
        await self.intake.close()
        await self.runner.close()
        await self.relay.close()
        await self.media.close()
        if self._lease is not None:
            await self._lease.close()

    @property
    def hears(self) -> bool:
        """Whether the channel is there and this process has the account."""
        return (
            self._outside.channel.state is ChannelState.READY and self._fence_of(self._outside.channel.name) is not None
        )

    async def _listen(self) -> None:
        async for incoming in self._outside.channel.listen():
            if incoming.media is None:
                await self.intake.accept(incoming)
            else:
                await self._accept_with_media(incoming)

    async def _accept_with_media(self, incoming: Incoming) -> None:
        message = await self.intake.accept_stored(incoming)
        if message is not None:
            await self.intake.settled()
            self.media.keep(message, incoming)

    def _fence_of(self, channel: str) -> Fence | None:
        return None if self._lease is None else self._lease.fence

    def _something_was_committed(self) -> None:
        if self.second_looks is not None:
            self.second_looks.nudge()
        self.runner.nudge()
        self.relay.nudge()

    async def _connect(self) -> None:
        """A gateway takes one client: only who has the account's lease knocks."""
        await self._outside.channel.start()
        self._listening = asyncio.create_task(self._listen(), name="listen")

    def _lease_changed(self) -> None:
        has_it = self._lease is not None and self._lease.fence is not None
        if self._started and has_it and self._listening is None and self._connecting is None:
            self._connecting = asyncio.create_task(self._connect(), name="connect")
        self._take_up()

    def _take_up(self) -> None:
        """Whatever a process before this one has left undone: messages, due times, posts."""
        self.intake.nudge()
        self.runner.nudge()
        self.relay.nudge()

    def _posts_may_wait(self) -> None:
        self.relay.nudge()


def _tact_of(house: House) -> Tact:
    return Tact(lets_go=partial(tact.lets_go, house=house), settle=partial(tact.settle, house=house))


def _introduce(unit: UnitOfWork, *, owners_: tuple[Owner, ...], house: House, channel: str, now: datetime) -> None:
    for owner in owners_:
        organizer = owners.introduce(owner.id, owner.name, channel, owner.contact, unit, now)
        owners.bring_up_to_date(organizer, house, unit, now)
