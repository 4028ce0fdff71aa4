"""Is a plan due when its organizer's clock says so, also on the two odd nights of a year?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.schedule import Job, Once, Repeated, Schedule
from models.values import OrganizerId
from scheduler.due import moment_of, next_due

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")


def schedule(plan: Once | Repeated, zone: str = "Asia/Shanghai", *, active: bool = True) -> Schedule:
    return Schedule("s1", OrganizerId("o1"), None, Job.DAILY_LIST, plan, zone, active=active)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def times(plan: Repeated, zone: str, after: str, count: int) -> list[str]:
    """The next times as wall-clock texts with their offset."""
    moment: datetime | None = datetime.fromisoformat(after)
    found: list[str] = []
    for _ in range(count):
        assert moment is not None
        moment = next_due(schedule(plan, zone), moment)
        if moment is None:
            break
        found.append(moment.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes"))
    return found


def test_every_day_at_nine_in_shanghai() -> None:
    assert times(Repeated(time(9)), "Asia/Shanghai", "2026-11-23T08:59+08:00", 2) == [
        "2026-11-23T09:00+08:00",
        "2026-11-24T09:00+08:00",
    ]


def test_a_due_time_is_after_the_moment_asked_for_and_in_utc() -> None:
    due = next_due(schedule(Repeated(time(9))), utc("2026-11-23T09:00+08:00"))
    assert due == utc("2026-11-24T09:00+08:00")
    assert due is not None
    assert due.tzinfo is UTC


def test_the_days_of_a_market() -> None:
    assert times(Repeated(time(7), last_digits=(2, 5, 8)), "Asia/Shanghai", "2026-02-25T07:00+08:00", 5) == [
        "2026-02-28T07:00+08:00",
        "2026-03-02T07:00+08:00",
        "2026-03-05T07:00+08:00",
        "2026-03-08T07:00+08:00",
        "2026-03-12T07:00+08:00",
    ]


def test_weekdays_count_from_monday() -> None:
    assert times(Repeated(time(8, 30), weekdays=(0, 6)), "Asia/Shanghai", "2026-11-23T09:00+08:00", 3) == [
        "2026-11-29T08:30+08:00",
        "2026-11-30T08:30+08:00",
        "2026-12-06T08:30+08:00",
    ]


def test_a_day_that_a_month_has_not_is_left_out() -> None:
    assert times(Repeated(time(9), days_of_month=(31,)), "Asia/Shanghai", "2026-03-31T09:00+08:00", 2) == [
        "2026-05-31T09:00+08:00",
        "2026-07-31T09:00+08:00",
    ]


def test_every_condition_must_hold() -> None:
    plan = Repeated(time(9), weekdays=(4,), last_digits=(3,))
    assert times(plan, "Asia/Shanghai", "2026-11-01T00:00+08:00", 1) == ["2026-11-13T09:00+08:00"]


def test_a_plan_without_any_day_is_never_due() -> None:
    plan = Repeated(time(9), days_of_month=(31,), last_digits=(2,))
    assert next_due(schedule(plan), utc("2026-11-23T09:00+08:00")) is None


def test_start_and_end_are_included() -> None:
    plan = Repeated(time(9), start=date(2026, 12, 1), end=date(2026, 12, 2))
    assert times(plan, "Asia/Shanghai", "2026-11-01T00:00+08:00", 3) == [
        "2026-12-01T09:00+08:00",
        "2026-12-02T09:00+08:00",
    ]


def test_the_first_and_last_minute_of_a_bounded_plan() -> None:
    midnight = Repeated(time(0), start=date(2026, 12, 1), end=date(2026, 12, 1))
    assert times(midnight, "Asia/Shanghai", "2026-11-01T00:00+08:00", 2) == ["2026-12-01T00:00+08:00"]
    night = Repeated(time(23, 59), start=date(2026, 12, 1), end=date(2026, 12, 1))
    assert times(night, "Asia/Shanghai", "2026-11-01T00:00+08:00", 2) == ["2026-12-01T23:59+08:00"]


def test_once() -> None:
    at = datetime.fromisoformat("2026-11-23T20:00+08:00")
    assert next_due(schedule(Once(at)), at - timedelta(seconds=1)) == at
    assert next_due(schedule(Once(at)), at) is None


def test_what_is_not_active_is_never_due() -> None:
    assert next_due(schedule(Repeated(time(9)), active=False), utc("2026-11-23T08:00+08:00")) is None


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_due(schedule(Repeated(time(9))), datetime(2026, 11, 23))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "at", "after", "expected"),
    [
        # A time that does not exist: the next that does, and the usual one the day after.
        ("Europe/Berlin", "02:30", "2026-03-29T00:00+01:00", ["2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"]),
        ("Europe/Berlin", "02:00", "2026-03-29T00:00+01:00", ["2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00"]),
        ("Europe/Berlin", "03:00", "2026-03-29T00:00+01:00", ["2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00"]),
        ("America/New_York", "02:59", "2026-03-08T00:00-05:00", ["2026-03-08T03:00-04:00", "2026-03-09T02:59-04:00"]),
        ("Australia/Lord_Howe", "02:15", "2026-10-04T00:00+10:30", ["2026-10-04T02:30+11:00"]),
        # A gap up to midnight: the day's last half hour is the next day's first moment.
        ("America/Nuuk", "23:30", "2026-03-28T12:00-02:00", ["2026-03-29T00:00-01:00", "2026-03-29T23:30-01:00"]),
        # One that exists twice: the first.
        ("Europe/Berlin", "02:30", "2026-10-25T00:00+02:00", ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]),
        ("America/New_York", "01:30", "2026-11-01T00:00-04:00", ["2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"]),
        ("Australia/Lord_Howe", "01:45", "2026-04-05T00:00+11:00", ["2026-04-05T01:45+11:00"]),
        # Asked in the second round of the doubled hour, before that time of the wall: it has been.
        ("Europe/Berlin", "02:30", "2026-10-25T02:15+01:00", ["2026-10-26T02:30+01:00"]),
        ("Australia/Lord_Howe", "01:45", "2026-04-05T01:35+10:30", ["2026-04-06T01:45+10:30"]),
    ],
)
def test_odd_nights(zone: str, at: str, after: str, expected: list[str]) -> None:
    assert times(Repeated(time.fromisoformat(at)), zone, after, len(expected)) == expected


def test_a_day_that_a_zone_never_had_is_left_out() -> None:
    # Samoa went from 29 to 31 December 2011.
    assert times(Repeated(time(9)), "Pacific/Apia", "2011-12-29T08:00-10:00", 2) == [
        "2011-12-29T09:00-10:00",
        "2011-12-31T09:00+14:00",
    ]


def test_the_moment_of_a_missing_time_is_that_of_the_change() -> None:
    assert moment_of(datetime(2026, 3, 29, 2, 30), ZoneInfo("Europe/Berlin")) == utc("2026-03-29T01:00+00:00")  # noqa: DTZ001


moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
#: Moments near a change of the clocks are where laws break; half of them are drawn from there.
near_changes = st.builds(
    lambda change, minutes: datetime.fromisoformat(change).astimezone(UTC) + timedelta(minutes=minutes),
    st.sampled_from(
        [
            "2026-03-29T01:00+00:00",
            "2026-10-25T01:00+00:00",
            "2026-03-08T07:00+00:00",
            "2026-11-01T06:00+00:00",
            "2026-04-04T15:00+00:00",
            "2026-10-03T15:30+00:00",
        ]
    ),
    st.integers(-1500, 1500),
)
plans = st.builds(
    Repeated,
    at=st.times().map(lambda at: at.replace(microsecond=0)) | st.sampled_from([time(1, 45), time(2, 15), time(2, 30)]),
    weekdays=st.just(()) | st.lists(st.integers(0, 6), min_size=1, unique=True).map(tuple),
    last_digits=st.just(()) | st.lists(st.integers(0, 9), min_size=1, unique=True).map(tuple),
)


@given(plan=plans, zone=st.sampled_from(ZONES), after=moments | near_changes)
def test_laws_of_due_times(plan: Repeated, zone: str, after: datetime) -> None:
    planned = schedule(plan, zone)
    days: list[date] = []
    moment = after
    for _ in range(4):
        due = next_due(planned, moment)
        assert due is not None
        assert due > moment, "strictly growing"
        assert next_due(planned, due - timedelta(microseconds=1)) == due, "a due time is found again from before it"
        local = due.astimezone(ZoneInfo(zone))
        assert not plan.weekdays or local.weekday() in plan.weekdays
        assert not plan.last_digits or local.day % 10 in plan.last_digits
        days.append(local.date())
        moment = due
    assert len(set(days)) == len(days), "never twice on one day"


@given(at=st.times().map(lambda at: at.replace(microsecond=0)), zone=st.sampled_from(ZONES), after=near_changes)
def test_every_day_has_its_time(at: time, zone: str, after: datetime) -> None:
    planned = schedule(Repeated(at), zone)
    first = next_due(planned, after)
    assert first is not None
    second = next_due(planned, first)
    assert second is not None
    there = ZoneInfo(zone)
    assert second.astimezone(there).date() - first.astimezone(there).date() == timedelta(days=1)
    assert first - after <= timedelta(hours=25)
