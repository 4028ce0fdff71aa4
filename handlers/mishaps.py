"""Who is told when something went wrong? The organizer, privately: what could not be handled, or may not be out."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers import outbox_desk, unsaid
from handlers.heard import line_of
from handlers.place import see_sender
from handlers.replies import on_mishaps
from models.community.people import Group, Organizer, Person
from models.mail import InboxRow, OutboxRow, OutboxState, message_ref, person_ref, post_ref
from models.ports import UnitOfWork
from models.values import Incoming, MessageId, PersonId

#: Of this word itself nobody is told, or it would never end: so it may be said twice. `发件箱` lists the same posts.
LAST_WORD = on_mishaps.NOT_SENT

#: Messages that fail within this time are told together, and she is not told more often than that.
GATHERED_FOR = timedelta(seconds=5)
TOLD_APART = timedelta(minutes=10)
LOOKED_BACK_OVER = 50


def report_message(row: InboxRow, unit: UnitOfWork, now: datetime) -> None:
    """A message on which a handler failed, or that could not be read: kept, and shown to its organizer."""
    incoming = row.incoming
    group = None if incoming.room_id is None else unit.groups.by_room(incoming.channel, incoming.room_id)
    organizer = _owner(None if group is None else unit.organizers.get(group.organizer), unit)
    if organizer is None:
        return
    sender = _sender(incoming, organizer, group, unit)
    if sender is not None and incoming.fault is None and unit.chat_log.get(row.id) is None:
        # What failed took its line of the log back with it, and without it nobody could see what was written.
        unit.chat_log.add(line_of(row, sender.id, sender.role, None if group is None else group.id))
    tell_failed(row.id, None if sender is None else sender.id, organizer, unit, now)


def _sender(incoming: Incoming, organizer: Organizer, group: Group | None, unit: UnitOfWork) -> Person | None:
    if not incoming.sender_id:
        return None
    return see_sender(incoming, organizer, group, unit)


def tell_failed(
    message: MessageId, person: PersonId | None, organizer: Organizer, unit: UnitOfWork, now: datetime
) -> None:
    """Show a message to the organizer, together with others that failed a moment before or after: where something is
    broken it fails for everybody, and a hundred words about it are no better than one."""
    failed = on_mishaps.failed_message(message_ref(message), None if person is None else person_ref(person), message)
    waiting = unit.outbox.waiting(person=organizer.person, merge_key=on_mishaps.COULD_NOT_HANDLE)
    if waiting is not None:
        values = on_mishaps.with_one_more(waiting.post.values, failed)
        unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
        return
    not_before = max(now + GATHERED_FOR, _last_told(organizer, unit, now) + TOLD_APART)
    unit.outbox.add(organizer.id, on_mishaps.could_not_handle(organizer.person, [failed], not_before), now)


def _last_told(organizer: Organizer, unit: UnitOfWork, now: datetime) -> datetime:
    """When she was told of failed messages last, as far as it matters."""
    lately = unit.outbox.page(organizer=organizer.id, limit=LOOKED_BACK_OVER)
    told = (row.sent_at or row.made_at for row in lately if row.post.kind == on_mishaps.COULD_NOT_HANDLE)
    return max(told, default=now - TOLD_APART)


def _owner(organizer: Organizer | None, unit: UnitOfWork) -> Organizer | None:
    everybody = unit.organizers.all()
    return organizer or (everybody[0] if len(everybody) == 1 else None)


def report_post(row: OutboxRow, unit: UnitOfWork, now: datetime) -> None:
    """A post that failed or may be out. A private word to somebody who can't be written to goes to the organizer, ready
    to be forwarded: never to the group."""
    organizer = unit.organizers.get(row.organizer)
    if organizer is None or row.post.kind == LAST_WORD:
        return
    person = row.post.person
    if row.state is OutboxState.EXPIRED or row.fault.startswith(outbox_desk.TOO_LATE):
        unsaid.put_back(row, unit, now)
    if row.state is OutboxState.EXPIRED:
        return
    if row.state is OutboxState.FAILED and person is not None and person != organizer.person:
        post = on_mishaps.to_forward(organizer.person, person_ref(person), post_ref(row.id), f"{row.id}:forward")
        unit.outbox.add(organizer.id, post, now)
        # It is hers to say now, and nothing that she would send again.
        unit.outbox.withdraw(row.id)
    else:
        _tell_not_sent(row, organizer, unit, now)


def _tell_not_sent(row: OutboxRow, organizer: Organizer, unit: UnitOfWork, now: datetime) -> None:
    """Tell her of a post, together with others of that moment, and of each once: where a gateway was away for hours,
    all that waited ends at once. Her next words are about these."""
    waiting = unit.outbox.waiting(person=organizer.person, merge_key=on_mishaps.NOT_SENT)
    known = [] if waiting is None else list(waiting.post.values["posts"])
    if any(post["row"] == row.id for post in known):
        return
    posts = [*known, {**outbox_desk.post_value(row, unit), "row": row.id}]
    not_before = now + GATHERED_FOR
    outbox_desk.remember_shown([post["row"] for post in posts], organizer.person, unit, now)
    if waiting is None:
        unit.outbox.add(organizer.id, on_mishaps.not_sent(organizer.person, posts, not_before), now)
    else:
        unit.outbox.amend(waiting.id, values={"posts": posts}, not_before=not_before)
