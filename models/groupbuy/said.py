"""What is laid before the book? One message with its acts, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.acts import Act, Delivery, Line
from models.values import MessageId, PersonId, ProductId, Recipient, Role


@dataclass(frozen=True, slots=True)
class Answer:
    """What a message means as the answer to an open question: these lines (``add`` and ``set`` as they say), this
    recipient, or neither: the member lets it be. ``delivery`` and ``note`` are what it says about the way."""

    question_id: str
    lines: tuple[Line, ...] = ()
    recipient: Recipient | None = None
    delivery: Delivery | None = None
    note: str | None = None

    @property
    def gives_up(self) -> bool:
        return not self.lines and self.recipient is None


@dataclass(frozen=True, slots=True)
class Said:
    """One message. ``joined`` are earlier messages of the same sender that are read as one with it; where it answers
    a question, ``answer`` says what it means, and ``acts`` are left aside."""

    message_id: MessageId
    member: PersonId
    at: datetime
    acts: tuple[Act, ...] = ()
    name: str = ""
    text: str = ""
    role: Role = Role.RESIDENT
    quoted: ProductId | None = None
    joined: tuple[MessageId, ...] = ()
    answer: Answer | None = None
