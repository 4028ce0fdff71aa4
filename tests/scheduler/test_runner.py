"""Is each due time done once or told as missed: on time, late, after a crash, beside a job that fails?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from models.groupbuy.group_buy import GroupBuy
from models.mail import OutboxRow, Post
from models.ports import UnitOfWork
from models.schedule import Firing, FiringState, Job, Once, Repeated, Schedule
from models.values import GroupBuyId, GroupId
from scheduler.runner import Runner
from tests.fakes.faulty import FaultyStore
from tests.fakes.world import NOON, ORGANIZER, after

pytestmark = pytest.mark.asyncio

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Handler:
    """Stands for the use cases: it posts something for each firing, and fails where it is told to."""

    def __init__(self) -> None:
        self.fails_for: set[str] = set()
        self.removes: dict[str, str] = {}
        self.moves: dict[str, Schedule] = {}
        self.telling_fails = False

    def due(self, schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime) -> None:
        unit.outbox.add(ORGANIZER, Post(schedule.job, {"of": schedule.id}, group=GROUP), now)
        if schedule.id in self.fails_for:
            raise KeyError("王芳")
        if schedule.id in self.removes:
            unit.schedules.remove(self.removes[schedule.id])
        if schedule.id in self.moves:
            unit.schedules.put(self.moves[schedule.id])

    def missed(self, schedule: Schedule, firing: Firing, unit: UnitOfWork, now: datetime) -> None:
        if self.telling_fails:
            raise LookupError("nobody to tell")
        unit.outbox.add(ORGANIZER, Post("missed", {"of": schedule.id, "why": firing.reason}, group=GROUP), now)


class World:
    """A runner with everything around it, which can die and be started again over the same store."""

    def __init__(self, store: FaultyStore, database: DatabaseThread) -> None:
        self.store = store
        self.database = database
        self.handler = Handler()
        self.start(NOON)

    def start(self, at: datetime, *, look_every: timedelta | None = None) -> None:
        """A new process at that time; the one before is forgotten with its alarms."""
        self.clock = SteppedClock(at)
        self.alarm = SteppedAlarm(self.clock, self.settled)
        handler = self.handler
        self.runner = Runner(self.database, self.clock, self.alarm, handler.due, handler.missed, look_every=look_every)

    async def settled(self) -> None:
        await self.runner.settled()

    async def look(self) -> None:
        self.runner.nudge()
        await self.runner.settled()

    async def pass_to(self, moment: datetime) -> None:
        await self.look()
        await self.alarm.advance(moment)

    async def plan(self, name: str, job: Job, plan: Once | Repeated, next_due: datetime | None) -> None:
        await self.put(Schedule(name, ORGANIZER, GROUP, job, plan, "Asia/Shanghai", next_due=next_due))

    async def put(self, schedule: Schedule) -> None:
        await self.database.write(lambda unit: unit.schedules.put(schedule))

    def posts(self) -> list[tuple[str, object]]:
        return [(row.post.kind, row.post.values["of"]) for row in self.rows()]

    def rows(self) -> list[OutboxRow]:
        with self.store.reader() as unit:
            return sorted(unit.outbox.page(limit=1000), key=lambda row: row.id)

    def firings(self, *schedules: str) -> list[Firing]:
        with self.store.reader() as unit:
            found = [firing for schedule in schedules for firing in unit.schedules.firings(schedule, limit=1000)]
        return sorted(found, key=lambda firing: (firing.due_at, firing.schedule))

    def fired(self, *schedules: str) -> list[tuple[str, datetime, FiringState]]:
        return [(firing.schedule, firing.due_at, firing.state) for firing in self.firings(*schedules)]

    def next_due(self, schedule: str) -> datetime | None:
        with self.store.reader() as unit:
            found = unit.schedules.get(schedule)
        assert found is not None
        return found.next_due


@pytest.fixture
def world(store: FaultyStore, database: DatabaseThread) -> World:
    return World(store, database)


GROUP = GroupId("group1")
ONE_O_CLOCK = Repeated(time(13))


async def test_a_schedule_fires_when_it_is_due_and_every_day(world: World) -> None:
    await world.plan("list", Job.DAILY_LIST, ONE_O_CLOCK, NOON + HOUR)
    await world.pass_to(NOON + HOUR - timedelta(seconds=1))
    assert world.posts() == []
    await world.alarm.advance(NOON + 2 * DAY)
    assert world.fired("list") == [
        ("list", NOON + HOUR, FiringState.DONE),
        ("list", NOON + HOUR + DAY, FiringState.DONE),
    ]
    assert world.posts() == [("daily_list", "list")] * 2
    assert [row.made_at for row in world.rows()] == [NOON + HOUR, NOON + HOUR + DAY]


async def test_a_new_plan_waits_for_its_first_time(world: World) -> None:
    await world.plan("list", Job.DAILY_LIST, ONE_O_CLOCK, NOON)
    await world.look()
    assert world.posts() == []
    assert world.next_due("list") == NOON + HOUR


async def test_a_plan_that_is_made_later_is_noticed(world: World) -> None:
    await world.pass_to(after(10))
    await world.plan("cutoff", Job.CUTOFF, Once(after(60)), after(60))
    await world.look()
    await world.alarm.advance(after(60))
    assert world.posts() == [("cutoff", "cutoff")]


async def test_where_nothing_is_due_nothing_is_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[datetime] = []
    write = world.database.write

    async def noted(use: Callable[[UnitOfWork], object]) -> object:
        written.append(world.clock.now())
        return await write(use)

    await world.plan("cutoff", Job.CUTOFF, Once(after(60)), after(60))
    monkeypatch.setattr(world.database, "write", noted)
    for _ in range(3):
        await world.look()
    assert written == []
    await world.alarm.advance(after(60))
    assert written == [after(60)]


async def test_what_is_moved_fires_at_its_new_time_only(world: World) -> None:
    await world.plan("notice", Job.PICKUP_NOTICE, Once(after(60)), after(60))
    await world.look()
    await world.plan("notice", Job.PICKUP_NOTICE, Once(after(600)), after(600))
    await world.pass_to(after(599))
    assert world.posts() == []
    await world.alarm.advance(after(600))
    assert world.posts() == [("pickup_notice", "notice")]


async def test_a_late_start_does_what_is_in_its_grace_and_tells_the_rest(world: World) -> None:
    await world.plan("list", Job.DAILY_LIST, ONE_O_CLOCK, NOON + HOUR)
    await world.plan("notice", Job.PICKUP_NOTICE, Once(NOON + 2 * HOUR), NOON + 2 * HOUR)
    world.start(NOON + 4 * HOUR)
    await world.look()
    assert world.fired("list", "notice") == [
        ("list", NOON + HOUR, FiringState.MISSED),
        ("notice", NOON + 2 * HOUR, FiringState.DONE),
    ]
    assert world.posts() == [("missed", "list"), ("pickup_notice", "notice")]


async def test_a_long_outage_is_one_list_and_one_word(world: World) -> None:
    await world.plan("list", Job.DAILY_LIST, ONE_O_CLOCK, NOON + HOUR)
    world.start(NOON + 40 * DAY + HOUR + timedelta(minutes=5))
    await world.look()
    assert world.posts() == [("missed", "list"), ("daily_list", "list")]
    assert [firing.state for firing in world.firings("list")] == [FiringState.MISSED, FiringState.DONE]
    assert world.next_due("list") == NOON + 41 * DAY + HOUR


async def test_after_a_crash_what_was_not_committed_is_done_and_what_was_is_not(world: World) -> None:
    await world.plan("first", Job.CUTOFF, Once(after(60)), after(60))
    await world.pass_to(after(60))
    await world.plan("second", Job.CUTOFF, Once(after(60)), after(60))
    world.start(after(90))
    await world.look()
    assert world.posts() == [("cutoff", "first"), ("cutoff", "second")]
    assert world.fired("first", "second") == [
        ("first", after(60), FiringState.DONE),
        ("second", after(60), FiringState.DONE),
    ]


async def test_a_firing_that_another_process_has_claimed_is_left_to_it(world: World) -> None:
    await world.plan("cutoff", Job.CUTOFF, Once(after(60)), after(60))
    await world.database.write(
        lambda unit: unit.schedules.claim(Firing("cutoff", after(60), after(60), FiringState.DONE))
    )
    await world.pass_to(after(120))
    assert world.posts() == []
    assert world.next_due("cutoff") is None


async def test_one_failing_job_stops_nobody_and_is_told(world: World) -> None:
    world.handler.fails_for = {"bad"}
    for name in ("a", "bad", "c"):
        await world.plan(name, Job.CUTOFF, Once(after(60)), after(60))
    await world.pass_to(after(60))
    assert world.posts() == [("cutoff", "a"), ("missed", "bad"), ("cutoff", "c")]
    assert world.fired("a", "bad", "c") == [
        ("a", after(60), FiringState.DONE),
        ("bad", after(60), FiringState.MISSED),
        ("c", after(60), FiringState.DONE),
    ]
    (fault,) = [firing.reason for firing in world.firings("bad")]
    assert fault == "KeyError: '…'", "without anybody's name"


async def test_a_failing_job_whose_telling_fails_too_is_recorded(world: World) -> None:
    world.handler.fails_for = {"bad"}
    world.handler.telling_fails = True
    await world.plan("bad", Job.CUTOFF, Once(after(60)), after(60))
    await world.plan("good", Job.CUTOFF, Once(after(60)), after(60))
    await world.pass_to(after(60))
    assert world.posts() == [("cutoff", "good")]
    assert world.fired("bad") == [("bad", after(60), FiringState.MISSED)]


async def test_a_time_zone_that_is_gone_is_told_once(world: World) -> None:
    gone = Schedule("gone", ORGANIZER, None, Job.DAILY_LIST, ONE_O_CLOCK, "Mars/Olympus", next_due=after(60))
    await world.put(gone)
    await world.plan("good", Job.CUTOFF, Once(after(60)), after(60))
    await world.pass_to(NOON + DAY)
    assert sorted(world.posts()) == [("cutoff", "good"), ("missed", "gone")]
    assert world.next_due("gone") is None


async def test_a_use_case_has_the_last_word_on_schedules(world: World) -> None:
    """A cut-off that comes early takes its reminder away, also in the same moment."""
    world.handler.removes = {"a cutoff": "b reminder"}
    await world.plan("a cutoff", Job.CUTOFF, Once(after(60)), after(60))
    await world.plan("b reminder", Job.CUTOFF_REMINDER, Once(after(60)), after(60))
    await world.pass_to(after(120))
    assert world.posts() == [("cutoff", "a cutoff")]


async def test_what_is_moved_in_the_moment_in_which_it_is_due_waits(world: World) -> None:
    later = Schedule("b notice", ORGANIZER, GROUP, Job.PICKUP_NOTICE, Once(after(600)), "Asia/Shanghai")
    world.handler.moves = {"a check": replace(later, next_due=after(600))}
    await world.plan("a check", Job.ARRIVAL_CHECK, Once(after(60)), after(60))
    await world.plan("b notice", Job.PICKUP_NOTICE, Once(after(60)), after(60))
    await world.pass_to(after(599))
    assert world.posts() == [("arrival_check", "a check")]
    await world.alarm.advance(after(600))
    assert world.posts() == [("arrival_check", "a check"), ("pickup_notice", "b notice")]


async def test_a_reminder_asks_its_group_buy_for_the_cutoff(world: World) -> None:
    group_buy = GroupBuy(GroupBuyId("gb"), ORGANIZER, (GROUP,), "今天的菜", (), closes_at=after(600), created_at=NOON)
    reminder = Schedule(
        "reminder", ORGANIZER, GROUP, Job.CUTOFF_REMINDER, Once(after(60)), "Asia/Shanghai", group_buy.id
    )
    await world.database.write(lambda unit: unit.group_buys.put(group_buy))
    await world.put(replace(reminder, next_due=after(60)))
    world.start(after(601))
    await world.look()
    assert world.posts() == [("missed", "reminder")]
    (firing,) = world.firings("reminder")
    assert firing.reason == "after_cutoff"


async def test_more_than_a_batch_at_one_moment(world: World) -> None:
    world.handler.fails_for = {"s77"}
    for number in range(120):
        await world.plan(f"s{number}", Job.CUTOFF, Once(after(60)), after(60))
    await world.pass_to(after(61))
    assert len(world.firings(*(f"s{number}" for number in range(120)))) == 120
    assert sum(kind == "cutoff" for kind, _ in world.posts()) == 119


async def test_a_busy_database_delays_but_loses_nothing(world: World) -> None:
    await world.plan("cutoff", Job.CUTOFF, Once(after(60)), after(60))
    await world.look()
    world.store.busy = 7
    await world.alarm.advance(after(60))
    assert world.posts() == [("cutoff", "cutoff")]


async def test_a_broken_database_is_asked_again(world: World) -> None:
    await world.plan("cutoff", Job.CUTOFF, Once(after(60)), after(60))
    await world.look()
    world.store.broken = 3
    await world.alarm.advance(after(60))
    assert world.posts() == []
    await world.alarm.advance(after(91))
    assert world.posts() == [("cutoff", "cutoff")]


async def test_what_another_process_holds_is_waited_for_and_not_asked_for_without_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has locked what is due, as PostgreSQL tells it: it is there, and can't be had."""
    asked: list[datetime] = []
    fire = world.runner._fire_due

    def taken(unit: UnitOfWork, *, now: datetime) -> int:
        asked.append(now)
        return 0

    await world.plan("cutoff", Job.CUTOFF, Once(after(60)), after(60))
    await world.look()
    monkeypatch.setattr(world.runner, "_fire_due", taken)
    await world.alarm.advance(after(65))
    assert len(asked) == 6
    monkeypatch.setattr(world.runner, "_fire_due", fire)
    await world.alarm.advance(after(67))
    assert world.posts() == [("cutoff", "cutoff")]


async def test_it_looks_again_where_others_make_schedules(world: World) -> None:
    world.start(NOON, look_every=timedelta(seconds=5))
    await world.look()
    await world.plan("cutoff", Job.CUTOFF, Once(after(7)), after(7))
    await world.alarm.advance(after(7))
    assert world.posts() == [("cutoff", "cutoff")]


async def test_a_year_of_lists_over_both_odd_nights(world: World) -> None:
    schedule = Schedule("list", ORGANIZER, GROUP, Job.DAILY_LIST, Repeated(time(2, 30)), "Europe/Berlin", next_due=NOON)
    await world.put(schedule)
    await world.pass_to(NOON + 365 * DAY)
    firings = world.firings("list")
    days = [firing.due_at.date() for firing in firings]
    assert len(days) == len(set(days)) == 365
    assert days[-1] == date(2027, 11, 23)
    assert all(firing.state is FiringState.DONE for firing in firings)
