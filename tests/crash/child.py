"""The bot in a process that may be killed: its channel and its clock come from the driver, order by order."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.app import Bot, Outside, Owner
from bot.clock import SteppedAlarm, SteppedClock, Wake
from bot.database_thread import DatabaseThread
from bot.housekeeping import Housekeeper
from bot.logs import set_up_logs
from bot.rendering.rendering import Rendering
from bot.rendering.words import Words
from bot.simulation.calendar import ZONE
from bot.simulation.channel import SimulatedChannel
from bot.simulation.documents import Placeholders
from bot.simulation.profiles import profile_named
from bot.simulation.record import Given
from bot.simulation.residents import Neighbourhood, neighbourhood
from bot.simulation.sayings import BOT_NAME, CHANNEL_NAME
from bot.simulation.town import give_modes
from handlers.house import House
from models.groupbuy.group_buy import GroupBuy
from models.mail import PART, Json, OutboxRow, OutboxState, Post
from models.own_wordings import Voice
from models.ports import KeepingTerms, UnitOfWork
from models.store import open_store
from models.values import OrganizerId, Outgoing, Sent
from scheduler import outbox_relay, runner
from scheduler.due import next_due
from scheduler.letters import Rendered
from tests.crash.words import (
    Advance,
    AtRest,
    GiveModes,
    GoesOut,
    Hear,
    Known,
    Order,
    Renew,
    Report,
    SentAs,
    Standing,
    Terms,
    Unsettled,
    Which,
)

#: Read once, in the process of which all bots are born.
_WORDS = Words()
_WORDS.load()

#: What a bot does over and over only because it is not alone with its database.
_LOOKS = frozenset({runner.LOOK, outbox_relay.LOOK})
_LEASE = f"lease {CHANNEL_NAME}"
_POSTGRES_WRITERS = 4
_MOST_TOLD = 10_000
_MOST_GROUP_BUYS = 100


class DrivenChannel(SimulatedChannel):
    """Implements ``Channel`` over the pipe to the driver, which knows what was given out."""

    def __init__(self, clock: SteppedClock, give: Callable[[Outgoing], None]) -> None:
        super().__init__(clock, give)
        self._give = give
        self._answers: dict[str, asyncio.Future[str]] = {}

    async def send(self, outgoing: Outgoing) -> Sent:
        answer = self._answers[outgoing.key] = asyncio.get_running_loop().create_future()
        self._give(outgoing)
        message_id = await answer
        self.hear(self.echo_of(outgoing, message_id))
        return Sent(message_id)

    def answered(self, sent: SentAs) -> None:
        answer = self._answers.pop(sent.key, None)
        if answer is not None and not answer.done():
            answer.set_result(sent.message_id)


class DrivenAlarm:
    """Implements ``Alarm``: time passes from one wake-up that has a reason of its own to the next. Those that only look
    around, or renew a lease, ring once, late, and only where the driver says so."""

    def __init__(self, clock: SteppedClock, settled: Wake) -> None:
        self._clock = clock
        self._reasons, self._looks, self._leases = (SteppedAlarm(clock, settled) for _ in range(3))
        self._next_due: datetime | None = None

    def wake_at(self, name: str, when: datetime, then: Wake) -> None:
        if name == runner.WAKE_UP:
            self._next_due = when
        self._of(name).wake_at(name, when, then)

    def cancel(self, name: str) -> None:
        self._of(name).cancel(name)

    def _of(self, name: str) -> SteppedAlarm:
        if name == _LEASE:
            return self._leases
        return self._looks if name in _LOOKS else self._reasons

    def next_moment(self) -> datetime | None:
        """When there is a reason to wake."""
        return self._reasons.next_moment()

    def next_due(self) -> datetime | None:
        """When the runner wakes next for a schedule."""
        due = self._next_due
        return None if due is None or due <= self._clock.now() else due

    async def renew(self, to: datetime) -> None:
        self._clock.advance_to(to)
        await self._leases.advance(to)

    async def advance(self, to: datetime, *, looks: bool) -> None:
        await self._reasons.advance(to)
        while looks and (_is_due(self._looks, to) or _is_due(self._leases, to)):
            await self._leases.advance(to)
            await self._looks.advance(to)
            await self._reasons.advance(to)


def _is_due(alarm: SteppedAlarm, at: datetime) -> bool:
    moment = alarm.next_moment()
    return moment is not None and moment <= at


class Child:
    """One bot, and what the driver may ask of it."""

    def __init__(self, terms: Terms, pipe: Connection) -> None:
        self._pipe = pipe
        folder = Path(terms.folder)
        self._places = [neighbourhood(terms.seed, profile_named(name), number) for name, number in terms.places]
        self._by_address = {place.room_id: place.number for place in self._places} | {
            person.contact: place.number for place in self._places for person in (place.organizer, *place.residents)
        }
        self._posts: dict[str, Post] = {}
        self._working: set[asyncio.Task[None]] = set()
        self.clock = SteppedClock(terms.now)
        self.alarm = DrivenAlarm(self.clock, self.settled)
        self.channel = DrivenChannel(self.clock, self._give)
        store = open_store(terms.url, folder / "keys.sqlite3", durable=False)
        store.migrate()
        self.database = DatabaseThread(store, writers=_POSTGRES_WRITERS if terms.shared else 1)
        self._rendering = Rendering(_WORDS, Placeholders(), self.clock)
        outside = Outside(
            database=self.database,
            channel=self.channel,
            clock=self.clock,
            alarm=self.alarm,
            render=self._render,
            draw=random.Random(terms.holder).uniform,
            holder=terms.holder,
            media=folder / "media",
            shared=terms.shared,
        )
        rooms = {place.room_name: OrganizerId(place.owner_id) for place in self._places}
        house = House(next_due=next_due, rooms_of=rooms, bot_names=(BOT_NAME,))
        owners = tuple(Owner(place.owner_id, place.organizer.name, place.organizer.contact) for place in self._places)
        self.bot = Bot(outside, house, owners)
        self._housekeeper = Housekeeper(store, self.clock, self.alarm, folder / "media", KeepingTerms(), ZONE)

    async def run(self) -> None:
        await self.bot.start()
        self._housekeeper.start()
        asyncio.get_running_loop().add_reader(self._pipe.fileno(), self._hear_driver)
        # What is taken up at a start may be sent, which needs the driver.
        await self.settled()
        self._tell_rest()
        await asyncio.Event().wait()

    async def settled(self) -> None:
        while True:
            await self.channel.heard_out()
            await self.bot.settled()
            if not self.channel.waiting:
                return

    def _hear_driver(self) -> None:
        while self._pipe.poll():
            try:
                order: Order | SentAs = self._pipe.recv()
            except EOFError:
                # Whoever drives is gone: there is no time any more.
                os._exit(0)
            if isinstance(order, SentAs):
                # It must get through while an order waits for it.
                self.channel.answered(order)
            else:
                task = asyncio.get_running_loop().create_task(self._obey(order))
                self._working.add(task)
                task.add_done_callback(self._working.discard)

    async def _obey(self, order: Order) -> None:
        match order:
            case Hear(messages):
                for message in messages:
                    self.channel.hear(message)
                await self.settled()
            case Advance(to, looks):
                await self.alarm.advance(to, looks=looks)
            case Renew(to):
                await self.alarm.renew(to)
            case GiveModes():
                await self.database.write(partial(give_modes, self._places))
            case Which(ids):
                self._pipe.send(Known(await self.database.read(partial(_known, ids))))
                return
            case Report():
                self._pipe.send(await self.database.read(self._standing))
                return
        self._tell_rest()

    def _tell_rest(self) -> None:
        self._pipe.send(AtRest(self.alarm.next_moment(), self.alarm.next_due(), self.bot.hears))

    async def _render(self, row: OutboxRow, values: Mapping[str, Json], voice: Voice) -> Sequence[Rendered]:
        self._posts[row.id] = row.post
        return await self._rendering.render_row(row, values, voice)

    def _give(self, outgoing: Outgoing) -> None:
        post = self._posts[outgoing.key]
        given = Given(
            at=self.clock.now(),
            group=self._by_address[outgoing.room_id or outgoing.contact_id or ""],
            private=outgoing.room_id is None,
            key=outgoing.key,
            text=outgoing.text,
            post=post,
            file=None if outgoing.attachment is None else outgoing.attachment.file_name,
            later_part=PART in post.values,
        )
        self._pipe.send(GoesOut(given))

    def _standing(self, unit: UnitOfWork) -> Standing:
        failed = unit.outbox.page(states=[OutboxState.FAILED], limit=_MOST_TOLD)
        return Standing(
            books={place.number: _book(place, unit) for place in self._places},
            unsure=tuple(self._unsettled(unit)),
            failed_posts=len(failed),
            failed_messages=len(unit.inbox.faults(limit=_MOST_TOLD)),
        )

    def _unsettled(self, unit: UnitOfWork) -> Iterator[Unsettled]:
        numbers = {place.owner_id: place.number for place in self._places}
        for row in unit.outbox.page(states=[OutboxState.UNSURE], limit=_MOST_TOLD):
            kind = row.post.document or row.post.kind
            yield Unsettled(row.id, numbers[row.organizer], row.post.group is None, kind, row.made_at)


def _known(ids: Sequence[str], unit: UnitOfWork) -> frozenset[str]:
    return frozenset(one for one in ids if unit.inbox.by_channel_id(CHANNEL_NAME, one) is not None)


def _book(place: Neighbourhood, unit: UnitOfWork) -> list[Any]:
    """Of each group-buy, oldest first: what stands, by nickname and product, and how far it has come."""
    return [
        _orders(group_buy, unit)
        for group_buy in reversed(unit.group_buys.latest_of(OrganizerId(place.owner_id), limit=_MOST_GROUP_BUYS))
    ]


def _orders(group_buy: GroupBuy, unit: UnitOfWork) -> Any:
    names = {product.id: product.name for product in group_buy.products}
    standing = [line for line in unit.books.standing(group_buy.id) if line.quantity or line.waiting]
    people = unit.people.many({line.member for line in standing})
    lines = sorted(
        (
            people[line.member].nickname,
            str(line.recipient),
            names[line.product],
            str(line.quantity),
            str(line.waiting),
        )
        for line in standing
    )
    kept = unit.books.read(group_buy.id)
    return lines, (len(kept.late()), len(kept.questions()), len(kept.paid()), group_buy.stage.value)


def live(terms: Terms, pipe: Connection) -> None:
    """Be the bot until killed."""
    set_up_logs("error", "console")
    asyncio.run(Child(terms, pipe).run())
