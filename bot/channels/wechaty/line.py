"""How does the line to the gateway stay up? One link at a time, tried again for ever."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import Protocol

import structlog

from bot.channels.wechaty.backoff import Backoff
from bot.channels.wechaty.calls import CallFailed, Cut, NotReached, Refused
from bot.channels.wechaty.link import Link, open_link
from bot.channels.wechaty.settings import WechatySettings

LOG: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_TAKEN = (
    "another client listens to this gateway, which takes one: stop that one, or give each a gateway of its own. "
    "If there is none, the gateway still holds on to a connection that broke: restart it"
)
_STRANGER = "the gateway does not take this token: it was started with another one than wechaty.token"


class Ear(Protocol):
    """Who is told what happens on the line."""

    def line_up(self) -> None: ...

    def line_down(self) -> None: ...

    def line_broken(self, error: BaseException) -> None:
        """It ended by an error that is not the gateway's: no link will follow."""

    async def event(self, number: int, payload: str) -> None: ...


class LineClosed(Exception):
    """The line was closed for good."""


class Line:
    """Keeps one link to the gateway and tells an ear what comes over it, event by event, in order."""

    def __init__(self, settings: WechatySettings) -> None:
        self._settings = settings
        self._backoff = Backoff(settings.retry_first_seconds, settings.retry_most_seconds)
        self._link: Link | None = None
        self._changed = asyncio.Event()
        self._closed = False
        self._running: asyncio.Task[None] | None = None
        self._last_trouble = ""

    def open(self, ear: Ear) -> None:
        if self._running is None and not self._closed:
            self._running = asyncio.create_task(self._run(ear), name="wechaty line")
            self._running.add_done_callback(lambda running: _tell_end(running, ear))

    async def close(self) -> None:
        self._closed = True
        self._changed.set()
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    @property
    def link(self) -> Link | None:
        """The open link, if there is one right now."""
        return self._link

    async def next_link(self, *, after: Link | None = None) -> Link:
        """The open link unless it is ``after``, else the next one. Raises LineClosed."""
        while True:
            if self._closed:
                raise LineClosed("the channel was closed")
            if self._link is not None and self._link is not after:
                return self._link
            self._changed.clear()
            await self._changed.wait()

    async def _run(self, ear: Ear) -> None:
        while True:
            wait_seconds = await self._until_it_breaks(ear)
            await asyncio.sleep(wait_seconds)

    async def _until_it_breaks(self, ear: Ear) -> float:
        """Open a link and use it up; the answer is how long to wait before the next one."""
        try:
            async with open_link(self._settings) as link:
                await self._use(link, ear)
        except CallFailed as failure:
            self._tell(failure)
            if isinstance(failure, NotReached) and self._settings.is_next_door:
                # Knocking at a closed door of one's own machine costs nothing, and we are there when it opens.
                return self._settings.retry_first_seconds
        return self._backoff.next_wait()

    async def _use(self, link: Link, ear: Ear) -> None:
        self._link = link
        self._changed.set()
        ear.line_up()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._listen(link, ear))
                tasks.create_task(link.serve_start())
                tasks.create_task(link.stay_awake())
        except* CallFailed as failures:
            raise _first(failures) from None
        finally:
            self._link = None
            ear.line_down()

    async def _listen(self, link: Link, ear: Ear) -> None:
        async with aclosing(link.stub(self._settings.rpc_seconds).events()) as events:
            async for number, payload in events:
                # Only now is the link proven: a gateway that has another client takes the call and then refuses it.
                self._backoff.reset()
                self._last_trouble = ""
                await ear.event(number, payload)
        raise Cut("the gateway ended the stream of events")

    def _tell(self, failure: CallFailed) -> None:
        """Log a trouble once, not at each try."""
        trouble = _in_words(failure)
        if trouble != self._last_trouble:
            self._last_trouble = trouble
            LOG.warning("gateway out of reach", endpoint=self._settings.endpoint, trouble=trouble)


def _tell_end(running: asyncio.Task[None], ear: Ear) -> None:
    error = None if running.cancelled() else running.exception()
    if error is not None:
        ear.line_broken(error)


def _first(failures: BaseExceptionGroup[CallFailed]) -> CallFailed:
    head = failures.exceptions[0]
    return head if isinstance(head, CallFailed) else _first(head)


def _in_words(failure: CallFailed) -> str:
    if isinstance(failure, Refused) and failure.status == "ALREADY_EXISTS":
        return _TAKEN
    if isinstance(failure, Refused) and failure.status == "UNAUTHENTICATED":
        return _STRANGER
    return str(failure)
