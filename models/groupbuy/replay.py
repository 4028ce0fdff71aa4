"""What did a log of messages come to? The whole day again, as the bot would have taken it, and what stood at its end.

A log that holds everything from the start; questions stay open to its end (order-language, section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.groupbuy.book import NOBODY, Book
from models.groupbuy.counter import Counter, Spoken
from models.groupbuy.hearing import Hearing
from models.groupbuy.terms import Terms
from models.language.products import Catalog, compile_catalog
from models.values import MessageId, PersonId, Product, ProductId, Role


class LogKind(StrEnum):
    TEXT = "text"
    RECALL = "recall"
    CUTOFF = "cutoff"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing in the log, in order of arrival; ``at`` is when it was sent."""

    id: MessageId
    at: datetime
    kind: LogKind = LogKind.TEXT
    sender: PersonId = NOBODY
    name: str = ""
    role: Role = Role.RESIDENT
    text: str = ""
    quoted: ProductId | None = None
    recalls: MessageId | None = None


@dataclass(slots=True)
class Replay:
    """One run through a log."""

    counter: Counter
    seen: set[MessageId] = field(default_factory=set)
    recalled: set[MessageId] = field(default_factory=set)

    def take(self, line: LogLine) -> None:
        """Let one line happen; the same message delivered twice counts once."""
        if line.id in self.seen:
            return
        self.seen.add(line.id)
        book = self.counter.book
        match line.kind:
            case LogKind.CUTOFF:
                self.counter.hearing.mark(line.at)
                book.close(line.at, message_id=line.id)
            case LogKind.REOPEN:
                self.counter.hearing.mark(line.at)
                book.reopen(line.at, message_id=line.id)
            case LogKind.RECALL:
                self._recall(line)
            case LogKind.TEXT:
                self._hear(line)

    def _recall(self, line: LogLine) -> None:
        if line.recalls is None:
            return
        if line.recalls not in self.seen:
            # The recall overtook its message: that one will do nothing when it comes.
            self.recalled.add(line.recalls)
            return
        self.counter.recall(line.recalls, by=line.id, at=line.at, member=line.sender or None)

    def _hear(self, line: LogLine) -> None:
        if line.id not in self.recalled:
            self.counter.hear(
                Spoken(line.id, line.sender, line.at, line.text, name=line.name, role=line.role, quoted=line.quoted)
            )


def replay(products: Sequence[Product], log: Iterable[LogLine], *, catalog: Catalog | None = None) -> Book:
    """The book at the end of a log. Who is in the group is told by the log itself."""
    lines = list(log)
    terms = Terms(
        products=tuple(products),
        organizers=frozenset(line.sender for line in lines if line.role is Role.ORGANIZER and line.sender),
        names={line.sender: line.name for line in lines if line.sender and line.name},
        answer_within=None,
    )
    run = Replay(Counter(Book(terms), Hearing(), catalog or compile_catalog(products)))
    for line in lines:
        run.take(line)
    return run.counter.book
