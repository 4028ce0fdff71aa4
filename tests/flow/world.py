"""A group with its bot, whose time is moved by hand: what people say, and what each of them hears."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from bot.app import Bot, Outside, Owner
from bot.channels.fake import FakeChannel
from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from bot.rendering.rendering import Rendering
from bot.rendering.warm import WarmRenderer
from bot.rendering.words import Words
from bot.rendering.wordsmith import RenderingWordsmith
from handlers.house import House
from models.community.people import GroupSettings
from models.mail import JOINED, Json, OutboxRow
from models.own_wordings import Voice
from models.ports import Channel, SecondReader
from models.store import SqlStore
from models.values import Incoming, MessageKind, Outgoing, Quote
from scheduler.due import next_due
from scheduler.letters import Render, Rendered

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=ZONE)
ORGANIZER = "团长"
ROOM = "room@chatroom"
#: Compiled templates, which every world may share.
WORDS = Words()
WORDSMITH = RenderingWordsmith(WORDS)


def contact_of(name: str) -> str:
    return "wxid_organizer" if name == ORGANIZER else f"wxid_{name}"


def in_the_first_way(rendering: Rendering) -> Render:
    """Posts in their first wording, and where that was used just now in the next: the same in every run."""

    async def render(row: OutboxRow, values: Mapping[str, Json], voice: Voice) -> Sequence[Rendered]:
        joined = [{**part, "variant": 0} for part in row.post.values.get(JOINED, ())]
        known = {**row.post.values, JOINED: joined} if joined else row.post.values
        first = replace(row, variant=0, post=replace(row.post, values=known))
        return await rendering.render_row(first, values, voice)

    return render


@dataclass
class World:
    """Everything real but the channel and the passing of time. Use ``async with``."""

    store: SqlStore
    folder: Path
    start_at: datetime = MORNING
    settings: GroupSettings = field(default_factory=GroupSettings)
    seed: int = 7
    channel: FakeChannel | None = None
    organizer: str = "wxid_organizer"
    second_reader: SecondReader | None = None
    account: str = "wxid_bot"
    other_bots: frozenset[str] = frozenset()

    async def __aenter__(self) -> Self:
        self.clock = SteppedClock(self.start_at)
        self.alarm = SteppedAlarm(self.clock, self.settled)
        self.fake = self.channel or FakeChannel(self.clock, account=self.account)
        self.database = DatabaseThread(self.store)
        self.documents = WarmRenderer()
        self.rendering = Rendering(WORDS, self.documents, self.clock)
        self.bot = self._bot(self.fake)
        self._numbers = 0
        await self.bot.start()
        await self.settled()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.bot.close()
        await self.documents.close()
        await self.database.close()

    def _bot(self, channel: Channel) -> Bot:
        outside = Outside(
            database=self.database,
            channel=channel,
            clock=self.clock,
            alarm=self.alarm,
            render=in_the_first_way(self.rendering),
            draw=random.Random(self.seed).uniform,
            holder="test",
            media=self.folder / "media",
            second_reader=self.second_reader,
        )
        house = House(
            next_due=next_due,
            defaults=self.settings,
            bot_names=("小助手",),
            other_bots=self.other_bots,
            wordsmith=WORDSMITH,
        )
        return Bot(outside, house, (Owner("o1", ORGANIZER, self.organizer),))

    async def restart(self) -> None:
        """The process ends and another takes up its work: all that it knew without the database is gone."""
        await self.bot.close()
        self.bot = self._bot(self.fake)
        await self.bot.start()
        await self.settled()

    async def settled(self) -> None:
        await self.fake.heard_out()
        await self.bot.settled()

    # What people do

    async def say(
        self,
        name: str,
        text: str,
        *,
        quoting: str | Quote | None = None,
        private: bool = False,
        as_name: str | None = None,
        **more: object,
    ) -> str:
        """Somebody speaks, who may be called otherwise in the room (``as_name``); returns the message's id at the
        channel."""
        self._numbers += 1
        message_id = f"m{self._numbers}"
        quote = Quote(text=quoting) if isinstance(quoting, str) else quoting
        self.fake.hear(
            Incoming(
                channel=self.fake.name,
                account=self.account,
                message_id=message_id,
                sender_id=contact_of(name),
                sender_name=as_name or name,
                sender_is_friend=private,
                sent_at=self.clock.now(),
                text=text,
                room_id=None if private else ROOM,
                room_name="" if private else "阳光小区",
                quote=quote,
                **more,  # type: ignore[arg-type]
            )
        )
        await self.settled()
        return message_id

    async def tell(self, text: str) -> list[str]:
        """The organizer writes privately, and reads what comes back."""
        before = len(self.heard(ORGANIZER))
        await self.say(ORGANIZER, text, private=True)
        await self.advance(seconds=30)
        return self.heard(ORGANIZER)[before:]

    async def recall(self, name: str, message_id: str) -> None:
        await self.say(name, "", kind=MessageKind.RECALL, recalled_id=message_id)

    async def advance(self, **by: float) -> None:
        await self.alarm.advance(self.clock.now() + timedelta(**by))

    async def advance_to(self, hour: int, minute: int = 0, *, days: int = 0) -> None:
        local = self.clock.now().astimezone(ZONE)
        await self.alarm.advance(
            local.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)
        )

    # What people hear

    def heard(self, name: str) -> list[str]:
        """What somebody was told privately."""
        return [told(one) for one in self.fake.sent if one.contact_id == contact_of(name)]

    def group(self) -> list[str]:
        """What the group was told."""
        return [told(one) for one in self.fake.sent if one.room_id == ROOM]


def told(outgoing: Outgoing) -> str:
    return outgoing.text if outgoing.attachment is None else f"[{outgoing.attachment.file_name}]"
