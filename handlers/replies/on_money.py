"""What is read of money? Read back to her in one line, listed to her alone, and a word to who owes, in private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.replies.to_organizer import private
from models.mail import Json, Post, PostClass
from models.values import PersonId

#: Under this key waits the word on who says that they have paid.
TOLD = "told_payments"


def payments_taken(person: PersonId, payments: Sequence[Json], way: str) -> Post:
    """`收王芳 3-501 45块，还欠0`: [{who, recipient, fen, tip_fen, owed_fen}]"""
    return private(person, "payments_taken", {"payments": list(payments), "way": way})


def waived(person: PersonId, whom: dict[str, Json], fen: int, owed_fen: int) -> Post:
    """`王芳抹了0.6块，还欠0`"""
    return private(person, "waived", {**whom, "fen": fen, "owed_fen": owed_fen})


def refunded(person: PersonId, whom: dict[str, Json], fen: int, owed_fen: int, *, left: int, out: bool) -> Post:
    """`退王芳8块，还欠37`; ``left`` of it is left to the household, and a digit says what becomes of that."""
    return private(person, "refunded", {**whom, "fen": fen, "owed_fen": owed_fen, "left_fen": left, "out": out})


def owing(person: PersonId, people: Sequence[Json], count: int, sum_fen: int) -> Post:
    """``谁没付``: [{who, recipient, fen, told, claim}]"""
    return private(person, "owing", {"people": list(people), "count": count, "sum_fen": sum_fen})


def refunds_due(person: PersonId, people: Sequence[Json], count: int, sum_fen: int) -> Post:
    """``该退的``: [{who, recipient, fen}]"""
    return private(person, "refunds_due", {"people": list(people), "count": count, "sum_fen": sum_fen})


def statement(person: PersonId, values: dict[str, Json]) -> Post:
    """``501欠多少``: {who, recipient, before_fen, entries: [{kind, fen, made_at, way, lines}], owed_fen,
    refund_due_fen, told_waiting}"""
    return private(person, "statement", values)


def checked(person: PersonId, values: dict[str, Json]) -> Post:
    """``核对``: {title, group, sum_fen, households, allowed_fen, waived_fen, owed_fen, owing, people, cash_fen,
    transfer_fen, waiting}"""
    return private(person, "money_checked", values)


def told_payments(person: PersonId, values: dict[str, Json]) -> Post:
    """Who says that they have paid: {told: [{who, recipient, fen, owed_fen, text, picture, beside, tip_fen}], more,
    digits}"""
    return private(person, "told_payments", values)


def told_payments_soon(person: PersonId, not_before: datetime) -> Post:
    """The same, as it stands when it is sent."""
    post = private(person, "told_payments", {"told": [], "more": 0, "digits": False}, report=True)
    return replace(post, merge_key=TOLD, not_before=not_before, harmless_twice=True)


def dun(person: PersonId, values: dict[str, Json], not_before: datetime, due_id: str | None = None) -> Post:
    """`李姐，周三的鸡蛋牛奶一共98，方便时转一下就行。`, privately: {who, goods, more, fen, bought_at}"""
    return Post(
        kind="dun",
        values=values,
        person=person,
        post_class=PostClass.NOTICE,
        not_before=not_before,
        answers=False,
        due_id=due_id,
    )


def dun_text(person: PersonId, values: dict[str, Json], due_id: str | None = None) -> Post:
    """The same as a text for her to forward: {who, goods, more, fen, bought_at}"""
    return private(person, "dun_text", values, due_id=due_id)


def dunned(
    person: PersonId, privately: Sequence[Json], forwarded: Sequence[Json], spared: Sequence[Json], due_id: str | None
) -> Post:
    """Whom the bot reminds, whose texts follow for her to forward, and who is spared: [{who, recipient, fen, why}]"""
    values = {"privately": list(privately), "forwarded": list(forwarded), "spared": list(spared)}
    return private(person, "dunned", {**values, "asked": due_id is None}, due_id=due_id, report=due_id is not None)
