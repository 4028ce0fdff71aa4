"""How is somebody forgotten? Their key goes, and with it all that it sealed, here and in every backup.

What others wrote about them is the others' and stays until its term; what the bot said is ours, and goes where it
names them. An organizer's own wordings are hers: they go with her, and with nobody else. Figures stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import bindparam, delete, select, update

from models.mail import InboxState
from models.store.codec import PRIVATE
from models.store.known_as import stand_ins_of
from models.store.personal_data import Kind, organizers_own
from models.store.tables import (
    conversations,
    groups,
    inbox,
    memberships,
    orders,
    organizers,
    outbox,
    own_wordings,
    people,
    personal_data,
    undos,
)
from models.store.work import Work
from models.values import PersonId

#: A name of one sign stands in too many texts to mean anybody.
_SHORTEST_NAME = 2

_PERSON = select(people).where(people.c.id == bindparam("person"))
_ROOM_NAMES = select(memberships.c.nickname_token).where(memberships.c.person_id == bindparam("person"))
_ORDER_TOKENS = select(orders.c.private_token).where(orders.c.member_id == bindparam("person"))
_OF_OWNER = select(personal_data.c.token).where(
    personal_data.c.person_id == bindparam("owner"),
    personal_data.c.kind.in_((Kind.MESSAGE, Kind.SENT_TEXT)),
)
_TO_THEM = select(outbox.c.text_token).where(outbox.c.place == bindparam("person"), outbox.c.text_token.is_not(None))

_OF_PERSON = (
    update(people)
    .where(people.c.id == bindparam("whose"))
    .values(contact_token=None, nickname_token=None, household_id=None, helps_with=None),
    update(memberships).where(memberships.c.person_id == bindparam("whose")).values(nickname_token=None),
    update(organizers).where(organizers.c.deputy_id == bindparam("whose")).values(deputy_id=None, deputy_until=None),
    update(orders).where(orders.c.member_id == bindparam("whose")).values(private_token=None),
    delete(conversations).where(conversations.c.person_id == bindparam("whose")),
    delete(undos).where(undos.c.person_id == bindparam("whose")),
    delete(own_wordings).where(
        own_wordings.c.organizer_id.in_(select(organizers.c.id).where(organizers.c.person_id == bindparam("whose")))
    ),
    delete(personal_data).where(personal_data.c.person_id == bindparam("whose")),
)
_OF_CONTACT = (
    update(inbox)
    .where(inbox.c.subject == bindparam("whose"), inbox.c.payload_token.is_not(None))
    .values(state=InboxState.HANDLED, payload_token=None, fault="forgotten"),
    delete(personal_data).where(personal_data.c.person_id == bindparam("whose")),
)
_RENAMED = (
    update(groups)
    .where(groups.c.id.in_(select(memberships.c.group_id).where(memberships.c.person_id == bindparam("whose"))))
    .values(names_revision=bindparam("revision"))
)


def forget(work: Work, person: PersonId) -> bool:
    """Forget a person, in a unit that the caller commits, and whoever they were known as before they spoke; False where
    nobody has this id.

    The keys go just before the commit: what fails earlier leaves everything as it was.
    """
    subject = _wiped(work, person)
    if subject is None:
        return False
    owners = [person, subject]
    for stand_in in stand_ins_of(work, person):
        owners += (stand_in, *filter(None, (_wiped(work, stand_in),)))
    work.personal.flush()
    work.personal.keys.drop(owners)
    return True


def _wiped(work: Work, person: PersonId) -> str | None:
    """Take out of the tables what is told of somebody; the subject that they are. None where nobody has this id."""
    row = work.connection.execute(_PERSON, {"person": person}).first()
    if row is None:
        return None
    named = [*_texts_naming(work, row.organizer_id, set(_names(work, person, row.nickname_token)))]
    to_them = work.connection.execute(_TO_THEM, {"person": person}).scalars()
    work.personal.drop([*named, *to_them])
    work.connection.execute(_RENAMED, {"whose": person, "revision": work.ids.new()})
    for statement in _OF_PERSON:
        work.connection.execute(statement, {"whose": person})
    for statement in _OF_CONTACT:
        work.connection.execute(statement, {"whose": row.subject})
    return str(row.subject)


def _names(work: Work, person: PersonId, nickname_token: str | None) -> Iterator[str]:
    """Every name, and the phone, by which a text may tell of this person."""
    rooms = work.connection.execute(_ROOM_NAMES, {"person": person}).scalars()
    yield from work.personal.open_all((nickname_token, *rooms)).values()
    told = work.connection.execute(_ORDER_TOKENS, {"person": person}).scalars()
    for opened in work.personal.open_all(told).values():
        private = PRIVATE.validate_json(opened)
        recipient = private.recipient
        known = (private.name, private.on_behalf_of, recipient and recipient.name, recipient and recipient.phone)
        yield from filter(None, known)


def _texts_naming(work: Work, organizer: str, names: set[str]) -> Iterator[str]:
    """Tokens of what the bot said for this organizer that has one of the names in it."""
    meant = [name for name in names if len(name) >= _SHORTEST_NAME]
    tokens = work.connection.execute(_OF_OWNER, {"owner": organizers_own(organizer)}).scalars().all()
    for token, text in work.personal.open_all(tokens).items():
        if any(name in text for name in meant):
            yield token
