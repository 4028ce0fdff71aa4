"""The law of 接龙补齐: the bot reads its own text back without any change, whatever stands in the book."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts import Jielong, Line, Op, Order
from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Spoken
from models.groupbuy.hearing import Hearing
from models.groupbuy.said import Said
from models.language import compile_catalog
from models.values import MessageId, PersonId, Role
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


def named(pick: random.Random) -> dict[PersonId, str]:
    return {PersonId(member): pick.choice((member, *ODD_NAMES)) for member in MEMBERS} | {PersonId("o"): "团长"}


def day_of(seed: int, steps: int) -> Day:
    day = Day(random.Random(seed).randrange)
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
    text, events = day.book.write_chain(at=day._at(), names=named(random.Random(seed)), message_id=day._id())
    day.events += events
    assert standing(day.book) == before
    if not text:
        return
    (chain,) = paste(day, text)
    assert standing(day.book) == before
    assert len(chain.entries) == len(text.split("\n\n", 1)[1].split("\n"))
    assert Book(terms(), day.events) == day.book


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 25))
def test_pasted_twice_and_written_again_it_stays_the_same(seed: int, steps: int) -> None:
    day = day_of(seed, steps)
    reopened(day)
    before = standing(day.book)
    text, _ = day.book.write_chain(at=day._at(), message_id=day._id())
    if text:
        paste(day, text)
        paste(day, text)
        again, _ = day.book.write_chain(at=day._at(), message_id=day._id())
        assert standing(day.book) == before
        assert entries_of(again) == entries_of(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 25), st.sampled_from(MEMBERS))
def test_what_is_said_before_it_is_pasted_counts_on_top(seed: int, steps: int, member: str) -> None:
    day = day_of(seed, steps)
    reopened(day)
    text, _ = day.book.write_chain(at=day._at(), message_id=day._id())
    more = Order((Line(EGG, Op.ADD, Decimal(2)),))
    day.count += 1
    sent = day._at() + timedelta(seconds=1)
    day.book.take(Said(MessageId(f"more{day.count}"), PersonId(member), sent, (more,), name=member, text="再来两板"))
    before = standing(day.book)
    day.count += 3
    if text:
        paste(day, text)
    assert standing(day.book) == before
