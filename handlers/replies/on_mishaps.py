"""What does the organizer read when something went wrong? Messages that failed, posts that did not go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId

COULD_NOT_HANDLE = "could_not_handle"

NOT_SENT = "not_sent"

#: Beyond these, failed messages are only counted.
MOST_FAILED_SHOWN = 5


def failed_message(message: Json, who: Json, number: str) -> Json:
    """A message on which a handler failed, or that could not be read; by its number it can be handled again."""
    return {"message": message, "who": who, "number": number}


def could_not_handle(person: PersonId, messages: Sequence[Json], not_before: datetime) -> Post:
    """Messages (``failed_message``) that are kept, and not in the book."""
    post = private(person, "could_not_handle", {"messages": list(messages), "more": 0})
    return replace(post, merge_key=COULD_NOT_HANDLE, not_before=not_before)


def with_one_more(values: Mapping[str, Json], failed: Json) -> dict[str, Json]:
    """The values of ``could_not_handle`` with another message: shown, or where there are many already, counted."""
    messages, more = list(values["messages"]), int(values["more"])
    if len(messages) < MOST_FAILED_SHOWN:
        return {"messages": [*messages, failed], "more": more}
    return {"messages": messages, "more": more + 1}


def not_sent(person: PersonId, posts: Sequence[Json], not_before: datetime) -> Post:
    """Posts that did not go out, or of which nobody knows: she says whether they are still to. They wait a moment for
    others. [{row, post, place, at, state: failed|unsure|too_late}]"""
    return replace(private(person, "not_sent", {"posts": list(posts)}), merge_key=NOT_SENT, not_before=not_before)


def outbox(person: PersonId, values: dict[str, Json]) -> Post:
    """``发件箱``: {troubled: [{number, post, place, at, state}], more, waiting: [{post, place, at}], more_waiting}"""
    return private(person, "outbox", values)


def to_forward(person: PersonId, who: Json, text: Json, due_id: str) -> Post:
    """A private word for somebody whom the bot can't write to, as a text ready to be forwarded."""
    return private(person, "to_forward", {"who": who, "text": text}, due_id=due_id)
