"""How are people asked? In one short line, once they have finished; several people in one post.

A question waits in the outbox as data until its asker has been silent for a while, and is taken out again when they
settle it themselves (organizer-notes, 1.7).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from handlers.households import is_household
from handlers.replies import to_group, to_resident
from handlers.replies.parts import short_name
from handlers.targets import groups_of
from handlers.turn import Turn
from models.community.people import Group
from models.events import QuestionAsked, QuestionSettled
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, OutboxRow
from models.values import GroupId, PersonId, ProductId, Quantity, decimal_text

#: Questions to several people are put into one post over this time, and no longer.
MERGED_OVER = timedelta(minutes=5)
#: Who was asked so shortly before the reminder is not asked again with it; it is the organizer's then.
ASKED_JUST_NOW = timedelta(minutes=10)


def ask(group: Group | None, group_buy: GroupBuy, questions: Iterable[QuestionAsked], turn: Turn) -> None:
    """Have questions put to those whom they ask, in the room; or in the private chat, to the person of this turn."""
    values = [
        question_value(question, group_buy, turn) for question in questions if group or question.member == turn.person
    ]
    if not values:
        return
    not_before = after_silence(turn)
    waiting = _waiting(group, turn)
    if waiting is not None:
        values = [*waiting.post.values["questions"], *values]
        turn.unit.outbox.amend(
            waiting.id,
            values={**waiting.post.values, "questions": values},
            not_before=min(not_before, waiting.made_at + MERGED_OVER),
        )
    elif group is None:
        turn.tell(to_resident.asked_privately(turn.person, values, not_before))
    else:
        people = list(dict.fromkeys(value["person"] for value in values))
        turn.tell(to_group.asked(group.id, values, people, not_before))


def after_silence(turn: Turn) -> datetime:
    """When somebody who spoke just now will have finished."""
    return turn.now + timedelta(seconds=turn.settings.ask_wait_seconds)


def _waiting_privately(person: PersonId, turn: Turn) -> OutboxRow | None:
    return turn.unit.outbox.waiting(person=person, merge_key="ask_privately")


def _waiting(group: Group | None, turn: Turn) -> OutboxRow | None:
    if group is None:
        return _waiting_privately(turn.person, turn)
    return turn.unit.outbox.waiting(group=group.id, merge_key=to_group.ASK)


def settled(group_buy: GroupBuy, over: Sequence[QuestionSettled], turn: Turn) -> None:
    """Take questions that need no answer any more out of the posts that wait, in whichever place they do: one that was
    put in the room may be answered privately, and the organizer may answer it from anywhere."""
    if over:
        _take_out({event.question_id for event in over}, {event.member for event in over}, group_buy, turn)


def withdraw(group_buy: GroupBuy, turn: Turn) -> None:
    """Goods are bought by the purchase list: what was about to be asked can't be answered any more."""
    left = turn.unit.books.read(group_buy.id).questions()
    _take_out({question.question_id for question in left}, {question.member for question in left}, group_buy, turn)


def _take_out(gone: Collection[str], members: Collection[PersonId], group_buy: GroupBuy, turn: Turn) -> None:
    rows = [_waiting(group, turn) for group in groups_of(turn, group_buy)]
    rows += [_waiting_privately(member, turn) for member in members]
    for row in rows:
        if row is not None:
            _without(row, gone, turn)


def _without(row: OutboxRow, gone: Collection[str], turn: Turn) -> None:
    questions = row.post.values["questions"]
    left = [question for question in questions if question["question"] not in gone]
    if not left:
        turn.unit.outbox.withdraw(row.id)
    elif len(left) < len(questions):
        turn.unit.outbox.amend(row.id, values={**row.post.values, "questions": left}, not_before=row.post.not_before)


def once_more(group_buy: GroupBuy, group: Group, turn: Turn) -> list[Json]:
    """What is still open of what was said in this group, to be put with the reminder: for the second time, and the
    last (organizer-notes, section 6). What waits to be asked for the first time goes by itself."""
    book = turn.unit.books.open(group_buy.id)
    waiting = _waiting(group, turn)
    first = {question["question"] for question in waiting.post.values["questions"]} if waiting else set()
    left = [
        question
        for question in book.questions()
        if question.question_id not in first and _may_be_put(question, book, turn)
    ]
    here = [question for question in left if _place_of(question, group_buy, turn) == group.id]
    privately = [question for question in left if _place_of(question, group_buy, turn) is None]
    if group.id != next(iter(group_buy.groups), None):
        privately = []
    again = [question.question_id for question in (*here, *privately)]
    turn.unit.books.record(group_buy.id, book.repeat_questions(again, at=turn.now, message_id=turn.speaker.message))
    for question in privately:
        value = question_value(question, group_buy, turn)
        turn.tell(to_resident.asked_privately(question.member, [value], turn.now))
    return [question_value(question, group_buy, turn) for question in here]


def _may_be_put(question: QuestionAsked, book: Book, turn: Turn) -> bool:
    if turn.now - question.at < ASKED_JUST_NOW:
        return False
    in_time = any(one.question_id == question.question_id for one in book.answerable(question.member, turn.now))
    return in_time and not book.repeated(question.question_id) and not is_household(question.member, turn)


def _place_of(question: QuestionAsked, group_buy: GroupBuy, turn: Turn) -> GroupId | None:
    """The group in which that was said about which somebody is asked; None for a private chat."""
    line = turn.unit.chat_log.get(question.message_id)
    return next(iter(group_buy.groups), None) if line is None else line.group


def put_off(group: Group | None, turn: Turn) -> None:
    """Somebody who is about to be asked goes on talking: wait until they have finished."""
    waiting = _waiting(group, turn)
    if waiting is None or all(question["person"] != turn.person for question in waiting.post.values["questions"]):
        return
    later: datetime = turn.now + timedelta(seconds=turn.settings.ask_wait_seconds)
    turn.unit.outbox.amend(waiting.id, values=waiting.post.values, not_before=min(later, waiting.made_at + MERGED_OVER))


def question_value(question: QuestionAsked, group_buy: GroupBuy, turn: Turn) -> Json:
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
