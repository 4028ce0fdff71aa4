"""What has to be known to send one row: where it goes, what its values say, how it was made into words?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from handlers.replies.shelf_life import over_at
from models.community.people import AddressForm, Person
from models.mail import PART, Json, OutboxRow, OutboxState
from models.own_wordings import Voice
from models.ports import UnitOfWork
from models.values import Attachment, GroupId, Outgoing, PersonId
from scheduler.pacing import Bounds

#: A place is a group or a person; posts to one place are in order.
Place = GroupId | PersonId

#: A later message of a long post (``PART``) is a row of its own, rendered from the same values, in its wording.
VARIANT = "part_variant"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message: its text with the people whom it calls (and the name shown for each), or an attachment."""

    text: str = ""
    mentions: tuple[tuple[PersonId, str], ...] = ()
    attachment: Attachment | None = None


#: Makes a row into one message, or several where it is long, in a voice; ``values`` are resolved. Raises RenderError.
Render = Callable[[OutboxRow, Mapping[str, Json], Voice], Awaitable[Sequence[Rendered]]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a row goes; exactly one of ``room_id`` and ``contact_id`` is set, both are the channel's own.
    ``gap_seconds`` and ``address_form`` are the group's own, None for a person."""

    channel: str
    room_id: str | None = None
    contact_id: str | None = None
    gap_seconds: Bounds | None = None
    address_form: AddressForm | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A row that is about to be sent, with its values looked up, and the words that its organizer has for it."""

    row: OutboxRow
    address: Address
    values: Mapping[str, Json]
    voice: Voice = field(default_factory=Voice)


def place_of(row: OutboxRow) -> Place:
    place = row.post.group or row.post.person
    if place is None:
        raise ValueError(f"outbox row {row.id} goes nowhere")
    return place


def address_of(row: OutboxRow, unit: UnitOfWork) -> Address | None:
    """Where a row goes; None where the group is gone or the person was forgotten."""
    if row.post.group is not None:
        group = unit.groups.get(row.post.group)
        if group is None:
            return None
        settings = group.settings
        return Address(
            group.channel,
            room_id=group.room_id,
            gap_seconds=settings.post_gap_seconds,
            address_form=settings.address_form,
        )
    return None if row.post.person is None else address_at(unit.people.get(row.post.person))


def address_at(person: Person | None) -> Address | None:
    """Where somebody is written to privately; None where they are unknown or forgotten."""
    if person is None or person.contact_id is None:
        return None
    return Address(person.channel, contact_id=person.contact_id)


def letter_of(row_id: str, unit: UnitOfWork) -> Letter | None:
    """The row as it stands now; None where it no longer waits, or has nowhere to go."""
    row = unit.outbox.get(row_id)
    if row is None or row.state is not OutboxState.WAITING:
        return None
    address = address_of(row, unit)
    if address is None:
        return None
    # Read with the row: what she, or another process, has changed meanwhile is said by the very next post.
    own = () if row.post.document is not None else unit.own_wordings.of_kind(row.organizer, row.post.kind)
    return Letter(row, address, unit.resolve(row.post.values), Voice(own, address.address_form))


def outgoing_of(letter: Letter, rendered: Rendered, unit: UnitOfWork) -> Outgoing:
    """A rendered message with its address, and the ids of those whom it calls and who are still there. Who is on no
    channel, or on another one, stands there by name alone."""
    people = unit.people.many([person for person, _ in rendered.mentions]) if rendered.mentions else {}
    called = [(people[person], shown) for person, shown in rendered.mentions if person in people]
    there = [(each.contact_id, shown) for each, shown in called if each.channel == letter.address.channel]
    known = [(contact, shown) for contact, shown in there if contact is not None]
    return Outgoing(
        key=letter.row.id,
        room_id=letter.address.room_id,
        contact_id=letter.address.contact_id,
        text=rendered.text,
        mention_ids=tuple(contact for contact, _ in known),
        mention_names=tuple(shown for _, shown in known),
        attachment=rendered.attachment,
    )


def number_of(row: OutboxRow) -> int:
    """Which part of a long post a row is; 0 for the first, and for posts that are short."""
    return int(row.post.values.get(PART, 0))


def first_of(row: OutboxRow) -> str | None:
    """The id of the row whose later part this one is."""
    return (row.post.due_id or "").rpartition("/")[0] if number_of(row) else None


def as_first_written(row: OutboxRow) -> OutboxRow:
    """A part with the wording of its first, so that both are cut in the same places."""
    return replace(row, variant=int(row.post.values.get(VARIANT, row.variant)))


def add_parts(row: OutboxRow, count: int, unit: UnitOfWork) -> None:
    """Add the rows behind the first of a post that has become several messages.

    Each is settled, tried again and known by its echo on its own. Their text stands nowhere: it is rendered again
    from the same values, so that whoever is forgotten meanwhile is forgotten in it.
    """
    for number in range(1, count):
        post = replace(
            row.post,
            values={**row.post.values, PART: number, VARIANT: row.variant},
            merge_key=None,
            due_id=f"{row.id}/{number}",
        )
        # Made just before: a poster that was made with its list goes after all of the list.
        unit.outbox.add(row.organizer, post, row.made_at - timedelta(microseconds=1))


def is_expired(row: OutboxRow, now: datetime) -> bool:
    over = over_at(row)
    return over is not None and over <= now
