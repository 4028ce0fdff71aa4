"""What does one more word cost? As much in a full book as in an empty one (order-language, section 6; no scans)."""

from __future__ import annotations

import time
from datetime import timedelta
from decimal import Decimal
from statistics import median

from models.acts import Entry, Jielong, Line, Op, Order
from models.groupbuy.book import Book
from models.groupbuy.said import Said
from models.groupbuy.terms import Terms
from models.values import MessageId, PersonId, Product, ProductId
from tests.groupbuy.group import NINE

GOODS = tuple(Product(ProductId(f"p{number}"), str(number), f"p{number}", "份", 1000) for number in range(40))
NAMES = {PersonId(f"u{number}"): f"名{number}" for number in range(500)}


def test_a_word_in_a_book_of_500_members_costs_what_the_fiftieth_did() -> None:
    assert min(growth_of_a_book() for _ in range(3)) < 1.5


def growth_of_a_book() -> float:
    book, seconds = Book(Terms(GOODS, names=NAMES)), []
    for number in range(5000):
        line = Line(GOODS[number % 40].id, Op.ADD, Decimal(1))
        said = Said(
            MessageId(f"m{number}"),
            PersonId(f"u{number % 500}"),
            NINE + timedelta(seconds=number),
            (Order((line,)),),
            text="加一份",
        )
        started = time.perf_counter()
        book.take(said)
        seconds.append(time.perf_counter() - started)
    return median(seconds[-200:]) / median(seconds[30:70])


def test_a_snapshot_of_500_entries_against_200_earlier_ones_is_merged_at_once() -> None:
    entries = [
        Entry(number, name, (Line(GOODS[0].id, Op.SET, Decimal(1)),), text=f"{name} 1份", author=member)
        for number, (member, name) in enumerate(NAMES.items(), 1)
    ]
    book = Book(Terms(GOODS, names=NAMES))
    for number in range(300, 500):
        book.take(post(number, entries[: number + 1]))
    seconds = []
    for number in range(3):
        line = Line(GOODS[0].id, Op.SET, Decimal(2 + number))
        changed = Entry(1, "名0", (line,), text=f"名0 {2 + number}份", author="u0")
        started = time.perf_counter()
        book.take(post(500 + number, [changed, *entries[1:]], sender="u0"))
        seconds.append(time.perf_counter() - started)
    assert book.order_of(PersonId("u0"))[0].lines[0].total == 4
    assert min(seconds) < 0.05


def post(number: int, entries: list[Entry], *, sender: str | None = None) -> Said:
    member = PersonId(sender or f"u{number}")
    at = NINE + timedelta(seconds=number)
    return Said(MessageId(f"c{number}"), member, at, (Jielong("团", tuple(entries)),), name=NAMES[member])
