"""What does the organizer read about peace in her groups? Silence, loudness, and what was left unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId

#: Under this key what was not said in groups is told together.
LEFT_UNSAID = "left_unsaid"


def left_unsaid(person: PersonId, items: Sequence[Json], not_before: datetime) -> Post:
    """What a group was not told, and will not be: [{kind, group, why, people: [ref]}]."""
    post = private(person, "left_unsaid", {"items": list(items)}, report=True)
    return replace(post, merge_key=LEFT_UNSAID, not_before=not_before, harmless_twice=True)


def peace(person: PersonId, what: str, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """A word about a group's peace: ``what`` names the sentence (peace.j2); each has its own values, and the
    ``group``."""
    post = private(person, "peace", {"what": what, **values}, due_id=due_id, report=True)
    # Nobody tells her of a word about words that may not be out: it is said again.
    return replace(post, harmless_twice=True)


def loudness(person: PersonId, groups: Sequence[Json]) -> Post:
    """``吵不吵``: [{group, messages, posts, unasked, answered, kinds: [{kind, count}], percent, most, …}]"""
    return private(person, "loudness", {"groups": list(groups)})
