"""What was heard? One message of somebody known, with the turn that it gives them, and what kinds of it carry words."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn import Turn
from models.mail import ChatLine, InboxRow
from models.values import GroupId, Incoming, MessageKind, PersonId, Role

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


def line_of(row: InboxRow, person: PersonId, role: Role, group: GroupId | None) -> ChatLine:
    """A message as the log of the chat keeps it."""
    incoming = row.incoming
    return ChatLine(
        message=row.id,
        group=group,
        person=person,
        role=role,
        kind=incoming.kind.value,
        text=incoming.text,
        sent_at=incoming.sent_at,
        quoted_text=None if incoming.quote is None else incoming.quote.text,
    )
