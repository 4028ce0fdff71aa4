"""Which surroundings do the suites get? A gateway for all, and one of their own for those that kill it."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.channels.wechaty import WechatyChannel
from tests.gateway.gateway import Gateway, install, missing
from tests.gateway.worlds import FakeWorld, GatewayWorld, World, quick, until_ready, wechaty_channel

_LEFT_OUT = pytest.StashKey[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without Node.js, leave out what needs the gateway, and say so once instead of at each test."""
    reason = missing()
    if reason is None:
        return
    left_out = [item for item in items if _needs_gateway(item)]
    if not left_out:
        return
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
    config.stash[_LEFT_OUT] = f"SKIPPED [{len(left_out)}] {reason}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _LEFT_OUT in config.stash:
        terminalreporter.write_line(config.stash[_LEFT_OUT], yellow=True)


def _needs_gateway(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return "installed" in item.fixturenames or parameters.get("world") == "gateway"


@pytest.fixture(scope="session")
def installed() -> None:
    """The gateway's packages are there."""
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
