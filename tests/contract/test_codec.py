"""Does every value come out of its JSON as it went in, whatever it holds?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.community.people import GroupSettings
from models.events import BookEvent, Private
from models.mail import Post
from models.schedule import Once, Plan, Repeated
from models.store.codec import (
    EVENT,
    INCOMING,
    PLAN,
    POST,
    PRIVATE,
    read_settings,
    write,
    write_event,
    write_settings,
)
from models.values import Incoming

ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0))
st.register_type_strategy(datetime, st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=ZONES))  # noqa: DTZ001


@pytest.mark.parametrize("kind", get_args(BookEvent), ids=lambda kind: str(kind.__name__))
def test_events(kind: type[BookEvent]) -> None:
    @settings(max_examples=15, deadline=None)
    @given(st.from_type(kind), st.from_type(Private))
    def comes_back(event: BookEvent, private: Private) -> None:
        read = EVENT.validate_json(write_event(event))
        assert type(read) is kind
        assert read == replace(event, private=None)
        assert PRIVATE.validate_json(write(PRIVATE, private)) == private

    comes_back()


@settings(max_examples=100, deadline=None)
@given(st.from_type(Incoming))
def test_messages(incoming: Incoming) -> None:
    assert INCOMING.validate_json(write(INCOMING, incoming)) == incoming


@settings(max_examples=100, deadline=None)
@given(st.from_type(Once) | st.from_type(Repeated))
def test_plans(plan: Plan) -> None:
    assert PLAN.validate_json(write(PLAN, plan)) == plan


@settings(max_examples=50, deadline=None)
@given(
    st.builds(Post, values=st.dictionaries(st.text("abc"), st.integers() | st.none() | st.booleans() | st.text("蛋")))
)
def test_posts(post: Post) -> None:
    assert POST.validate_json(write(POST, post)) == post


@settings(max_examples=100, deadline=None)
@given(st.from_type(GroupSettings))
def test_settings(chosen: GroupSettings) -> None:
    assert read_settings(write_settings(chosen)) == chosen


def test_only_what_was_chosen_is_written() -> None:
    assert write_settings(GroupSettings()) == "{}"
    assert write_settings(GroupSettings(reminder_minutes=10)) == '{"reminder_minutes":10}'


def test_a_setting_that_is_no_more_is_passed_over() -> None:
    assert read_settings('{"reminder_minutes":10,"of_an_older_version":true}') == GroupSettings(reminder_minutes=10)
