"""What has happened in the groups? Who wrote when, and what the bot gave out: told by the channel, not by the bot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.sayings import Numbered
from models.mail import Post


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that the bot gave out: to a group (its number), or to a person (``group`` is None). ``key`` is the
    outbox row, ``post`` what was in it; ``names`` are those whom it names, in its text or as one of many."""

    at: datetime
    group: int | None
    key: str
    text: str
    post: Post
    names: frozenset[str] = frozenset()
    file: str | None = None

    @property
    def kind(self) -> str:
        return self.post.kind

    @property
    def unasked(self) -> bool:
        """Whether it answers nobody and asks nobody."""
        return not self.post.answers


@dataclass(slots=True)
class Record:
    """All of it, by group, in order."""

    said: dict[int, list[Numbered]] = field(default_factory=lambda: defaultdict(list))
    given: dict[int, list[Given]] = field(default_factory=lambda: defaultdict(list))
    privately: list[Given] = field(default_factory=list)

    def note_said(self, group: int, numbered: Numbered) -> None:
        if not numbered.saying.private:
            self.said[group].append(numbered)

    def note_given(self, given: Given) -> None:
        if given.group is None:
            self.privately.append(given)
        else:
            self.given[given.group].append(given)
