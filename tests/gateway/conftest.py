"""Which surroundings do the suites get? A gateway for all, and one of their own for those that kill it."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.channels.wechaty import WechatyChannel
from tests.gateway.gateway import Gateway, install, missing
from tests.gateway.worlds import FakeWorld, GatewayWorld, World, quick, until_ready, wechaty_channel


@pytest.fixture(scope="session")
def installed() -> None:
    """The gateway's packages are there, or the test is skipped with what to install."""
    reason = missing()
    if reason is not None:
        pytest.skip(reason)
    try:
        install()
    except subprocess.CalledProcessError:
        pytest.fail("the gateway's packages could not be fetched: run tests/gateway/install.sh and see what it says")


@pytest.fixture(scope="session")
def gateway(installed: None) -> Iterator[Gateway]:
    """A gateway that every test may talk to and none may kill."""
    shared = Gateway()
    shared.start()
    yield shared
    shared.kill()


@pytest.fixture
def own_gateway(installed: None) -> Iterator[Gateway]:
    """A gateway to be killed, not yet started."""
    own = Gateway()
    yield own
    own.kill()


@pytest_asyncio.fixture(params=["fake", "gateway"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """A channel that is ready, over the fake and over the gateway."""
    if request.param == "fake":
        fake = FakeWorld()
        await fake.channel.start()
        yield fake
        await fake.channel.close()
        return
    real = GatewayWorld(request.getfixturevalue("gateway"))
    await real.begin()
    await real.channel.start()
    await until_ready(real.channel)
    yield real
    real.gateway.thaw()
    await real.channel.close()


@pytest_asyncio.fixture
async def wechat(gateway: Gateway) -> AsyncIterator[WechatyChannel]:
    """A wechaty channel that is ready, over the shared gateway."""
    await gateway.ask("behave")
    channel = wechaty_channel(quick(gateway.endpoint, gateway.token))
    await channel.start()
    await until_ready(channel)
    yield channel
    await channel.close()
