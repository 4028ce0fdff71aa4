"""Do plans follow the moon, the official calendar and the count of days, also over the odd nights of a year?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import chinese_days
from models.schedule import Repeated
from scheduler.due import next_due
from tests.scheduler.test_due import ZONES, moments, near_changes, schedule, times

SHANGHAI = "Asia/Shanghai"
EIGHT = time(8)


def days(plan: Repeated, after: str, count: int, zone: str = SHANGHAI) -> list[str]:
    return [moment[5:10] for moment in times(plan, zone, after, count)]


def test_workdays_leave_holidays_out_and_make_up_for_them() -> None:
    """In 2026 the National Day lasts from 1 to 7 October; the Sunday before it and the Saturday after it are worked."""
    plan = Repeated(EIGHT, workdays=True)
    assert days(plan, "2026-09-18T09:00+08:00", 2) == ["09-20", "09-21"]
    assert days(plan, "2026-09-30T09:00+08:00", 4) == ["10-08", "10-09", "10-10", "10-12"]


def test_a_holiday_is_left_out_and_a_weekend_is_none() -> None:
    plan = Repeated(EIGHT, skip_holidays=True)
    assert days(plan, "2026-09-30T09:00+08:00", 4) == ["10-08", "10-09", "10-10", "10-11"]


def test_a_year_that_is_not_announced_has_weeks_only() -> None:
    assert not chinese_days.is_known(date(chinese_days.LAST_KNOWN_YEAR + 1, 1, 1), SHANGHAI)
    assert days(Repeated(EIGHT, workdays=True), "2030-10-01T07:00+08:00", 5) == [
        "10-01",
        "10-02",
        "10-03",
        "10-04",
        "10-07",
    ]
    assert days(Repeated(EIGHT, skip_holidays=True), "2030-10-01T07:00+08:00", 2) == ["10-01", "10-02"]


def test_elsewhere_a_week_is_a_week() -> None:
    assert days(Repeated(EIGHT, workdays=True), "2026-09-30T09:00+02:00", 3, "Europe/Berlin") == [
        "10-01",
        "10-02",
        "10-05",
    ]


def test_the_days_of_a_lunar_market() -> None:
    """The new moon of the first month is on 17 February 2026."""
    plan = Repeated(EIGHT, last_digits=(2, 5, 8), lunar=True)
    assert days(plan, "2026-02-17T09:00+08:00", 4) == ["02-18", "02-21", "02-24", "02-28"]


def test_first_and_fifteenth_by_the_moon() -> None:
    plan = Repeated(EIGHT, days_of_month=(1, 15), lunar=True)
    assert days(plan, "2026-02-16T09:00+08:00", 3) == ["02-17", "03-03", "03-19"]


def test_a_month_of_the_moon_may_lack_its_thirtieth_day() -> None:
    found = days(Repeated(EIGHT, days_of_month=(30,), lunar=True), "2026-02-17T09:00+08:00", 3)
    assert found == ["03-18", "05-16", "08-12"]


def test_every_other_day_goes_on_over_the_end_of_a_month() -> None:
    plan = Repeated(EIGHT, every_days=2, start=date(2026, 11, 29))
    assert days(plan, "2026-11-20T09:00+08:00", 3) == ["11-29", "12-01", "12-03"]


def test_every_other_wednesday() -> None:
    plan = Repeated(EIGHT, every_days=14, start=date(2026, 11, 25))
    assert days(plan, "2026-11-23T09:00+08:00", 3) == ["11-25", "12-09", "12-23"]


def test_a_pause_ends_on_its_day_and_leaves_the_count_as_it_was() -> None:
    plan = Repeated(EIGHT, every_days=2, start=date(2026, 11, 23), paused_until=date(2026, 11, 28))
    assert days(plan, "2026-11-23T07:00+08:00", 2) == ["11-29", "12-01"]
    assert days(Repeated(EIGHT, paused_until=date(2026, 11, 27)), "2026-11-23T07:00+08:00", 1) == ["11-27"]


def test_a_day_of_the_moon_that_there_is_not_is_never_due() -> None:
    assert days(Repeated(EIGHT, days_of_month=(31,), lunar=True), "2026-11-23T07:00+08:00", 1) == []


@pytest.mark.parametrize("day", [date(1700, 1, 1), date(2150, 1, 1)])
def test_beyond_the_table_there_is_no_moon(day: date) -> None:
    assert chinese_days.lunar_day(day) is None


_plans = st.builds(
    Repeated,
    at=st.sampled_from([time(1, 45), time(2, 15), time(2, 30), time(8), time(23, 59)]),
    last_digits=st.just(()) | st.sets(st.integers(0, 9), min_size=1).map(lambda found: tuple(sorted(found))),
    lunar=st.booleans(),
    workdays=st.booleans(),
    skip_holidays=st.booleans(),
    every_days=st.integers(1, 9),
    start=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)


@given(plan=_plans, zone=st.sampled_from((SHANGHAI, *ZONES)), after=moments | near_changes)
def test_laws_of_calendars(plan: Repeated, zone: str, after: datetime) -> None:
    planned, there = schedule(plan, zone), ZoneInfo(zone)
    seen: list[date] = []
    moment: datetime | None = after
    for _ in range(3):
        assert moment is not None
        moment = next_due(planned, moment)
        if moment is None:
            break
        assert next_due(planned, moment - timedelta(microseconds=1)) == moment
        day = moment.astimezone(there).date()
        assert plan.start is None or (day - plan.start).days >= 0
        assert plan.start is None or (day - plan.start).days % plan.every_days == 0
        assert not plan.workdays or chinese_days.is_workday(day, zone)
        assert not plan.skip_holidays or not chinese_days.is_holiday(day, zone)
        counted = chinese_days.lunar_day(day) if plan.lunar else day.day
        assert counted is not None
        assert not plan.last_digits or counted % 10 in plan.last_digits
        seen.append(day)
    assert seen == sorted(set(seen))


@given(after=moments)
def test_between_two_times_no_day_is_forgotten(after: datetime) -> None:
    plan = Repeated(EIGHT, last_digits=(2, 5, 8), lunar=True, workdays=True)
    due = next_due(schedule(plan), after)
    assert due is not None
    there = ZoneInfo(SHANGHAI)
    day = after.astimezone(there).date()
    while day < due.astimezone(there).date():
        eight = datetime.combine(day, EIGHT, there).astimezone(UTC)
        lunar = chinese_days.lunar_day(day)
        assert lunar is not None
        fits = lunar % 10 in (2, 5, 8) and chinese_days.is_workday(day, SHANGHAI)
        assert not fits or eight <= after
        day += timedelta(days=1)
