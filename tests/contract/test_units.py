"""Is a unit one transaction, and what does it say when the database is out of reach?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from models.errors import StoreBusy, StoreError
from models.mail import Post
from models.store import SqlStore, open_store
from models.values import PersonId
from tests.contract.village import EGGS, HAPPY, LI, NOW, TODAY, Village


class Stumbled(Exception):
    """Something went wrong in the middle of a unit."""


def test_what_is_not_committed_never_was(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        person = unit.people.see(village.sighting("王芳"))
        unit.outbox.add(LI, Post("hello", group=HAPPY), NOW)
    with store.reader() as reader:
        assert reader.people.get(person.id) is None
        assert reader.people.names_in(HAPPY) == {}
        assert reader.outbox.heads(NOW) == []


def test_a_fault_takes_all_of_it_back(store: SqlStore, village: Village) -> None:
    def stumble() -> None:
        with store.unit() as unit:
            unit.people.see(village.sighting("王芳"))
            raise Stumbled

    with pytest.raises(Stumbled):
        stumble()
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {}


def test_a_unit_may_commit_more_than_once(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        first = unit.people.see(village.sighting("王芳"))
        unit.commit()
        second = unit.people.see(village.sighting("张伟"))
    with store.reader() as reader:
        assert set(reader.people.many([first.id, second.id])) == {first.id}


def test_a_reader_sees_one_moment_beside_the_writer(store: SqlStore, village: Village) -> None:
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {}
        village.sees("王芳")
        assert reader.people.names_in(HAPPY) == {}
    with store.reader() as reader:
        assert len(reader.people.names_in(HAPPY)) == 1


def test_a_reader_can_not_write(store: SqlStore, village: Village) -> None:
    with pytest.raises(StoreError), store.reader() as reader:
        reader.outbox.add(LI, Post("hello", group=HAPPY), NOW)


def test_a_reader_locks_nothing(store: SqlStore, village: Village) -> None:
    village.sells()
    with store.reader() as reader:
        reader.group_buys.lock([TODAY])
        assert reader.books.open(TODAY).totals() == {}
        assert list(reader.schedules.due(NOW)) == []
        assert list(reader.inbox.next_waiting()) == []
        assert len(village.orders("王芳", (EGGS, "1"))) > 0


def test_a_writer_that_waits_too_long_says_that_the_store_is_busy(url: str, store: SqlStore, village: Village) -> None:
    village.sells()
    impatient = open_store(url, store.keys_path, busy_seconds=0.05)
    try:
        with store.unit() as first:
            first.group_buys.lock([TODAY])
            with pytest.raises(StoreBusy), impatient.unit() as second:
                second.group_buys.lock([TODAY])
        with impatient.unit() as third:
            assert len(third.group_buys.lock([TODAY])) == 1
    finally:
        impatient.close()


def test_threads_of_one_store_take_turns(store: SqlStore, village: Village) -> None:
    def greet() -> None:
        for _ in range(20):
            with store.unit() as unit:
                unit.outbox.add(LI, Post("hello", person=PersonId("p")), NOW)
                unit.commit()

    threads = [Thread(target=greet) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reader() as reader:
        assert len(reader.outbox.page(limit=100)) == 80


def test_a_full_disk_may_pass(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/tuan.sqlite3", tmp_path / "keys.sqlite3")
    store.migrate()
    village = Village.settle(store)
    with store.unit() as unit:
        unit.connection.exec_driver_sql("PRAGMA max_page_count = 1")

    def hear_too_much() -> None:
        with store.unit() as unit:
            for number in range(1000):
                unit.inbox.put(village.said("王芳", f"{number}" * 100), NOW)
            unit.commit()

    with pytest.raises(StoreBusy, match="full"):
        hear_too_much()
    with store.unit() as unit:
        unit.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert unit.inbox.put(village.said("王芳", "鸡蛋2盒"), NOW) is not None
        unit.commit()
    store.close()


def test_a_lost_server_may_come_back(request: pytest.FixtureRequest, keys_path: Path) -> None:
    server = request.getfixturevalue("postgres")
    database = server.create(template=request.getfixturevalue("migrated_postgres"))
    store = open_store(server.url(database), keys_path)
    village = Village.settle(store)

    def be_cut_off() -> None:
        with store.unit() as unit:
            unit.people.see(village.sighting("王芳"))
            server.cut_off(database)
            unit.commit()

    with pytest.raises(StoreBusy):
        be_cut_off()
    assert village.sees("王芳").nickname == "王芳"
    store.close()
    server.drop(database)


def test_keys_out_of_reach_may_come_back(store: SqlStore, village: Village) -> None:
    away = store.keys_path.with_suffix(".away")
    store.keys_path.rename(away)
    with pytest.raises(StoreBusy, match="key store"):
        village.sees("王芳")
    away.rename(store.keys_path)
    assert village.sees("王芳").nickname == "王芳"


def test_keys_that_another_is_writing_are_waited_for_in_vain(store: SqlStore, village: Village) -> None:
    with closing(sqlite3.connect(store.keys_path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy):
            village.sees("王芳")
        other.execute("ROLLBACK")
    assert village.sees("王芳").nickname == "王芳"


def test_an_unknown_database_is_refused(tmp_path: Path) -> None:
    for url in ("sqlite://", "mysql://localhost/tuan"):
        with pytest.raises(StoreError, match="unknown kind"):
            open_store(url, tmp_path / "keys.sqlite3")


def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/tuan.sqlite3", tmp_path / "keys.sqlite3")
    store.migrate()
    with store.unit() as unit:
        settings = {
            name: unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    store.close()


def test_a_unit_has_the_writer_from_its_first_question_on(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/tuan.sqlite3", tmp_path / "keys.sqlite3")
    store.migrate()
    with closing(sqlite3.connect(tmp_path / "tuan.sqlite3", timeout=0)) as other, store.unit() as unit:
        unit.groups.get(HAPPY)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    store.close()
