"""How loud is the bot, and is there room for one more word?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from models.community.people import GroupSettings
from models.community.pressure import Budget, GivenOut, has_room, is_over_the_top, pressure_of
from tests.fakes.world import NOON

SETTINGS = GroupSettings()


def posts(*kinds: str) -> list[GivenOut]:
    """`ask` and `mine_in_group` answer somebody."""
    return [GivenOut(kind, kind in {"ask", "mine_in_group"}, NOON) for kind in kinds]


def budget(unasked: int, *, messages: int = 80, to_come: int = 0, answers: int = 0, known: bool = True) -> Budget:
    return Budget(posts(*["noted"] * unasked, *["ask"] * answers), messages, known, to_come)


def test_the_figure_tells_its_parts() -> None:
    found = pressure_of(posts("list", "reminder", "noted", "noted", "ask"), messages=95)
    assert (found.posts, found.unasked, found.answered, found.selling) == (5, 4, 1, 2)
    assert found.kinds == {"noted": 2, "list": 1, "reminder": 1, "ask": 1}
    assert found.share == Fraction(2, 100)


@pytest.mark.parametrize(("messages", "known"), [(49, False), (50, True)])
def test_shares_are_told_from_fifty_messages_up(messages: int, known: bool) -> None:
    assert (pressure_of(posts("list"), messages).share is not None) is known


@pytest.mark.parametrize(
    ("budget", "promised", "room"),
    [
        (budget(5), False, True),
        (budget(6), False, False),
        (budget(6), True, True),
        (budget(8), True, False),
        (budget(4, to_come=3), False, True),
        (budget(5, to_come=3), False, False),
        (budget(2, messages=29), False, True),
        (budget(2, messages=29, to_come=2), False, False),
        (budget(3, messages=29), False, True),
        (budget(4, messages=29), False, False),
        (budget(4, messages=29, known=False), False, True),
        (budget(4, messages=30), False, True),
        # A tenth of the talk, from fifty messages up.
        (budget(4, messages=50), False, True),
        (budget(5, messages=50), False, False),
        (budget(5, messages=49), False, True),
        (budget(5, messages=50, answers=10), False, True),
    ],
)
def test_room_for_one_more(budget: Budget, promised: bool, room: bool) -> None:
    assert has_room(SETTINGS, budget, promised=promised) is room


def test_what_cannot_wait_is_counted_too() -> None:
    assert not is_over_the_top(SETTINGS, budget(7))
    assert is_over_the_top(SETTINGS, budget(8))
