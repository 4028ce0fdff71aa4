"""How did each line come to be what it is? The words of a ledger, line by line, those that were taken back included.

The book keeps the words on which a line rests now (``BookView.why``); a dispute is about the others as well: what was
recalled, and how a line came to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.events import (
    BookEvent,
    EntrySeen,
    LimitReached,
    LineChanged,
    LineRestored,
    LineState,
    MemberKnown,
    OrderDescribed,
    OrderOpened,
    Private,
    Step,
    TurnCame,
    TurnLost,
)
from models.groupbuy.orders import NOTHING
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity, Recipient

#: What happens to a line without a word about it stays, whatever is taken back: a turn (None), an entry's new owner.
_NOT_SAID = (None, Step.MOVED)


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that changed a line, from ``before`` to ``total``, of which ``waiting`` was not there.

    ``step`` is None where nothing was said: stock became free, and the line took its turn. ``entries`` are the texts of
    chain entries that it rests on, as far as they can still be read. ``limited``: more was wanted than a member may
    have. ``taken_back_at`` says when it was recalled, corrected or undone.
    """

    message_id: MessageId
    at: datetime
    step: Step | None
    said: Quantity | None
    before: Quantity
    total: Quantity
    waiting: Quantity
    also: tuple[MessageId, ...] = ()
    entries: tuple[str, ...] = ()
    limited: bool = False
    taken_back_at: datetime | None = None

    @property
    def messages(self) -> tuple[MessageId, ...]:
        """The messages that were read as one, in order."""
        return (*self.also, self.message_id)


@dataclass(slots=True)
class LineStory:
    """One product of one order, with everything that ever changed it, oldest first."""

    product: ProductId
    words: list[Word] = field(default_factory=list)
    total: Quantity = NOTHING
    waiting: Quantity = NOTHING


@dataclass(slots=True)
class OrderStory:
    """One household's order. What it tells of persons is for looking it up by, and is gone once they are forgotten."""

    order_id: OrderId
    member: PersonId
    told: Private
    lines: dict[ProductId, LineStory] = field(default_factory=dict)

    @property
    def recipient(self) -> Recipient | None:
        return self.told.recipient


def stories(events: Iterable[BookEvent]) -> tuple[OrderStory, ...]:
    """The story of every order in a ledger, oldest first."""
    orders: dict[OrderId, OrderStory] = {}
    entries: dict[tuple[str, int], str] = {}
    brought: dict[MessageId, list[EntrySeen]] = {}
    cut: set[tuple[OrderId, ProductId, MessageId]] = set()
    for event in events:
        match event:
            case EntrySeen():
                entries[event.chain, event.entry] = (event.private or Private()).text or ""
                brought.setdefault(event.message_id, []).append(event)
            case OrderOpened():
                orders[event.order_id] = OrderStory(event.order_id, event.member, event.private or Private())
            case MemberKnown():
                for order in orders.values():
                    order.member = event.member if order.member == event.stand_in else order.member
            case OrderDescribed():
                orders[event.order_id].told = event.private or Private()
            case LimitReached():
                cut.add((event.order_id, event.product, event.message_id))
            case LineChanged():
                line = _line(orders, event)
                texts = (*_brought(event, brought), *_entries(event.now, entries))
                word = _word(event, line, tuple(dict.fromkeys(texts)))
                limited = (event.order_id, event.product, event.message_id) in cut
                _add(line, replace(word, limited=limited), event.now)
            case TurnCame():
                line = _line(orders, event)
                _add(line, _turn(event, line), event.now)
            case TurnLost():
                line = _line(orders, event)
                _forget_turn(line, event)
            case LineRestored():
                _take_back(_line(orders, event), event)
            case _:
                pass
    return tuple(orders.values())


def _forget_turn(line: LineStory, event: TurnLost) -> None:
    """The turn that came last was taken back with the stock by which it came."""
    turn = next((place for place in reversed(range(len(line.words))) if line.words[place].step is None), None)
    if turn is not None:
        line.words[turn] = replace(line.words[turn], taken_back_at=event.at)
    _note_state(line, event.now)


def _line(orders: dict[OrderId, OrderStory], event: LineChanged | LineRestored | TurnCame | TurnLost) -> LineStory:
    return orders[event.order_id].lines.setdefault(event.product, LineStory(event.product))


def _add(line: LineStory, word: Word, now: LineState) -> None:
    line.words.append(word)
    _note_state(line, now)


def _note_state(line: LineStory, now: LineState) -> None:
    line.total, line.waiting = now.total, now.total - now.standing


def _word(event: LineChanged, line: LineStory, entries: tuple[str, ...]) -> Word:
    return Word(
        event.message_id,
        event.at,
        event.step,
        event.said,
        before=line.total,
        total=event.now.total,
        waiting=event.now.total - event.now.standing,
        also=event.also,
        entries=entries if event.step is Step.ENTERED else (),
    )


def _turn(event: TurnCame, line: LineStory) -> Word:
    came = line.waiting - (event.now.total - event.now.standing)
    waiting = event.now.total - event.now.standing
    return Word(event.message_id, event.at, None, came, before=line.total, total=event.now.total, waiting=waiting)


def _brought(event: LineChanged, brought: dict[MessageId, list[EntrySeen]]) -> Iterator[str]:
    """The texts that a post was the first to bring, and that say what it made of a line."""
    for entry in brought.get(event.message_id, ()):
        says = sum((line.quantity or NOTHING for line in entry.lines if line.product == event.product), NOTHING)
        if says and says == event.said:
            yield (entry.private or Private()).text or ""


def _entries(now: LineState, known: dict[tuple[str, int], str]) -> Iterator[str]:
    """The texts of the entries that a line rests on, the newest first."""
    for share in reversed(now.shares):
        text = known.get((share.chain, share.entry))
        if text:
            yield text


def _take_back(line: LineStory, event: LineRestored) -> None:
    line.words = [
        replace(word, taken_back_at=event.at)
        if word.message_id == event.undone and word.taken_back_at is None and word.step not in _NOT_SAID
        else word
        for word in line.words
    ]
    _note_state(line, event.now)
