"""Does a story tell what the book holds? Its totals are the book's, and its words those on which the lines rest."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.groupbuy.story import stories
from tests.property.days import Day


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_a_story_ends_where_the_book_stands(seed: int, steps: int) -> None:
    day = Day(random.Random(seed).randrange)
    for _ in range(steps):
        day.step()
    told = {(order.order_id, line.product): line for order in stories(day.events) for line in order.lines.values()}
    standing = {(order.id, line.product): line for order in day.book.orders() for line in order.lines}
    assert {place: line.total for place, line in told.items() if line.total} == {
        place: line.total for place, line in standing.items()
    }
    for place, line in standing.items():
        assert told[place].waiting == line.total - line.standing


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_the_last_words_of_a_story_are_those_on_which_the_line_rests(seed: int, steps: int) -> None:
    day = Day(random.Random(seed).randrange)
    for _ in range(steps):
        day.step()
    for order in stories(day.events):
        for line in order.lines.values():
            why = day.book.why(order.order_id, line.product)
            said = [word for word in line.words if word.step is not None and word.taken_back_at is None]
            last = [(word.message_id, word.step, word.total) for word in said[len(said) - len(why) :]]
            assert last == [(each.message_id, each.step, each.total) for each in why]
