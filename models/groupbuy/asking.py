"""What must be asked, and when is a question over? Open questions, and what settles them without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.acts import AskAbout, Delivery, Line
from models.events import Private, QuestionAsked, QuestionSettled
from models.groupbuy.desk import Cause, Desk
from models.values import OrderId, PersonId, ProductId


@dataclass(frozen=True, slots=True)
class Question:
    """A question about to be asked; see QuestionAsked."""

    about: AskAbout
    candidates: tuple[ProductId, ...] = ()
    lines: tuple[Line, ...] = ()
    order_id: OrderId | None = None
    chain: str | None = None
    entry: int | None = None
    exchange: bool = False
    cancel: bool = False
    delivery: Delivery | None = None
    private: Private | None = None


def ask(desk: Desk, cause: Cause, question: Question, *, member: PersonId | None = None) -> None:
    """Ask ``member`` (the sender, unless named); the same question is not asked twice, and one about the same line
    takes the place of an older one."""
    asked = member or cause.member
    for known in open_questions(desk, asked):
        if _same_line(known, question):
            if _same_wish(known, question):
                return
            settle(desk, cause, known, answered=False)
    desk.record(
        QuestionAsked(
            **cause.told(asked),
            question_id=_question_id(desk, cause),
            about=question.about,
            candidates=question.candidates,
            lines=question.lines,
            order_id=question.order_id,
            chain=question.chain,
            entry=question.entry,
            exchange=question.exchange,
            cancel=question.cancel,
            delivery=question.delivery,
            private=question.private,
        )
    )


def open_questions(desk: Desk, member: PersonId) -> list[QuestionAsked]:
    """A member's open questions, oldest first."""
    return [desk.ledger.questions[each] for each in desk.ledger.questions_of.get(member, ())]


def answerable(desk: Desk, question: QuestionAsked, at: datetime) -> bool:
    """Whether an answer sent at ``at`` comes in time: within a day, and before the purchase list was taken."""
    within = desk.terms.answer_within
    return not desk.ledger.frozen and (within is None or at - question.at <= within)


def settle(desk: Desk, cause: Cause, question: QuestionAsked, *, answered: bool) -> None:
    desk.record(QuestionSettled(**cause.told(), question_id=question.question_id, answered=answered))


def settle_by_change(desk: Desk, cause: Cause, member: PersonId, order_id: OrderId, product: ProductId) -> None:
    """A member's own clear word on a line makes what was asked about it needless."""
    for question in open_questions(desk, member):
        if question.message_id != cause.message_id and _concerns(desk, question, order_id, product):
            settle(desk, cause, question, answered=False)


def drop_all(desk: Desk, cause: Cause, member: PersonId, order_id: OrderId | None) -> None:
    """An order was withdrawn, and with it what was still open about it (or about no order yet)."""
    for question in open_questions(desk, member):
        if question.order_id in (None, order_id) and question.message_id != cause.message_id:
            settle(desk, cause, question, answered=False)


def _concerns(desk: Desk, question: QuestionAsked, order_id: OrderId, product: ProductId) -> bool:
    if question.order_id not in (None, order_id):
        return False
    products = {*question.candidates, *(line.product for line in question.lines)}
    if not products:
        return question.about is not AskAbout.PRODUCT or len(desk.products) == 1
    return product in products


def _same_line(known: QuestionAsked, question: Question) -> bool:
    """Whether both are about the same wish: the same line, or the same doubtful names."""
    if (known.about, known.order_id, known.entry) != (question.about, question.order_id, question.entry):
        return False
    about = [line.product for line in known.lines], known.candidates
    if not any(about):
        return _same_text(known, question)
    return about == ([line.product for line in question.lines], question.candidates)


def _same_wish(known: QuestionAsked, question: Question) -> bool:
    return known.lines == question.lines and (bool(known.lines) or _same_text(known, question))


def _same_text(known: QuestionAsked, question: Question) -> bool:
    return known.private is not None and question.private is not None and known.private.text == question.private.text


def _question_id(desk: Desk, cause: Cause) -> str:
    number = 1
    while f"{cause.message_id}?{number}" in desk.ledger.question_ids:
        number += 1
    return f"{cause.message_id}?{number}"
