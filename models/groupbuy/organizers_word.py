"""What does the organizer's word do to somebody's order? Entered, changed, given on, answered for, and taken back.

Her word counts at any hour, also after the cut-off (organizer-notes, section 2), and asks the member nothing: what
could be doubtful is settled with her before it comes here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from models.acts import Order
from models.events import (
    LateReturned,
    LineChanged,
    LineState,
    QuestionRepeated,
    RequestLate,
    Step,
    TurnLost,
    WishKind,
    WordGiven,
)
from models.groupbuy.answering import take_answer
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import enter_total, state_of, weigh
from models.groupbuy.lacks import there_is
from models.groupbuy.orders import NOTHING, MemberOrder
from models.groupbuy.said import Answer
from models.groupbuy.taking import Wish, enter_wish, open_order, withdraw
from models.groupbuy.undoing import Hindrance, Refusal, carriers, hindrance, lines_touched, take_back
from models.groupbuy.wording import plus_lines
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity

#: Wishes of late messages that can be put back on the list; what took back something itself stays done.
_RETURNED = frozenset({WishKind.ORDER, WishKind.CANCEL, WishKind.ASK})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ``by``, the organizer or a helper, on an order of ``member``'s: the one with ``order_id``, else a new
    one. ``cancel``: all of it is withdrawn. ``about`` is the member's own message of which it speaks, ``said_at`` when
    that was sent."""

    message_id: MessageId
    by: PersonId
    member: PersonId
    at: datetime
    order: Order = field(default_factory=Order)
    order_id: OrderId | None = None
    cancel: bool = False
    text: str = ""
    about: MessageId | None = None
    said_at: datetime | None = None

    @property
    def cause(self) -> Cause:
        return Cause(self.message_id, self.member, self.at, () if self.about is None else (self.about,))

    def given(self) -> WordGiven:
        """That it was said: what else happens by its message is her word, and rests on what it is about."""
        return WordGiven(**self.cause.told(), by=self.by, about=self.cause.also, said_at=self.said_at)


@dataclass(frozen=True, slots=True)
class Gift:
    """``quantity`` of a product goes from one order to another (转单): to ``receiving``, else to a new one of
    ``receiver``'s."""

    giving: OrderId
    product: ProductId
    quantity: Quantity
    receiver: PersonId
    receiving: OrderId | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What a line comes to."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity


def enter_word(desk: Desk, word: Word) -> None:
    """Enter what she says of an order, as a word of hers that `为什么` tells as such."""
    desk.record(word.given())
    known = desk.ledger.orders.get(word.order_id) if word.order_id else None
    if word.cancel:
        withdraw(desk, word.cause, known)
        return
    plus = plus_lines(word.text, word.order.lines)
    enter_wish(desk, word.cause, Wish(word.order, plus, text=word.text), known)


def answer_for(desk: Desk, word: Word, answer: Answer) -> None:
    """Settle a question that the member was asked, with her word instead of theirs."""
    desk.record(word.given())
    take_answer(desk, word.cause, answer, word.text)


def give_on(desk: Desk, word: Word, gift: Gift) -> bool:
    """Goods go from one order to another by the organizer's word; False where they can't."""
    if not may_move(desk, gift):
        return False
    desk.record(word.given())
    return move_on(desk, word, gift) is not None


def may_move(desk: Desk, gift: Gift) -> bool:
    """Whether so much is there to be given, and the receiver may have it."""
    giving = desk.ledger.orders.get(gift.giving)
    receiving = desk.ledger.orders.get(gift.receiving) if gift.receiving else None
    if giving is None or not NOTHING < gift.quantity <= there_is(desk, giving, gift.product):
        return False
    allowed = desk.allowed(receiving, gift.receiver, gift.product)
    held = receiving.total_of(gift.product) if receiving else NOTHING
    return gift.receiver == giving.member or allowed is None or held + gift.quantity <= allowed


def move_on(desk: Desk, word: Word, gift: Gift) -> MemberOrder | None:
    """Move goods from one order to another, and tell into which. They never lie on the shelf in between: who waits for
    such goods waits on (organizer-notes, section 2, 4). None where so much does not stand, or the limit forbids it."""
    if not may_move(desk, gift):
        return None
    there = Cause(word.message_id, gift.receiver, word.at)
    _move(desk, word.cause, desk.ledger.orders[gift.giving], gift, -gift.quantity)
    known = desk.ledger.orders.get(gift.receiving) if gift.receiving else None
    receiving = known or open_order(desk, there, word.order)
    _move(desk, there, receiving, gift, gift.quantity)
    return receiving


def _move(desk: Desk, cause: Cause, order: MemberOrder, gift: Gift, by: Quantity) -> None:
    state = state_of(order, gift.product)
    now = LineState(state.chat + by, state.shares, state.standing + by, state.waiting)
    step = Step.GIVEN if by < 0 else Step.RECEIVED
    told = cause.told(order.member)
    desk.record(LineChanged(**told, order_id=order.id, product=gift.product, step=step, said=gift.quantity, now=now))
    weigh(desk, order, gift.product, cause)


def repeat_questions(desk: Desk, cause: Cause, questions: Iterable[str]) -> None:
    """These questions go out once more; asked a second time, nobody is asked again (order-language, section 7)."""
    for question_id in questions:
        question = desk.ledger.questions.get(question_id)
        if question is not None and question_id not in desk.ledger.repeated:
            desk.record(QuestionRepeated(**cause.told(question.member), question_id=question_id))


def take_turns_back(desk: Desk, cause: Cause, message_id: MessageId) -> bool:
    """Let those wait again whose turn came by a message of hers that made stock free; False where one of these lines
    was changed since."""
    turns = desk.ledger.turns.get(message_id, [])
    first = {(each.order_id, each.product): each for each in reversed(turns)}
    last = {(each.order_id, each.product): each for each in turns}
    if any(state_of(desk.ledger.orders[order], product) != each.now for (order, product), each in last.items()):
        return False
    for each in first.values():
        member = desk.ledger.orders[each.order_id].member
        desk.record(TurnLost(**cause.told(member), order_id=each.order_id, product=each.product, now=each.before))
    return True


def return_late(desk: Desk, cause: Cause, late: Iterable[MessageId]) -> Refusal | None:
    """Put late messages back on the late list, and take back what was entered by them; all of them or none."""
    messages = [each for each in late if each in desk.ledger.late_settled]
    refused = next(filter(None, (_not_returned(desk, each) for each in messages)), None)
    if refused is not None:
        return refused
    for message in messages:
        requests = desk.ledger.late_settled[message]
        told = Cause(cause.message_id, requests[0].member, cause.at)
        if _was_taken(desk, message):
            _take_back_orders(desk, told, message)
        desk.record(LateReturned(**told.told(), late=message))
    return None


def _take_back_orders(desk: Desk, cause: Cause, message_id: MessageId) -> None:
    """What a message did to orders; that it told of a payment, or of goods received, stays told."""
    paid, picked = desk.ledger.payments.get(message_id), desk.ledger.pickups.get(message_id)
    claims = desk.ledger.claims.get(message_id, ())
    take_back(desk, cause, message_id, recalled=False)
    for event in (paid, picked, *claims):
        if event is not None:
            desk.record(event)


def _not_returned(desk: Desk, message_id: MessageId) -> Refusal | None:
    if not _was_taken(desk, message_id):
        return None
    if not all(each.wish in _RETURNED for each in desk.ledger.late_settled[message_id]):
        return Refusal(Hindrance.TOOK_BACK)
    return hindrance(desk, message_id)


def _was_taken(desk: Desk, message_id: MessageId) -> bool:
    return bool(desk.ledger.effects.get(message_id))


def may_be_returned(requests: Iterable[RequestLate]) -> bool:
    """Whether what she takes in by these can be put back by one word of hers."""
    return all(each.wish in _RETURNED for each in requests)


def totals_by(desk: Desk, message_id: MessageId) -> tuple[Total, ...]:
    """The lines that a message changed, by itself or by her words about it, as they stand: so they can be put back
    after it was taken back."""
    effects = [effect for each in carriers(desk, message_id) for effect in lines_touched(desk, each).values()]
    touched = dict.fromkeys((each.order_id, each.product) for each in effects)
    return tuple(Total(order, product, _total(desk, order, product)) for order, product in touched)


def enter_again(
    desk: Desk, cause: Cause, before: Iterable[Total], after: Iterable[Total], *, hers: Word | None = None
) -> bool:
    """Put lines back to ``after``, as the word of the message that had made them (where that was ``hers``, as hers);
    False where they are not as they were left (``before``)."""
    if any(_total(desk, each.order_id, each.product) != each.quantity for each in before):
        return False
    if hers is not None:
        desk.record(hers.given())
    for each in after:
        order = desk.ledger.orders[each.order_id]
        enter_total(desk, order, each.product, cause, step=Step.SET, total=each.quantity, said=each.quantity)
    return True


def _total(desk: Desk, order_id: OrderId, product: ProductId) -> Quantity:
    line = desk.ledger.line(order_id, product)
    return line.total if line else NOTHING
