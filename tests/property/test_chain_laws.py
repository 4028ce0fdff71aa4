"""The law of chains: whatever the forks and the order of arrival, the book ends with what every resident meant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.histories import History, got


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A chain's history that obeys order-language, section 6."""
    history = History(
        lambda number: draw(st.integers(0, number - 1)), xml=draw(st.booleans()), talks=draw(st.booleans())
    )
    history.write(residents=draw(st.integers(2, 6)), length=draw(st.integers(1, 14)))
    return history


@settings(max_examples=60, deadline=None)
@given(histories())
def test_the_book_ends_with_what_everybody_meant(history: History) -> None:
    book = history.book(history.arrivals(0))
    assert got(book) == history.meant()
    assert {report.message_id for report in book.reported()} == history.foreign


@settings(max_examples=60, deadline=None)
@given(histories(), st.sampled_from((1, 3, 40)))
def test_the_order_of_arrival_does_not_matter(history: History, far: int) -> None:
    arrivals = history.arrivals(far)
    book = history.book([*arrivals, *arrivals[-2:]])
    assert got(book) == history.meant()
    assert {report.message_id for report in book.reported()} == history.foreign
