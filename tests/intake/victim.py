"""A process to be killed: it takes in messages and fires schedules over SQLite until somebody ends it.

Arguments: the folder of the database, how many messages there are. It hands in whatever is not in the inbox yet, as
the driver of a day does after a crash, and ends when all is handled and fired.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from bot.intake import Intake
from models.mail import InboxRow, Post
from models.ports import UnitOfWork
from models.schedule import Firing, Schedule
from models.store import open_store
from models.values import GroupId
from scheduler.runner import Runner
from tests.fakes.world import CHANNEL, ORGANIZER, after, message

GROUP = GroupId("group1")
FAILS_EVERY = 17


def answer(row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
    """Two writes, then for some a fault: half of what was done must never be seen."""
    unit.outbox.add(ORGANIZER, Post("answer", {"to": row.incoming.message_id}, group=GROUP), now)
    unit.outbox.add(ORGANIZER, Post("noted", {"to": row.incoming.message_id}, group=GROUP), now)
    if int(row.incoming.message_id[1:]) % FAILS_EVERY == 0:
        raise ValueError(row.incoming.message_id)


def fire(schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime) -> None:
    unit.outbox.add(ORGANIZER, Post(firing.state, {"of": schedule.id}, group=GROUP), now)


def is_new(message_id: str, unit: UnitOfWork) -> bool:
    return unit.inbox.by_channel_id(CHANNEL, message_id) is None


async def work(folder: Path, count: int) -> None:
    store = open_store(f"sqlite:///{folder}/tuan.sqlite3", folder / "keys.sqlite3")
    database = DatabaseThread(store)
    clock = SteppedClock(after(600))
    intake = Intake(database, clock, answer)
    runner = Runner(database, clock, SteppedAlarm(clock), fire, fire)
    intake.nudge()
    runner.nudge()
    for number in range(count):
        if await database.read(partial(is_new, f"m{number}")):
            await intake.accept(message(number, room=f"room{number % 3}"))
    await intake.settled()
    await runner.settled()
    await database.close()
    store.close()


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), int(sys.argv[2])))
