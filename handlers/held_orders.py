"""Which orders were handed on that count for nobody yet? They are held until she says whose each is, or lets it be.

A forwarded text tells no sender. What she does not say within ten minutes she is told of once; it is held on until the
next day, and her word counts as long (organizer-notes, section 2, 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from handlers.households import Whose
from handlers.replies import on_orders
from handlers.turn import Turn
from models.mail import Json, OutboxRow, message_ref
from models.values import MessageId, Recipient

HELD = "forwarded"
#: So long her word whose it is may take; each further text begins it anew.
HELD_FOR = timedelta(hours=36)
TOLD_AFTER = timedelta(minutes=10)
#: Texts that are forwarded in one go come at once: she is asked about them together.
ASKED_AFTER = timedelta(seconds=5)
_PARTS = ("building", "unit", "room", "name", "phone")


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """What came in one go, each text with its message, and when. ``named``: whose it is was said, and is read back."""

    texts: tuple[tuple[MessageId, str], ...]
    at: datetime
    named: bool = False

    @property
    def message(self) -> MessageId:
        return self.texts[0][0]

    @property
    def text(self) -> str:
        return "，".join(text for _, text in self.texts)


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for a name, and the name that waits for what is wanted, where she said that first."""

    orders: tuple[HeldOrder, ...] = ()
    whose: Whose = field(default_factory=Whose)

    @property
    def nobodys(self) -> tuple[HeldOrder, ...]:
        """Those of which she has not said whose they are; where she has of all, she may say it of any once more."""
        return tuple(order for order in self.orders if not order.named) or self.orders


def held_by(turn: Turn) -> Held:
    """What is held for the speaker."""
    state = turn.unit.conversations.get(turn.person, HELD, turn.now)
    if state is None or "orders" not in state:
        return Held()
    orders = (
        HeldOrder(tuple((MessageId(message), text) for message, text in texts), datetime.fromisoformat(at), named)
        for texts, at, named in state["orders"]
    )
    where = Recipient(**state["where"]) if state["where"] else None
    return Held(tuple(orders), Whose(state["name"], where, bool(state["is_own"])))


def hold(text: str, turn: Turn) -> HeldOrder:
    """Hold one more text, and give the order that it is of. It is one with the text before only where she was not even
    asked about that one yet: both came in one go."""
    held, new = held_by(turn), (turn.speaker.message, text)
    if held.orders and _question(turn) is not None:
        order = replace(held.orders[-1], texts=(*held.orders[-1].texts, new))
        _keep(replace(held, orders=(*held.orders[:-1], order)), turn)
    else:
        order = HeldOrder((new,), turn.now)
        _keep(replace(held, orders=(*held.orders, order)), turn)
    return order


def expect(whose: Whose, turn: Turn) -> None:
    """What comes next is this one's; nobody's any more, where it says nothing."""
    _keep(replace(held_by(turn), whose=whose), turn)


def note_named(orders: Sequence[HeldOrder], turn: Turn) -> HeldOrder:
    """She has said whose these are; several of one household are one order from now on."""
    held, gone = held_by(turn), {order.message for order in orders}
    one = HeldOrder(tuple(text for order in orders for text in order.texts), orders[0].at, named=True)
    left = (order for order in held.orders if order.message not in gone)
    _keep(replace(held, orders=tuple(sorted((*left, one), key=lambda order: order.at))), turn)
    return one


def let_go(message: str | None, turn: Turn) -> None:
    """What this message began counts now, or is let be: the rest is asked about again. Of a message that holds nothing
    nothing is known here."""
    held = held_by(turn)
    left = tuple(order for order in held.orders if order.message != message)
    if len(left) < len(held.orders):
        _keep(replace(held, orders=left), turn)
        if left:
            ask_whose(turn)


def stop_asking(turn: Turn) -> None:
    waiting = _question(turn)
    if waiting is not None:
        turn.unit.outbox.withdraw(waiting.id)


def ask_whose(turn: Turn) -> None:
    """`谁的？`, about everything that is held, once no more of it comes."""
    orders = [[message_ref(message) for message, _ in order.texts] for order in held_by(turn).nobodys]
    ask_at, waiting = turn.now + ASKED_AFTER, _question(turn)
    if waiting is None:
        turn.tell(on_orders.whose(turn.person, orders, ask_at))
    else:
        turn.unit.outbox.amend(waiting.id, values={"orders": orders}, not_before=ask_at)


def _question(turn: Turn) -> OutboxRow | None:
    return turn.unit.outbox.waiting(person=turn.person, merge_key=on_orders.WHOSE)


def _keep(held: Held, turn: Turn) -> None:
    where = held.whose.recipient
    state: dict[str, Json] = {
        "orders": [[[list(each) for each in order.texts], order.at.isoformat(), order.named] for order in held.orders],
        "name": held.whose.name,
        "where": None if where is None else {part: getattr(where, part) for part in _PARTS},
        "is_own": held.whose.is_own,
    }
    if held.orders or held.whose:
        turn.unit.conversations.put(turn.person, HELD, state, turn.now + HELD_FOR)
    else:
        turn.unit.conversations.end(turn.person, HELD)
    _plan_to_tell(held.orders, turn)


def _plan_to_tell(orders: Sequence[HeldOrder], turn: Turn) -> None:
    """She is told once of what still counts for nobody; what was told before is not told again."""
    waiting = turn.unit.outbox.waiting(person=turn.person, merge_key=on_orders.STILL_HELD)
    untold = [] if waiting is None else [text["$message"] for text in waiting.post.values["texts"]]
    left = [order for order in orders if order.message in untold or order.at + TOLD_AFTER > turn.now]
    texts = [message_ref(message) for order in left for message, _ in order.texts]
    if waiting is not None and not left:
        turn.unit.outbox.withdraw(waiting.id)
    elif waiting is not None:
        turn.unit.outbox.amend(waiting.id, values={"texts": texts}, not_before=left[-1].at + TOLD_AFTER)
    elif left:
        turn.tell(on_orders.still_held(turn.person, texts, left[-1].at + TOLD_AFTER))
