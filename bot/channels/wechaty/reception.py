"""What does each event of the gateway mean to us? A message in the queue, or a change of our own state."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.channels.wechaty.hearing import Hearing
from bot.channels.wechaty.in_order import InOrder
from bot.channels.wechaty.names import Names
from bot.channels.wechaty.reading import NOBODY
from bot.channels.wechaty.wire import Event
from models.ports import ChannelState
from models.values import Incoming

LOG: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

#: Messages held while the listener is busy; beyond that the gateway keeps them.
_MOST_WAITING = 2_000
#: Payloads fetched side by side: the gateway and we work at the same time.
_FETCHED_AT_ONCE = 16
_LONGEST_ERROR = 500


class Reception:
    """The ear on the line. ``heard`` is what people said, in order; the rest is who is logged in, and whether."""

    def __init__(self, hearing: Hearing, names: Names, show_qr: Callable[[str], None], token: str) -> None:
        self._hearing = hearing
        self._names = names
        self._show_qr = show_qr
        self._token = token
        self.account: str | None = None
        self.state = ChannelState.STARTING
        self.login_link: str | None = None
        self.heard: InOrder[Incoming] = InOrder(most_waiting=_MOST_WAITING, at_once=_FETCHED_AT_ONCE)

    def line_up(self) -> None:
        # What changed while we were away was told to nobody.
        self._names.forget_all()

    def line_down(self) -> None:
        if self.state is not ChannelState.STOPPED:
            self.state = ChannelState.AWAY

    def line_broken(self, error: BaseException) -> None:
        self.heard.fail(error)

    async def event(self, number: int, payload: str) -> None:
        account = self.account or NOBODY
        facts = _facts(payload)
        if facts is None:
            await self._keep_unread(account, number, payload, "an event that is not a JSON object")
        elif number == Event.MESSAGE:
            await self.heard.put(lambda: self._hearing.message(account, facts, payload))
        elif number in (Event.ROOM_JOIN, Event.ROOM_LEAVE, Event.ROOM_TOPIC):
            self._hearing.forget_what_changed(number, facts)
            await self.heard.put(lambda: self._hearing.room_event(account, number, facts, payload))
        elif not self._take_sign(number, facts):
            await self._keep_unread(account, number, payload, f"an event of unknown number {number}")

    def _take_sign(self, number: int, facts: Mapping[str, Any]) -> bool:
        """Take an event that tells of the gateway itself; False where the number is unknown."""
        match number:
            case Event.LOGIN:
                self._log_in(str(facts.get("contactId") or ""))
            case Event.LOGOUT:
                self.state = ChannelState.AWAY
                LOG.warning("logged out of WeChat", why=str(facts.get("data") or ""))
            case Event.SCAN:
                self._ask_for_scan(str(facts.get("qrcode") or ""))
            case Event.DIRTY:
                self._names.forget(facts.get("payloadType"), str(facts.get("payloadId") or ""))
            case Event.ERROR:
                self._note_error(str(facts.get("gerror") or facts.get("data") or ""))
            case _:
                return number in set(Event)
        return True

    def _log_in(self, account: str) -> None:
        if account != self.account:
            self._names.forget_all()
        self.account = account
        self.login_link = None
        self.state = ChannelState.READY
        LOG.info("logged in to WeChat", account=account)

    def _ask_for_scan(self, login_link: str) -> None:
        self.state = ChannelState.SCAN
        # The same code is told again when it was scanned and when it was confirmed.
        if login_link and login_link != self.login_link:
            self.login_link = login_link
            self._show_qr(login_link)

    def _note_error(self, what: str) -> None:
        LOG.warning("the gateway reports an error", what=what.replace(self._token, "…")[:_LONGEST_ERROR])

    async def _keep_unread(self, account: str, number: int, payload: str, fault: str) -> None:
        async def kept() -> Incoming:
            return self._hearing.unread(account, number, payload, fault)

        await self.heard.put(kept)


def _facts(payload: str) -> dict[str, Any] | None:
    try:
        facts = json.loads(payload or "{}")
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None
