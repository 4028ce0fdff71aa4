"""Does the token stay where it belongs? On the wire to the gateway, and nowhere else."""

from __future__ import annotations

import logging
import traceback

import pytest

from bot.channels.wechaty import WechatySettings
from bot.channels.wechaty.settings import GATEWAY_CA
from models.errors import ConfigError, NotSent
from models.ports import ChannelState
from models.values import Outgoing
from tests.gateway.gateway import TOKEN, Gateway
from tests.gateway.waiting import eventually, take
from tests.gateway.worlds import ROOM, quick, until_ready, wechaty_channel


class Printed:
    """What the process has written so far."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured
        self.so_far = ""

    def holds(self, words: str) -> bool:
        seen = self._captured.readouterr()
        self.so_far += seen.out + seen.err
        return words in self.so_far


@pytest.mark.asyncio
async def test_nothing_logs_the_token(
    gateway: Gateway, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = wechaty_channel(quick(gateway.endpoint, TOKEN))
    await channel.start()
    await until_ready(channel)
    await gateway.ask("behave")
    await channel.send(Outgoing(key="out-1", room_id=ROOM, text="收到"))
    await gateway.ask("emit", name="error", payload={"data": f"bad token {TOKEN}"})
    await gateway.ask("say", text="+1")
    await take(channel.listen(), 2)
    await channel.close()
    seen = capfd.readouterr()
    logged = caplog.text + seen.out + seen.err
    assert "logged in to WeChat" in logged
    assert "bad token" in logged
    assert TOKEN not in logged


@pytest.mark.asyncio
async def test_a_token_that_is_refused_is_told_but_not_shown(
    own_gateway: Gateway, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    own_gateway.start()
    channel = wechaty_channel(quick(own_gateway.endpoint, "another-token-3d77"))
    await channel.start()
    printed = Printed(capfd)
    await eventually(lambda: printed.holds("does not take this token"))
    assert channel.state is ChannelState.STARTING
    await channel.close()
    assert "another-token-3d77" not in printed.so_far + caplog.text


@pytest.mark.asyncio
async def test_an_error_does_not_carry_the_token(own_gateway: Gateway) -> None:
    own_gateway.start()
    channel = wechaty_channel(quick(own_gateway.endpoint, TOKEN))
    await channel.start()
    await until_ready(channel)
    await own_gateway.ask("behave", refuse=f"Invalid Wechaty TOKEN {TOKEN}")
    with pytest.raises(NotSent) as refused:
        await channel.send(Outgoing(key="out-1", room_id=ROOM, text="收到"))
    assert TOKEN not in "".join(traceback.format_exception(refused.value))
    await channel.close()


def test_settings_do_not_show_the_token() -> None:
    assert TOKEN not in repr(WechatySettings("127.0.0.1:8788", TOKEN))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.8.9.10"])
def test_plaintext_is_for_this_machine(host: str) -> None:
    assert WechatySettings(f"{host}:8788", TOKEN).address == (host.strip("[]"), 8788)


@pytest.mark.parametrize("host", ["gateway.example", "192.168.1.5", "0.0.0.0", "[2001:db8::1]"])
def test_plaintext_elsewhere_is_refused_with_the_reason(host: str) -> None:
    with pytest.raises(ConfigError, match="tls") as refused:
        WechatySettings(f"{host}:8788", TOKEN)
    assert "tunnel" in str(refused.value)
    assert TOKEN not in str(refused.value)
    assert WechatySettings(f"{host}:8788", TOKEN, tls=True).address[1] == 8788


@pytest.mark.parametrize("endpoint", ["", "8788", "127.0.0.1", "127.0.0.1:", ":8788", "127.0.0.1:0", "http://a:8788"])
def test_an_endpoint_is_always_needed(endpoint: str) -> None:
    with pytest.raises(ConfigError, match="host:port"):
        WechatySettings(endpoint, TOKEN)


@pytest.mark.parametrize("token", ["", "two words", "口令", "line\nbreak"])
def test_a_token_is_something_that_a_header_can_carry(token: str) -> None:
    with pytest.raises(ConfigError, match="token"):
        WechatySettings("127.0.0.1:8788", token)


@pytest.mark.asyncio
async def test_tls_reaches_the_gateway(installed: None) -> None:
    gateway = Gateway(tls=True)
    gateway.start()
    channel = wechaty_channel(quick(gateway.endpoint, gateway.token, tls=True))
    try:
        await channel.start()
        await until_ready(channel)
        await gateway.ask("say", text="加密的+1")
        [heard] = await take(channel.listen(), 1)
        assert heard.text == "加密的+1"
    finally:
        await channel.close()
        gateway.kill()


@pytest.mark.asyncio
async def test_tls_with_a_stranger_is_refused(installed: None, capfd: pytest.CaptureFixture[str]) -> None:
    gateway = Gateway(tls=True)
    gateway.start()
    settings = WechatySettings(
        gateway.endpoint, gateway.token, tls=True, tls_ca=GATEWAY_CA, tls_name="gateway.example", connect_seconds=2
    )
    channel = wechaty_channel(settings)
    printed = Printed(capfd)
    try:
        await channel.start()
        await eventually(lambda: printed.holds("CERTIFICATE_VERIFY_FAILED"))
        assert channel.state is ChannelState.STARTING
    finally:
        await channel.close()
        gateway.kill()
