"""What is to be done when, and which due times were claimed?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from models.schedule import Firing, FiringState, Job, Once, Plan, Repeated, Schedule
from models.store import SqlStore
from tests.contract.village import HAPPY, LI, NOW, TODAY, Village

DAILY = Repeated(time(9, 0))
FAIR = Repeated(
    time(7, 30),
    weekdays=(0, 5),
    days_of_month=(1,),
    last_digits=(2, 5, 8),
    start=date(2026, 3, 1),
    end=date(2026, 12, 31),
)


def _schedule(name: str = "s", plan: Plan = DAILY, *, due_in_minutes: int = 0) -> Schedule:
    return Schedule(
        name, LI, HAPPY, Job.DAILY_LIST, plan, "Asia/Shanghai", next_due=NOW + timedelta(minutes=due_in_minutes)
    )


def _put(store: SqlStore, *schedules: Schedule) -> None:
    with store.unit() as unit:
        for schedule in schedules:
            unit.schedules.put(schedule)
        unit.commit()


def test_plans_come_back_as_they_were_made(store: SqlStore) -> None:
    made = [_schedule("a"), _schedule("b", FAIR), replace(_schedule("c", Once(NOW)), group_buy=TODAY, group=None)]
    _put(store, *made)
    with store.reader() as reader:
        assert [reader.schedules.get(schedule.id) for schedule in made] == made
        assert list(reader.schedules.of_group(HAPPY)) == made[:2]
        assert list(reader.schedules.of_group_buy(TODAY)) == made[2:]
        assert list(reader.schedules.of_organizer(LI)) == made
        assert reader.schedules.get("d") is None


def test_what_is_due_comes_oldest_first(store: SqlStore) -> None:
    late, later = _schedule("late", due_in_minutes=-5), _schedule("later", due_in_minutes=-1)
    paused = replace(_schedule("paused", due_in_minutes=-9), active=False)
    never = replace(_schedule("never"), next_due=None)
    to_come = _schedule("to come", due_in_minutes=7)
    _put(store, later, late, paused, never, to_come)
    with store.unit() as unit:
        assert list(unit.schedules.due(NOW)) == [late, later]
        assert list(unit.schedules.due(NOW, limit=1)) == [late]
        assert unit.schedules.next_moment() == late.next_due
        unit.schedules.remove("late")
        unit.schedules.put(replace(later, next_due=NOW + timedelta(minutes=9)))
        unit.commit()
        assert list(unit.schedules.due(NOW)) == []
        assert unit.schedules.next_moment() == to_come.next_due


def test_what_another_process_fires_is_skipped(store: SqlStore, kind: str) -> None:
    _put(store, _schedule())
    with store.unit() as first:
        assert len(first.schedules.due(NOW)) == 1
        if kind == "postgresql":
            with store.unit() as second:
                assert list(second.schedules.due(NOW)) == []
    with store.unit() as third:
        assert len(third.schedules.due(NOW)) == 1


def test_a_due_time_is_claimed_once(store: SqlStore) -> None:
    _put(store, _schedule())
    fired = [Firing("s", NOW + timedelta(days=day), NOW, FiringState.DONE) for day in range(3)]
    missed = Firing("s", NOW - timedelta(days=1), NOW, FiringState.MISSED, "over by a day")
    with store.unit() as unit:
        assert all(unit.schedules.claim(firing) for firing in (missed, *fired))
        unit.commit()
    with store.unit() as unit:
        assert not unit.schedules.claim(replace(fired[0], fired_at=NOW + timedelta(seconds=1)))
        unit.schedules.remove("s")
        unit.schedules.put(_schedule())
        assert not unit.schedules.claim(fired[1]), "not even after it was made anew"
        assert list(unit.schedules.firings("s", limit=2)) == [fired[2], fired[1]]
        assert unit.schedules.firings("s")[-1] == missed


def test_a_claim_that_was_taken_back_can_be_made_again(store: SqlStore) -> None:
    _put(store, _schedule())
    firing = Firing("s", NOW, NOW, FiringState.DONE)
    with store.unit() as unit:
        assert unit.schedules.claim(firing)
    with store.unit() as unit:
        assert unit.schedules.claim(firing)


def test_nothing_is_due_where_nothing_is_planned(store: SqlStore, village: Village) -> None:
    with store.reader() as reader:
        assert reader.schedules.next_moment() is None
        assert list(reader.schedules.due(village.now)) == []


def test_many_are_moved_and_claimed_at_once(store: SqlStore) -> None:
    made = [_schedule(name, due_in_minutes=-1) for name in "abc"]
    _put(store, *made)
    soon = NOW + timedelta(hours=1)
    with store.unit() as unit:
        assert list(unit.schedules.due(NOW)) == made
        unit.schedules.move({"a": soon, "b": None})
        assert unit.schedules.get("a") == replace(made[0], next_due=soon)
        assert unit.schedules.claim_all([Firing(name, NOW, NOW, FiringState.DONE) for name in "ab"])
        unit.schedules.skip(Firing("b", NOW, NOW, FiringState.DONE))
        unit.commit()
    with store.unit() as unit:
        assert unit.schedules.get("a") == replace(made[0], next_due=soon)
        assert unit.schedules.get("b") == replace(made[1], next_due=None)
        assert [firing.state for firing in unit.schedules.firings("b")] == [FiringState.SKIPPED]
        contested = [Firing(name, NOW, NOW, FiringState.DONE) for name in "bc"]
        assert not unit.schedules.claim_all(contested), "one of them was claimed before"
        assert unit.schedules.claim_all([])


def test_a_unit_knows_what_it_found_due_as_it_changes_it(store: SqlStore) -> None:
    made = [_schedule(name, due_in_minutes=-1) for name in "abc"]
    _put(store, *made)
    with store.unit() as unit:
        unit.schedules.due(NOW)
        unit.schedules.remove("a")
        later = replace(made[1], next_due=NOW + timedelta(hours=2), title="水果")
        unit.schedules.put(later)
        assert [unit.schedules.get(name) for name in "abc"] == [None, later, made[2]]
        unit.commit()
        elsewhere = replace(made[2], active=False)
        assert unit.schedules.get("c") == made[2]
    _put(store, elsewhere)
    with store.unit() as unit:
        assert [unit.schedules.get(name) for name in "abc"] == [None, later, elsewhere]
