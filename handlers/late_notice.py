"""When does the organizer see who came too late? Several together after a while, or at once where she asks; and never
what she has seen, or settled, since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers import figures
from handlers.late_numbers import remember_late, shown_last
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, OutboxRow

#: Who comes too late within this time is shown to the organizer together.
GATHERED_FOR = timedelta(minutes=5)
_LATE_LIST = "late_list"


def gather(group_buy: GroupBuy, turn: Turn) -> None:
    """Somebody came too late: the list as it stands is going to be shown to her."""
    waiting, late = _waiting(turn), _numbered(group_buy, turn)
    if waiting is None:
        post = to_organizer.late_list(turn.reader, late)
        turn.tell(replace(post, merge_key=_LATE_LIST, not_before=turn.now + GATHERED_FOR))
    else:
        _amend(waiting, late, turn)


def seen(group_buy: GroupBuy, turn: Turn) -> None:
    """She has asked for the list, and sees it now: it need not come by itself any more."""
    waiting = _waiting(turn)
    if waiting is not None and turn.person == turn.reader and shown_last(turn) == group_buy.id:
        turn.unit.outbox.withdraw(waiting.id)


def settled(group_buy: GroupBuy, turn: Turn) -> None:
    """Some of them were taken or not, or are late again: what is going to be shown says so."""
    waiting = _waiting(turn)
    if waiting is not None and shown_last(turn) == group_buy.id:
        left = _numbered(group_buy, turn)
        if left:
            _amend(waiting, left, turn)
        else:
            turn.unit.outbox.withdraw(waiting.id)


def _numbered(group_buy: GroupBuy, turn: Turn) -> list[Json]:
    """What is late, by the numbers that she knows: she may be answering to them before the next list comes."""
    products = {product.id: product for product in group_buy.products}
    numbers = remember_late(group_buy, turn, afresh=False)
    late = turn.unit.books.read(group_buy.id).late()
    return [{**figures.late_value(one, products), "number": numbers[one.message_id]} for one in late]


def _waiting(turn: Turn) -> OutboxRow | None:
    return turn.unit.outbox.waiting(person=turn.reader, merge_key=_LATE_LIST)


def _amend(waiting: OutboxRow, late: Sequence[Json], turn: Turn) -> None:
    turn.unit.outbox.amend(waiting.id, values={"late": list(late)}, not_before=waiting.post.not_before)
