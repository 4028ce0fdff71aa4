"""Two of our bots in one room, each with a store, a clock and an account of its own: what one says, the other hears."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from bot.channels.fake import Echo
from bot.channels.mentions import with_mentions
from models.values import Incoming, MessageKind, Outgoing
from tests.flow.shop import open_sqlite
from tests.flow.world import ROOM, World, contact_of

ACCOUNTS = ("wxid_bot", "wxid_guanjia")
NAMES = {"wxid_bot": "小助手", "wxid_guanjia": "阳光管家"}


@dataclass
class Room:
    """The room that all of these share; time passes for all of them together, in small steps."""

    worlds: Sequence[World]
    _told: dict[str, int] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def say(self, name: str, text: str) -> None:
        """A neighbour, or an organizer, speaks in the room."""
        number = next(self._numbers)
        for world in self.worlds:
            world.fake.hear(self._message(world, f"r{number}", contact_of(name), name, text))
            await world.settled()
        await self._pass_on()

    async def advance(self, seconds: int, *, step: int = 15) -> None:
        for _ in range(max(seconds // step, 1)):
            for world in self.worlds:
                await world.advance(seconds=step)
            await self._pass_on()

    def posts(self, account: str) -> list[str]:
        """What one of the bots has said in the room."""
        world = self._of(account)
        return world.group()

    def _of(self, account: str) -> World:
        return next(world for world in self.worlds if world.fake.account == account)

    async def _pass_on(self) -> None:
        """Have each bot hear what the others have said, until nobody says anything more."""
        new = True
        while new:
            new = False
            for world in self.worlds:
                account = world.fake.account or ""
                for outgoing in world.fake.sent[self._told.get(account, 0) :]:
                    self._told[account] = self._told.get(account, 0) + 1
                    if outgoing.room_id == ROOM:
                        new = True
                        await self._heard_by_others(account, outgoing)

    async def _heard_by_others(self, account: str, outgoing: Outgoing) -> None:
        for other in self.worlds:
            if other.fake.account != account:
                text = "" if outgoing.attachment else _as_heard(outgoing)
                message_id = f"{account}-{self._told[account]}"
                message = self._message(other, message_id, account, NAMES[account], text)
                kind = MessageKind.IMAGE if outgoing.attachment else MessageKind.TEXT
                other.fake.hear(replace(message, kind=kind))
                await other.settled()

    def _message(self, world: World, message_id: str, sender: str, name: str, text: str) -> Incoming:
        return Incoming(
            channel=world.fake.name,
            account=world.fake.account or "",
            message_id=message_id,
            sender_id=sender,
            sender_name=name,
            sent_at=world.clock.now(),
            text=text,
            room_id=ROOM,
            room_name="阳光小区",
        )


def _as_heard(outgoing: Outgoing) -> str:
    names = ((name, "") for name in outgoing.mention_names)
    return with_mentions(outgoing.text, names)


@asynccontextmanager
async def room_of(folder: Path, accounts: Sequence[str] = ACCOUNTS, *, told: bool = False) -> AsyncIterator[Room]:
    """A room with a bot for each account; ``told``: each knows by its configuration that the other is one."""
    async with AsyncExitStack() as stack:
        worlds = []
        for number, account in enumerate(accounts):
            own = folder / account
            own.mkdir()
            store = open_sqlite(own)
            stack.callback(store.close)
            others = frozenset(accounts) - {account} if told else frozenset()
            world = World(store, own, account=account, seed=7 + number, other_bots=others)
            await stack.enter_async_context(world)
            world.fake.echo = Echo.AFTER_ANSWER
            worlds.append(world)
        yield Room(worlds)
