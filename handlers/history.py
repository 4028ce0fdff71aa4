"""What happened in a group-buy, from the first event on?"""

from __future__ import annotations

from collections.abc import Iterator

from handlers.turn import Turn
from models.events import BookEvent
from models.groupbuy.group_buy import GroupBuy

_PAGE = 500


def events_of(group_buy: GroupBuy, turn: Turn) -> Iterator[BookEvent]:
    """The whole ledger, a page at a time."""
    after = 0
    while page := turn.unit.books.ledger(group_buy.id, after=after, limit=_PAGE):
        yield from (event for _, event in page)
        after = page[-1][0]
