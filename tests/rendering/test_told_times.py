"""Are times told as people say them, from where they stand?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.told_times import Moment, clock_with_part, day_words, hour, moment, span, stamp, when

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: Monday, 23 November 2026, half past seven in the evening.
NOW = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def told(written: str, now: datetime = NOW) -> Moment:
    found = moment(written, now, SHANGHAI)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-11-23T20:00:00+08:00", "今晚8点"),
        ("2026-11-23T12:00:00+00:00", "今晚8点"),
        ("2026-11-23T20:30:00+08:00", "今晚8点半"),
        ("2026-11-23T20:05:00+08:00", "今晚8点05"),
        ("2026-11-24T00:00:00+08:00", "今晚12点"),
        ("2026-11-24T00:30:00+08:00", "明天凌晨0点半"),
        ("2026-11-24T07:00:00+08:00", "明天早上7点"),
        ("2026-11-24T10:00:00+08:00", "明天上午10点"),
        ("2026-11-24T12:00:00+08:00", "明天中午12点"),
        ("2026-11-24T16:00:00+08:00", "明天下午4点"),
        ("2026-11-24T20:00:00+08:00", "明晚8点"),
        ("2026-11-25T16:00:00+08:00", "后天下午4点"),
        ("2026-11-27T16:00:00+08:00", "周五下午4点"),
        ("2026-12-02T16:00:00+08:00", "下周三下午4点"),
        ("2026-12-09T16:00:00+08:00", "12月9号下午4点"),
        ("2027-01-09T16:00:00+08:00", "2027年1月9号下午4点"),
        ("2026-11-22T20:00:00+08:00", "昨晚8点"),
        ("2026-11-20T20:00:00+08:00", "11月20号晚上8点"),
        ("2026-11-23T09:00:00+08:00", "今天上午9点"),
        ("2026-11-23T20:00:00", "今晚8点"),
        ("2026-11-28", "周六"),
        ("2026-11-24", "明天"),
    ],
)
def test_when(written: str, words: str) -> None:
    assert when(told(written)) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-11-23T20:00:00+08:00", "8点"),
        ("2026-11-23T17:30:00+08:00", "5点半"),
        ("2026-11-24T00:00:00+08:00", "12点"),
        ("2026-11-24T20:00:00+08:00", "明晚8点"),
        ("2026-11-24", "明天"),
    ],
)
def test_the_hour_alone_where_the_day_is_clear(written: str, words: str) -> None:
    assert hour(told(written)) == words


def test_the_day_turns_at_midnight_of_the_group() -> None:
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 00:30 on the 24th in Shanghai
    assert when(told("2026-11-24T20:00:00+08:00", late)) == "今晚8点"
    assert when(told("2026-11-23T20:00:00+08:00", late)) == "昨晚8点"


def test_a_sunday_looks_ahead_to_next_week() -> None:
    sunday = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
    assert day_words(told("2026-12-02", sunday)) == "下周三"
    assert day_words(told("2026-11-30", sunday)) == "明天"


def test_what_is_no_time_is_none() -> None:
    assert moment("明天", NOW, SHANGHAI) is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(30, "半小时"), (60, "1小时"), (90, "1个半小时"), (20, "20分钟"), (1, "1分钟"), (75, "1小时15分钟"), (0, "0分钟")],
)
def test_spans(minutes: int, words: str) -> None:
    assert span(minutes) == words


def test_the_hour_of_a_named_day() -> None:
    assert clock_with_part(told("2026-11-24T09:00:00+08:00")) == "上午9点"
    assert clock_with_part(told("2026-11-24")) == ""


@given(st.integers(-60 * 24 * 400, 60 * 24 * 400))
def test_any_time_has_words(minutes: int) -> None:
    words = when(told((NOW + timedelta(minutes=minutes)).isoformat()))
    assert "点" in words
    assert not any(word in words for word in ("24点", "13点", "None"))


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("2026-11-23T09:02:59+08:00", "9:02"),
        ("2026-11-23T00:00:00+08:00", "0:00"),
        ("2026-11-22T20:15:00+08:00", "昨天20:15"),
        ("2026-11-02T08:00:00+08:00", "11月2号8:00"),
    ],
)
def test_a_log_is_told_in_digits(written: str, digits: str) -> None:
    assert stamp(told(written)) == digits
