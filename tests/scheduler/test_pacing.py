"""Do posts come with a person's gaps, whatever chance says?"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.pacing import LastPost, gap_between, next_allowed

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_without_a_post_before_it_goes_at_once() -> None:
    assert next_allowed(NOON, None, None) == NOON


def test_the_longer_of_two_gaps_counts() -> None:
    group = LastPost(NOON, timedelta(seconds=12))
    account = LastPost(NOON + timedelta(seconds=5), timedelta(seconds=2))
    assert next_allowed(NOON + timedelta(seconds=6), group, account) == NOON + timedelta(seconds=12)


def test_a_gap_that_is_over_holds_nothing_up() -> None:
    group = LastPost(NOON, timedelta(seconds=12))
    assert next_allowed(NOON + timedelta(hours=1), group) == NOON + timedelta(hours=1)


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="gap"):
        gap_between((20, 8), random.Random(1).uniform)


@given(low=st.floats(0, 100), spread=st.floats(0, 100), seed=st.integers())
def test_a_gap_lies_within_its_bounds(low: float, spread: float, seed: int) -> None:
    gap = gap_between((low, low + spread), random.Random(seed).uniform)
    assert timedelta(seconds=low) <= gap <= timedelta(seconds=low + spread)


@given(seed=st.integers(), waits=st.lists(st.floats(0, 60), max_size=30))
def test_posts_keep_their_distance(seed: int, waits: list[float]) -> None:
    """Whenever posts come to be ready, those of a group lie at least the lower bound apart."""
    draw = random.Random(seed).uniform
    ready, last, sent = NOON, None, []
    for wait in waits:
        ready += timedelta(seconds=wait)
        ready = next_allowed(ready, last)
        sent.append(ready)
        last = LastPost(ready, gap_between((8, 20), draw))
    assert all(later - earlier >= timedelta(seconds=8) for earlier, later in pairwise(sent))
