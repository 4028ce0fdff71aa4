"""Which ways lead into and out of groups?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Protocol

from models.values import Incoming, MediaRef, Outgoing, Sent


class ChannelState(StrEnum):
    STARTING = "starting"
    SCAN = "scan"
    READY = "ready"
    AWAY = "away"
    STOPPED = "stopped"


class Channel(Protocol):
    """A way into and out of groups: the playground, the wechaty gateway, a fake.

    The contract, which one suite tests over every channel: messages come out of ``listen`` in the order in which the
    gateway gave them, one at a time; what can't be read comes out with ``fault`` set instead of being dropped;
    ``listen`` survives a gateway that goes away and comes back, and ends only after ``close``.
    """

    @property
    def name(self) -> str:
        """The channel's word in the database: ``playground``, ``wechaty``."""

    @property
    def account(self) -> str | None:
        """The id of the bot's own login, or None before anybody logged in."""

    @property
    def state(self) -> ChannelState: ...

    async def start(self) -> None:
        """Begin to connect; returns at once, also where the gateway is down."""

    async def close(self) -> None:
        """End ``listen`` and let go of every connection. May be called twice."""

    def listen(self) -> AsyncIterator[Incoming]: ...

    async def send(self, outgoing: Outgoing) -> Sent:
        """Hand one thing to the gateway.

        Raises NotSent (nothing went out), SendUnknown (it may have), NoSuchPlace (never again).
        """

    async def download(self, media: MediaRef) -> bytes:
        """The bytes of a picture or a file. Raises ChannelError."""
