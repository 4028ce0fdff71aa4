"""What can a test do to a channel's surroundings? The same few things over the fake and over a real gateway."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Protocol

from bot.channels.fake import Echo, FakeChannel
from bot.channels.wechaty import WechatyChannel, WechatySettings
from models.errors import NoSuchPlace, NotSent, SendUnknown
from models.ports import Channel, ChannelState
from models.values import Incoming, MediaRef, MessageKind
from tests.gateway.gateway import Gateway
from tests.gateway.waiting import eventually

ROOM = "100200300@chatroom"
BOT, OWNER, WANG, LI = "wxid_bot", "wxid_owner", "wxid_wang", "wxid_li"


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Shown(list[str]):
    """The login links that the channel asked to show."""


def quick(endpoint: str, token: str, *, tls: bool = False, rpc_seconds: float = 2.0) -> WechatySettings:
    """Short waits, so that a test of a time-out takes a moment."""
    return WechatySettings(
        endpoint,
        token,
        tls=tls,
        rpc_seconds=rpc_seconds,
        send_seconds=0.5,
        file_seconds=10.0,
        connect_seconds=0.6,
        ping_every_seconds=0.2,
        ping_seconds=0.4,
        retry_first_seconds=0.05,
        retry_most_seconds=0.4,
    )


def wechaty_channel(settings: WechatySettings, *, shown: Shown | None = None) -> WechatyChannel:
    return WechatyChannel(settings, clock=WallClock(), show_qr=(Shown() if shown is None else shown).append)


async def until_ready(channel: Channel, *, within: float = 10.0) -> None:
    await eventually(lambda: channel.state is ChannelState.READY, within=within)


class World(Protocol):
    """A channel in its surroundings. ``sent`` gives place and text of what went out."""

    @property
    def channel(self) -> Channel: ...

    async def say(self, text: str, *, talker: str = WANG, privately: bool = False) -> None: ...

    async def show(self, file_name: str, size: int) -> None: ...

    async def burst(self, count: int) -> None: ...

    async def sent(self) -> list[tuple[str, str]]: ...

    async def no_ids(self) -> None: ...

    async def echo_first(self) -> None: ...

    async def send_late(self) -> None:
        """The next send gets no answer in time, and goes out later."""

    async def let_out(self) -> None: ...

    async def refuse_next(self) -> None: ...

    async def lose_room(self) -> str:
        """The id of a room that can't be written to any more."""

    async def go_away(self) -> None: ...

    async def come_back(self) -> None: ...


class FakeWorld:
    def __init__(self) -> None:
        self.clock = WallClock()
        self.channel = FakeChannel(self.clock, account=BOT, echo=Echo.AFTER_ANSWER)
        self._number = 0

    async def say(self, text: str, *, talker: str = WANG, privately: bool = False) -> None:
        self.channel.hear(self._heard(talker, text=text, room_id=None if privately else ROOM))

    async def show(self, file_name: str, size: int) -> None:
        self.channel.files[file_name] = bytes(size)
        media = MediaRef(file_name, file_name, size)
        self.channel.hear(self._heard(WANG, kind=MessageKind.IMAGE, media=media, room_id=ROOM))

    async def burst(self, count: int) -> None:
        for number in range(count):
            await self.say(f"第{number}条")

    async def sent(self) -> list[tuple[str, str]]:
        return [(out.room_id or out.contact_id or "", out.text) for out in self.channel.sent]

    async def no_ids(self) -> None:
        self.channel.gives_ids = False

    async def echo_first(self) -> None:
        self.channel.echo = Echo.BEFORE_ANSWER

    async def send_late(self) -> None:
        self.channel.fail_next(SendUnknown("no answer in time"), goes_out_late=True)

    async def let_out(self) -> None:
        await self.channel.let_out()

    async def refuse_next(self) -> None:
        self.channel.fail_next(NotSent("refused"))

    async def lose_room(self) -> str:
        self.channel.fail_next(NoSuchPlace("gone"))
        return "999@chatroom"

    async def go_away(self) -> None:
        self.channel.go_away()

    async def come_back(self) -> None:
        self.channel.come_back()

    def _heard(self, talker: str, **fields: Any) -> Incoming:
        self._number += 1
        return Incoming(
            channel=self.channel.name,
            account=BOT,
            message_id=f"heard-{self._number}",
            sender_id=talker,
            sent_at=self.clock.now(),
            **fields,
        )


class GatewayWorld:
    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.channel = wechaty_channel(quick(gateway.endpoint, gateway.token))
        self._sent_before = 0

    async def begin(self) -> None:
        await self.gateway.ask("behave")
        self._sent_before = len(await self.gateway.sent())

    async def say(self, text: str, *, talker: str = WANG, privately: bool = False) -> None:
        await self.gateway.ask("say", text=text, talker=talker, privately=privately)

    async def show(self, file_name: str, size: int) -> None:
        await self.gateway.ask("say", type="Image", file={"name": file_name, "size": size})

    async def burst(self, count: int) -> None:
        await self.gateway.ask("burst", count=count)

    async def sent(self) -> list[tuple[str, str]]:
        return [(out["conversationId"], out["text"]) for out in (await self.gateway.sent())[self._sent_before :]]

    async def no_ids(self) -> None:
        await self.gateway.ask("behave", ids=False)

    async def echo_first(self) -> None:
        await self.gateway.ask("behave", echo="before")

    async def send_late(self) -> None:
        await self.gateway.ask("behave", delayMs=700)

    async def let_out(self) -> None:
        await self.gateway.ask("behave")

    async def refuse_next(self) -> None:
        await self.gateway.ask("behave", refuse="the server said no")

    async def lose_room(self) -> str:
        return "999@chatroom"

    async def go_away(self) -> None:
        self.gateway.freeze()
        await eventually(lambda: self.channel.state is ChannelState.AWAY)

    async def come_back(self) -> None:
        self.gateway.thaw()
        await until_ready(self.channel)
