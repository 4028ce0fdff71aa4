"""The law of 接龙补齐: the bot reads its own text back without any change, whatever stands in the book."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts import Jielong, Line, Op, Order
from models.groupbuy.book import Book
from models.groupbuy.chains import Chain
from models.groupbuy.counter import Counter, Spoken
from models.groupbuy.hearing import Hearing
from models.groupbuy.names import text_key
from models.groupbuy.said import Said
from models.language import compile_catalog
from models.values import MessageId, PersonId, ProductId, Role
from tests.property.days import EGG, GOODS, MEMBERS, Day, terms

#: Names that look like goods, amounts, addresses, numbers of entries, or like nothing; and two of one name.
ODD_NAMES = (
    "鸡蛋",
    "草莓2盒",
    "3-501",
    "1. 王芳",
    "🌸",
    "2",
    "王 芳",
    "取消",
    "例 张三",
    "A座",
    "+1",
    "#接龙",
    "12、",
    "老\n周",
    "①",
    "2.",
    "下单请看",
    "「老周：鸡蛋2」",
)

Standing = dict[str, Any]


def standing(book: Book) -> Standing:
    """All that people get, wait for, and are asked."""
    return {
        "orders": {
            order.id: (
                order.recipient,
                order.on_behalf_of,
                order.note,
                {line.product: (line.standing, line.waiting) for line in order.lines},
            )
            for order in book.orders()
        },
        "totals": book.totals(),
        "questions": [each.question_id for each in book.questions()],
        "late": [each.message_id for each in book.late()],
        "reported": [each.report_id for each in book.reported()],
    }


def wanted(book: Book) -> dict[ProductId, Decimal]:
    """What is wanted of each product, over everybody."""
    totals: dict[ProductId, Decimal] = {}
    for line in (line for order in book.orders() for line in order.lines):
        totals[line.product] = totals.get(line.product, Decimal(0)) + line.total
    return totals


def asked_about(chain: Chain) -> bool:
    return any(place.live and chain.entry(place.entry).seen.ask for place in chain.places.values())


def written(book: Book, texts: Sequence[str]) -> dict[ProductId, Decimal]:
    """What all entries of these lists come to."""
    totals: dict[ProductId, Decimal] = {}
    entries = {text_key(each.told.text or ""): each for chain in book.chains() for each in chain.entries}
    for line in (line for text in texts for line in text.split("\n\n", 1)[1].split("\n")):
        for product, quantity in entries[text_key(line.split(". ", 1)[1])].quantities.items():
            totals[product] = totals.get(product, Decimal(0)) + quantity
    return totals


def named(pick: random.Random) -> dict[PersonId, str]:
    return {PersonId(member): pick.choice((member, *ODD_NAMES)) for member in MEMBERS} | {PersonId("o"): "团长"}


def day_of(seed: int, steps: int, lists: int = 1) -> Day:
    day = Day(random.Random(seed).randrange, lists=lists)
    for _ in range(steps):
        day.step()
    return day


def reopened(day: Day) -> None:
    if day.book.is_closed:
        day.events += day.book.reopen(day._at(), message_id=day._id())


def entries_of(text: str) -> list[list[str]]:
    """What each entry says, whatever its number and the order of its goods."""
    return sorted(sorted(line.split(" ")[1:]) for line in text.split("\n\n", 1)[1].split("\n"))


def paste(day: Day, text: str) -> tuple[Jielong, ...]:
    """The organizer posts what the bot wrote; what was read in it."""
    counter = Counter(day.book, Hearing(), compile_catalog(GOODS))
    spoken = Spoken(day._id(), PersonId("o"), day._at(), text, name="团长", role=Role.ORGANIZER)
    heard = counter.hear(spoken)
    day.events += heard.events
    return tuple(act for act in heard.acts if isinstance(act, Jielong))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_the_bots_own_text_changes_nothing(seed: int, steps: int) -> None:
    day = day_of(seed, steps)
    reopened(day)
    before = standing(day.book)
    texts, events = day.book.write_chains(at=day._at(), names=named(random.Random(seed)), message_id=day._id())
    day.events += events
    assert standing(day.book) == before
    if not texts:
        return
    (text,) = texts
    (chain,) = paste(day, text)
    assert standing(day.book) == before
    assert len(chain.entries) == len(text.split("\n\n", 1)[1].split("\n"))
    assert Book(terms(), day.events) == day.book


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 30), st.sampled_from((2, 3)))
def test_none_of_several_lists_changes_anything(seed: int, steps: int, lists: int) -> None:
    day = day_of(seed, steps, lists)
    reopened(day)
    before, pick = standing(day.book), random.Random(seed)
    texts, events = day.book.write_chains(at=day._at(), names=named(pick), message_id=day._id())
    day.events += events
    assert standing(day.book) == before
    for text in pick.sample(texts, len(texts)):
        (chain,) = paste(day, text)
        assert standing(day.book) == before
        assert len(chain.entries) == len(text.split("\n\n", 1)[1].split("\n"))
    assert Book(terms(), day.events) == day.book


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 25), st.sampled_from((1, 2, 3)))
def test_what_is_written_is_what_stands(seed: int, steps: int, lists: int) -> None:
    """Where nobody is being asked about an entry, the lists come to what everybody wants."""
    day = day_of(seed, steps, lists)
    reopened(day)
    if any(asked_about(chain) for chain in day.book.chains()):
        return
    before = wanted(day.book)
    texts, _ = day.book.write_chains(at=day._at(), names={}, message_id=day._id())
    for text in texts:
        paste(day, text)
    assert written(day.book, texts) == before


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 25))
def test_pasted_twice_and_written_again_it_stays_the_same(seed: int, steps: int) -> None:
    day = day_of(seed, steps)
    reopened(day)
    before = standing(day.book)
    texts, _ = day.book.write_chains(at=day._at(), message_id=day._id())
    for text in texts:
        paste(day, text)
        paste(day, text)
        (again,), _ = day.book.write_chains(at=day._at(), message_id=day._id())
        assert standing(day.book) == before
        assert entries_of(again) == entries_of(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 25), st.sampled_from(MEMBERS))
def test_what_is_said_before_it_is_pasted_counts_on_top(seed: int, steps: int, member: str) -> None:
    day = day_of(seed, steps)
    reopened(day)
    texts, _ = day.book.write_chains(at=day._at(), message_id=day._id())
    more = Order((Line(EGG, Op.ADD, Decimal(2)),))
    day.count += 1
    sent = day._at() + timedelta(seconds=1)
    day.book.take(Said(MessageId(f"more{day.count}"), PersonId(member), sent, (more,), name=member, text="再来两板"))
    before = standing(day.book)
    day.count += 3
    for text in texts:
        paste(day, text)
    assert standing(day.book) == before
