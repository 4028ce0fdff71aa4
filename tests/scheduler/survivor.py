"""A whole bot in a process of its own, which tells what it sends, line by line, until it is killed.

Arguments: the address of a database that others use too, the file of the keys, a folder, a name.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot.app import Bot, Outside, Owner
from bot.clock import SchedulerAlarm, SystemClock
from bot.database_thread import DatabaseThread
from bot.logs import set_up_logs
from bot.rendering.rendering import Rendering
from bot.rendering.warm import WarmRenderer
from bot.rendering.words import Words
from handlers.house import House
from models.errors import ChannelError
from models.ports import ChannelState
from models.store import open_store
from models.values import Incoming, MediaRef, Outgoing, Sent
from scheduler.due import next_due
from scheduler.pacing import Pacing
from tests.fakes.world import CHANNEL


class TellingChannel:
    """Implements ``Channel``: what goes out is a line of this process."""

    name = CHANNEL
    account: str | None = "bot"

    def __init__(self) -> None:
        self.state = ChannelState.STARTING
        self._over = asyncio.Event()

    async def start(self) -> None:
        self.state = ChannelState.READY
        tell("connected")

    async def close(self) -> None:
        self._over.set()

    async def listen(self) -> AsyncIterator[Incoming]:
        await self._over.wait()
        nothing: tuple[Incoming, ...] = ()
        for message in nothing:
            yield message

    async def send(self, outgoing: Outgoing) -> Sent:
        tell(f"sent {outgoing.room_id or outgoing.contact_id}")
        return Sent(outgoing.key)

    async def download(self, media: MediaRef) -> bytes:
        raise ChannelError("nobody sends files here")


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def live(url: str, keys: Path, folder: Path, name: str) -> None:
    clock, alarm = SystemClock(), SchedulerAlarm()
    alarm.start()
    outside = Outside(
        database=DatabaseThread(open_store(url, keys), writers=2),
        channel=TellingChannel(),
        clock=clock,
        alarm=alarm,
        render=Rendering(Words(), WarmRenderer(), clock).render_row,
        draw=lambda low, _high: low,
        holder=name,
        media=folder / "media",
        shared=True,
        pacing=Pacing(account_gap_seconds=(0.05, 0.1)),
    )
    bot = Bot(outside, House(next_due=next_due), (Owner("organizer", "团长", "boss"),))
    await bot.start()
    tell("ready")
    await asyncio.Event().wait()


if __name__ == "__main__":
    set_up_logs("error", "console")
    asyncio.run(live(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
