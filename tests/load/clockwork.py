"""What do plans cost the process: at its start, and at eight o'clock when a thousand groups wait for their lists?

`scheduler_start`: the runner's first look over many schedules, of which a tenth are due within a day, beside one SELECT
of those through the same engine. `lists_at_8`: so many groups' lists, claimed in batches and put into the outbox,
beside the raw inserts of the same rows in the same batches (words are made later, apart). `loop_delay`: how late the
event loop is meanwhile at its worst (99.9 %), beside an idle loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from handlers import due_jobs, owners
from handlers.house import House
from models.community.people import GroupSettings
from models.schedule import Job, Repeated
from models.store import SqlStore, open_store
from models.store.codec import write_plan
from models.store.tables import firings, outbox, schedules
from scheduler.due import next_due
from scheduler.runner import Runner
from tests.load.figure import Figure, Measured, compared, seconds_of
from tests.load.lateness import delay_during
from tests.load.neighbourhood import ORGANIZER, Neighbourhood
from tests.load.postgres import running_postgres
from tests.load.sizes import Sizes

_MILLI = 1e3
_CHANNEL = "fake"
_WANTED_OF_START, _WANTED_OF_LISTS = "<= 3", "<= 5"
_MOST_DELAY_MS = 50
_BATCH = 50
#: In Shanghai: the day before, when the group-buys open, and eight o'clock.
_EVENING = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_EIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
_DAY = timedelta(days=1)
_QUIET_SECONDS = 2.0


def measure(sizes: Sizes) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="tuan-load-") as name:
        folder = Path(name)
        yield _start(f"sqlite:///{folder}/start.db", folder / "start.keys", "sqlite", sizes)
        yield from _lists(f"sqlite:///{folder}/lists.db", folder / "lists.keys", "sqlite", sizes)
        with running_postgres() as address:
            url = address.replace("postgresql://", "postgresql+psycopg://")
            yield _start(url, folder / "start-pg.keys", "postgresql", sizes)
        with running_postgres() as address:
            url = address.replace("postgresql://", "postgresql+psycopg://")
            yield from _lists(url, folder / "lists-pg.keys", "postgresql", sizes)


@contextmanager
def _opened(url: str, keys: Path) -> Iterator[SqlStore]:
    store = open_store(url, keys)
    store.migrate()
    try:
        yield store
    finally:
        store.close()


def _start(url: str, keys: Path, name: str, sizes: Sizes) -> Figure:
    """Medians; what is due is read once before, so that both find it in the cache."""
    with _opened(url, keys) as store:
        _plan_many(store, sizes)
        soon = select(schedules).where(schedules.c.active.is_(True), schedules.c.next_due <= _EIGHT + _DAY)

        def read(connection: Connection) -> None:
            assert len(connection.execute(soon).all()) == sizes.schedules // 10

        with store.engine.connect() as connection:
            read(connection)
            reads = [seconds_of(partial(read, connection)) for _ in range(sizes.looks)]
        starts = [asyncio.run(_first_look(store)) for _ in range(sizes.looks)]
    return compared(
        Measured(f"scheduler_start_{name}", median(starts) * _MILLI, "ms"),
        Measured(f"select_of_{sizes.schedules // 10}", median(reads) * _MILLI, "ms"),
        wanted=_WANTED_OF_START,
    )


def _plan_many(store: SqlStore, sizes: Sizes) -> None:
    """Every tenth is due within a day, the others on the days after; none is due now."""
    minutes = 24 * 60

    def row(number: int) -> dict[str, Any]:
        days = 0 if number % 10 == 0 else 1 + number % 9
        due = _EIGHT + timedelta(days=days, minutes=1 + number % (minutes - 1))
        local = (due + timedelta(hours=8)).time()
        return {
            "id": f"s{number:06}",
            "organizer_id": "o1",
            "group_id": f"g{number:06}",
            "job": Job.DAILY_LIST,
            "plan": write_plan(Repeated(local), ""),
            "time_zone": "Asia/Shanghai",
            "group_buy_id": None,
            "active": True,
            "next_due": due,
        }

    with store.engine.begin() as connection:
        connection.execute(insert(schedules), [row(number) for number in range(sizes.schedules)])


async def _first_look(store: SqlStore) -> float:
    database = DatabaseThread(store)
    runner = _runner(database, SteppedClock(_EIGHT))
    begin = perf_counter()
    runner.nudge()
    await runner.settled()
    seconds = perf_counter() - begin
    await runner.close()
    await database.close()
    return seconds


def _runner(database: DatabaseThread, clock: SteppedClock) -> Runner:
    house = House(next_due=next_due)
    due, missed = partial(due_jobs.handle_due, house=house), partial(due_jobs.handle_missed, house=house)
    return Runner(database, clock, SteppedAlarm(clock), due, missed, look_ahead=due_jobs.look_ahead)


def _lists(url: str, keys: Path, name: str, sizes: Sizes) -> Iterator[Figure]:
    """The best of three, as the machine has other things to do."""
    with _opened(url, keys) as store:
        _open_everywhere(store, sizes.groups)
        taken: list[float] = []
        delays: list[tuple[float, float]] = []
        for turn in range(3):
            _set_back(store)
            seconds, late, idle = asyncio.run(_eight_o_clock(store, sizes))
            taken.append(seconds)
            delays.append((late, idle))
            written = _written(store)
            lists = [row for batch in written for _, rows in batch for row in rows if row.get("kind") == "list"]
            assert len(lists) == sizes.groups, turn
        raw = [_raw_inserts(store, written) for _ in range(3)]
    yield compared(
        Measured(f"{sizes.groups}_lists_at_8_{name}", min(taken) * _MILLI, "ms"),
        Measured("raw_inserts", min(raw) * _MILLI, "ms"),
        wanted=_WANTED_OF_LISTS,
    )
    late, idle = min(delays, key=lambda pair: pair[0] - pair[1])
    yield Figure(
        Measured(f"loop_delay_p999_at_8_{name}", late * _MILLI, "ms"),
        (Measured("idle_loop", idle * _MILLI, "ms"), Measured("wanted_at_most", idle * _MILLI + _MOST_DELAY_MS, "ms")),
    )


def _open_everywhere(store: SqlStore, groups: int) -> None:
    near = Neighbourhood(rooms=groups, residents=0)
    house = House(next_due=next_due, defaults=GroupSettings(list_at=time(8), summary_at=None))
    with store.unit() as unit:
        owners.introduce("o1", "团长", _CHANNEL, ORGANIZER, unit, _EVENING)
        near.open_everywhere(unit, _CHANNEL, _EVENING, house)
        unit.commit()


def _set_back(store: SqlStore) -> None:
    """The evening before: nothing was said, and each list is due at eight."""
    with store.engine.begin() as connection:
        connection.execute(delete(outbox))
        connection.execute(delete(firings))
        connection.execute(delete(schedules).where(schedules.c.job != Job.DAILY_LIST))
        connection.execute(schedules.update().values(next_due=_EIGHT))


async def _eight_o_clock(store: SqlStore, sizes: Sizes) -> tuple[float, float, float]:
    """How long the firings took; and the loop's delay meanwhile, and while nothing was done."""
    database = DatabaseThread(store)
    idle = await delay_during(partial(asyncio.sleep, _QUIET_SECONDS * min(1, sizes.groups / 1000)))
    runner = _runner(database, SteppedClock(_EIGHT))
    taken: list[float] = []

    async def fire() -> None:
        begin = perf_counter()
        runner.nudge()
        await runner.settled()
        taken.append(perf_counter() - begin)

    late = await delay_during(fire)
    await runner.close()
    await database.close()
    return taken[0], late, idle


def _written(store: SqlStore) -> list[list[tuple[Table, list[dict[str, Any]]]]]:
    """The rows that the firings left, in batches."""
    with store.engine.connect() as connection:
        both = [
            (table, [dict(row) for row in connection.execute(select(table).order_by(column)).mappings()])
            for table, column in ((firings, firings.c.schedule_id), (outbox, outbox.c.id))
        ]
    count = max(len(rows) for _, rows in both)
    return [
        [(table, rows[start : start + _BATCH]) for table, rows in both if rows[start : start + _BATCH]]
        for start in range(0, count, _BATCH)
    ]


def _raw_inserts(store: SqlStore, batches: list[list[tuple[Table, list[dict[str, Any]]]]]) -> float:
    with store.engine.begin() as connection:
        connection.execute(delete(outbox))
        connection.execute(delete(firings))

    def put() -> None:
        for batch in batches:
            with store.engine.begin() as connection:
                for table, rows in batch:
                    connection.execute(insert(table), rows)

    return seconds_of(put)
