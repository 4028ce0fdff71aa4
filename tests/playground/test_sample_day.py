"""Is the sample day a day that could be? Its people exist, its quotes point backwards, its sums are right."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise

from bot.channels.playground import cast
from bot.channels.playground.sample_day import (
    CUTOFF_AT,
    DAY_ENDS_AT,
    SAMPLE_DAY,
    STANDING_AT_CUTOFF,
    TAKEN_LATE,
    totals,
)
from models.values import MessageKind


def test_ids_are_unique_and_times_ascend() -> None:
    assert [id_ for id_, count in Counter(saying.id for saying in SAMPLE_DAY).items() if count > 1] == []
    assert [(a.id, b.id) for a, b in pairwise(SAMPLE_DAY) if b.at < a.at] == []
    assert SAMPLE_DAY[-1].at < DAY_ENDS_AT


def test_everybody_who_speaks_lives_there() -> None:
    assert {saying.person for saying in SAMPLE_DAY} <= {one.id for one in cast.EVERYBODY}


def test_at_least_thirty_residents_speak() -> None:
    speakers = {saying.person for saying in SAMPLE_DAY} - {cast.ORGANIZER_ID}
    assert len(speakers) >= 30


def test_only_friends_speak_privately() -> None:
    private = {saying.person for saying in SAMPLE_DAY if saying.private}
    assert all(one.is_friend for one in cast.EVERYBODY if one.id in private)
    assert cast.ORGANIZER_ID in private


def test_quotes_and_recalls_point_to_what_was_said_before() -> None:
    said: dict[str, str] = {}
    for saying in SAMPLE_DAY:
        assert saying.quotes is None or saying.quotes in said
        assert saying.recalls is None or said[saying.recalls] == saying.person
        assert bool(saying.text) != (saying.kind is MessageKind.RECALL)
        said[saying.id] = saying.person
    assert any(saying.quotes for saying in SAMPLE_DAY)
    assert any(saying.recalls for saying in SAMPLE_DAY)


def test_the_chain_forks() -> None:
    chains = [saying.text for saying in SAMPLE_DAY if saying.kind is MessageKind.GROUP_NOTE]
    assert any(not later.startswith(earlier) for earlier, later in pairwise(chains))


def test_who_has_something_at_the_cut_off_spoke_before_it() -> None:
    early = {saying.person for saying in SAMPLE_DAY if saying.at < CUTOFF_AT}
    late = {saying.person for saying in SAMPLE_DAY if saying.at > CUTOFF_AT}
    assert set(STANDING_AT_CUTOFF) <= early
    assert set(TAKEN_LATE) <= late


def test_the_sums_of_the_day() -> None:
    # By hand, down the list; 40 orders' worth of lines in ten products.
    assert totals(STANDING_AT_CUTOFF) == {
        "1": Decimal(12),
        "2": Decimal(10),
        "3": Decimal(8),
        "4": Decimal(5),
        "5": Decimal("6.5"),
        "6": Decimal(4),
        "7": Decimal(8),
        "8": Decimal(5),
        "9": Decimal(2),
        "10": Decimal(8),
    }
    assert totals(STANDING_AT_CUTOFF, TAKEN_LATE)["1"] == Decimal(13)


def test_the_cast_has_a_dozen_to_play_and_unique_names() -> None:
    assert len(cast.REGULARS) == 12
    names = [one.nickname for one in cast.EVERYBODY] + [cast.BOT_NAME]
    homes = [one.home for one in cast.EVERYBODY]
    assert len(set(names)) == len(names)
    assert len(set(homes)) == len(homes)
    assert {one.is_friend for one in cast.REGULARS} == {True, False}
