"""What was heard? One message of somebody known, with the turn that it gives them, and what kinds of it carry words."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn import Turn
from models.mail import InboxRow
from models.values import Incoming, MessageKind

WITH_TEXT = frozenset({MessageKind.TEXT, MessageKind.GROUP_NOTE})
WITH_TALK = WITH_TEXT | {MessageKind.CHAT_HISTORY}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of somebody known: the row, and the turn that it gives them."""

    row: InboxRow
    turn: Turn

    @property
    def incoming(self) -> Incoming:
        return self.row.incoming
