"""When is it quiet, and when does it end?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community.quiet import day_begins, day_ends, next_end, quiet_until

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = (time(21, 30), time(7, 30))
NOON = (time(12, 30), time(14, 0))


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("hours", "now", "ends"),
    [
        (NIGHT, at(21, 29), None),
        (NIGHT, at(21, 30), at(7, 30, 24)),
        (NIGHT, at(23, 59), at(7, 30, 24)),
        (NIGHT, at(0), at(7, 30)),
        (NIGHT, at(7, 29), at(7, 30)),
        (NIGHT, at(7, 30), None),
        (NOON, at(12, 29), None),
        (NOON, at(12, 30), at(14)),
        (NOON, at(14), None),
        (None, at(3), None),
        ((time(8), time(8)), at(8), None),
    ],
)
def test_quiet_hours(hours: tuple[time, time] | None, now: datetime, ends: datetime | None) -> None:
    assert quiet_until(hours, now, SHANGHAI) == ends
    assert quiet_until(hours, now.astimezone(UTC), SHANGHAI) == ends


def test_the_night_in_which_clocks_are_put_forward_ends_by_the_clock() -> None:
    before = datetime(2026, 3, 28, 23, 0, tzinfo=BERLIN)
    ends = quiet_until(NIGHT, before, BERLIN)
    assert ends is not None
    assert ends.astimezone(BERLIN).time() == time(7, 30)
    assert ends.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=7, minutes=30)


def test_till_tomorrow_is_the_next_day_whatever_the_hour() -> None:
    assert next_end(NIGHT, at(3), SHANGHAI) == at(7, 30, 24)
    assert next_end(NIGHT, at(22), SHANGHAI) == at(7, 30, 24)
    assert next_end(None, at(22), SHANGHAI) == at(7, 30, 24)


MOMENTS = st.integers(0, 525_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


@given(MOMENTS, st.times(), st.times())
def test_an_end_lies_ahead_within_a_day_and_is_not_quiet(now: datetime, begins: time, ends: time) -> None:
    until = quiet_until((begins, ends), now, SHANGHAI)
    if until is not None:
        assert timedelta(0) < until - now <= timedelta(days=1)
        assert quiet_until((begins, ends), until, SHANGHAI) is None
    assert day_begins(now, SHANGHAI) <= now < day_ends(now, SHANGHAI)
