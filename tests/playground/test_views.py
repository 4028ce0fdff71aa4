"""Are times, sizes and people shown as people say them?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.playground import cast, views
from models.mail import OutboxState
from models.schedule import FiringState, Job
from tests.playground.backstage import MORNING


def test_times_are_those_of_the_group() -> None:
    assert views.clock_text(datetime(2026, 11, 22, 23, 36, 5, tzinfo=UTC)) == "07:36"
    assert views.clock_text(MORNING, seconds=True) == "07:30:00"
    assert views.day_text(datetime(2026, 11, 22, 23, 36, tzinfo=UTC)) == "11月23日 周一"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=9), "16:30"),
        (timedelta(hours=25, minutes=30), "明天09:00"),
        (timedelta(days=4, hours=1, minutes=30), "11月27日 周五 09:00"),
        (-timedelta(hours=1), "06:30"),
    ],
)
def test_what_is_due_another_day_says_so(ahead: timedelta, words: str) -> None:
    assert views.due_text(MORNING + ahead, MORNING) == words


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (23_456, "23 KB"), (3_565_158, "3.4 MB")])
def test_sizes_are_short(size: int, words: str) -> None:
    assert views.size_text(size) == words


def test_every_state_and_job_has_a_word() -> None:
    assert set(views.OUTBOX_WORDS) == set(OutboxState)
    assert set(views.FIRING_WORDS) == set(FiringState)
    assert set(views.JOB_WORDS) == set(Job)


def test_everybody_can_be_shown() -> None:
    people = views.view_people()
    assert [person.id for person in people] == [one.id for one in cast.EVERYBODY]
    assert all(0 <= person.hue < views.HUES for person in people)
    assert views.view_person(cast.BOT_ID).role == "bot"
    with pytest.raises(KeyError):
        views.view_person("res-99")
