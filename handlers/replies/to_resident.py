"""What does a resident read in a private chat? Their own order with its sum, acknowledgements, facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.mail import Json, Post, PostClass
from models.values import PersonId


def mine(
    person: PersonId, lines: Sequence[Json], waiting: Sequence[Json], sum_fen: int, *, paid: bool, unpriced: bool
) -> Post:
    """`你这边：鸡蛋2板、牛奶1箱，130块，还没付。`"""
    return Post(
        kind="mine",
        values={
            "lines": list(lines),
            "waiting": list(waiting),
            "sum_fen": sum_fen,
            "paid": paid,
            "unpriced": unpriced,
        },
        person=person,
        harmless_twice=True,
    )


def nothing_open(person: PersonId) -> Post:
    """No group-buy is open of which they could be told."""
    return Post(kind="nothing_open", person=person, harmless_twice=True)


def noted_privately(person: PersonId, lines: Sequence[Json], not_before: datetime) -> Post:
    """An order given in a private chat: acknowledged there, within ten seconds."""
    return Post(
        kind="noted_privately",
        values={"lines": list(lines)},
        person=person,
        merge_key="noted_privately",
        not_before=not_before,
        post_class=PostClass.ANSWER,
    )


def asked_privately(person: PersonId, questions: Sequence[Json], not_before: datetime) -> Post:
    """A question to somebody who ordered in a private chat."""
    return Post(
        kind="ask_privately",
        values={"questions": list(questions)},
        person=person,
        merge_key="ask_privately",
        not_before=not_before,
    )
