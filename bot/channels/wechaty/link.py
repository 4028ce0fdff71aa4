"""How is one connection to the gateway made? Plain on this machine, TLS elsewhere; the token goes with each call."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from grpclib.client import Channel as GrpcChannel
from grpclib.config import Configuration
from grpclib.protocol import H2Protocol

from bot.channels.wechaty.calls import CallFailed, Cut, NotReached, apart
from bot.channels.wechaty.settings import WechatySettings
from bot.channels.wechaty.wire import GatewayStub


class _OneConnection(GrpcChannel):
    """grpclib dials again by itself where a connection is gone; then a call would go out unseen, beside the next link.

    Here a connection that is gone stays gone.
    """

    _has_dialled = False

    @property
    def is_gone(self) -> bool:
        return self._has_dialled and not self._connected

    async def __connect__(self) -> H2Protocol:
        if self.is_gone:
            raise ConnectionResetError("the line broke")
        self._has_dialled = True
        return await super().__connect__()


class Link:
    """One open connection."""

    def __init__(self, settings: WechatySettings, channel: _OneConnection) -> None:
        self._settings = settings
        self._channel = channel
        self._metadata = {"authorization": f"Wechaty {settings.token}"}

    @property
    def is_broken(self) -> bool:
        return self._channel.is_gone

    def stub(self, seconds: float) -> GatewayStub:
        """The gateway's calls, each of which ends within ``seconds``."""
        return GatewayStub(self._channel, timeout=seconds, metadata=self._metadata)

    async def greet(self) -> None:
        """Find out whether somebody is there who takes the token. Raises CallFailed."""
        seconds = self._settings.connect_seconds
        try:
            async with asyncio.timeout(seconds):
                await apart(self.stub(seconds).version())
        except TimeoutError as error:
            raise NotReached(f"no answer in {seconds:g} s") from error

    async def serve_start(self) -> None:
        """Have the gateway start its side, without a stop before it: a stop can log WeChat out."""
        await self.stub(self._settings.start_seconds).start()

    async def stay_awake(self) -> None:
        """Ask for the version again and again; raises Cut when no answer comes, so that a frozen gateway is noticed."""
        stub = self.stub(self._settings.ping_seconds)
        while True:
            await asyncio.sleep(self._settings.ping_every_seconds)
            try:
                await stub.version()
            except CallFailed as failure:
                raise Cut(f"the gateway does not answer: {failure}") from failure


@asynccontextmanager
async def open_link(settings: WechatySettings) -> AsyncIterator[Link]:
    """A connection whose gateway has answered once. Raises CallFailed where none can be made."""
    _keep_headers_out_of_logs()
    channel = _channel(settings)
    try:
        link = Link(settings, channel)
        await link.greet()
        yield link
    finally:
        channel.close()


def _channel(settings: WechatySettings) -> _OneConnection:
    host, port = settings.address
    if settings.tls:
        target = Configuration(ssl_target_name_override=settings.tls_name)
        return _OneConnection(host, port, ssl=_tls_context(settings), config=target)
    channel = _OneConnection(host, port)
    # Gateways older than 0.30 look for the token here and nowhere else; grpclib has no public way to say it.
    channel._authority = settings.token
    return channel


def _tls_context(settings: WechatySettings) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(settings.tls_ca))
    # The CA of gateways does not say what its key is for: the strict rules (default since Python 3.13) refuse it.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.set_alpn_protocols(["h2"])
    return context


def _keep_headers_out_of_logs() -> None:
    """Header compression writes each header at DEBUG, the token among them."""
    hpack = logging.getLogger("hpack")
    if hpack.getEffectiveLevel() < logging.INFO:
        hpack.setLevel(logging.INFO)
