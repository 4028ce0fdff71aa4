"""Which number stands for which late message? As she was shown them last, for `收3 5`."""

from __future__ import annotations

from handlers.conversation import MENU_LIVES
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage

#: The conversation that keeps the late messages of the list that she was shown last.
SHOWN = "late"
#: Stages in which a late order can still be taken in.
STILL_OPEN = (Stage.OPEN, Stage.CLOSED, Stage.ORDERED)


def remember_late(group_buy: GroupBuy, turn: Turn) -> None:
    """Keep which number stands for which late message, as she is shown them."""
    messages = [late.message_id for late in turn.unit.books.read(group_buy.id).late()]
    state = {"group_buy": group_buy.id, "messages": messages}
    turn.unit.conversations.put(turn.speaker.organizer.person, SHOWN, state, turn.now + MENU_LIVES)
