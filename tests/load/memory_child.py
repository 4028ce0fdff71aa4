"""How large is the bot's process after so many messages? Days of talk in one process; tells its size on the way."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import psutil

from bot.logs import set_up_logs
from handlers.house import House
from models.store import open_store
from models.values import Incoming
from scheduler.due import next_due
from tests.flow.world import World
from tests.load.neighbourhood import BOT, Line, Neighbourhood

_MEBIBYTE = 2**20
#: Somebody says something so often.
_PAUSE = timedelta(seconds=3)
#: So many messages come at once.
_TOGETHER = 50


class Days:
    """The same rooms, day after day, each day with a new group-buy in each room."""

    def __init__(self, world: World, neighbourhood: Neighbourhood, day: int) -> None:
        self._world = world
        self._neighbourhood = neighbourhood
        self._day = day
        self._said = 0
        self._house = House(next_due=next_due)

    async def speak_until(self, said: int) -> None:
        """Let days pass until so many messages were said, and dealt with."""
        while self._said < said:
            await self._pass_day()

    async def _pass_day(self) -> None:
        world, now = self._world, self._world.clock.now()
        number = self._said // self._day
        await world.database.write(
            lambda unit: self._neighbourhood.open_everywhere(unit, world.fake.name, now, self._house, number)
        )
        lines = islice(self._neighbourhood.talk(seed=number), self._day)
        while together := list(islice(lines, _TOGETHER)):
            world.fake.hear(*[self._incoming(line, now) for line in together])
            await world.advance(seconds=_PAUSE.total_seconds() * len(together))
            now = world.clock.now()
        # What went out is noted by the fake alone, no channel keeps it.
        world.fake.sent.clear()
        await world.advance_to(7, 30, days=1)

    def _incoming(self, line: Line, at: datetime) -> Incoming:
        self._said += 1
        return Incoming(
            channel=self._world.fake.name,
            account=BOT,
            message_id=f"m{self._said}",
            sender_id=line.talker,
            sent_at=at,
            text=line.text,
            room_id=line.room,
            room_name="团购群",
            sender_name=line.talker,
        )


async def run(folder: Path, neighbourhood: Neighbourhood, day: int, soon: int, late: int) -> None:
    store = open_store(f"sqlite:///{folder}/tuan.db", folder / "keys.sqlite")
    store.migrate()
    async with World(store, folder) as world:
        days = Days(world, neighbourhood, day)
        for said in (soon, late):
            await days.speak_until(said)
            sys.stdout.write(json.dumps({"said": said, "mib": psutil.Process().memory_info().rss / _MEBIBYTE}) + "\n")
    store.close()


def main() -> None:
    set_up_logs("error", "console")
    folder, *figures = sys.argv[1:]
    rooms, residents, day, soon, late = map(int, figures)
    asyncio.run(run(Path(folder), Neighbourhood(rooms, residents), day, soon, late))


if __name__ == "__main__":
    main()
