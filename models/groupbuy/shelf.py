"""What is still there, and whose turn is next? Stock that was given out, and the queues for what was not."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.events import LineState, WaitingPart
from models.groupbuy.orders import NOTHING
from models.values import MessageId, OrderId, ProductId, Quantity


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """A place in a product's queue: by time of sending, then by arrival."""

    at: datetime
    arrival: int
    order_id: OrderId
    message_id: MessageId


@dataclass(slots=True)
class Shelf:
    """Counts what stands of each product, and keeps the waiting list in order. It never looks at all orders."""

    given: dict[ProductId, Quantity] = field(default_factory=dict)
    queues: dict[ProductId, list[Turn]] = field(default_factory=dict)
    _places: dict[tuple[ProductId, OrderId, MessageId], Turn] = field(default_factory=dict)
    _arrivals: int = 0

    def note(self, order_id: OrderId, product: ProductId, before: LineState | None, now: LineState | None) -> None:
        """A line went from ``before`` to ``now``."""
        change = (now.standing if now else NOTHING) - (before.standing if before else NOTHING)
        if change:
            self.given[product] = self.given.get(product, NOTHING) + change
        waited = {part.message_id for part in before.waiting} if before else set()
        waits = {part.message_id: part for part in now.waiting} if now else {}
        for message in sorted(waited - waits.keys()):
            self._leave(product, order_id, message)
        for message, part in waits.items():
            if message not in waited:
                self._join(product, order_id, part)

    def turns(self, product: ProductId) -> Iterator[Turn]:
        """Whose turn it is, first to last."""
        return iter(tuple(self.queues.get(product, ())))

    def _join(self, product: ProductId, order_id: OrderId, part: WaitingPart) -> None:
        self._arrivals += 1
        turn = Turn(part.at, self._arrivals, order_id, part.message_id)
        self._places[product, order_id, part.message_id] = turn
        insort(self.queues.setdefault(product, []), turn)

    def _leave(self, product: ProductId, order_id: OrderId, message: MessageId) -> None:
        turn = self._places.pop((product, order_id, message))
        queue = self.queues[product]
        del queue[bisect_left(queue, turn)]


def with_total(
    state: LineState, total: Quantity, free: Quantity | None, asked: WaitingPart
) -> tuple[Quantity, tuple[WaitingPart, ...]]:
    """What stands and what waits of a line whose total becomes ``total``, with ``free`` on the shelf (None: no end).

    More takes what is free, and the rest waits as ``asked``; less takes the latest waiting part first
    (order-language, section 7).
    """
    missing = total - state.total
    if missing >= 0:
        granted = missing if free is None else min(missing, max(free, NOTHING))
        return state.standing + granted, _with_part(state.waiting, missing - granted, asked)
    return _reduced(state.standing, state.waiting, -missing)


def with_turn(state: LineState, message_id: MessageId, free: Quantity) -> LineState:
    """The line after the part that ``message_id`` asked for took its turn, as far as ``free`` goes."""
    parts, granted = [], NOTHING
    for part in state.waiting:
        took = min(part.quantity, free) if part.message_id == message_id else NOTHING
        granted += took
        if part.quantity > took:
            parts.append(WaitingPart(part.quantity - took, part.at, part.message_id))
    return LineState(state.chat, state.shares, state.standing + granted, tuple(parts))


def _with_part(waiting: tuple[WaitingPart, ...], quantity: Quantity, asked: WaitingPart) -> tuple[WaitingPart, ...]:
    if not quantity:
        return waiting
    same = next((part for part in waiting if part.message_id == asked.message_id), None)
    others = tuple(part for part in waiting if part is not same)
    joined = WaitingPart(quantity + (same.quantity if same else NOTHING), asked.at, asked.message_id)
    return tuple(sorted((*others, joined), key=lambda part: part.at))


def _reduced(
    standing: Quantity, waiting: tuple[WaitingPart, ...], less: Quantity
) -> tuple[Quantity, tuple[WaitingPart, ...]]:
    kept = list(waiting)
    while less and kept:
        last = kept.pop()
        took = min(last.quantity, less)
        less -= took
        if last.quantity > took:
            kept.append(WaitingPart(last.quantity - took, last.at, last.message_id))
    return standing - less, tuple(kept)
