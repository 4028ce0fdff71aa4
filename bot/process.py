"""How does the process live and die? Everything opened in order, served until a signal, and closed again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import structlog

from bot.app import Bot, Outside, Owner
from bot.config import Config
from bot.database_thread import DatabaseThread
from bot.housekeeping import Housekeeper
from bot.logs import set_up_logs
from bot.rendering.rendering import Rendering
from bot.rendering.warm import WarmRenderer
from bot.rendering.words import Words
from bot.rendering.wordsmith import RenderingWordsmith
from handlers.house import House
from models.errors import ConfigError
from models.ports import Alarm, Channel, Clock, KeepingTerms
from models.store import SqlStore, open_store
from models.values import OrganizerId
from scheduler.due import next_due

if TYPE_CHECKING:
    from bot.second_reader import ChatCompletions

_log = structlog.get_logger(__name__)

#: Threads that write, where the database takes several writers.
_POSTGRES_WRITERS = 4
_LOOK_AGAIN_SECONDS = 3.0


async def run_forever(config: Config) -> None:
    """Run until SIGINT or SIGTERM."""
    set_up_logs(config.log.level, config.log.format)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        if config.channel == "playground":
            address = await stack.enter_async_context(playground(config))
            sys.stdout.write(f"the playground is open: {address}\n")
        else:
            await stack.enter_async_context(wechaty(config))
            sys.stdout.write("tuanzhang is running\n")
        sys.stdout.flush()
        await stop.wait()


def is_shared(config: Config) -> bool:
    """Whether other processes may use the same database."""
    return not config.database.get_secret_value().startswith("sqlite")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep a second process away from the same SQLite database. Raises ConfigError where one is running."""
    import fcntl  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ConfigError(f"another tuanzhang is running with this database ({path})") from None
        yield


def open_database(config: Config) -> SqlStore:
    """The store that the configuration names, with its tables up to date."""
    url = config.database.get_secret_value()
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    config.keys.parent.mkdir(parents=True, exist_ok=True)
    store = open_store(url, config.keys)
    store.migrate()
    return store


@dataclass(frozen=True, slots=True)
class Opened:
    """The store, and the threads on which its units run."""

    store: SqlStore
    database: DatabaseThread


@asynccontextmanager
async def database_of(config: Config) -> AsyncIterator[Opened]:
    with contextlib.ExitStack() as stack:
        if not is_shared(config):
            url = config.database.get_secret_value()
            stack.enter_context(alone(Path(url.removeprefix("sqlite:///") + ".lock")))
        store = stack.enter_context(contextlib.closing(open_database(config)))
        database = DatabaseThread(store, writers=_POSTGRES_WRITERS if is_shared(config) else 1)
        try:
            yield Opened(store, database)
        finally:
            await database.close()


@asynccontextmanager
async def running_bot(
    config: Config, opened: Opened, channel: Channel, clock: Clock, alarm: Alarm
) -> AsyncIterator[Bot]:
    """A started bot over a channel; closed in order afterwards."""
    documents = WarmRenderer()
    reader = second_reader_of(config)
    words = Words(address_form=config.group.address_form)
    rendering = Rendering(words, documents, clock, time_zone=config.group.time_zone)
    holder = "alone" if not is_shared(config) else f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    outside = Outside(
        database=opened.database,
        channel=channel,
        clock=clock,
        alarm=alarm,
        render=rendering.render_row,
        draw=random.SystemRandom().uniform,
        holder=holder,
        media=config.media,
        shared=is_shared(config),
        second_reader=reader,
    )
    wordsmith = RenderingWordsmith(words)
    bot = Bot(outside, replace(house_of(config), wordsmith=wordsmith), owners_of(config))
    keep = config.keep
    terms = KeepingTerms(keep.chatter_days, keep.media_days, keep.orders_days)
    housekeeper = Housekeeper(opened.store, clock, alarm, config.media, terms, ZoneInfo(config.group.time_zone))
    await bot.start()
    housekeeper.start()
    documents.start()
    loading = asyncio.create_task(_load(words, wordsmith), name="load words")
    looking = asyncio.create_task(_look_again(bot), name="look for reopened messages")
    try:
        yield bot
    finally:
        looking.cancel()
        housekeeper.close()
        await bot.close()
        if reader is not None:
            await reader.close()
        await documents.close()
        await loading


async def _load(words: Words, wordsmith: RenderingWordsmith) -> None:
    await asyncio.to_thread(words.load)
    await asyncio.to_thread(wordsmith.load)


async def _look_again(bot: Bot) -> None:
    """An operator's `tuan retry` is another process, which can't tell this one that a message waits again."""
    while True:
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        bot.intake.nudge()


def second_reader_of(config: Config) -> ChatCompletions | None:
    """Whoever is asked about what the rules leave open; nobody unless an endpoint is configured."""
    section = config.second_reader
    if not section.endpoint:
        return None
    from bot.second_reader import ChatCompletions, ReaderSettings  # noqa: PLC0415

    _log.info("second_reader", host=urlsplit(section.endpoint).hostname, model=section.model)
    return ChatCompletions(
        ReaderSettings(section.endpoint, section.model, section.read_api_key(), section.timeout_seconds)
    )


def house_of(config: Config) -> House:
    """What the configuration says, as use cases know it."""
    rooms = {
        room: OrganizerId(owner.id)
        for owner, section in zip(owners_of(config), config.organizers, strict=True)
        for room in section.rooms
    }
    return House(
        next_due=next_due,
        defaults=config.group.settings(),
        rooms_of=rooms,
        bot_names=config.bot_names,
        other_bots=frozenset(config.other_bots),
        chatter_days=config.keep.chatter_days,
    )


def owners_of(config: Config) -> tuple[Owner, ...]:
    """Each organizer by the contact that they are: the same after a restart, whatever the order in the file."""
    return tuple(Owner(section.contact, section.name, section.contact) for section in config.organizers)


@asynccontextmanager
async def playground(config: Config) -> AsyncIterator[str]:
    """The make-believe group and the page on which it is seen; yields the page's address."""
    from bot.backstage import Backstage  # noqa: PLC0415
    from bot.channels.playground import cast  # noqa: PLC0415
    from bot.channels.playground.channel import PlaygroundChannel  # noqa: PLC0415
    from bot.channels.playground.pages import create_playground  # noqa: PLC0415
    from bot.playground_time import PlaygroundTime  # noqa: PLC0415
    from bot.web.server import create_site, serve  # noqa: PLC0415

    async with database_of(config) as opened, AsyncExitStack() as stack:
        database = opened.database
        started: list[Bot] = []

        async def settled() -> None:
            await channel.heard_out()
            for bot in started:
                await bot.settled()

        time = PlaygroundTime(await _latest_moment(database), settled)
        channel = PlaygroundChannel(time.clock)
        bot = await stack.enter_async_context(running_bot(config, opened, channel, time.clock, time.alarm))
        started.append(bot)
        await bot.intake.accept(channel.entrance())
        backstage = Backstage(bot, database, time, OrganizerId(cast.ORGANIZER_ID), ZoneInfo(config.group.time_zone))
        site = create_site([create_playground(channel, backstage)])
        served = await serve(site, config.playground.host, config.playground.port)
        stack.push_async_callback(served.close)
        stack.push_async_callback(time.hold)
        if config.playground.clock == "real":
            time.run()
        yield served.address


async def _latest_moment(database: DatabaseThread) -> datetime:
    """Now, or later where an earlier run had moved its clock ahead: what is written must not lie in the future."""
    rows = await database.read(lambda unit: unit.outbox.page(limit=1))
    return max([datetime.now(UTC), *(row.sent_at or row.made_at for row in rows)])


@asynccontextmanager
async def wechaty(config: Config) -> AsyncIterator[Bot]:
    """The bot at a wechaty gateway."""
    from bot.channels.wechaty import WechatyChannel, WechatySettings  # noqa: PLC0415
    from bot.channels.wechaty.login_code import show_in_terminal  # noqa: PLC0415
    from bot.clock import SchedulerAlarm, SystemClock  # noqa: PLC0415

    section = config.wechaty
    own = {"tls_ca": section.tls_ca, "tls_name": section.tls_name}
    settings = WechatySettings(
        endpoint=section.endpoint,
        token=section.read_token(),
        tls=section.tls,
        **{name: value for name, value in own.items() if value is not None},  # type: ignore[arg-type]
    )
    clock, alarm = SystemClock(), SchedulerAlarm()
    alarm.start()
    try:
        async with database_of(config) as opened:
            channel = WechatyChannel(settings, clock=clock, show_qr=show_in_terminal)
            async with running_bot(config, opened, channel, clock, alarm) as bot:
                yield bot
    finally:
        alarm.close()
