"""A relay with everything around it: a store, a channel, a clock that is moved by hand, and somebody who is told."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.channels.fake import FakeChannel
from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread, Units
from models.mail import Json, OutboxRow, OutboxState, Post, PostClass
from models.own_wordings import Voice
from models.ports import UnitOfWork
from models.values import Attachment, GroupId, Incoming, Outgoing, PersonId, Sent
from scheduler.letters import Rendered
from scheduler.outbox_relay import OutboxRelay
from scheduler.terms import Deadlines, Fence, Freshen, Outside, RelaySettings, Tact
from tests.fakes.stores import see
from tests.fakes.world import CHANNEL, NOON, ORGANIZER

ACCOUNT = "account"
#: A shorter one than a person's, for tests of channels that never answer: these are the only ones that wait for it.
IMPATIENT = Deadlines(send=0.05)


class HoldingChannel(FakeChannel):
    """Doesn't answer for some rooms until it is let go, and notes when each thing went out."""

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__(clock, name=CHANNEL)
        self.times: list[tuple[str | None, str, datetime]] = []
        self.silent_rooms: set[str] = set()
        #: It goes out, and nobody ever hears that it did.
        self.swallows_answers = False
        self.answers = asyncio.Event()
        self.breaks_with: Exception | None = None

    async def send(self, outgoing: Outgoing) -> Sent:
        if self.breaks_with is not None:
            raise self.breaks_with
        if outgoing.room_id in self.silent_rooms:
            await self.answers.wait()
        sent = await super().send(outgoing)
        self.times.append((outgoing.room_id or outgoing.contact_id, outgoing.text, self.clock.now()))
        if self.swallows_answers:
            await self.answers.wait()
        return sent


@dataclass
class Writer:
    """Makes words: the value ``text``, cut at ``|``; a document becomes an attachment."""

    rendered: list[str] = field(default_factory=list)
    variants: list[int] = field(default_factory=list)
    broken: Exception | None = None
    before: Any = None

    async def render(self, row: OutboxRow, values: Mapping[str, Json], _: Voice) -> Sequence[Rendered]:
        self.rendered.append(row.id)
        self.variants.append(row.variant)
        if self.before is not None:
            before, self.before = self.before, None
            await before(row)
        if self.broken is not None and "broken" in values:
            raise self.broken
        if row.post.document is not None:
            return [Rendered(attachment=Attachment(f"{row.post.document}.png", b"png"))]
        mentions = tuple((person, str(person)) for person in row.post.mentions)
        return [Rendered(text, mentions) for text in str(values["text"]).split("|")]


class PostOffice:
    """``low`` draws the lower bound of every gap: 8 seconds in a group, 2 to a person, 1 for the account."""

    def __init__(
        self,
        store: Units,
        database: DatabaseThread,
        *,
        at: datetime = NOON,
        tact: Tact | None = None,
        deadlines: Deadlines | None = None,
        freshen: Mapping[str, Freshen] | None = None,
    ) -> None:
        self.store = store
        self.database = database
        self.clock = SteppedClock(at)
        self.channel = HoldingChannel(self.clock)
        self.wang, self.zhou = see(store, "王芳"), see(store, "老周")
        self.writer = Writer()
        self.told: list[tuple[str, OutboxState, str]] = []
        self.telling_fails = False
        self.holder = ""
        self.fence: Fence | None = None
        self._tact = tact
        self._freshen = freshen or {}
        self._deadlines = deadlines or Deadlines()
        self.start(at)

    def start(self, at: datetime) -> None:
        """A new process at that time; the one before is forgotten with its alarms."""
        self.clock = self.channel.clock = SteppedClock(at)
        self.alarm = SteppedAlarm(self.clock, self.settled)
        self.relay = OutboxRelay(
            self.database,
            {CHANNEL: self.channel},
            self.clock,
            self.alarm,
            Outside(
                self.writer.render,
                self.report,
                lambda _channel: self.fence,
                lambda low, _high: low,
                self._tact,
                self._freshen,
            ),
            RelaySettings(deadlines=self._deadlines),
        )

    def report(self, row: OutboxRow, unit: UnitOfWork, now: datetime) -> None:
        if self.telling_fails:
            raise LookupError("nobody to tell")
        self.told.append((row.id, row.state, row.fault))

    async def die(self) -> None:
        """The process is killed, in the middle of whatever it does."""
        dying = list(self.relay._under_way.values())
        for task in dying:
            task.cancel()
        await self.relay._rounds.close()
        await asyncio.gather(*dying, return_exceptions=True)

    async def settled(self) -> None:
        await self.relay.settled()

    async def open(self, holder: str = "us") -> None:
        """Connect, and take the account's lease."""
        await self.channel.start()
        await self.take_lease(holder)

    async def take_lease(self, holder: str) -> None:
        """Take the account from whoever has it."""

        def take(unit: UnitOfWork) -> int | None:
            unit.leases.release(ACCOUNT, self.holder)
            return unit.leases.take(ACCOUNT, holder, self.clock.now(), 60)

        fence = await self.database.write(take)
        assert fence is not None
        self.holder, self.fence = holder, Fence(ACCOUNT, fence)

    async def look(self) -> None:
        self.relay.nudge()
        await self.relay.settled()

    async def pass_to(self, moment: datetime) -> None:
        await self.look()
        await self.alarm.advance(moment)

    async def say(
        self,
        text: str,
        *,
        room: int | None = 1,
        person: PersonId | None = None,
        post_class: PostClass = PostClass.ANSWER,
        **more: Any,
    ) -> str:
        """Put a post in, as a use case does; its row's id."""
        post = Post(
            more.pop("kind", "said"),
            {"text": text, **more.pop("values", {})},
            group=GroupId(f"group{room}") if person is None else None,
            person=person,
            post_class=post_class,
            **more,
        )
        row = await self.database.write(lambda unit: unit.outbox.add(ORGANIZER, post, self.clock.now()))
        assert row is not None
        return row

    async def row(self, row_id: str) -> OutboxRow:
        row = await self.database.read(lambda unit: unit.outbox.get(row_id))
        assert row is not None
        return row

    async def until(self, row_id: str, state: OutboxState) -> None:
        """Let others work until a row is in this state."""
        while await self.state(row_id) is not state:  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def state(self, row_id: str) -> OutboxState:
        return (await self.row(row_id)).state

    async def echo(self, text: str, *, room: int = 1, message_id: str = "echo") -> str | None:
        """The account hears itself; the row that it settles."""
        heard = Incoming(CHANNEL, "bot", message_id, "bot", self.clock.now(), text=text, room_id=f"room{room}")
        return await self.database.write(lambda unit: unit.outbox.settle_echo(heard, self.clock.now()))

    def texts(self) -> list[str]:
        return [outgoing.text for outgoing in self.channel.sent]

    def seconds(self) -> list[float]:
        """When each thing went out, from noon."""
        return [(at - NOON).total_seconds() for _, _, at in self.channel.times]
