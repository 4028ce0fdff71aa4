"""Does what is asked for every message go by an index, however long the history is?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from models.mail import ChatLine, Post
from models.ports import UnitOfWork
from models.store import SqlStore, open_store
from models.store.tables import metadata
from models.values import MessageId, PersonId
from tests.contract.village import ACCOUNT, CHANNEL, EGGS, HAPPY, HAPPY_ROOM, LI, NOW, TODAY, Village, enter

SOON = NOW + timedelta(hours=1)
#: Tables of a few rows, or read whole on purpose.
SMALL = {"organizers"}
#: Indexes of what waits or is in trouble: to go through them is to go through just that.
OF_FEW_ROWS = {
    str(index.name)
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}


class Plans:
    """Notes how SQLite goes about every statement that is put to it."""

    def __init__(self, connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert driver is not None
        self._driver = driver
        self._statements: list[str] = []
        driver.set_trace_callback(self._statements.append)

    def scanned(self) -> dict[str, str]:
        """Tables that were gone through row by row, each with a statement that did."""
        self._driver.set_trace_callback(None)
        return {table: statement for statement in self._statements for table in self._scans(statement)}

    def steps(self) -> list[str]:
        """What SQLite does for all of them."""
        self._driver.set_trace_callback(None)
        return [step for statement in self._statements for step in self._plan(statement)]

    def _plan(self, statement: str) -> Iterator[str]:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            for *_, detail in self._driver.execute(f"EXPLAIN QUERY PLAN {statement}"):
                yield detail

    def _scans(self, statement: str) -> Iterator[str]:
        for detail in self._plan(statement):
            found = re.fullmatch(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", detail)
            if found and found[1] not in SMALL and found[2] not in OF_FEW_ROWS:
                yield found[1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/tuan.sqlite3", tmp_path / "keys.sqlite3")
    opened.migrate()
    yield opened
    opened.close()


def _a_message(unit: UnitOfWork, village: Village) -> None:
    message = unit.inbox.put(village.said("王芳", "鸡蛋2盒"), NOW)
    assert message is not None
    unit.inbox.by_channel_id(CHANNEL, "msg-1")
    unit.inbox.next_waiting()
    unit.groups.by_room(CHANNEL, HAPPY_ROOM)
    person = unit.people.see(village.sighting("王芳"))
    unit.people.names_in(HAPPY)
    unit.people.role_in(HAPPY, person.id)
    unit.chat_log.add(ChatLine(message, HAPPY, person.id, person.role, "text", "鸡蛋2盒", NOW))
    unit.chat_log.recent(HAPPY)
    unit.chat_log.note_acts(message, ("order",))
    unit.group_buys.live_in(HAPPY)
    enter(unit, TODAY, village.order_of(person.id, (EGGS, "2")))
    unit.books.standing(TODAY)
    unit.conversations.put(person.id, "menu", {}, SOON)
    unit.conversations.get(person.id, "menu", NOW)
    unit.undos.last(LI, person.id)
    unit.inbox.handled(message, NOW)


def _a_post(unit: UnitOfWork, village: Village) -> None:
    row = unit.outbox.add(LI, Post("noted", group=HAPPY, merge_key="noted"), NOW)
    assert row is not None
    unit.outbox.waiting(group=HAPPY, merge_key="noted")
    (head,) = unit.outbox.heads(NOW)
    unit.outbox.heads(NOW, after=head)
    unit.outbox.next_moment(NOW)
    unit.own_wordings.of_kind(LI, "noted")
    unit.outbox.claim(row, fence=1, deadline=NOW, text="好")
    unit.outbox.left_sending(SOON)
    unit.outbox.settle_echo(village.said("bot", "好", contact=ACCOUNT), NOW)
    unit.outbox.sent(row, at=NOW, channel_message_id="c", text="好")
    unit.outbox.last_post(HAPPY)
    unit.outbox.count_since(HAPPY, NOW)
    unit.outbox.page(organizer=LI, before=row)


def _tact(unit: UnitOfWork, _village: Village) -> None:
    row = unit.outbox.add(LI, Post("noted", group=HAPPY, merge_key="noted"), NOW)
    assert row is not None
    unit.peace.get(HAPPY)
    unit.outbox.given_out(HAPPY, NOW)
    unit.outbox.waiting_in(HAPPY)
    unit.outbox.hold(row, until=SOON, why="night")
    unit.outbox.wake(HAPPY, at=NOW, why="own_word")
    unit.outbox.wake(HAPPY, at=NOW)
    unit.chat_log.talk(HAPPY, NOW)
    unit.schedules.to_come(HAPPY, NOW, SOON)


def _the_clock(unit: UnitOfWork, _village: Village) -> None:
    unit.schedules.due(NOW)
    unit.schedules.next_moment()
    unit.schedules.of_group(HAPPY)
    unit.schedules.of_group_buy(TODAY)
    unit.schedules.of_organizer(LI)
    unit.schedules.firings("s")
    unit.leases.take("bot", "a", NOW, 30)


def _pages(unit: UnitOfWork, _village: Village) -> None:
    unit.chat_log.activity(HAPPY, NOW, SOON)
    unit.group_buys.latest_of(LI)
    unit.product_posts.of([TODAY])
    unit.group_buys.highest_number(HAPPY, NOW)
    unit.groups.of_organizer(LI)
    unit.people.many([PersonId("a"), PersonId("b")])
    unit.people.known_as(CHANNEL, "wxid_王芳")
    unit.inbox.faults()
    unit.books.ledger(TODAY)
    unit.own_wordings.kinds_of(LI)
    unit.chat_log.recent(HAPPY, before=MessageId("m"))


@pytest.mark.parametrize("questions", [_a_message, _a_post, _tact, _the_clock, _pages])
def test_no_table_is_read_row_by_row(store: SqlStore, questions: Callable[[UnitOfWork, Village], None]) -> None:
    village = Village.settle(store)
    village.sells()
    village.sees("王芳")
    with store.unit() as unit:
        plans = Plans(unit.connection)
        questions(unit, village)
        assert plans.scanned() == {}


def test_what_stands_first_is_found_without_sorting_all_that_waits(store: SqlStore) -> None:
    Village.settle(store)
    with store.unit() as unit:
        unit.outbox.add(LI, Post("noted", group=HAPPY), NOW)
        plans = Plans(unit.connection)
        (head,) = unit.outbox.heads(NOW)
        unit.outbox.heads(NOW, after=head)
        assert len(plans.steps()) > 2
        assert not [step for step in plans.steps() if "TEMP B-TREE" in step]


def test_a_plan_that_reads_all_is_noticed(store: SqlStore) -> None:
    with store.unit() as unit:
        plans = Plans(unit.connection)
        unit.connection.exec_driver_sql("SELECT id FROM outbox WHERE fault = 'x'")
        assert list(plans.scanned()) == ["outbox"]


def test_a_message_costs_few_statements(store: SqlStore) -> None:
    village = Village.settle(store)
    village.sells()
    village.orders("王芳", (EGGS, "1"))
    statements: list[str] = []
    with store.unit() as unit:
        driver = unit.connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(statements.append)
        person = unit.people.see(village.sighting("王芳")).id
        enter(unit, TODAY, village.order_of(person, (EGGS, "3")))
        unit.commit()
        driver.set_trace_callback(None)
    assert len(statements) <= 12, statements
