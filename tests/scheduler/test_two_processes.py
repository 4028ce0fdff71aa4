"""Two processes over one database: is each due time, and each message, the work of exactly one of them?"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from bot.intake import Intake
from models.errors import StoreBusy
from models.mail import InboxRow, OutboxState, Post
from models.ports import UnitOfWork
from models.schedule import Firing, Job, Once, Schedule
from models.store import open_store
from models.values import GroupId
from scheduler.runner import Runner
from tests.fakes.stores import MEMORY, AnyStore
from tests.fakes.waiting import FakePause
from tests.fakes.world import NOON, ORGANIZER, after, message
from tests.scheduler.post_office import PostOffice

pytestmark = pytest.mark.asyncio

GROUP = GroupId("group1")


@pytest_asyncio.fixture
async def databases(url: str, any_store: AnyStore, tmp_path: Path) -> AsyncIterator[list[DatabaseThread]]:
    """Each process has its own connections; in memory there is but one store, and its writers still take turns."""
    second = any_store if url == MEMORY else open_store(url, tmp_path / "keys.sqlite3", busy_seconds=1)
    databases = [DatabaseThread(any_store), DatabaseThread(second)]
    yield databases
    for database in databases:
        await database.close()
    second.close()


async def test_each_due_time_is_fired_by_one(databases: list[DatabaseThread]) -> None:
    def handle(schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime) -> None:
        unit.outbox.add(ORGANIZER, Post("cutoff", {"of": schedule.id}, group=GROUP), now)

    def plan(unit: UnitOfWork) -> None:
        for number in range(120):
            once = Once(after(number % 3))
            unit.schedules.put(
                Schedule(f"s{number}", ORGANIZER, GROUP, Job.CUTOFF, once, "Asia/Shanghai", next_due=once.at)
            )

    await databases[0].write(plan)
    clock = SteppedClock(after(60))
    runners = [Runner(database, clock, SteppedAlarm(clock), handle, handle) for database in databases]
    for runner in runners:
        runner.nudge()
    await asyncio.gather(*(runner.settled() for runner in runners))
    rows = await databases[1].read(lambda unit: unit.outbox.page(limit=1000))
    assert Counter(row.post.values["of"] for row in rows) == Counter(f"s{number}" for number in range(120))


async def test_each_message_is_handled_by_one_and_rooms_keep_their_order(databases: list[DatabaseThread]) -> None:
    handled: list[str] = []

    def handle(row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
        handled.append(row.incoming.message_id)
        unit.outbox.add(ORGANIZER, Post("answer", {"to": row.incoming.message_id}, group=GroupId("group1")), now)

    clock = SteppedClock(NOON)
    intakes = [Intake(database, clock, handle, most_together=8) for database in databases]
    await databases[0].write(
        lambda unit: [unit.inbox.put(message(number, room=f"room{number % 5}"), NOON) for number in range(200)]
    )
    for intake in intakes:
        intake.nudge()
    await asyncio.gather(*(intake.settled() for intake in intakes))
    rows = await databases[0].read(lambda unit: unit.outbox.page(limit=1000))
    answered = [str(row.post.values["to"]) for row in sorted(rows, key=lambda row: row.id)]
    assert Counter(answered) == Counter(f"m{number}" for number in range(200))
    # Where one had to begin again, what counts is when it came through.
    last = {message_id: place for place, message_id in enumerate(handled)}
    for room in range(5):
        of_room = [f"m{number}" for number in range(room, 200, 5)]
        assert sorted(of_room, key=last.__getitem__) == of_room


async def test_the_account_is_taken_over_while_the_first_still_sends(
    any_store: AnyStore, databases: list[DatabaseThread]
) -> None:
    """It froze in the middle of a send, another took its account, and then it wakes."""
    frozen, taking = PostOffice(any_store, databases[0]), PostOffice(any_store, databases[1])
    await frozen.open("first")
    frozen.channel.silent_rooms = {"room1"}
    under_way = await frozen.say("取货通知")
    waiting = await frozen.say("清单")
    frozen.relay.nudge()
    await frozen.until(under_way, OutboxState.SENDING)
    taking.holder = frozen.holder
    await taking.open("second")
    await taking.pass_to(after(30))
    assert taking.texts() == ["清单"]
    assert [told for told, _, _ in taking.told] == [under_way], "nobody knows whether it went out"
    frozen.channel.answers.set()
    await frozen.settled()
    await frozen.alarm.advance(after(60))
    assert frozen.texts() == ["取货通知"], "and nothing after it"
    assert await taking.state(under_way) is OutboxState.SENT, "now it is known"
    assert await taking.state(waiting) is OutboxState.SENT


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
async def test_a_writer_that_another_process_holds_up_waits(any_store: AnyStore) -> None:
    pause = FakePause()
    patient = DatabaseThread(any_store, pause=pause)
    with any_store.unit() as other:
        other.leases.take("account", "other", NOON, 60)
        waiting = asyncio.create_task(patient.write(lambda unit: unit.leases.take("account", "we", NOON, 60)))
        await asyncio.wait_for(pause.begun.wait(), 10)
        assert patient.troubled is not None
        with pytest.raises(StoreBusy):
            await DatabaseThread(any_store, pause=FakePause()).write(
                lambda unit: unit.leases.take("account", "impatient", NOON, 60), tries=1
            )
        other.commit()
    assert await waiting is None, "the other has it"
    assert patient.troubled is None
    await patient.close()


async def test_time_is_the_runners_own(databases: list[DatabaseThread]) -> None:
    """Clocks of two machines differ by seconds: what is due for one and not yet for the other is fired once."""
    fired: list[str] = []

    def handle(schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime) -> None:
        fired.append(schedule.id)

    once = Schedule("s", ORGANIZER, GROUP, Job.CUTOFF, Once(after(10)), "Asia/Shanghai", next_due=after(10))
    await databases[0].write(lambda unit: unit.schedules.put(once))
    for database, seconds in zip(databases, (11, 9), strict=True):
        clock = SteppedClock(after(seconds))
        alarm = SteppedAlarm(clock)
        runner = Runner(database, clock, alarm, handle, handle)
        runner.nudge()
        await runner.settled()
        await alarm.advance(clock.now() + timedelta(seconds=30))
        await runner.settled()
    assert fired == ["s"]
