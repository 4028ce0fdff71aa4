"""Is every message stored once, handled once, in order, whatever fails beside it?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from bot.clock import SteppedClock
from bot.database_thread import DatabaseThread
from bot.intake import Intake
from models.errors import StoreBusy, TuanError
from models.mail import InboxRow, InboxState, Post
from models.ports import UnitOfWork
from models.values import GroupId, Incoming
from tests.fakes.faulty import FaultyStore
from tests.fakes.store import FakeStore
from tests.fakes.waiting import FakePause
from tests.fakes.world import CHANNEL, NOON, ORGANIZER, message

pytestmark = pytest.mark.asyncio


class Handler:
    """Stands for the use cases: it answers each message, fails at some, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.texts: list[Incoming] = []
        self.fails_at: dict[str, Exception] = {}
        self.reported: list[InboxRow] = []
        self.report_fails = False

    def handle(self, row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
        self.given.append(row.incoming.message_id)
        self.texts.append(row.incoming)
        unit.outbox.add(ORGANIZER, Post("answer", {"to": row.incoming.message_id}, group=GroupId("group1")), now)
        if row.incoming.message_id in self.fails_at:
            raise self.fails_at[row.incoming.message_id]

    def report(self, row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
        if self.report_fails:
            raise LookupError("nobody to tell")
        self.reported.append(row)
        unit.outbox.add(ORGANIZER, Post("fault", {"of": row.id}, group=GroupId("group1")), now)


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def intake(database: DatabaseThread, clock: SteppedClock, handler: Handler, pause: FakePause) -> Intake:
    return Intake(database, clock, handler.handle, report=handler.report, pause=pause)


def rows(store: FaultyStore) -> dict[str, InboxRow]:
    """The rows of m0 to m9, as far as they are there."""
    with store.reader() as unit:
        ids = [unit.inbox.by_channel_id(CHANNEL, f"m{number}") for number in range(10)]
        found = [unit.inbox.get(message) for message in ids if message is not None]
    return {row.incoming.message_id: row for row in found if row is not None}


def states(store: FaultyStore) -> dict[str, InboxState]:
    return {message: row.state for message, row in rows(store).items()}


def answers(store: FaultyStore) -> list[object]:
    with store.reader() as unit:
        posts = [row.post for row in reversed(unit.outbox.page(limit=2000))]
    return [post.values["to"] for post in posts if post.kind == "answer"]


async def test_a_message_is_stored_and_handled(intake: Intake, store: FaultyStore, handler: Handler) -> None:
    await intake.accept(message(1))
    assert intake.busy
    await intake.settled()
    assert not intake.busy
    assert states(store) == {"m1": InboxState.HANDLED}
    assert (handler.given, answers(store)) == (["m1"], ["m1"])
    assert rows(store)["m1"].received_at == NOON


async def test_messages_that_wait_share_their_commits(intake: Intake, store: FaultyStore, handler: Handler) -> None:
    for number in range(50):
        await intake.accept(message(number))
    await intake.settled()
    assert handler.given == [f"m{number}" for number in range(50)]
    assert store.opened < 10, "stored together, and handled as many at a time as fit into a moment"


async def test_what_came_before_is_dropped(intake: Intake, store: FaultyStore, handler: Handler) -> None:
    assert await intake.accept_stored(message(1)) is not None
    assert await intake.accept_stored(message(1)) is None
    await asyncio.gather(*(intake.accept(message(2)) for _ in range(3)))
    await intake.settled()
    assert handler.given == ["m1", "m2"]
    assert set(rows(store)) == {"m1", "m2"}


async def test_one_that_fails_leaves_nothing_behind_and_stops_nobody(
    intake: Intake, store: FaultyStore, handler: Handler
) -> None:
    handler.fails_at = {"m2": ValueError("can't read '鸡蛋'")}
    for number in (1, 2, 3):
        await intake.accept(message(number, room=f"room{number}"))
    await intake.settled()
    assert states(store) == {"m1": InboxState.HANDLED, "m2": InboxState.FAILED, "m3": InboxState.HANDLED}
    assert answers(store) == ["m1", "m3"], "each once, also those that were taken back with it"
    (reported,) = handler.reported
    assert (reported.state, reported.fault) == (InboxState.FAILED, "ValueError: can't read '…'")
    assert rows(store)["m2"].fault == reported.fault


async def test_a_fault_that_is_ours_is_told_in_its_own_words(
    intake: Intake, store: FaultyStore, handler: Handler
) -> None:
    handler.fails_at = {"m1": TuanError("no group-buy 23")}
    await intake.accept(message(1))
    await intake.settled()
    assert rows(store)["m1"].fault == "TuanError: no group-buy 23"


async def test_a_report_that_fails_keeps_the_note(intake: Intake, store: FaultyStore, handler: Handler) -> None:
    handler.fails_at = {"m1": ValueError()}
    handler.report_fails = True
    await intake.accept(message(1))
    await intake.accept(message(2))
    await intake.settled()
    assert states(store) == {"m1": InboxState.FAILED, "m2": InboxState.HANDLED}


async def test_a_failed_one_can_be_handled_again(intake: Intake, store: FaultyStore, handler: Handler) -> None:
    handler.fails_at = {"m1": ValueError()}
    await intake.accept(message(1))
    await intake.settled()
    handler.fails_at = {}
    await intake.retry(rows(store)["m1"].id)
    await intake.settled()
    assert states(store) == {"m1": InboxState.HANDLED}
    assert answers(store) == ["m1"]


async def test_what_can_not_be_read_is_kept_and_reported(intake: Intake, store: FaultyStore, handler: Handler) -> None:
    await intake.accept(message(1, fault="unknown type 99"))
    await intake.settled()
    assert states(store) == {"m1": InboxState.UNREADABLE}
    assert handler.given == []
    assert [row.fault for row in handler.reported] == ["unknown type 99"]


async def test_what_is_no_text_is_marked_and_the_rest_is_handled(
    intake: Intake, store: FaultyStore, handler: Handler
) -> None:
    await intake.accept(replace(message(1, "鸡蛋2盒\ud83d\x00"), sender_name="王芳\udc4d", sender_id="wxid\x00"))
    await intake.settled()
    assert states(store) == {"m1": InboxState.HANDLED}
    (kept,) = handler.texts
    assert (kept.text, kept.sender_name, kept.sender_id) == ("鸡蛋2盒\ufffd\ufffd", "王芳\ufffd", "wxid\ufffd")


async def test_what_can_not_be_stored_is_kept_without_its_text(
    intake: Intake, store: FaultyStore, handler: Handler
) -> None:
    await intake.accept(message(1))
    await intake.accept(message(2, cast(str, b"\xff")))
    await intake.accept(message(3))
    await intake.settled()
    assert states(store) == {"m1": InboxState.HANDLED, "m2": InboxState.UNREADABLE, "m3": InboxState.HANDLED}
    shell = rows(store)["m2"].incoming
    assert (shell.text, shell.raw) == ("", r"b'\xff'")
    assert handler.given == ["m1", "m3"]


async def test_one_whose_payload_is_gone_is_not_handled(clock: SteppedClock, handler: Handler) -> None:
    """It waited until its term was over: a store gives such a row out with a fault."""
    store = FakeStore()
    database = DatabaseThread(store)
    intake = Intake(database, clock, handler.handle)
    with store.unit() as unit:
        gone = unit.inbox.put(message(1), NOON)
        unit.inbox.put(message(2), NOON)
        unit.commit()
    assert gone is not None
    store.state.inbox[gone] = replace(store.state.inbox[gone], incoming=message(1, "", fault="the payload is gone"))
    intake.nudge()
    await intake.settled()
    await database.close()
    assert handler.given == ["m2"]
    assert store.state.inbox[gone].state is InboxState.FAILED


async def test_while_the_database_is_busy_messages_wait(
    intake: Intake, database: DatabaseThread, store: FaultyStore, pause: FakePause, handler: Handler
) -> None:
    store.busy = 20
    pause.over.clear()
    for number in range(5):
        await intake.accept(message(number))
    await pause.begun.wait()
    assert handler.given == []
    pause.over.set()
    await intake.settled()
    assert handler.given == [f"m{number}" for number in range(5)]
    assert database.troubled is None


async def test_a_handler_that_meets_a_busy_database_is_tried_again_and_has_not_failed(
    database: DatabaseThread, clock: SteppedClock, store: FaultyStore, handler: Handler
) -> None:
    def busy_once(row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
        handler.handle(row, unit, now)
        if len(handler.given) == 1:
            raise StoreBusy("locked")

    intake = Intake(database, clock, busy_once)
    await intake.accept(message(1))
    await intake.settled()
    assert states(store) == {"m1": InboxState.HANDLED}
    assert answers(store) == ["m1"]


async def test_memory_is_bounded_and_the_channel_waits(
    intake: Intake, store: FaultyStore, pause: FakePause, handler: Handler
) -> None:
    store.busy = 3
    pause.over.clear()

    accepted: list[int] = []

    async def listen() -> None:
        for number in range(1005):
            await intake.accept(message(number))
            accepted.append(number)

    listening = asyncio.create_task(listen())
    await pause.begun.wait()
    for _ in range(1100):
        await asyncio.sleep(0)
    assert len(accepted) == 1000
    pause.over.set()
    await listening
    await intake.settled()
    assert handler.given == [f"m{number}" for number in range(1005)]


async def test_a_flood_does_not_keep_anything_from_being_handled(intake: Intake, handler: Handler) -> None:
    number = 0
    while not handler.given and number < 5000:
        await intake.accept(message(number))
        number += 1
    assert handler.given
    assert number < 2500, "while it goes on"
    await intake.settled()


async def test_after_a_crash_what_was_stored_is_handled(
    database: DatabaseThread, store: FaultyStore, clock: SteppedClock, handler: Handler
) -> None:
    def put_both(unit: UnitOfWork) -> None:
        unit.inbox.put(message(1), NOON)
        unit.inbox.put(message(2), NOON)

    await database.write(put_both)
    intake = Intake(database, clock, handler.handle)
    intake.nudge()
    await intake.settled()
    assert handler.given == ["m1", "m2"]


async def test_closing_breaks_off_and_loses_nothing_that_was_stored(
    intake: Intake, store: FaultyStore, handler: Handler
) -> None:
    await intake.accept_stored(message(1))
    await intake.close()
    await intake.accept(message(2))
    assert not intake.busy
    assert set(states(store)) == {"m1"}


@pytest.mark.parametrize("times", [1, 2, 3, 10])
async def test_a_database_that_is_broken_for_a_moment_costs_no_message(
    intake: Intake, store: FaultyStore, handler: Handler, times: int
) -> None:
    store.broken = times
    await intake.accept(message(1))
    await intake.settled()
    assert handler.given == ["m1"]
    assert states(store) == {"m1": InboxState.HANDLED}


async def test_a_database_that_breaks_between_the_commits_is_tried_again(
    intake: Intake, database: DatabaseThread, store: FaultyStore, handler: Handler, pause: FakePause
) -> None:
    await database.write(lambda unit: unit.inbox.put(message(1), NOON))
    store.broken = 2
    intake.nudge()
    await intake.settled()
    assert handler.given == ["m1"]
    assert pause.seconds == [1.0]


async def test_the_shell_is_told_when_something_may_be_to_do(
    database: DatabaseThread, clock: SteppedClock, handler: Handler
) -> None:
    told: list[int] = []
    intake = Intake(database, clock, handler.handle, committed=lambda: told.append(len(handler.given)))
    for number in range(3):
        await intake.accept(message(number))
    await intake.settled()
    assert told == [3]
