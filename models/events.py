"""What happened to a group-buy's book? Events in the past tense, frozen: they are the ledger.

A book is rebuilt from its events alone, so each one carries what was decided, not what was asked. Whatever is
personal stands in ``private``, which is kept encrypted with the key of ``member`` and is None once that person was
forgotten; nothing that a total rests on stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from models.acts import AskAbout, Delivery, Line
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity, Recipient


@dataclass(frozen=True, slots=True)
class Private:
    """The personal part of an event. ``name`` is one that was stated; ``text`` is what was written."""

    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    name: str | None = None
    note: str | None = None
    text: str | None = None


class Step(StrEnum):
    """By which word a line came to be what it is."""

    ORDERED = "ordered"
    ADDED = "added"
    SET = "set"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    EXCHANGED = "exchanged"
    ENTERED = "entered"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    GIVEN = "given"
    RECEIVED = "received"
    CALLED_OFF = "called_off"


class DoubtAbout(StrEnum):
    AMOUNT = "amount"
    UNUSUAL = "unusual"


class CallOff(StrEnum):
    """Why goods that stood are not coming: the group-buy (or one product of it) was cancelled, whoever ordered them
    did not want to wait for another day, or did not want them at the new price."""

    CANCELLED = "cancelled"
    ASKED_BACK = "asked_back"
    PRICE = "price"


class WishKind(StrEnum):
    """What a late message asked for."""

    ORDER = "order"
    CANCEL = "cancel"
    CANCEL_PREVIOUS = "cancel_previous"
    ASK = "ask"
    RECALL = "recall"
    CHAIN = "chain"


class ReportAbout(StrEnum):
    """Why something was not applied, and goes to the organizer."""

    FOREIGN_ENTRY = "foreign_entry"
    WIPE = "wipe"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class EntryShare:
    """What one live chain entry adds to a line; ``entry`` is the entry's place in its chain's history."""

    chain: str
    entry: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A part of a line for which there was no stock; turns go by ``at``, the time when it was asked for."""

    quantity: Quantity
    at: datetime
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class LineState:
    """What stands of one product in one order.

    ``chat`` is what was said by chat, signed, on top of the live entries' ``shares``; together they make what is
    wanted, which is ``standing`` plus the ``waiting`` parts.
    """

    chat: Quantity
    shares: tuple[EntryShare, ...]
    standing: Quantity
    waiting: tuple[WaitingPart, ...] = ()

    @property
    def total(self) -> Quantity:
        return sum((part.quantity for part in self.waiting), self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event tells: the message that caused it, whose it is (and whose key protects the private part), and
    when it was said."""

    message_id: MessageId
    member: PersonId
    at: datetime
    private: Private | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOpened(Happened):
    """A member's order for one household came to be. ``for_other``: on somebody's behalf."""

    order_id: OrderId
    for_other: bool = False
    delivery: Delivery | None = None
    kind: Literal["order_opened"] = "order_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDescribed(Happened):
    """Where an order goes, how, or what is wished, was told or changed; ``private`` is all of it as it is now."""

    order_id: OrderId
    delivery: Delivery | None = None
    kind: Literal["order_described"] = "order_described"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChanged(Happened):
    """A line was made or changed, by ``step``. ``said`` is the quantity in the member's words, ``also`` the other
    messages that were read as one with this one, or of which this word of the organizer's speaks."""

    order_id: OrderId
    product: ProductId
    step: Step
    said: Quantity | None
    now: LineState
    also: tuple[MessageId, ...] = ()
    kind: Literal["line_changed"] = "line_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRestored(Happened):
    """What the message ``undone`` did to a line was taken back: from its ``effect`` (from 0) on."""

    order_id: OrderId
    product: ProductId
    undone: MessageId
    effect: int
    now: LineState
    kind: Literal["line_restored"] = "line_restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnCame(Happened):
    """Stock was freed, and a waiting line took its turn, in part or in full."""

    order_id: OrderId
    product: ProductId
    now: LineState
    kind: Literal["turn_came"] = "turn_came"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLost(Happened):
    """The stock by which a turn came was taken back: the line waits again, at its old place."""

    order_id: OrderId
    product: ProductId
    now: LineState
    kind: Literal["turn_lost"] = "turn_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGiven(Happened):
    """The organizer (or a helper), ``by``, says what is to stand for ``member``: whatever else this message does is
    their word, though it is the member's order. ``about`` are the member's own messages of which it speaks (quoted, or
    asked about), ``said_at`` when the last of them was sent."""

    by: PersonId
    about: tuple[MessageId, ...] = ()
    said_at: datetime | None = None
    kind: Literal["word_given"] = "word_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRepeated(Happened):
    """The same was said again: it stands already."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity
    kind: Literal["wish_repeated"] = "wish_repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitReached(Happened):
    """A wish was cut down to the limit for each member."""

    order_id: OrderId
    product: ProductId
    wanted: Quantity
    kept: Quantity
    kind: Literal["limit_reached"] = "limit_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRaised(Happened):
    """A line is over a sane bound; ``bound`` is in fen for an amount, in sale units for an unusual quantity."""

    order_id: OrderId
    product: ProductId
    about: DoubtAbout
    quantity: Quantity
    bound: Quantity
    kind: Literal["doubt_raised"] = "doubt_raised"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtSettled(Happened):
    """A doubt is over: the organizer said so, or the line is within bounds again."""

    order_id: OrderId
    product: ProductId
    kind: Literal["doubt_settled"] = "doubt_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Happened):
    """Something could not be decided; the member is asked. ``lines`` is what it is about, where that is known;
    ``exchange`` lines stand or fall together; ``private.text`` is the message asked about."""

    question_id: str
    about: AskAbout
    candidates: tuple[ProductId, ...] = ()
    lines: tuple[Line, ...] = ()
    order_id: OrderId | None = None
    chain: str | None = None
    entry: int | None = None
    exchange: bool = False
    cancel: bool = False
    delivery: Delivery | None = None
    kind: Literal["question_asked"] = "question_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRepeated(Happened):
    """A question that nobody answered goes out with the reminder: for the last time."""

    question_id: str
    kind: Literal["question_repeated"] = "question_repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSettled(Happened):
    """A question is over: answered, given up, or no longer of use."""

    question_id: str
    answered: bool
    kind: Literal["question_settled"] = "question_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReopened(Happened):
    """The message ``undone``, which had settled a question, was taken back."""

    question_id: str
    undone: MessageId
    kind: Literal["question_reopened"] = "question_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFrozen(Happened):
    """The purchase list was taken: what is open now can no longer be answered."""

    kind: Literal["questions_frozen"] = "questions_frozen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTold(Happened):
    """A member says that they have paid."""

    amount_fen: int | None = None
    kind: Literal["payment_told"] = "payment_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupTold(Happened):
    """A member says that they have the goods."""

    kind: Literal["pickup_told"] = "pickup_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut(Happened):
    """The organizer says that somebody has come for the goods of an order."""

    order_id: OrderId
    kind: Literal["handed_out"] = "handed_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMade(Happened):
    """A member says that something is wrong with goods received."""

    product: ProductId | None = None
    quantity: Quantity | None = None
    kind: Literal["claim_made"] = "claim_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsCalledOff(Happened):
    """Of a line ``quantity`` stood that is not coming any more (the LineChanged beside it takes it off). It had cost
    ``amount_fen``: that is owed no more, and what was paid of it is credit, or is given back."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity
    amount_fen: int
    why: CallOff
    kind: Literal["goods_called_off"] = "goods_called_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsked(Happened):
    """A member wants their money for what was called off of this order back, and no credit."""

    order_id: OrderId
    kind: Literal["refund_asked"] = "refund_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAsked(Happened):
    """The price of goods that stand has changed after the cut-off: whoever ordered them is asked, until a time.
    Silence is no order."""

    order_id: OrderId
    product: ProductId
    price_fen: int
    was_fen: int | None
    until: datetime
    kind: Literal["price_asked"] = "price_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAnswered(Happened):
    """A member has said whether they want the goods at the new price (the lines themselves change by other events);
    ``silent``: they have said nothing until it was too late."""

    order_id: OrderId
    product: ProductId
    wanted: bool
    silent: bool = False
    kind: Literal["price_answered"] = "price_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookClosed(Happened):
    """The cut-off, as of ``at``."""

    kind: Literal["book_closed"] = "book_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReopened(Happened):
    kind: Literal["book_reopened"] = "book_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLate(Happened):
    """A request came after the cut-off: nothing was changed, it is kept for the organizer. ``first``: the member's
    first one since that cut-off, so that they are told once."""

    wish: WishKind
    lines: tuple[Line, ...] = ()
    delivery: Delivery | None = None
    recalls: MessageId | None = None
    exchange: bool = False
    about: AskAbout | None = None
    candidates: tuple[ProductId, ...] = ()
    first: bool = False
    kind: Literal["request_late"] = "request_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateSettled(Happened):
    """A late message was taken in after all, or is of no more use."""

    late: MessageId
    taken: bool
    kind: Literal["late_settled"] = "late_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReturned(Happened):
    """The organizer's word on a late message was taken back: it is on the late list again."""

    late: MessageId
    kind: Literal["late_returned"] = "late_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageUndone(Happened):
    """What the message ``undone`` did was taken back: it was recalled, corrected, or undone by the organizer; or it is
    ``part`` of this one, which says it anew."""

    undone: MessageId
    recalled: bool
    part: bool = False
    kind: Literal["message_undone"] = "message_undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Happened):
    """Something was not applied and goes to the organizer. For an entry: ``entry`` is what stands, ``to`` what was
    written in its place (places in the chain's history); ``undone`` is what a recall would have taken back, ``rests``
    the later message that rests on it."""

    report_id: str
    about: ReportAbout
    chain: str | None = None
    entry: int | None = None
    to: int | None = None
    undone: MessageId | None = None
    order_id: OrderId | None = None
    rests: MessageId | None = None
    kind: Literal["reported"] = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettled(Happened):
    """The organizer has dealt with a report; ``applied``: what it held back was applied. ``moot``: a post that arrived
    late has shown that there was nothing to report."""

    report_id: str
    applied: bool
    moot: bool = False
    kind: Literal["report_settled"] = "report_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStarted(Happened):
    """A chain (接龙) was seen for the first time."""

    chain: str
    title: str
    starter: PersonId | None = None
    kind: Literal["chain_started"] = "chain_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen(Happened):
    """An entry with this text stood in a chain for the first time. ``entry`` counts the chain's distinct entries from
    0; ``author`` is who the XML says; ``namesake`` the one member whose name it bears exactly. ``private`` holds its
    text, name, recipient and note.

    Where the book wrote it itself, for the organizer to paste: ``written_at`` says when, ``order_id`` for which order,
    and ``place`` in whose stead, if it had an entry before."""

    chain: str
    entry: int
    lines: tuple[Line, ...] = ()
    delivery: Delivery | None = None
    ask: AskAbout | None = None
    candidates: tuple[ProductId, ...] = ()
    cancelled: bool = False
    author: PersonId | None = None
    namesake: PersonId | None = None
    made_at: datetime | None = None
    written_at: datetime | None = None
    order_id: OrderId | None = None
    place: int | None = None
    kind: Literal["entry_seen"] = "entry_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPosted(Happened):
    """A snapshot of a chain, as the difference from an earlier one (``like``): entries ``plus``, without ``minus``.

    ``private.name`` is the sender's name where nobody else in the group has it. ``late``: after the cut-off.
    """

    chain: str
    like: MessageId | None = None
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()
    by_organizer: bool = False
    late: bool = False
    kind: Literal["chain_posted"] = "chain_posted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPostTaken(Happened):
    """A snapshot that was held back (late, or removing too much) counts after all."""

    chain: str
    post: MessageId
    kind: Literal["chain_post_taken"] = "chain_post_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKnown(Happened):
    """Somebody who was known by name alone, ``stand_in``, has spoken: it is this member, and what stands under the name
    is theirs."""

    stand_in: PersonId
    kind: Literal["member_known"] = "member_known"


BookEvent = (
    OrderOpened
    | OrderDescribed
    | LineChanged
    | LineRestored
    | TurnCame
    | TurnLost
    | WordGiven
    | WishRepeated
    | LimitReached
    | DoubtRaised
    | DoubtSettled
    | QuestionAsked
    | QuestionRepeated
    | QuestionSettled
    | QuestionReopened
    | QuestionsFrozen
    | PaymentTold
    | PickupTold
    | HandedOut
    | ClaimMade
    | GoodsCalledOff
    | RefundAsked
    | PriceAsked
    | PriceAnswered
    | BookClosed
    | BookReopened
    | RequestLate
    | LateSettled
    | LateReturned
    | MessageUndone
    | Reported
    | ReportSettled
    | ChainStarted
    | EntrySeen
    | ChainPosted
    | ChainPostTaken
    | MemberKnown
)
