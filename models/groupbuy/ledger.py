"""What does the book remember? State that events alone build, and what each message did to it."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from datetime import datetime

from models.events import (
    BookEvent,
    ClaimMade,
    DoubtRaised,
    GoodsCalledOff,
    LineState,
    OrderDescribed,
    PaymentTold,
    PickupTold,
    PriceAnswered,
    PriceAsked,
    QuestionAsked,
    RefundAsked,
    Reported,
    RequestLate,
    Step,
    WordGiven,
)
from models.groupbuy.chains import Chain
from models.groupbuy.hand_out import HandOut
from models.groupbuy.orders import MemberOrder, OrderLine
from models.groupbuy.shelf import Shelf
from models.values import MessageId, OrderId, PersonId, ProductId


@dataclass(frozen=True, slots=True)
class LineEffect:
    """A message changed this line; ``before`` is what it was."""

    order_id: OrderId
    product: ProductId
    step: Step
    before: OrderLine | None


@dataclass(frozen=True, slots=True)
class OpeningEffect:
    """A message made this order."""

    order_id: OrderId


@dataclass(frozen=True, slots=True)
class DescriptionEffect:
    """A message changed where this order goes; ``before`` is the event's private part and delivery as they were."""

    order_id: OrderId
    before: OrderDescribed


@dataclass(frozen=True, slots=True)
class SettlingEffect:
    """A message settled this question."""

    question: QuestionAsked


@dataclass(frozen=True, slots=True)
class AskingEffect:
    """A message was asked about, with this question."""

    question_id: str


@dataclass(frozen=True, slots=True)
class TurnEffect:
    """By a message stock became free, and this line, which was ``before``, took its turn and became ``now``."""

    order_id: OrderId
    product: ProductId
    before: LineState
    now: LineState


Effect = LineEffect | OpeningEffect | DescriptionEffect | SettlingEffect | AskingEffect


@dataclass(slots=True)
class Ledger:
    """The state of one book; only ``happen`` (in happening.py) changes it."""

    orders: dict[OrderId, MemberOrder] = field(default_factory=dict)
    of_member: dict[PersonId, list[OrderId]] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    questions: dict[str, QuestionAsked] = field(default_factory=dict)
    questions_of: dict[PersonId, list[str]] = field(default_factory=dict)
    question_ids: set[str] = field(default_factory=set)
    answered_by: dict[str, MessageId] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    frozen: bool = False
    late: dict[MessageId, list[RequestLate]] = field(default_factory=dict)
    late_settled: dict[MessageId, list[RequestLate]] = field(default_factory=dict)
    told_late: set[PersonId] = field(default_factory=set)
    doubts: dict[tuple[OrderId, ProductId], DoubtRaised] = field(default_factory=dict)
    reports: dict[str, Reported] = field(default_factory=dict)
    reports_made: set[str] = field(default_factory=set)
    payments: dict[MessageId, PaymentTold] = field(default_factory=dict)
    pickups: dict[MessageId, PickupTold] = field(default_factory=dict)
    claims: dict[MessageId, list[ClaimMade]] = field(default_factory=dict)
    hand_out: HandOut = field(default_factory=HandOut)
    called_off: dict[MessageId, list[GoodsCalledOff]] = field(default_factory=dict)
    refunds: dict[MessageId, list[RefundAsked]] = field(default_factory=dict)
    prices_asked: dict[tuple[OrderId, ProductId], PriceAsked] = field(default_factory=dict)
    price_answers: dict[tuple[OrderId, ProductId], PriceAnswered] = field(default_factory=dict)
    closings: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    chains: dict[str, Chain] = field(default_factory=dict)
    chain_of_post: dict[MessageId, str] = field(default_factory=dict)
    undoing: set[MessageId] = field(default_factory=set)
    words: dict[MessageId, PersonId] = field(default_factory=dict)
    words_about: dict[MessageId, list[MessageId]] = field(default_factory=dict)
    about: dict[MessageId, tuple[MessageId, ...]] = field(default_factory=dict)
    turns: dict[MessageId, list[TurnEffect]] = field(default_factory=dict)
    effects: dict[MessageId, list[Effect]] = field(default_factory=dict)
    last_of: dict[PersonId, list[tuple[datetime, MessageId]]] = field(default_factory=dict)
    sender_of: dict[MessageId, PersonId] = field(default_factory=dict)
    heard: set[MessageId] = field(default_factory=set)
    known_as: dict[PersonId, PersonId] = field(default_factory=dict)

    def line(self, order_id: OrderId, product: ProductId) -> OrderLine | None:
        order = self.orders.get(order_id)
        return order.lines.get(product) if order else None

    def orders_of(self, member: PersonId) -> list[MemberOrder]:
        """A member's orders, oldest first, those without any line included."""
        return [self.orders[order_id] for order_id in self.of_member.get(member, ())]

    def last_message_of(self, member: PersonId) -> MessageId | None:
        """The member's own last message, by time of sending, that did something and was not taken back: by itself, or
        by a word of the organizer's about it."""
        own = (each for _, each in reversed(self.last_of.get(member, ())) if each not in self.words)
        return next(own, None)

    def sender(self, message_id: MessageId) -> PersonId | None:
        """Whose message it is, where it did something, or the organizer has spoken of it."""
        words = self.words_about.get(message_id, ())
        return next((self.sender_of[each] for each in (message_id, *words) if each in self.sender_of), None)

    def note_effect(self, event: BookEvent, effect: Effect | None = None) -> None:
        """Remember what a message did, so that it can be taken back."""
        if event.message_id not in self.effects:
            self.effects[event.message_id] = []
            self.sender_of[event.message_id] = event.member
            if event.message_id not in self.words_about:
                self._note_sent(event.member, event.message_id, event.at)
        if effect is not None:
            self.effects[event.message_id].append(effect)

    def note_word(self, event: WordGiven) -> None:
        """Remember a word of the organizer's, and of which messages it speaks."""
        self.words[event.message_id] = event.by
        self.note_effect(event)
        if event.about:
            self.about[event.message_id] = event.about
        for message in event.about:
            if message not in self.words_about and message not in self.effects:
                self._note_sent(event.member, message, event.said_at or event.at)
            words = self.words_about.setdefault(message, [])
            if event.message_id not in words:
                words.append(event.message_id)

    def forget_message(self, message_id: MessageId) -> list[Effect]:
        """Forget that a message did anything, and where it was a word about others, that it was; what it had done."""
        for message in self.about.pop(message_id, ()):
            self.words_about[message].remove(message_id)
            if not self.words_about[message]:
                del self.words_about[message]
                if message not in self.effects:
                    self._forget_sent(self.sender_of[message_id], message)
        effects = self.effects.pop(message_id, [])
        sender = self.sender_of.pop(message_id, None)
        if sender is not None and message_id not in self.words_about:
            self._forget_sent(sender, message_id)
        return effects

    def _note_sent(self, member: PersonId, message_id: MessageId, at: datetime) -> None:
        insort(self.last_of.setdefault(member, []), (at, message_id), key=lambda each: each[0])

    def _forget_sent(self, member: PersonId, message_id: MessageId) -> None:
        self.last_of[member] = [each for each in self.last_of[member] if each[1] != message_id]
