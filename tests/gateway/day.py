"""How does a whole bot live at a real gateway? Its clock is moved by hand, and every echo is heard before it moves."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any, Self

from bot.app import Bot, Outside, Owner
from bot.channels.playground import cast
from bot.channels.playground.heard_day import heard_day
from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from bot.rendering.rendering import Rendering
from bot.rendering.warm import WarmRenderer
from bot.rendering.words import Words
from handlers.house import House
from models.ports import UnitOfWork
from models.store import SqlStore
from models.values import Incoming, MessageKind
from scheduler.due import next_due
from tests.flow.test_whole_day import DAY, entrance
from tests.gateway.gateway import Gateway
from tests.gateway.waiting import eventually_async
from tests.gateway.worlds import quick, until_ready, wechaty_channel

ROOM = "100200400@chatroom"
_TYPES = {MessageKind.TEXT: "Text", MessageKind.GROUP_NOTE: "GroupNote", MessageKind.RECALL: "Recalled"}


@dataclass
class GatewayDay:
    """The playground's people in a room of a wechaty gateway, with the bot among them. Use ``async with``."""

    store: SqlStore
    folder: Path
    gateway: Gateway
    start_at: datetime = field(default_factory=lambda: datetime.combine(DAY, time(7), cast.ZONE))

    async def __aenter__(self) -> Self:
        residents = {one.id: one.nickname for one in cast.EVERYBODY}
        friends = [one.id for one in cast.EVERYBODY if one.is_friend]
        await self.gateway.ask("furnish", id=ROOM, topic=cast.ROOM_NAME, residents=residents, friends=friends)
        self.clock = SteppedClock(self.start_at)
        self.alarm = SteppedAlarm(self.clock, self.settled)
        self.channel = wechaty_channel(quick(self.gateway.endpoint, self.gateway.token))
        self.database = DatabaseThread(self.store)
        self.documents = WarmRenderer()
        self.bot = self._bot()
        self._heard: set[str] = set()
        await self.bot.start()
        await until_ready(self.channel)
        await self.hand_in(entrance(self.start_at))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.bot.close()
        await self.documents.close()
        await self.database.close()

    def _bot(self) -> Bot:
        outside = Outside(
            database=self.database,
            channel=self.channel,
            clock=self.clock,
            alarm=self.alarm,
            render=Rendering(Words(), self.documents, self.clock).render_row,
            draw=random.Random(7).uniform,
            holder="test",
            media=self.folder / "media",
        )
        house = House(next_due=next_due, bot_names=(cast.BOT_NAME,))
        return Bot(outside, house, (Owner(cast.ORGANIZER_ID, cast.ORGANIZER.nickname, cast.ORGANIZER_ID),))

    async def settled(self) -> None:
        """Return when the bot is at rest, and has heard from the gateway everything that it said itself."""
        while True:
            await self.bot.settled()
            said = {out["id"] for out in await self.gateway.sent()}
            if said <= self._heard:
                return
            await self._until_heard(said)

    async def _until_heard(self, ids: set[str]) -> None:
        wanted = ids - self._heard

        def all_there(unit: UnitOfWork) -> bool:
            return all(unit.inbox.by_channel_id("wechaty", one) is not None for one in wanted)

        await eventually_async(lambda: self.database.read(all_there))
        self._heard |= wanted

    async def hand_in(self, message: Incoming) -> None:
        """Have the gateway say what somebody of the cast says."""
        await self.gateway.ask("say", **_as_said(message))
        await self._until_heard({message.message_id})
        await self.settled()

    async def live(self, until: time, *, since: time = time(0)) -> None:
        """Everybody says what they say up to then; then the clock shows ``until``."""
        for message in heard_day(DAY):
            if since <= message.sent_at.astimezone(cast.ZONE).time() < until:
                await self.alarm.advance(message.sent_at)
                await self.hand_in(message)
        await self.alarm.advance(datetime.combine(DAY, until, cast.ZONE))

    async def told(self, place: str) -> list[str]:
        """The texts that went to a room or to somebody."""
        return [out["text"] for out in await self._sent_to(place) if "size" not in out]

    async def files(self, place: str) -> list[str]:
        return [out["filename"] for out in await self._sent_to(place) if "size" in out]

    async def _sent_to(self, place: str) -> list[dict[str, Any]]:
        return [out for out in await self.gateway.sent() if out["conversationId"] == place]


def _as_said(message: Incoming) -> dict[str, Any]:
    """A message as the control port takes it. A quote stands in the text, as clients write it."""
    quote = message.quote
    text = message.recalled_id or message.text
    if quote is not None:
        text = f"「{quote.name}：{quote.text}」\n- - - - - - - - - - - - - - -\n{text}"
    return {
        "id": message.message_id,
        "type": _TYPES[message.kind],
        "talker": message.sender_id,
        "text": text,
        "at": int(message.sent_at.timestamp() * 1000),
        "privately": message.room_id is None,
        "roomId": ROOM,
        "mentions": ["wxid_bot" if one == cast.BOT_ID else one for one in message.mention_ids],
    }
