"""Do two processes at one database share the work, each thing once and in order?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Thread

import pytest

from models.mail import Post
from models.schedule import Firing, FiringState
from models.store import SqlStore, open_store
from tests.contract.village import HAPPY, LI, NOW, Village

ROOMS = ("room-a", "room-b", "room-c")
EACH = 15


@dataclass(slots=True)
class Processes:
    """Two stores over one database, each at work on a thread of its own; they begin together."""

    stores: tuple[SqlStore, SqlStore]
    faults: list[BaseException] = field(default_factory=list)

    def run(self, work: Callable[[SqlStore], None]) -> None:
        together = Barrier(len(self.stores))

        def begin(store: SqlStore) -> None:
            try:
                together.wait()
                work(store)
            except BaseException as fault:  # noqa: BLE001
                self.faults.append(fault)

        threads = [Thread(target=begin, args=(store,)) for store in self.stores]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert self.faults == []


@pytest.fixture
def processes(store: SqlStore, url: str, keys_path: Path) -> Iterator[Processes]:
    other = open_store(url, keys_path, busy_seconds=10)
    yield Processes((store, other))
    other.close()


def test_what_waits_is_handled_once_and_each_room_in_order(processes: Processes, village: Village) -> None:
    with village.store.unit() as unit:
        for number in range(EACH):
            for room in ROOMS:
                unit.inbox.put(village.said("王芳", f"{number}", room=room), NOW)
        unit.commit()
    handled: list[tuple[str | None, int]] = []

    def drain(store: SqlStore) -> None:
        idle = 0
        while idle < 3 and len(handled) < EACH * len(ROOMS):
            with store.unit() as unit:
                rows = unit.inbox.next_waiting(limit=2)
                for row in rows:
                    unit.inbox.handled(row.id, NOW)
                # Noted before the commit, while the rooms are ours: their order in the list is that of the database.
                handled.extend((row.incoming.room_id, int(row.incoming.text)) for row in rows)
                unit.commit()
            idle = 0 if rows else idle + 1

    processes.run(drain)
    drain(village.store)
    for room in ROOMS:
        assert [number for place, number in handled if place == room] == list(range(EACH))


def test_both_may_make_the_tables(url: str, keys_path: Path, kind: str, request: pytest.FixtureRequest) -> None:
    if kind == "postgresql":
        server = request.getfixturevalue("postgres")
        url = server.url(server.create())
    starting = Processes((open_store(url, keys_path), open_store(url, keys_path)))
    starting.run(lambda store: store.migrate())
    assert Village.settle(starting.stores[1]).sees("王芳").nickname == "王芳"
    for store in starting.stores:
        store.close()


def test_a_lease_is_taken_by_one(processes: Processes, village: Village) -> None:
    fences: list[int | None] = []

    def take(store: SqlStore) -> None:
        with store.unit() as unit:
            fences.append(unit.leases.take("bot", str(id(store)), NOW, 30))
            unit.commit()

    processes.run(take)
    assert sorted(fences, key=str) == [1, None]


def test_a_due_time_is_fired_by_one(processes: Processes, village: Village) -> None:
    claimed: list[bool] = []

    def fire(store: SqlStore) -> None:
        with store.unit() as unit:
            claimed.append(unit.schedules.claim(Firing("s", NOW, NOW, FiringState.DONE)))
            unit.outbox.add(LI, Post("list", group=HAPPY, due_id="s/1"), NOW)
            unit.commit()

    processes.run(fire)
    assert sorted(claimed) == [False, True]
    with village.store.reader() as reader:
        assert len(reader.outbox.page()) == 1


def test_a_row_of_the_outbox_is_claimed_by_one(processes: Processes, village: Village) -> None:
    with village.store.unit() as unit:
        row = unit.outbox.add(LI, Post("list", group=HAPPY), NOW)
        unit.commit()
    assert row is not None
    claimed: list[bool] = []

    def claim(store: SqlStore) -> None:
        with store.unit() as unit:
            claimed.append(unit.outbox.claim(row, fence=1, deadline=NOW))
            unit.commit()

    processes.run(claim)
    assert sorted(claimed) == [False, True]


def test_somebody_new_is_seen_by_both(processes: Processes, village: Village) -> None:
    names = [f"居民{number}" for number in range(20)]

    def see(store: SqlStore) -> None:
        for name in names:
            Village(store).sees(name)

    processes.run(see)
    with village.store.reader() as reader:
        assert sorted(reader.people.names_in(HAPPY).values()) == sorted(names)


def test_a_message_heard_twice_is_stored_by_one(processes: Processes, village: Village) -> None:
    heard = village.said("王芳", "鸡蛋2盒")
    stored: list[bool] = []

    def put(store: SqlStore) -> None:
        with store.unit() as unit:
            message = unit.inbox.put(heard, NOW)
            unit.commit()
            stored.append(message is not None)

    processes.run(put)
    assert sorted(stored) == [False, True]
