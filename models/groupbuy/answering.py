"""What does the answer to a question enter in the book? What was asked about, as it was decided."""

from __future__ import annotations

from models.acts import AskAbout, Line, Op, Order
from models.events import Private, QuestionAsked
from models.groupbuy.asking import settle
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.households import Household, meant_order, merged
from models.groupbuy.orders import MemberOrder
from models.groupbuy.said import Answer
from models.groupbuy.taking import Wish, enter_wish, take_order, withdraw
from models.groupbuy.wording import plus_lines
from models.values import Recipient


def take_answer(desk: Desk, cause: Cause, answer: Answer, text: str) -> None:
    """Settle the question, and enter what it decides; the lines then rest on the answer."""
    question = desk.ledger.questions.get(answer.question_id)
    if question is None or question.member != cause.member:
        return
    settle(desk, cause, question, answered=True)
    if answer.gives_up:
        return
    told = question.private or Private()
    if question.cancel:
        withdraw(desk, cause, _household(desk, cause, answer.recipient or Recipient(), told))
        return
    lines = answer.lines or question.lines
    order = Order(
        lines,
        merged(told.recipient, answer.recipient),
        told.on_behalf_of,
        answer.delivery or question.delivery,
        answer.note or told.note,
    )
    plus = plus_lines(told.text or "", lines) if question.about is AskAbout.PRODUCT else frozenset[int]()
    wish = Wish(order, plus, exchange=_still_exchanges(question, lines), text=text)
    known = desk.ledger.orders.get(question.order_id) if question.order_id else None
    if known is not None:
        enter_wish(desk, cause, wish, known)
    else:
        take_order(desk, cause, wish)


def _still_exchanges(question: QuestionAsked, lines: tuple[Line, ...]) -> bool:
    return question.exchange and [line.op for line in lines] == [Op.REMOVE, Op.ORDER]


def _household(desk: Desk, cause: Cause, recipient: Recipient, told: Private) -> MemberOrder | None:
    orders = [order for order in desk.ledger.orders_of(cause.member) if order.stands]
    meant = meant_order(orders, Household(recipient or None, told.on_behalf_of, desk.at_home))
    return meant if isinstance(meant, MemberOrder) else None
