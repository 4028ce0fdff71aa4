"""What does the organizer read of how posts are worded? `模板`, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.own_wordings import Flaw, WordedKind
from models.values import PersonId


def wordings(person: PersonId, *, neighbours: Sequence[str], own: Sequence[Json], example: str) -> Post:
    """``模板``: the names of what neighbours read; ``own``: [{name, count}] that she words herself."""
    return private(person, "wordings", {"neighbours": list(neighbours), "own": list(own), "example": example})


def wording(person: PersonId, worded: WordedKind, *, texts: Sequence[str], sources: Sequence[str]) -> Post:
    """``模板 取货通知``: how it reads in each wording; ``sources`` are hers as she wrote them, if any."""
    slots = [{"name": slot.name, "meaning": slot.meaning} for slot in worded.placeholders]
    values = {"name": worded.name, "texts": list(texts), "sources": list(sources), "placeholders": slots}
    return private(person, "wording", {**values, "example": worded.example})


def preview(person: PersonId, name: str, *, text: str, add: bool, missing: Sequence[str], before: int) -> Post:
    """How a wording of hers would read, before it counts. ``missing``: words in braces that stand for nothing today;
    ``before``: how many of hers there are."""
    values = {"name": name, "text": text, "add": add, "missing": list(missing), "before": before}
    return private(person, "wording_preview", values)


def flawed(person: PersonId, name: str, flaw: Flaw) -> Post:
    """Why it can't be said so: in which line, about what, and what could stand there."""
    values = {"name": name, "why": flaw.why.value, "line": flaw.line, "about": flaw.about, "known": list(flaw.known)}
    return private(person, "wording_flaw", values)
