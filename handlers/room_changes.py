"""What changed in a room? Who came, who went, and what it is called now."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Turn
from models.values import Incoming, MessageKind


def room_changed(incoming: Incoming, turn: Turn) -> None:
    """Who came and who went; the group itself is known by now."""
    group = turn.speaker.group
    if group is None:
        return
    if incoming.kind is MessageKind.TOPIC and incoming.text:
        turn.unit.groups.put(replace(group, name=incoming.text))
    for contact in incoming.member_ids if incoming.kind is MessageKind.LEAVE else ():
        person = turn.unit.people.by_contact(turn.speaker.organizer.id, incoming.channel, contact)
        if person is not None:
            turn.unit.people.left(group.id, person.id, incoming.sent_at)
