"""Does every value come out of its JSON as it went in, whatever it holds?"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, time, timedelta, timezone
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
    POST,
    PRIVATE,
    read_plan,
    read_settings,
    write,
    write_event,
    write_plan,
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
    assert read_plan(write_plan(plan, "")) == (plan, "")
    assert read_plan(write_plan(plan, "水果")) == (plan, "水果")


def test_a_plan_of_an_older_version_is_read() -> None:
    assert read_plan(
        '{"at":"09:00:00","weekdays":[0],"days_of_month":[],"last_digits":[],"start":null,"end":null}'
    ) == (
        Repeated(time(9), weekdays=(0,)),
        "",
    )


@settings(max_examples=50, deadline=None)
@given(
    st.builds(Post, values=st.dictionaries(st.text("abc"), st.integers() | st.none() | st.booleans() | st.text("蛋")))
)
def test_posts(post: Post) -> None:
    assert POST.validate_json(write(POST, post)) == post


@settings(max_examples=100, deadline=None)
@given(st.from_type(GroupSettings), st.sets(st.sampled_from([one.name for one in fields(GroupSettings)])))
def test_settings(chosen: GroupSettings, own: set[str]) -> None:
    assert read_settings(write_settings(chosen, frozenset(own))) == (chosen, frozenset(own))


def test_only_what_was_chosen_is_written() -> None:
    assert write_settings(GroupSettings()) == "{}"
    assert write_settings(GroupSettings(reminder_minutes=10)) == '{"reminder_minutes":10}'
    chosen_as_it_is = write_settings(GroupSettings(), frozenset({"reminder_minutes"}))
    assert chosen_as_it_is == '{"own":["reminder_minutes"]}'


def test_a_setting_that_is_no_more_is_passed_over() -> None:
    settings = GroupSettings(reminder_minutes=10)
    older = '{"reminder_minutes":10,"of_an_older_version":true,"own":["reminder_minutes","of_an_older_version"]}'
    assert read_settings(older) == (settings, frozenset({"reminder_minutes"}))
