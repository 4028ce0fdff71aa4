"""What may an organizer say about somebody's order? Her words on the book: as they are typed, and as they are meant.

What is typed (``501 鸡蛋2``) is read against the list by handlers/book_words.py; what is meant names orders and
products by their ids, so that a menu or an undo can hold it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from handlers.command_base import Command
from models.acts import Delivery, Op

Amount = Annotated[Decimal, Field(ge=0, le=9999)]


class SayOrder(Command):
    """``代记 501 鸡蛋2``, ``改单 501鸡蛋改2``: what is to stand for somebody, as it was typed."""

    do: Literal["say_order"] = "say_order"
    text: str


class SayGift(Command):
    """``转单 李梅 草莓1 给 田田``, as it was typed."""

    do: Literal["say_gift"] = "say_gift"
    text: str


class TellWaiting(Command):
    """``候补``, ``谁排着``: who waits for what."""

    do: Literal["tell_waiting"] = "tell_waiting"


class LetIn(Command):
    """``放两盒``, ``草莓放2盒``: so much more of what people wait for is there; without ``goods`` of the only product
    that somebody waits for, without a quantity for all who wait."""

    do: Literal["let_in"] = "let_in"
    goods: str = ""
    quantity: Amount | None = None


class LetInNow(Command):
    """The same with the product that is meant; an answer to the menu that asks it."""

    do: Literal["let_in_now"] = "let_in_now"
    group_buy: str
    product: str
    quantity: Amount | None = None


class Line(BaseModel):
    """One line of a word: as models.acts.Line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: str
    op: Op
    quantity: Amount | None = None


class Household(BaseModel):
    """For whom a word is: a known member's ``order``, or a new one; without ``member`` a household that was not known
    before, by its name or address."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    member: str | None = None
    order: str | None = None
    name: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    phone: str | None = None


class WordFor(BaseModel):
    """What is said for one household; ``row`` is the line of her message in which it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    household: Household
    lines: tuple[Line, ...] = ()
    cancel: bool = False
    delivery: Delivery | None = None
    note: str | None = None
    row: int | None = None


class EnterWord(Command):
    """What is to stand, for whom, in which group-buy. ``message`` is the one that says what; ``named_in`` the one that
    says for whom, where that is another: then it is read back first. ``about`` is the
    resident's message that she quotes. ``certain``: she has seen it read back."""

    do: Literal["enter_word"] = "enter_word"
    group_buy: str
    message: str
    words: tuple[WordFor, ...]
    named_in: str | None = None
    about: str | None = None
    text: str = ""
    certain: bool = False


class LeaveWord(Command):
    """``不记``: nothing is entered."""

    do: Literal["leave_word"] = "leave_word"


class GiveOn(Command):
    """Goods of one order that another household gets. ``certain``: she has seen it read back."""

    do: Literal["give_on"] = "give_on"
    group_buy: str
    message: str
    giving: str
    to: Household
    product: str | None = None
    quantity: Amount | None = None
    certain: bool = False


class TellQuestions(Command):
    """``刚才问你的``: what residents were asked and nobody has answered yet."""

    do: Literal["tell_questions"] = "tell_questions"


class OpenQuestion(Command):
    """One of these questions, with its answers to choose from."""

    do: Literal["open_question"] = "open_question"
    group_buy: str
    question: str


class AnswerFor(Command):
    """Answer it in the member's place: in their words (``加``, ``第1个``, ``2斤``), or let it be (``算了``).
    ``message`` is the one that says so, where she has seen it read back since."""

    do: Literal["answer_for"] = "answer_for"
    group_buy: str
    question: str
    answer: str
    message: str | None = None


class LeaveAnswer(Command):
    """``不定``: the question stays open."""

    do: Literal["leave_answer"] = "leave_answer"


class TakeLateNow(Command):
    """These late messages count, as she has seen them; an answer to what was read back."""

    do: Literal["take_late_now"] = "take_late_now"
    group_buy: str
    messages: tuple[str, ...]


class LeaveLate(Command):
    """``先不收``: they stay on the late list."""

    do: Literal["leave_late"] = "leave_late"


class CountQuoted(Command):
    """A quote with ``记``: the quoted message is an order."""

    do: Literal["count_quoted"] = "count_quoted"


class LeaveQuoted(Command):
    """A quote with ``不算``: nothing of the quoted message counts."""

    do: Literal["leave_quoted"] = "leave_quoted"


class ChangeQuoted(Command):
    """A quote with ``改2``: what the quoted message ordered becomes so much."""

    do: Literal["change_quoted"] = "change_quoted"
    quantity: Amount


class AddressQuoted(Command):
    """A quote with ``给501的``: what the quoted message ordered goes there."""

    do: Literal["address_quoted"] = "address_quoted"
    building: str | None = None
    unit: str | None = None
    room: str | None = None


class SettleReport(Command):
    """Her word on a chain of hers in which entries were missing: they are to go, or to stay; an answer to the menu that
    asks it."""

    do: Literal["settle_report"] = "settle_report"
    group_buy: str
    report: str
    apply: bool


class TakeBackWord(Command):
    """The inverse of a word of hers: what ``message`` did is taken back. Never typed."""

    do: Literal["take_back_word"] = "take_back_word"
    group_buy: str
    message: str


class Total(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    order: str
    product: str
    quantity: Amount


class EnterAgain(Command):
    """The inverse of ``不算``: the lines of a message as they were, where they are still as they were left; by ``word``
    of ``by``'s, where they had stood by that. Never typed."""

    do: Literal["enter_again"] = "enter_again"
    group_buy: str
    message: str
    member: str
    at: AwareDatetime
    before: tuple[Total, ...]
    after: tuple[Total, ...]
    word: str | None = None
    by: str | None = None


class ReturnLate(Command):
    """The inverse of ``全收`` and ``都不要``: these messages are on the late list again. Never typed."""

    do: Literal["return_late"] = "return_late"
    group_buy: str
    messages: tuple[str, ...]


class TakeStockBack(Command):
    """The inverse of ``放两盒``: the stock as it was, and who got in by ``message`` waits again. Never typed."""

    do: Literal["take_stock_back"] = "take_stock_back"
    group_buy: str
    product: str
    message: str
    stock: Amount
    left: Amount


BookCommand = (
    SayOrder
    | SayGift
    | TellWaiting
    | LetIn
    | LetInNow
    | EnterWord
    | LeaveWord
    | GiveOn
    | TellQuestions
    | OpenQuestion
    | AnswerFor
    | LeaveAnswer
    | TakeLateNow
    | LeaveLate
    | CountQuoted
    | LeaveQuoted
    | ChangeQuoted
    | AddressQuoted
    | SettleReport
    | TakeBackWord
    | EnterAgain
    | ReturnLate
    | TakeStockBack
)
