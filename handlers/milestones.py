"""Has enough been ordered? A word to the group at a minimum (成团), and the cut-off when it is full (满50截)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from handlers import closing
from handlers.replies.on_selling import enough
from handlers.replies.parts import short_name
from handlers.targets import groups_of, locked
from handlers.turn import Turn
from models.events import BookEvent, LineChanged, LineRestored, TurnCame
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.values import Quantity, decimal_text

_ORDERED = (LineChanged, LineRestored, TurnCame)


def passed(events: Iterable[BookEvent], group_buy: GroupBuy, turn: Turn) -> None:
    """Look whether what was ordered just now is enough; most lists ask for nothing of the kind."""
    counted = group_buy.full_at is not None or any(one.minimum is not None for one in group_buy.products)
    if counted and any(isinstance(event, _ORDERED) for event in events):
        look(group_buy, turn)


def sold(group_buy: GroupBuy, turn: Turn) -> Quantity:
    """How many sale units stand, over all goods."""
    return sum(turn.unit.books.read(group_buy.id).totals().values(), Decimal(0))


def look(group_buy: GroupBuy, turn: Turn) -> None:
    """Say once, for each product, that its minimum is reached; close what is full. Of a list that is open."""
    now = locked(turn, group_buy.id)
    if now is None or now.stage is not Stage.OPEN:
        return
    totals = turn.unit.books.read(now.id).totals()
    for product in now.products:
        total = totals.get(product.id, Decimal(0))
        if product.minimum is None or total < product.minimum:
            continue
        for group in groups_of(turn, now):
            due = f"enough:{now.id}:{product.id}:{decimal_text(product.minimum)}:{group.id}"
            turn.tell(enough(group.id, short_name(product), decimal_text(product.minimum), product.unit, due_id=due))
    if now.full_at is not None and sum(totals.values(), Decimal(0)) >= now.full_at:
        # What filled it is in; whatever was sent after it is late.
        at = max(turn.speaker.at, now.opened_at or turn.speaker.at) + timedelta(microseconds=1)
        closed = closing.close_now(now, turn, at=at)
        closing.report_closing(closed, turn)
