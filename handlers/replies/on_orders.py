"""What does the organizer read of her own words on somebody's order? Asked back, read back, and told as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId

#: Under these keys wait the question whose forwarded orders are, and the word that they still are nobody's.
WHOSE, STILL_HELD = "whose", "still_held"


def whose(person: PersonId, orders: Sequence[Json], not_before: datetime) -> Post:
    """`谁的？`, of orders that were forwarded: for each its texts, which came in one go."""
    return replace(private(person, "whose", {"orders": list(orders)}), merge_key=WHOSE, not_before=not_before)


def which_forwarded(person: PersonId, household: Json, orders: Sequence[Json]) -> Post:
    """`哪条是王芳的？`, of forwarded orders, numbered as they stand; the number behind the last means all of them."""
    return private(person, "which_forwarded", {"household": household, "orders": list(orders)})


def still_held(person: PersonId, texts: Sequence[Json], not_before: datetime) -> Post:
    """`还没记`: forwarded orders that count for nobody yet."""
    post = private(person, "still_held", {"texts": list(texts)})
    return replace(post, merge_key=STILL_HELD, not_before=not_before)


def what_do_they_want(person: PersonId, household: Json) -> Post:
    """She has said whose the next order is: `好，王芳 3-501要什么？`"""
    return private(person, "what_do_they_want", {"household": household})


def which_household(person: PersonId, households: Sequence[Json]) -> Post:
    """A room, or a name, that several have, numbered as they stand: [{who, recipient, where}] (kept_text.whom)."""
    return private(person, "which_household", {"households": list(households)})


def more_or_total(person: PersonId, household: Json, line: Json) -> Post:
    """`王芳鸡蛋前面记了1板，这2板是再加，还是一共2板？`: {product, quantity, unit, held}"""
    return private(person, "more_or_total", {"household": household, "line": line})


def word_read_back(person: PersonId, orders: Sequence[Json], sum_fen: int) -> Post:
    """`王芳 3-501：鸡蛋2 苹果1，记？`: [{who, recipient, where, lines, cancel}]"""
    return private(person, "word_read_back", {"orders": list(orders), "sum_fen": sum_fen})


def word_entered(person: PersonId, what: str, orders: Sequence[Json]) -> Post:
    """What stands after a word of hers: [{who, recipient, lines, sum_fen}]; ``what`` she did."""
    return private(person, "word_entered", {"what": what, "orders": list(orders)})


def given_on(person: PersonId, values: dict[str, Json]) -> Post:
    """`李梅的草莓1盒转给田田了，58块。`: {who, recipient, to: {who, recipient}, lines, kept, sum_fen, paid}; ``kept``
    is what the receiver may have no more of."""
    return private(person, "given_on", values)


def waiting_list(person: PersonId, queues: Sequence[Json]) -> Post:
    """``候补``: [{product, quantity, unit, people: [{who, quantity, unit}]}]"""
    return private(person, "waiting_list", {"queues": list(queues)})


def let_in(person: PersonId, values: dict[str, Json]) -> Post:
    """`草莓放进来了：小美。还排着1盒。`: {product, unit, people: [{who}], waiting, free}"""
    return private(person, "let_in", values)


def open_questions(person: PersonId, questions: Sequence[Json]) -> Post:
    """``刚才问你的``: what nobody has answered, numbered: values of ``to_group.question_value`` with the ``text``."""
    return private(person, "open_questions", {"questions": list(questions)})


def question_for_you(person: PersonId, question: Json, options: Sequence[Json]) -> Post:
    """One open question, with answers to choose from: [{label or recipient}]; without, she answers freely."""
    return private(person, "question_for_you", {"question": question, "options": list(options)})
