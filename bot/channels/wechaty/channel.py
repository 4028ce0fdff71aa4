"""What is WeChat to us? A thin client of a wechaty puppet-service gateway, as a channel."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import structlog

from bot.channels.wechaty.calls import CallFailed, apart
from bot.channels.wechaty.files import fetch
from bot.channels.wechaty.hearing import Hearing
from bot.channels.wechaty.in_order import InOrder
from bot.channels.wechaty.line import Line
from bot.channels.wechaty.login_code import show_in_terminal
from bot.channels.wechaty.names import Names
from bot.channels.wechaty.reading import CHANNEL, NOBODY
from bot.channels.wechaty.sending import Sending
from bot.channels.wechaty.settings import WechatySettings
from bot.channels.wechaty.wire import Event, GatewayStub
from models.errors import ChannelError, NotSent
from models.ports import ChannelState, Clock
from models.values import Incoming, MediaRef, Outgoing, Sent

LOG: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

#: Messages held while the listener is busy; beyond that the gateway keeps them.
_MOST_WAITING = 2_000
#: Payloads fetched side by side: the gateway and we work at the same time.
_FETCHED_AT_ONCE = 16


class WechatyChannel:
    """The port ``Channel`` over one gateway.

    ``show_qr`` is handed the login link whenever somebody has to scan it; without it the code is drawn in the
    terminal.
    """

    def __init__(
        self, settings: WechatySettings, *, clock: Clock, show_qr: Callable[[str], None] | None = None
    ) -> None:
        self._settings = settings
        self._show_qr = show_qr or show_in_terminal
        self._account: str | None = None
        self._state = ChannelState.STARTING
        self._login_link: str | None = None
        self._line = Line(settings, self)
        self._names = Names(self._stub)
        self._hearing = Hearing(self._line, self._names, clock, settings.rpc_seconds)
        self._sending = Sending(settings, self._names)
        self._heard: InOrder[Incoming] = InOrder(most_waiting=_MOST_WAITING, at_once=_FETCHED_AT_ONCE)

    @property
    def name(self) -> str:
        return CHANNEL

    @property
    def account(self) -> str | None:
        return self._account

    @property
    def state(self) -> ChannelState:
        return self._state

    @property
    def login_link(self) -> str | None:
        """What the QR code holds while the gateway waits for a scan."""
        return self._login_link

    async def start(self) -> None:
        self._line.open()

    async def close(self) -> None:
        if self._state is ChannelState.STOPPED:
            return
        self._state = ChannelState.STOPPED
        await self._line.close()
        self._heard.end()

    def listen(self) -> AsyncIterator[Incoming]:
        return self._heard.items()

    async def send(self, outgoing: Outgoing) -> Sent:
        link = self._line.link
        if link is None:
            raise NotSent("the gateway is out of reach")
        if self._state is not ChannelState.READY:
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

    # What follows is for the line, which tells what happens on it.

    def line_up(self) -> None:
        # What changed while we were away was told to nobody.
        self._names.forget_all()

    def line_down(self) -> None:
        if self._state is not ChannelState.STOPPED:
            self._state = ChannelState.AWAY

    def line_broken(self, error: BaseException) -> None:
        self._heard.fail(error)

    async def event(self, number: int, payload: str) -> None:
        """Take one event; called in the order in which they come, and waited for."""
        account = self._account or NOBODY
        facts = _facts(payload)
        if facts is None:
            await self._keep_unread(account, number, payload, "an event that is not a JSON object")
        elif number == Event.MESSAGE:
            await self._heard.put(lambda: self._hearing.message(account, facts, payload))
        elif number in (Event.ROOM_JOIN, Event.ROOM_LEAVE, Event.ROOM_TOPIC):
            self._hearing.forget_what_changed(number, facts)
            await self._heard.put(lambda: self._hearing.room_event(account, number, facts, payload))
        elif not self._take_sign(number, facts):
            await self._keep_unread(account, number, payload, f"an event of unknown number {number}")

    def _take_sign(self, number: int, facts: Mapping[str, Any]) -> bool:
        """Take an event that tells of the gateway itself; False where the number is unknown."""
        match number:
            case Event.LOGIN:
                self._log_in(str(facts.get("contactId") or ""))
            case Event.LOGOUT:
                self._state = ChannelState.AWAY
                LOG.warning("logged out of WeChat", why=str(facts.get("data") or ""))
            case Event.SCAN:
                self._ask_for_scan(str(facts.get("qrcode") or ""))
            case Event.DIRTY:
                self._names.forget(facts.get("payloadType"), str(facts.get("payloadId") or ""))
            case Event.ERROR:
                what = str(facts.get("gerror") or facts.get("data") or "").replace(self._settings.token, "…")
                LOG.warning("the gateway reports an error", what=what[:500])
            case _:
                return number in set(Event)
        return True

    def _log_in(self, account: str) -> None:
        if account != self._account:
            self._names.forget_all()
        self._account = account
        self._login_link = None
        self._state = ChannelState.READY
        LOG.info("logged in to WeChat", account=account)

    def _ask_for_scan(self, login_link: str) -> None:
        self._state = ChannelState.SCAN
        # The same code is told again when it was scanned and when it was confirmed.
        if login_link and login_link != self._login_link:
            self._login_link = login_link
            self._show_qr(login_link)

    async def _keep_unread(self, account: str, number: int, payload: str, fault: str) -> None:
        async def kept() -> Incoming:
            return self._hearing.unread(account, number, payload, fault)

        await self._heard.put(kept)

    def _stub(self) -> GatewayStub | None:
        link = self._line.link
        return link.stub(self._settings.rpc_seconds) if link is not None else None


def _facts(payload: str) -> dict[str, Any] | None:
    try:
        facts = json.loads(payload or "{}")
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None
