"""Which number stands for which late message? As she was shown them last, for `收3 5`."""

from __future__ import annotations

from handlers.conversation import MENU_LIVES
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import ON_THE_WAY, Stage
from models.values import GroupBuyId, MessageId

#: The conversation that keeps the late messages of the list that she was shown last.
SHOWN = "late"
#: Stages in which a late order can still be taken in.
STILL_OPEN = (Stage.OPEN, *ON_THE_WAY)


def shown_last(turn: Turn) -> GroupBuyId | None:
    """The group-buy of the list that she was shown last."""
    shown = turn.unit.conversations.get(turn.speaker.organizer.person, SHOWN, turn.now)
    return None if shown is None else GroupBuyId(shown["group_buy"])


def remember_late(group_buy: GroupBuy, turn: Turn, *, afresh: bool = True) -> dict[MessageId, int]:
    """Keep which number stands for which late message, as she is shown them, and tell it. ``afresh``: she is shown the
    list now; else those that she was shown before keep their numbers, and the others get the next ones."""
    late = [late.message_id for late in turn.unit.books.read(group_buy.id).late()]
    known = [] if afresh or shown_last(turn) != group_buy.id else _shown(turn)
    messages = [*known, *(message for message in late if message not in known)] if set(known) & set(late) else late
    state = {"group_buy": group_buy.id, "messages": messages}
    turn.unit.conversations.put(turn.speaker.organizer.person, SHOWN, state, turn.now + MENU_LIVES)
    return {message: number for number, message in enumerate(messages, 1)}


def _shown(turn: Turn) -> list[MessageId]:
    shown = turn.unit.conversations.get(turn.speaker.organizer.person, SHOWN, turn.now)
    return [] if shown is None else [MessageId(message) for message in shown["messages"]]
