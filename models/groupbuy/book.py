"""Who gets what, and why? The book of one group-buy: a ledger of events with the rules for what may be entered.

Each method that decides something returns the events that happened, already applied; ``apply`` rebuilds the very
same book from events that were stored (order-language, sections 6 and 7).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from models.events import (
    BookClosed,
    BookEvent,
    BookReopened,
    CallOff,
    DoubtSettled,
    LateSettled,
    MemberKnown,
    PriceAsked,
    QuestionsFrozen,
)
from models.groupbuy.answering import take_answer
from models.groupbuy.book_of_hand_out import BookOfHandOut
from models.groupbuy.bookkeeping import take_acts, take_back_parts
from models.groupbuy.calling_off import (
    Announced,
    NewPrice,
    answer_price,
    ask_price,
    ask_refund,
    call_off,
    call_off_of,
    end_asking,
)
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import give_turns
from models.groupbuy.happening import happen
from models.groupbuy.lateness import keep_late_recall, take_late
from models.groupbuy.ledger import Ledger
from models.groupbuy.organizers_word import (
    Gift,
    Total,
    Word,
    answer_for,
    enter_again,
    enter_word,
    give_on,
    repeat_questions,
    return_late,
    take_turns_back,
)
from models.groupbuy.reporting import report_recall, settle_report
from models.groupbuy.said import Answer, Said
from models.groupbuy.terms import Terms
from models.groupbuy.undoing import Refusal, changed_orders, hindrance, leave_out, take_back
from models.groupbuy.whole_chain import Called, write_chains
from models.values import MessageId, OrderId, PersonId, ProductId

#: Who speaks where the clock, not a person, does something to the book.
NOBODY = PersonId("")
NO_MESSAGE = MessageId("")

Events = tuple[BookEvent, ...]


class Book(BookOfHandOut):
    """The book of one group-buy, in memory; BookView has what it tells, BookOfHandOut what comes after the orders."""

    def __init__(self, terms: Terms, events: Iterable[BookEvent] = ()) -> None:
        super().__init__(Desk(Ledger(), terms))
        for event in events:
            self.apply(event)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and self._ledger == other._ledger

    __hash__ = None  # type: ignore[assignment]  # a book changes

    @property
    def terms(self) -> Terms:
        """By which terms it is kept now."""
        return self._desk.terms

    def apply(self, event: BookEvent) -> None:
        """Let a stored event change the book, exactly as it did when it happened."""
        happen(self._ledger, event)

    def use(self, terms: Terms, *, at: datetime | None = None, message_id: MessageId = NO_MESSAGE) -> Events:
        """Go by changed terms from now on. Where they free stock, those who wait take their turns as of ``at``;
        without it nothing happens (to be used when a book was rebuilt)."""
        self._desk = Desk(self._ledger, terms)
        if at is not None:
            for product in terms.products:
                give_turns(self._desk, product.id, Cause(message_id, NOBODY, at))
        return self._desk.drain()

    def take(self, said: Said) -> Events:
        """Enter what a message says. One that was entered before does nothing again."""
        return () if said.message_id in self._ledger.heard else self.enter(said)

    def enter(self, said: Said) -> Events:
        """Enter what a message says, whether or not something happened by it before: for what is left of several
        messages that were read as one, when one of them was recalled."""
        cause = Cause(said.message_id, said.member, said.at, said.joined)
        take_back_parts(self._desk, cause, said)
        if said.answer is not None:
            take_answer(self._desk, cause, said.answer, said.text)
        else:
            take_acts(self._desk, cause, said)
        return self._desk.drain()

    def recall(self, message_id: MessageId, *, by: MessageId, at: datetime, member: PersonId | None = None) -> Events:
        """A message was recalled (撤回): take back what it did, or report that something rests on it; after the
        cut-off the wish is kept on the late list. ``by`` is the recall's own id; where ``member`` is told, only
        their own messages are, and those by which they spoke for others."""
        sender = self._ledger.sender(message_id)
        spoke = {None, sender, self._ledger.words.get(message_id)}
        if sender is None or (member not in spoke and member not in self.terms.organizers):
            return ()
        cause, refused = Cause(by, sender, at), hindrance(self._desk, message_id)
        if self._desk.is_late(at) and changed_orders(self._desk, message_id):
            keep_late_recall(self._desk, cause, message_id)
        elif refused is None:
            take_back(self._desk, cause, message_id, recalled=True)
        else:
            report_recall(self._desk, cause, message_id, refused)
        return self._desk.drain()

    def take_back(self, message_id: MessageId, *, at: datetime, by: MessageId = NO_MESSAGE) -> Events | Refusal:
        """Undo what one message did (``/撤销``), or say why it can't be undone."""
        refused = hindrance(self._desk, message_id)
        if refused is not None:
            return refused
        take_back(self._desk, Cause(by, self._ledger.sender_of[message_id], at), message_id, recalled=False)
        return self._desk.drain()

    def leave_out(self, message_id: MessageId, *, at: datetime, by: MessageId = NO_MESSAGE) -> Events | Refusal:
        """Nothing of a message is to count (``不算``), neither what it did nor what the organizer's words about it did;
        or why that can't be."""
        cause = Cause(by, self._ledger.sender(message_id) or NOBODY, at)
        return leave_out(self._desk, cause, message_id, recalled=False) or self._desk.drain()

    def close(self, at: datetime, *, message_id: MessageId = NO_MESSAGE) -> Events:
        """The cut-off, as of ``at``: what was sent later is late."""
        return self._happen(BookClosed(message_id=message_id, member=NOBODY, at=at))

    def reopen(self, at: datetime, *, message_id: MessageId = NO_MESSAGE) -> Events:
        """Orders count again, from ``at`` on; what came late stays on the late list."""
        return self._happen(BookReopened(message_id=message_id, member=NOBODY, at=at))

    def freeze_questions(self, at: datetime, *, message_id: MessageId = NO_MESSAGE) -> Events:
        """The purchase list was taken: open questions can no longer be answered."""
        return self._happen(QuestionsFrozen(message_id=message_id, member=NOBODY, at=at))

    def take_late(self, late: Iterable[MessageId], *, at: datetime, message_id: MessageId = NO_MESSAGE) -> Events:
        """The organizer takes late messages in after all, each as its sender's word."""
        for each in late:
            take_late(self._desk, Cause(message_id, NOBODY, at), each)
        return self._desk.drain()

    def drop_late(self, late: Iterable[MessageId], *, at: datetime, message_id: MessageId = NO_MESSAGE) -> Events:
        """The organizer does not take these late messages."""
        for each in late:
            requests = self._ledger.late.get(each)
            if requests:
                told = Cause(message_id, requests[0].member, at).told()
                self._desk.record(LateSettled(**told, late=each, taken=False))
        return self._desk.drain()

    def return_late(
        self, late: Iterable[MessageId], *, at: datetime, message_id: MessageId = NO_MESSAGE
    ) -> Events | Refusal:
        """Put late messages that she took, or dropped, back on the list: all of them, or say why not."""
        refused = return_late(self._desk, Cause(message_id, NOBODY, at), late)
        return refused or self._desk.drain()

    def enter_word(self, word: Word) -> Events:
        """The organizer says what is to stand for a member (代记, 改单); it counts at any hour."""
        enter_word(self._desk, word)
        return self._desk.drain()

    def answer_for(self, word: Word, answer: Answer) -> Events:
        """The organizer answers a question that a member was asked."""
        answer_for(self._desk, word, answer)
        return self._desk.drain()

    def give_on(self, word: Word, gift: Gift) -> Events:
        """Goods go from one order to another (转单); nothing where so much does not stand, or may not be had."""
        give_on(self._desk, word, gift)
        return self._desk.drain()

    def enter_again(
        self, message_id: MessageId, member: PersonId, at: datetime, *, before: Iterable[Total], after: Iterable[Total]
    ) -> Events:
        """Put the lines of a message that was taken back to what they were; nothing where they were changed since."""
        enter_again(self._desk, Cause(message_id, member, at), before, after)
        return self._desk.drain()

    def enter_word_again(self, word: Word, *, before: Iterable[Total], after: Iterable[Total]) -> Events:
        """The same, where they had stood by the organizer's word."""
        enter_again(self._desk, word.cause, before, after, hers=word)
        return self._desk.drain()

    def call_off(self, announced: Announced, products: Collection[ProductId] = ()) -> Events:
        """These goods (none: all of them) are not coming: what stands or waits of them is called off."""
        call_off(self._desk, announced, CallOff.CANCELLED, products)
        return self._desk.drain()

    def ask_back(self, orders: Iterable[OrderId], cause: Cause) -> Events:
        """A member takes back what they ordered, after orders were over: goods that come later than was told."""
        call_off_of(self._desk, cause, orders, CallOff.ASKED_BACK)
        return self._desk.drain()

    def ask_refund(self, orders: Iterable[OrderId], cause: Cause) -> Events:
        """A member wants the money for what was called off of these orders, and no credit."""
        ask_refund(self._desk, cause, orders)
        return self._desk.drain()

    def ask_price(self, announced: Announced, price: NewPrice) -> Events:
        """The price of goods changed after the cut-off: ask those who ordered them."""
        ask_price(self._desk, announced, price)
        return self._desk.drain()

    def answer_price(self, asked: Iterable[PriceAsked], cause: Cause, *, wanted: bool) -> Events:
        """A member's word on the new price of what they ordered."""
        answer_price(self._desk, cause, asked, wanted=wanted)
        return self._desk.drain()

    def end_asking(self, announced: Announced, product: ProductId) -> Events:
        """Who has said nothing to a new price has not ordered."""
        end_asking(self._desk, announced, product)
        return self._desk.drain()

    def know(self, stand_in: PersonId, member: PersonId, *, at: datetime) -> Events:
        """Who was known by name alone has spoken: what stands under the name is this member's from now on. It is no
        message's doing: what they said is still to be entered."""
        return self._happen(MemberKnown(message_id=NO_MESSAGE, member=member, at=at, stand_in=stand_in))

    def repeat_questions(self, questions: Iterable[str], *, at: datetime, message_id: MessageId = NO_MESSAGE) -> Events:
        """These open questions are put once more, with the reminder; for the last time."""
        repeat_questions(self._desk, Cause(message_id, NOBODY, at), questions)
        return self._desk.drain()

    def take_turns_back(self, freed_by: MessageId, *, at: datetime, message_id: MessageId = NO_MESSAGE) -> Events:
        """Stock that a message of hers let out is taken back: whose turn came by it wait again; nothing where one of
        these lines was changed since."""
        take_turns_back(self._desk, Cause(message_id, NOBODY, at), freed_by)
        return self._desk.drain()

    def settle_report(self, report_id: str, *, apply: bool, at: datetime, message_id: MessageId = NO_MESSAGE) -> Events:
        """The organizer's word on what was reported: apply a post that was held back, or let it be."""
        settle_report(self._desk, Cause(message_id, NOBODY, at), report_id, apply=apply)
        return self._desk.drain()

    def write_chains(
        self,
        *,
        at: datetime,
        names: Mapping[PersonId, str] | None = None,
        title: str = "",
        rooms: Collection[OrderId] | None = None,
        message_id: MessageId = NO_MESSAGE,
    ) -> tuple[tuple[str, ...], Events]:
        """The chains of which something stands, oldest first, each as text for the organizer to paste, with the chat
        orders merged in; where there is none, a new one with ``title``. The book knows each entry of them again.
        ``rooms`` are the orders whose rooms the group knows (None: all). None where nothing stands."""
        if not any(order.stands for order in self._ledger.orders.values()):
            return (), ()
        called = Called(self.terms.names if names is None else names, title, rooms)
        texts = tuple(write_chains(self._desk, Cause(message_id, NOBODY, at), called))
        return texts, self._desk.drain()

    def settle_doubt(
        self, order_id: OrderId, product: ProductId, *, at: datetime, message_id: MessageId = NO_MESSAGE
    ) -> Events:
        """The organizer has looked at a doubtful line: it is right."""
        if (order_id, product) not in self._ledger.doubts:
            return ()
        told = Cause(message_id, self._ledger.orders[order_id].member, at).told()
        return self._happen(DoubtSettled(**told, order_id=order_id, product=product))

    def _happen(self, event: BookEvent) -> Events:
        self._desk.record(event)
        return self._desk.drain()
