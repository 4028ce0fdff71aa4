"""What is WeChat to us? A thin client of a wechaty puppet-service gateway, as a channel."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from bot.channels.wechaty.calls import CallFailed, apart
from bot.channels.wechaty.files import fetch
from bot.channels.wechaty.hearing import Hearing
from bot.channels.wechaty.line import Line
from bot.channels.wechaty.login_code import show_in_terminal
from bot.channels.wechaty.names import Names
from bot.channels.wechaty.reading import CHANNEL
from bot.channels.wechaty.reception import Reception
from bot.channels.wechaty.sending import Sending
from bot.channels.wechaty.settings import WechatySettings
from models.errors import ChannelError, NotSent
from models.ports import ChannelState, Clock
from models.values import Incoming, MediaRef, Outgoing, Sent


class WechatyChannel:
    """The port ``Channel`` over one gateway.

    ``show_qr`` is handed the login link whenever somebody has to scan it; without it the code is drawn in the
    terminal.
    """

    def __init__(
        self, settings: WechatySettings, *, clock: Clock, show_qr: Callable[[str], None] | None = None
    ) -> None:
        self._settings = settings
        self._line = Line(settings)
        names = Names(self._line, settings.rpc_seconds)
        hearing = Hearing(self._line, names, clock, settings.rpc_seconds)
        self._reception = Reception(hearing, names, show_qr or show_in_terminal, settings.token)
        self._sending = Sending(settings, names)

    @property
    def name(self) -> str:
        return CHANNEL

    @property
    def account(self) -> str | None:
        return self._reception.account

    @property
    def state(self) -> ChannelState:
        return self._reception.state

    @property
    def login_link(self) -> str | None:
        """What the QR code holds while the gateway waits for a scan."""
        return self._reception.login_link

    async def start(self) -> None:
        self._line.open(self._reception)

    async def close(self) -> None:
        if self.state is ChannelState.STOPPED:
            return
        self._reception.state = ChannelState.STOPPED
        await self._line.close()
        self._reception.heard.end()

    def listen(self) -> AsyncIterator[Incoming]:
        return self._reception.heard.items()

    async def send(self, outgoing: Outgoing) -> Sent:
        link = self._line.link
        if link is None:
            raise NotSent("the gateway is out of reach")
        if self.state is not ChannelState.READY:
            raise NotSent("nobody is logged in")
        return await apart(self._sending.send(link, outgoing))

    async def download(self, media: MediaRef) -> bytes:
        link = self._line.link
        if link is None:
            raise ChannelError("the gateway is out of reach")
        seconds = self._settings.file_seconds
        try:
            return await apart(fetch(link.stub(seconds), media, seconds))
        except CallFailed as failure:
            raise ChannelError(f"{media.file_name} can't be had: {failure}") from failure
