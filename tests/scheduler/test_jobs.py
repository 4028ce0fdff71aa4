"""Is what comes late done, done with a word, or told, as each job's use demands?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.schedule import FiringState, Job, Once, Repeated, Schedule
from models.values import OrganizerId
from scheduler.jobs import AFTER_CUTOFF, GRACE, LATE_BUT_DONE, ON_TIME, TOO_LATE, judge, turn_of

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def daily(job: Job = Job.DAILY_LIST, *, next_due: datetime | None = NINE) -> Schedule:
    return Schedule("s1", OrganizerId("o1"), None, job, Repeated(time(9)), "Asia/Shanghai", next_due=next_due)


@pytest.mark.parametrize(
    ("job", "late_by", "state", "reason"),
    [
        (Job.DAILY_LIST, timedelta(seconds=30), FiringState.DONE, ON_TIME),
        (Job.DAILY_LIST, timedelta(minutes=40), FiringState.DONE, LATE_BUT_DONE),
        (Job.DAILY_LIST, timedelta(minutes=60), FiringState.DONE, LATE_BUT_DONE),
        (Job.DAILY_LIST, timedelta(hours=3), FiringState.MISSED, TOO_LATE),
        (Job.CUTOFF_REMINDER, timedelta(minutes=26), FiringState.MISSED, TOO_LATE),
        (Job.CUTOFF, timedelta(days=9), FiringState.DONE, LATE_BUT_DONE),
        (Job.ARRIVAL_CHECK, timedelta(minutes=14), FiringState.DONE, LATE_BUT_DONE),
        (Job.ARRIVAL_CHECK, timedelta(minutes=16), FiringState.MISSED, TOO_LATE),
        (Job.PICKUP_NOTICE, timedelta(hours=3), FiringState.DONE, LATE_BUT_DONE),
        (Job.PICKUP_NOTICE, timedelta(hours=5), FiringState.MISSED, TOO_LATE),
        (Job.DAILY_SUMMARY, timedelta(hours=10), FiringState.DONE, LATE_BUT_DONE),
        (Job.DAILY_SUMMARY, timedelta(hours=25), FiringState.MISSED, TOO_LATE),
        (Job.OPEN_AGAIN, timedelta(hours=3), FiringState.DONE, LATE_BUT_DONE),
        (Job.OPEN_AGAIN, timedelta(hours=7), FiringState.MISSED, TOO_LATE),
    ],
)
def test_grace(job: Job, late_by: timedelta, state: FiringState, reason: str) -> None:
    firing = judge(daily(job), NINE, NINE + late_by)
    assert (firing.state, firing.reason) == (state, reason)
    assert (firing.schedule, firing.due_at, firing.fired_at) == ("s1", NINE, NINE + late_by)


def test_a_reminder_has_its_use_up_to_the_cutoff() -> None:
    reminder = daily(Job.CUTOFF_REMINDER)
    cutoff_at = NINE + timedelta(minutes=90)
    assert judge(reminder, NINE, cutoff_at - timedelta(minutes=1), cutoff_at=cutoff_at).state is FiringState.DONE
    after = judge(reminder, NINE, cutoff_at, cutoff_at=cutoff_at)
    assert (after.state, after.reason) == (FiringState.MISSED, AFTER_CUTOFF)


def test_every_job_has_a_grace() -> None:
    assert set(GRACE) == set(Job)


def test_what_is_not_due_owes_nothing() -> None:
    turn = turn_of(daily(), NINE - timedelta(minutes=1))
    assert (turn.missed, turn.done, turn.next_due) == (None, None, NINE)


def test_on_time() -> None:
    turn = turn_of(daily(), NINE)
    assert turn.done is not None
    assert turn.done.due_at == NINE
    assert (turn.missed, turn.next_due) == (None, NINE + DAY)


def test_a_long_outage_is_one_firing_and_one_report() -> None:
    turn = turn_of(daily(), NINE + 100 * DAY + timedelta(minutes=10))
    assert turn.done is not None
    assert turn.done.due_at == NINE + 100 * DAY
    assert turn.missed is not None
    assert turn.missed.due_at == NINE + 99 * DAY
    assert turn.missed.reason == f"too_late: 100 times since {NINE.isoformat()}"
    assert turn.next_due == NINE + 101 * DAY


def test_a_long_outage_past_the_grace_is_one_report() -> None:
    turn = turn_of(daily(), NINE + 2 * DAY + timedelta(hours=5))
    assert turn.done is None
    assert turn.missed is not None
    assert (turn.missed.due_at, turn.next_due) == (NINE + 2 * DAY, NINE + 3 * DAY)


def test_once_is_done_once() -> None:
    schedule = replace(daily(Job.CUTOFF), plan=Once(NINE))
    turn = turn_of(schedule, NINE + timedelta(hours=1))
    assert turn.done is not None
    assert turn.next_due is None
    assert turn_of(replace(schedule, next_due=None), NINE + DAY).done is None


def test_a_new_plan_is_set_to_the_present_and_waits_for_its_first_time() -> None:
    made_at = NINE + timedelta(hours=2, seconds=1)
    turn = turn_of(daily(next_due=made_at), made_at)
    assert (turn.missed, turn.done, turn.next_due) == (None, None, NINE + DAY)


@given(
    job=st.sampled_from(Job),
    due_in=st.integers(-10 * 24 * 60, 60),
    steps=st.lists(st.integers(0, 3 * 24 * 60), max_size=8),
)
def test_each_due_time_is_done_or_missed_and_never_twice(job: Job, due_in: int, steps: list[int]) -> None:
    now = NINE
    schedule = daily(job, next_due=NINE + timedelta(minutes=due_in))
    seen: list[datetime] = []
    for step in steps:
        now += timedelta(minutes=step)
        turn = turn_of(schedule, now)
        seen += [firing.due_at for firing in (turn.missed, turn.done) if firing is not None]
        assert turn.next_due is not None
        assert turn.next_due > now
        schedule = replace(schedule, next_due=turn.next_due)
    assert seen == sorted(set(seen))
    assert all(moment <= now for moment in seen)
