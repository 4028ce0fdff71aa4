"""The law of chains again, through the language: what people post is text, or an app message, and is read first."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Spoken
from models.groupbuy.hearing import Hearing
from models.language import compile_catalog
from models.values import Role
from tests.property.histories import ORGANIZER, History, Posted, Word, got, name_of
from tests.property.written import as_text, as_xml


def spoken(history: History, post: Posted) -> Spoken:
    made = {each.text: first.at for first in reversed(history.posts) for each in first.entries}
    text = as_text([each.text for each in post.entries])
    if history.xml:
        text = as_xml([(each.text, each.owner, made[each.text]) for each in post.entries], ORGANIZER)
    by_organizer = post.sender == ORGANIZER
    return Spoken(
        post.message_id,
        post.sender,
        post.at,
        text,
        name="团长" if by_organizer else name_of(post.sender),
        role=Role.ORGANIZER if by_organizer else Role.RESIDENT,
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 8), st.integers(1, 20), st.booleans(), st.booleans())
def test_what_was_posted_is_what_everybody_meant(
    seed: int, residents: int, length: int, xml: bool, talks: bool
) -> None:
    history = History(random.Random(seed).randrange, xml=xml, talks=talks)
    history.write(residents, length)
    counter = Counter(Book(history.terms()), Hearing(), compile_catalog(history.terms().products))
    for each in history.arrivals(2):
        if isinstance(each, Word):
            counter.hear(Spoken(each.message_id, each.member, each.at, each.text, name=name_of(each.member)))
        elif each.recalls is not None:
            counter.recall(each.recalls, by=each.message_id, at=each.at, member=each.sender)
        else:
            counter.hear(spoken(history, each))
    assert got(counter.book) == history.meant()
    assert {report.message_id for report in counter.book.reported()} == history.foreign
