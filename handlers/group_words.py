"""What was said to her groups in vain? Words that wait still are taken back; those that are out stand."""

from __future__ import annotations

from handlers.turn import Turn
from models.mail import OutboxState


def take_back_unsaid(kind: str, turn: Turn) -> None:
    """Withdraw the posts of a kind that wait for the organizer's groups."""
    waiting = turn.unit.outbox.page(organizer=turn.speaker.organizer.id, states=[OutboxState.WAITING], limit=50)
    for row in waiting:
        if row.post.kind == kind and row.post.group is not None:
            turn.unit.outbox.withdraw(row.id)
