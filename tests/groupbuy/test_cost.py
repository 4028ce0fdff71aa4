"""What does one more word cost? As much in a full book as in an empty one (order-language, section 6; no scans)."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta
from decimal import Decimal
from statistics import median

from handlers.memory import Memory
from models.acts import Entry, Jielong, Line, Op, Order
from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Spoken
from models.groupbuy.hearing import Hearing
from models.groupbuy.said import Said
from models.groupbuy.terms import Terms
from models.language import compile_catalog
from models.language.jielong import EntryMemo
from models.values import MessageId, PersonId, Product, ProductId
from tests.counting import calls_of
from tests.groupbuy.group import NINE

GOODS = tuple(Product(ProductId(f"p{number}"), str(number), f"p{number}", "份", 1000) for number in range(40))
#: Some calls for each entry, and none for each earlier snapshot; where all is new, a few for each that it may replace.
MOST_CALLS_OF_AN_ENTRY, MOST_CALLS_OF_A_NEW_ENTRY = 100, 4_000
NAMES = {PersonId(f"u{number}"): f"名{number}" for number in range(500)}


def test_a_word_in_a_book_of_500_members_costs_what_the_fiftieth_did() -> None:
    book, calls = Book(Terms(GOODS, names=NAMES)), []
    for number in range(5000):
        line = Line(GOODS[number % 40].id, Op.ADD, Decimal(1))
        said = Said(
            MessageId(f"m{number}"),
            PersonId(f"u{number % 500}"),
            NINE + timedelta(seconds=number),
            (Order((line,)),),
            text="加一份",
        )
        calls.append(calls_of(lambda said=said: book.take(said)))  # type: ignore[misc]
    assert median(calls[-200:]) / median(calls[30:70]) < 1.5


def test_a_snapshot_of_500_entries_against_200_earlier_ones_is_merged_at_once() -> None:
    entries = [
        Entry(number, name, (Line(GOODS[0].id, Op.SET, Decimal(1)),), text=f"{name} 1份", author=member)
        for number, (member, name) in enumerate(NAMES.items(), 1)
    ]
    book = Book(Terms(GOODS, names=NAMES))
    for number in range(300, 500):
        book.take(post(number, entries[: number + 1]))
    calls = []
    for number in range(3):
        line = Line(GOODS[0].id, Op.SET, Decimal(2 + number))
        changed = Entry(1, "名0", (line,), text=f"名0 {2 + number}份", author="u0")
        said = post(500 + number, [changed, *entries[1:]], sender="u0")
        calls.append(calls_of(lambda said=said: book.take(said)))  # type: ignore[misc]
    assert book.order_of(PersonId("u0"))[0].lines[0].total == 4
    assert max(calls) < MOST_CALLS_OF_AN_ENTRY * len(entries)


def test_a_snapshot_in_which_everything_is_new_is_merged_at_once_too() -> None:
    entries = [Entry(number, name, text=f"{name} 1份") for number, name in enumerate(NAMES.values(), 1)]
    renamed = [Entry(number, f"新{number}", text=f"新{number} 2份") for number in range(1, 501)]
    book = Book(Terms(GOODS, names=NAMES))
    for number in range(400, 500):
        book.take(post(number, entries[: number + 1]))
    calls = calls_of(lambda: book.take(post(500, renamed, sender="u0")))
    assert calls < MOST_CALLS_OF_A_NEW_ENTRY * len(renamed)


def test_what_a_chain_remembers_grows_with_its_distinct_entries() -> None:
    few, many = bytes_of_history(125), bytes_of_history(500)
    assert many[0] / 500 < 1.2 * few[0] / 125
    assert many[1] < 2_000, "a snapshot that was seen before is hardly anything"


def bytes_of_history(size: int) -> tuple[int, int]:
    """What a chain takes to which so many people added themselves, one after the other; and one repeat of it more."""
    entries = [
        Entry(number, name, (Line(GOODS[0].id, Op.SET, Decimal(1)),), text=f"{name} 3-{number} 1份", author=member)
        for number, (member, name) in enumerate(list(NAMES.items())[:size], 1)
    ]
    tracemalloc.start()
    book = Book(Terms(GOODS, names=NAMES))
    for number in range(size):
        book.take(post(number, entries[: number + 1]))
    history = tracemalloc.get_traced_memory()[0]
    for number in range(size, size + 100):
        book.take(post(number, entries, sender=f"u{number % size}"))
    repeats = tracemalloc.get_traced_memory()[0] - history
    tracemalloc.stop()
    return history, repeats // 100


def test_the_next_snapshot_costs_its_new_entries_only() -> None:
    catalog = compile_catalog(GOODS)
    memory = Memory()
    lines = [f"{number}. 名{number} p{number % 40}x{1 + number % 5}" for number in range(1, 302)]
    first, then = ("#接龙\n团\n\n" + "\n".join(some) for some in (lines[:300], lines))
    cold = calls_of(lambda: understand(first, memory.entries(catalog)))
    assert calls_of(lambda: understand(then, memory.entries(catalog))) < cold / 4


def understand(text: str, entries: EntryMemo) -> None:
    counter = Counter(Book(Terms(GOODS)), Hearing(), entries.catalog, entries=entries)
    counter.understand(Spoken(MessageId("m"), PersonId("u"), NINE, text))


def post(number: int, entries: list[Entry], *, sender: str | None = None) -> Said:
    member = PersonId(sender or f"u{number}")
    at = NINE + timedelta(seconds=number)
    return Said(MessageId(f"c{number}"), member, at, (Jielong("团", tuple(entries)),), name=NAMES[member])
