"""Who is told when something went wrong? The organizer, privately: what could not be handled, or may not be out."""

from __future__ import annotations

from datetime import datetime

from handlers.replies import to_organizer
from models.community.people import Organizer
from models.mail import InboxRow, OutboxRow, OutboxState, message_ref, person_ref, post_ref
from models.ports import UnitOfWork

#: Words about other words: of these nobody is told, or it would never end.
_ABOUT_POSTS = frozenset({"unsure_post", "failed_post", "to_forward", "could_not_handle"})


def report_message(row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
    """A message on which a handler failed, or that could not be read: kept, and shown to its organizer."""
    incoming = row.incoming
    group = None if incoming.room_id is None else unit.groups.by_room(incoming.channel, incoming.room_id)
    organizer = _owner(None if group is None else unit.organizers.get(group.organizer), unit)
    if organizer is None:
        return
    sender = unit.people.by_contact(organizer.id, incoming.channel, incoming.sender_id)
    who = None if sender is None else person_ref(sender.id)
    unit.outbox.add(
        organizer.id, to_organizer.could_not_handle(organizer.person, message_ref(row.id), who, str(row.id)), now
    )


def _owner(organizer: Organizer | None, unit: UnitOfWork) -> Organizer | None:
    everybody = unit.organizers.all()
    return organizer or (everybody[0] if len(everybody) == 1 else None)


def report_post(row: OutboxRow, unit: UnitOfWork, now: datetime) -> None:
    """A post that failed or may be out. A private word to somebody who can't be written to goes to the organizer, ready
    to be forwarded: never to the group."""
    organizer = unit.organizers.get(row.organizer)
    if organizer is None or row.post.kind in _ABOUT_POSTS:
        return
    person = row.post.person
    if row.state is OutboxState.FAILED and person is not None and person != organizer.person:
        post = to_organizer.to_forward(organizer.person, person_ref(person), post_ref(row.id), f"{row.id}:forward")
    elif row.state is OutboxState.FAILED:
        post = to_organizer.failed_post(organizer.person, row.post.kind, _place(row, unit), f"{row.id}:failed")
    else:
        post = to_organizer.unsure_post(organizer.person, row.post.kind, _place(row, unit), f"{row.id}:unsure")
    unit.outbox.add(organizer.id, post, now)


def _place(row: OutboxRow, unit: UnitOfWork) -> str:
    """The name of the group; empty for a private word to the organizer."""
    group = None if row.post.group is None else unit.groups.get(row.post.group)
    return "" if group is None else group.name
