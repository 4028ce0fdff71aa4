"""What does the organizer read of who has come for the goods?"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId


def collected(person: PersonId, people: Sequence[Json], count: int, *, left: int) -> Post:
    """`王芳 3-501拿了。还有3家没拿。`: {people: [{who, recipient}], count, left}"""
    return private(person, "collected", {"people": list(people), "count": count, "left": left})


def uncollected(person: PersonId, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """``谁没拿``, and the morning after: {orders: [{who, recipient, lines}], count, more}"""
    return private(person, "uncollected", values, due_id=due_id, report=due_id is not None)


def ticks_not_kept(person: PersonId, count: int, due_id: str) -> Post:
    """The hour at which those who are left would be called, and hardly anybody was ticked."""
    return private(person, "ticks_not_kept", {"count": count}, due_id=due_id, report=True)


def not_called(person: PersonId, values: dict[str, Json], due_id: str) -> Post:
    """Who has not come, where the group has heard enough today: {orders: [{who, recipient, lines}], count, more}"""
    return private(person, "not_called", values, due_id=due_id, report=True)


def fresh_left(person: PersonId, goods: Sequence[str], people: Sequence[Json], count: int, due_id: str) -> Post:
    """`草莓、牛奶还有2家没拿：…`: {goods, people: [{who, recipient}], count}"""
    values = {"goods": list(goods), "people": list(people), "count": count}
    return private(person, "fresh_left", values, due_id=due_id, report=True)
