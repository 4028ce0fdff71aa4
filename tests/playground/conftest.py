"""What do the playground's tests share? A group with a brain that repeats, and its site on a free port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest_asyncio

from bot.channels.playground.channel import PlaygroundChannel
from bot.channels.playground.pages import create_playground
from bot.clock import SteppedClock
from bot.web.server import create_site, serve
from tests.playground.backstage import EchoBackstage, morning_clock, plans_of_a_day


@dataclass(frozen=True, slots=True)
class Site:
    """A served playground; ``session`` speaks as a page of its own origin would."""

    channel: PlaygroundChannel
    backstage: EchoBackstage
    clock: SteppedClock
    address: str
    session: aiohttp.ClientSession


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    clock = morning_clock()
    channel = PlaygroundChannel(clock)
    backstage = EchoBackstage(channel, clock, plans_of_a_day())
    await backstage.start()
    served = await serve(create_site([create_playground(channel, backstage)]), "127.0.0.1", 0)
    origin = served.address.rstrip("/")
    async with aiohttp.ClientSession(served.address, headers={"Origin": origin}) as session:
        yield Site(channel, backstage, clock, served.address, session)
    await served.close()
    await backstage.close()
