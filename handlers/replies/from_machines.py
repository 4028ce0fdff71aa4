"""What does she read of what other bots say? Only what looks like an order: it was not noted, and she can note it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId

MACHINES_SAID = "machines_said"
_MOST_SHOWN = 5


def machines_said(organizer: PersonId, said: Sequence[Json], not_before: datetime) -> Post:
    """`像机器人发的，没记：接龙管家「鸡蛋2板」。…` ``said``: ``{"who": ref, "text": ref}``."""
    post = private(organizer, "machines_said", values_of(said), report=True)
    return replace(post, merge_key=MACHINES_SAID, not_before=not_before)


def values_of(said: Sequence[Json], more: int = 0) -> dict[str, Json]:
    """A few are shown, the rest is counted."""
    return {"said": list(said[:_MOST_SHOWN]), "more": more + max(len(said) - _MOST_SHOWN, 0)}
