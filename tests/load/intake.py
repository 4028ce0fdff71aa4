"""How many messages a second go from the gateway into the book, beside a client that only fetches them?

The gateway is the real one, on loopback. Both clients take turns within one run, over the same rooms and the same kind
of talk: everybody has spoken once before, so that names are known to both.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Protocol

from bot.channels.wechaty import WechatyChannel, WechatySettings
from bot.clock import SchedulerAlarm, SystemClock
from bot.config import Config, OrganizerSection
from bot.database_thread import DatabaseThread
from bot.process import database_of, house_of, running_bot
from models.mail import InboxState
from models.ports import ChannelState, UnitOfWork
from tests.gateway.gateway import Gateway, install, missing
from tests.gateway.waiting import eventually
from tests.load.figure import Figure, Measured, compared
from tests.load.neighbourhood import ORGANIZER, Line, Neighbourhood
from tests.load.postgres import running_postgres
from tests.load.sizes import Sizes

_WANTED_OF_SQLITE = ">= 0.20"
#: PostgreSQL gets a part of the rounds: it stands beside SQLite, and is slower.
_PART_FOR_POSTGRESQL = 4
_MOST_SECONDS = 600.0
#: Seldom enough to take nothing from what is measured.
_LOOK_EVERY_SECONDS = 0.05
_CHANNEL = "wechaty"


class Client(Protocol):
    """Something that listens at the gateway."""

    async def until(self, message_id: str) -> None:
        """Return when this message, and so all before it, is dealt with."""


class BareClient:
    """Fetches each message, and does nothing with it."""

    def __init__(self, channel: WechatyChannel) -> None:
        self._channel = channel
        self._heard: set[str] = set()
        self._more = asyncio.Condition()

    async def listen(self) -> None:
        async for incoming in self._channel.listen():
            async with self._more:
                self._heard.add(incoming.message_id)
                self._more.notify_all()

    async def until(self, message_id: str) -> None:
        async with asyncio.timeout(_MOST_SECONDS), self._more:
            await self._more.wait_for(lambda: message_id in self._heard)


class WholeBot:
    """The bot as it runs in earnest: through both commits, with whatever it has to say."""

    def __init__(self, database: DatabaseThread) -> None:
        self.database = database

    async def until(self, message_id: str) -> None:
        is_handled = partial(_is_handled, message_id=message_id)
        async with asyncio.timeout(_MOST_SECONDS):
            while True:
                if await self.database.read(is_handled):
                    return
                await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _is_handled(unit: UnitOfWork, message_id: str) -> bool:
    known = unit.inbox.by_channel_id(_CHANNEL, message_id)
    row = None if known is None else unit.inbox.get(known)
    if row is not None and row.state in (InboxState.FAILED, InboxState.UNREADABLE):
        raise AssertionError(f"a message failed: {row.fault}")
    return row is not None and row.state is InboxState.HANDLED


@dataclass(slots=True)
class Tally:
    """So many messages in so many seconds, over several rounds."""

    messages: int = 0
    seconds: float = 0.0

    @property
    def speed(self) -> float:
        return self.messages / self.seconds

    def measured(self, name: str) -> Measured:
        return Measured(name, self.speed, "messages/s")


def measure(sizes: Sizes) -> Iterator[Figure]:
    why_not = missing()
    if why_not is not None:
        raise LookupError(why_not)
    install()
    with TemporaryDirectory(prefix="tuan-load-") as name:
        folder = Path(name)
        sqlite = _compare(f"sqlite:///{folder}/tuan.db", folder / "sqlite", sizes)
        yield _told("gateway_sqlite", *sqlite, wanted=_WANTED_OF_SQLITE)
        with running_postgres() as address:
            url = address.replace("postgresql://", "postgresql+psycopg://")
            fewer = replace(sizes, burst=sizes.burst // _PART_FOR_POSTGRESQL)
            yield _told("gateway_postgresql", *_compare(url, folder / "postgresql", fewer))


def _told(name: str, whole: Tally, bare: Tally, wanted: str = "") -> Figure:
    return compared(whole.measured(name), bare.measured("bare_client"), wanted=wanted)


def _compare(url: str, folder: Path, sizes: Sizes) -> tuple[Tally, Tally]:
    """What the bot did over this database, and what the bare client did meanwhile."""
    folder.mkdir()
    gateway = Gateway()
    gateway.start()
    try:
        return asyncio.run(Comparison(gateway, _config(gateway, url, folder), sizes).run())
    finally:
        gateway.kill()


def _config(gateway: Gateway, url: str, folder: Path) -> Config:
    return Config.model_validate(
        {
            "channel": _CHANNEL,
            "database": url,
            "keys": folder / "keys.sqlite",
            "media": folder / "media",
            "organizers": [OrganizerSection(contact=ORGANIZER)],
            "wechaty": {"endpoint": gateway.endpoint, "token": gateway.token},
        }
    )


class Comparison:
    """Rounds of the bot and of the bare client in turn, over one gateway."""

    def __init__(self, gateway: Gateway, config: Config, sizes: Sizes) -> None:
        self._gateway = gateway
        self._config = config
        self._sizes = sizes
        self._neighbourhood = Neighbourhood(sizes.rooms, sizes.residents)
        self._clock = SystemClock()

    async def run(self) -> tuple[Tally, Tally]:
        """What the bot did, and what the bare client did."""
        await self._furnish()
        whole, bare = Tally(), Tally()
        for seed in range(self._sizes.rounds):
            async with self._bare_client() as client:
                await self._round(client, bare, seed)
            async with self._whole_bot() as client:
                await self._round(client, whole, seed)
        return whole, bare

    async def _furnish(self) -> None:
        """Rooms and residents at the gateway, an open group-buy in each room."""
        near = self._neighbourhood
        for room in range(near.rooms):
            await self._gateway.ask(
                "furnish", id=near.room_id(room), topic=near.room_name(room), residents=near.residents_of(room)
            )
        now, house = self._clock.now(), house_of(self._config)
        async with self._whole_bot() as bot:
            await bot.database.write(lambda unit: near.open_everywhere(unit, _CHANNEL, now, house))

    @asynccontextmanager
    async def _bare_client(self) -> AsyncIterator[BareClient]:
        channel = self._channel()
        await channel.start()
        client = BareClient(channel)
        listening = asyncio.create_task(client.listen())
        await _until_ready(channel)
        yield client
        await channel.close()
        await listening

    @asynccontextmanager
    async def _whole_bot(self) -> AsyncIterator[WholeBot]:
        alarm = SchedulerAlarm()
        alarm.start()
        channel = self._channel()
        try:
            async with (
                database_of(self._config) as opened,
                running_bot(self._config, opened, channel, self._clock, alarm),
            ):
                await _until_ready(channel)
                yield WholeBot(opened.database)
        finally:
            alarm.close()

    def _channel(self) -> WechatyChannel:
        settings = WechatySettings(self._gateway.endpoint, self._gateway.token)
        return WechatyChannel(settings, clock=self._clock)

    async def _round(self, client: Client, tally: Tally, seed: int) -> None:
        await self._say(client, self._neighbourhood.greetings())
        lines = list(islice(self._neighbourhood.talk(seed), self._sizes.burst))
        start = perf_counter()
        await self._say(client, lines)
        tally.seconds += perf_counter() - start
        tally.messages += len(lines)

    async def _say(self, client: Client, lines: list[Line]) -> None:
        wanted: list[dict[str, Any]] = [
            {"roomId": line.room, "talker": line.talker, "text": line.text} for line in lines
        ]
        last = await self._gateway.ask("tell", lines=wanted)
        await client.until(last["id"])


async def _until_ready(channel: WechatyChannel) -> None:
    await eventually(lambda: channel.state is ChannelState.READY, within=30.0)
