"""What was asked of a member, and what became of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.acts import AskAbout, Delivery, Line
from models.events.parts import Happened
from models.values import MessageId, OrderId, ProductId


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


QuestionEvent = QuestionAsked | QuestionRepeated | QuestionSettled | QuestionReopened | QuestionsFrozen
