"""How are people asked? In one short line, once they have finished; several people in one post.

A question waits in the outbox as data until its asker has been silent for a while, and is taken out again when they
settle it themselves (organizer-notes, 1.7).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.replies import to_group, to_resident
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.community.people import Group
from models.events import QuestionAsked
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, OutboxRow
from models.values import PersonId, ProductId, Quantity, decimal_text

#: Questions to several people are put into one post over this time, and no longer.
MERGED_OVER = timedelta(minutes=5)


def ask(group: Group | None, group_buy: GroupBuy, questions: Iterable[QuestionAsked], turn: Turn) -> None:
    """Have questions put to those whom they ask, in the room; or in the private chat, to the person of this turn."""
    values = [_value(question, group_buy, turn) for question in questions if group or question.member == turn.person]
    if not values:
        return
    not_before = after_silence(turn)
    waiting = _waiting(group, turn)
    if waiting is not None:
        values = [*waiting.post.values["questions"], *values]
        turn.unit.outbox.amend(
            waiting.id, values={"questions": values}, not_before=min(not_before, waiting.made_at + MERGED_OVER)
        )
    elif group is None:
        turn.tell(to_resident.asked_privately(turn.person, values, not_before))
    else:
        people = list(dict.fromkeys(value["person"] for value in values))
        turn.tell(to_group.asked(group.id, values, people, not_before))


def after_silence(turn: Turn) -> datetime:
    """When somebody who spoke just now will have finished."""
    return turn.now + timedelta(seconds=turn.settings.ask_wait_seconds)


def _waiting(group: Group | None, turn: Turn) -> OutboxRow | None:
    if group is None:
        return turn.unit.outbox.waiting(person=turn.person, merge_key="ask_privately")
    return turn.unit.outbox.waiting(group=group.id, merge_key=to_group.ASK)


def settled(group: Group | None, questions: Iterable[str], turn: Turn) -> None:
    """Take questions that need no answer any more out of the post that waits."""
    gone = set(questions)
    waiting = _waiting(group, turn) if gone else None
    if waiting is None:
        return
    left = [question for question in waiting.post.values["questions"] if question["question"] not in gone]
    if not left:
        turn.unit.outbox.withdraw(waiting.id)
    elif len(left) < len(waiting.post.values["questions"]):
        turn.unit.outbox.amend(waiting.id, values={"questions": left}, not_before=waiting.post.not_before)


def put_off(group: Group | None, turn: Turn) -> None:
    """Somebody who is about to be asked goes on talking: wait until they have finished."""
    waiting = _waiting(group, turn)
    if waiting is None or all(question["person"] != turn.person for question in waiting.post.values["questions"]):
        return
    later: datetime = turn.now + timedelta(seconds=turn.settings.ask_wait_seconds)
    turn.unit.outbox.amend(waiting.id, values=waiting.post.values, not_before=min(later, waiting.made_at + MERGED_OVER))


def _value(question: QuestionAsked, group_buy: GroupBuy, turn: Turn) -> Json:
    products = {product.id: product for product in group_buy.products}
    named = [products[one] for one in question.candidates if one in products]
    line = question.lines[0] if question.lines else None
    about = products.get(line.product) if line is not None else (named[0] if len(named) == 1 else None)
    return to_group.question_value(
        question.question_id,
        question.member,
        question.about.value,
        product=None if about is None else short_name(about),
        unit=None if about is None else about.unit,
        said=None if line is None else _text(line.quantity),
        held=None if about is None else _held(about.id, group_buy, question.member, turn),
        candidates=[short_name(product) for product in named],
        short_of=None if about is None else about.measure,
    )


def _text(quantity: Quantity | None) -> str | None:
    return None if quantity is None else decimal_text(quantity)


def _held(product: ProductId, group_buy: GroupBuy, person: PersonId, turn: Turn) -> str | None:
    standing = turn.unit.books.read(group_buy.id).standing_of(person)
    return next((decimal_text(line.quantity) for line in standing if line.product == product), None)
