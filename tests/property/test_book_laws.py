"""Laws of the book: it is its events, it forgets people without losing count, and it gives out what is there."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter

from models.events import BookEvent
from models.groupbuy.book import Book
from models.values import PersonId
from tests.property.days import GOODS, MEMBERS, Day, terms

_EVENTS: TypeAdapter[BookEvent] = TypeAdapter(Annotated[BookEvent, Field(discriminator="kind")])
_DAYS = settings(max_examples=200, deadline=None)
#: A day is told by its seed: many choices a day would make drawing each of them slow.
_SEEDS = st.integers(0, 2**32)


def day_of(seed: int) -> Day:
    return Day(random.Random(seed).randrange)


@_DAYS
@given(_SEEDS, st.integers(1, 30))
def test_a_book_is_rebuilt_from_its_events_after_every_step(seed: int, steps: int) -> None:
    day = day_of(seed)
    for _ in range(steps):
        day.step()
        assert Book(terms(), day.events) == day.book


@_DAYS
@given(_SEEDS, st.integers(5, 30))
def test_a_rebuilt_book_goes_on_as_the_first_would(seed: int, steps: int) -> None:
    day = day_of(seed)
    for number in range(steps):
        if number == steps // 2:
            day.book = Book(terms(), day.events)
        day.step()
    assert Book(terms(), day.events) == day.book


@_DAYS
@given(_SEEDS, st.integers(1, 30))
def test_events_survive_being_written_down(seed: int, steps: int) -> None:
    day = day_of(seed)
    for _ in range(steps):
        day.step()
    written = [_EVENTS.dump_json(event) for event in day.events]
    assert [_EVENTS.validate_json(each) for each in written] == day.events


@_DAYS
@given(_SEEDS, st.integers(1, 30), st.sampled_from(MEMBERS))
def test_a_forgotten_person_leaves_every_total_as_it_was(seed: int, steps: int, forgotten: str) -> None:
    day = day_of(seed)
    for _ in range(steps):
        day.step()
    left = [replace(each, private=None) if each.member == forgotten else each for each in day.events]
    again = Book(terms(), left)
    assert again.totals() == day.book.totals()
    assert again.waiting() == day.book.waiting()
    lines = {order.id: order.lines for order in day.book.orders()}
    assert {order.id: order.lines for order in again.orders()} == lines
    for order in again.order_of(PersonId(forgotten)):
        assert (order.recipient, order.on_behalf_of, order.note) == (None, None, None)
        assert order.name != forgotten


@_DAYS
@given(_SEEDS, st.integers(1, 40))
def test_stock_limits_and_turns_hold_at_every_moment(seed: int, steps: int) -> None:
    day = day_of(seed)
    for _ in range(steps):
        day.step()
        check_counts(day.book)


def check_counts(book: Book) -> None:
    """Nothing is given out that is not there, nobody waits while something is left, and totals are sums of lines."""
    sums: dict[str, Decimal] = {}
    seats: set[tuple[str, int, str]] = set()
    for order in book.orders():
        for line in order.lines:
            sums[line.product] = sums.get(line.product, Decimal(0)) + line.standing
            assert line.standing >= 0
            assert all(part.quantity > 0 for part in line.waiting)
            said = line.state.chat + sum((share.quantity for share in line.shares), Decimal(0))
            assert line.total == max(said, Decimal(0))
            assert line.messages()
            for share in line.shares:
                seat = share.chain, share.entry, line.product
                assert seat not in seats, "an entry stands in one order only"
                seats.add(seat)
                place = next(chain for chain in book.chains() if chain.id == share.chain).places[share.entry]
                assert place.live
                assert place.owner == order.member
    assert book.totals() == {product: total for product, total in sums.items() if total}
    waiting = {each.product for each in book.waiting()}
    for product in GOODS:
        if product.stock is not None:
            assert sums.get(product.id, Decimal(0)) <= product.stock
            assert product.id not in waiting or sums[product.id] == product.stock
        if product.limit is not None:
            for member in MEMBERS:
                held = sum(
                    (
                        line.total
                        for order in book.order_of(PersonId(member))
                        for line in order.lines
                        if line.product == product.id
                    ),
                    Decimal(0),
                )
                assert held <= product.limit
