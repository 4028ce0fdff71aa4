"""What do people read who asked? Facts of a group-buy, in the group or privately; and what nobody answered, to her.

What waits in the outbox is what was asked, as data; the facts (``lines``) are put beside it when its turn has come
(handlers/enquiries_due.py), so that they are those of the moment at which they are said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.replies.parts import iso
from handlers.replies.to_organizer import private
from models.mail import Json, Post, message_ref, person_ref
from models.values import GroupId, MessageId, PersonId

#: The kinds, which are their merge keys too: what is asked while one waits is put to it.
ANSWERS = "answers"
ANSWERS_PRIVATELY = "answers_privately"
UNANSWERED = "unanswered"
#: Whoever asked in the group has found out by then, or asked again.
_WORTH_SAYING = timedelta(hours=1)
_WORTH_SAYING_PRIVATELY = timedelta(hours=3)


def enquiry_value(
    message: MessageId,
    person: PersonId,
    asked: Sequence[Json],
    *,
    at: datetime,
    ripe_at: datetime,
    group: GroupId | None,
    to_us: bool,
) -> dict[str, Json]:
    """One question as it waits; ``asked`` are ``[fact, product, word]``. ``ripe_at``: from when it may be answered."""
    return {
        "message": message,
        "person": person,
        "asked": list(asked),
        "at": iso(at),
        "ripe_at": iso(ripe_at),
        "group": group,
        "to_us": to_us,
    }


def answers(group: GroupId, enquiries: Sequence[Json], not_before: datetime) -> Post:
    """`草莓29.9一盒，还剩3盒。` `8点截，明天下午4点左右到。`"""
    return Post(
        kind="answers",
        values={"enquiries": list(enquiries)},
        group=group,
        merge_key=ANSWERS,
        not_before=not_before,
        expires_at=not_before + _WORTH_SAYING,
    )


def answers_privately(person: PersonId, enquiries: Sequence[Json], not_before: datetime) -> Post:
    """The same to somebody who asked in a private chat."""
    return Post(
        kind="answers_privately",
        values={"enquiries": list(enquiries)},
        person=person,
        merge_key=ANSWERS_PRIVATELY,
        not_before=not_before,
        expires_at=not_before + _WORTH_SAYING_PRIVATELY,
        harmless_twice=True,
    )


def unanswered(organizer: PersonId, enquiries: Sequence[Json], not_before: datetime) -> Post:
    """`没人回的：老周「能送上门吗」。`, to her."""
    post = private(organizer, "unanswered", {"enquiries": list(enquiries)}, report=True)
    return replace(post, merge_key=UNANSWERED, not_before=not_before)


def shown_to_her(enquiry: Mapping[str, Json], *, place: str | None, way: str | None) -> dict[str, Json]:
    """A question as she reads it: by whom, their words, in which of several groups (``place``), and which word of hers
    would let the bot answer the next who asks (``way``)."""
    who, text = person_ref(enquiry["person"]), message_ref(enquiry["message"])
    return {**enquiry, "who": who, "text": text, "place": place, "way": way}
