"""Is a text as wide as it is drawn, and cut where a reader would?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.measuring import fitting, font, width_of, wrapped

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=60)


def test_widths_grow_with_the_size_and_agree_with_what_is_drawn() -> None:
    words = "散养土鸡蛋2板 Jessica"
    assert width_of(words, 46) == 2 * width_of(words, 23)
    assert abs(width_of(words, 46) - font(46).getlength(words)) < 3


def test_a_text_that_does_not_fit_ends_in_dots() -> None:
    assert fitting("散养土鸡蛋", 10, 60) == "散养土鸡蛋"
    assert fitting("散养土鸡蛋", 10, 40) == "散养土…"
    assert fitting("散养土鸡蛋", 10, 3) == ""


def test_no_line_begins_with_a_sign_that_closes() -> None:
    assert list(wrapped("散养土鸡，蛋", 10, 40)) == ["散养土", "鸡，蛋"]


@given(WORDS, st.integers(20, 200))
def test_nothing_is_lost_and_every_line_fits(words: str, room: int) -> None:
    lines = list(wrapped(words, 10, room))
    assert "".join(lines) == words
    assert all(width_of(line, 10) <= room or len(line) == 1 for line in lines)
    assert width_of(fitting(words, 10, room), 10) <= room
