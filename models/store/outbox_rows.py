"""How do a post and what became of it stand in a row?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import Row

from models.mail import OutboxRow, OutboxState, Post
from models.store.codec import POST, read_any, write_any
from models.store.echoes import FILE_FORM, spoken_form
from models.store.personal_data import Kind, Term, organizers_own
from models.store.work import Work
from models.values import GroupId, OrganizerId, PersonId

_VARIANTS = 1000


def place_of(group: GroupId | None, person: PersonId | None) -> str:
    """Where a post goes, in one word: what goes to one place is in order."""
    if (group is None) == (person is None):
        raise ValueError("a post goes to a group or to a person")
    return group or person or ""


def new_row(row: str, organizer: OrganizerId, post: Post, now: datetime) -> dict[str, Any]:
    return {
        "id": row,
        "organizer_id": organizer,
        "place": place_of(post.group, post.person),
        "group_id": post.group,
        "person_id": post.person,
        "kind": post.kind,
        "post": POST.dump_json(post, exclude={"values"}).decode(),
        "post_values": write_any(post.values),
        "post_class": int(post.post_class),
        "merge_key": post.merge_key,
        "not_before": post.not_before,
        "due_id": post.due_id,
        "made_at": now,
        "state": OutboxState.WAITING,
        # Wordings vary from post to post, and stay the same for one that is tried again.
        "variant": crc32(row.encode()) % _VARIANTS,
        "attempts": 0,
        "fault": "",
        "held": None,
    }


def read_post(written: str) -> Post:
    """A post without its values."""
    return POST.validate_json(written)


def read_rows(work: Work, rows: Sequence[Row[Any]], *, with_values: bool = True) -> list[OutboxRow]:
    texts = work.personal.open_all(row.text_token for row in rows)
    return [_outbox_row(row, texts.get(row.text_token), with_values=with_values) for row in rows]


def _outbox_row(row: Row[Any], text: str | None, *, with_values: bool) -> OutboxRow:
    values = read_any(row.post_values) if with_values else {}
    # Trying again, or an amendment, moves the time in its column only.
    post = replace(POST.validate_json(row.post), values=values, not_before=row.not_before)
    return OutboxRow(
        id=row.id,
        organizer=row.organizer_id,
        post=post,
        made_at=row.made_at,
        state=OutboxState(row.state),
        variant=row.variant,
        attempts=row.attempts,
        fence=row.fence,
        deadline=row.deadline,
        sent_at=row.sent_at,
        channel_message_id=row.channel_message_id,
        text_sent=text,
        fault=row.fault,
        held=row.held or "",
    )


def said(work: Work, row: Row[Any], text: str | None, at: datetime) -> dict[str, Any]:
    """The columns by which an echo of this row will be known; the text itself is the organizer's, and sealed."""
    if text is None:
        is_file = POST.validate_json(row.post).document is not None
        return {"echo_key": work.personal.keys.fingerprint(FILE_FORM)} if is_file else {}
    echo_key = work.personal.keys.fingerprint(spoken_form(text))
    if row.text_token and row.echo_key == echo_key:
        return {}
    work.personal.drop((row.text_token,))
    token = work.personal.seal(
        organizers_own(row.organizer_id),
        Kind.SENT_TEXT,
        text,
        organizer=row.organizer_id,
        at=at,
        term=Term.PAYLOAD,
    )
    return {"echo_key": echo_key, "text_token": token}
