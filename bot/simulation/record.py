"""What has happened in the groups? Who wrote when, and what the bot gave out: told by the channel, not by the bot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.simulation.sayings import Saying
from models.mail import Post


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that the bot gave out, in a group (its number) or privately to its organizer. ``key`` is the outbox
    row, ``post`` what was in it; ``names`` are those whom it names, in its text or as one of many."""

    at: datetime
    group: int
    private: bool
    key: str
    text: str
    post: Post
    names: frozenset[str] = frozenset()
    file: str | None = None
    later_part: bool = False

    @property
    def kind(self) -> str:
        return self.post.document or self.post.kind

    @property
    def unasked(self) -> bool:
        """Whether it answers nobody and asks nobody."""
        return not self.post.answers

    def names_somebody(self, name: str) -> bool:
        return name in self.names or name in self.text


@dataclass(slots=True)
class Record:
    """All of it, by group, in order. ``said`` is what people wrote in the group."""

    said: dict[int, list[Saying]] = field(default_factory=partial(defaultdict, list))
    given: dict[int, list[Given]] = field(default_factory=partial(defaultdict, list))
    privately: dict[int, list[Given]] = field(default_factory=partial(defaultdict, list))

    def note_given(self, given: Given) -> None:
        (self.privately if given.private else self.given)[given.group].append(given)

    def everything_given(self) -> list[Given]:
        """In the order in which it went out."""
        every = [given for place in (self.given, self.privately) for posts in place.values() for given in posts]
        return sorted(every, key=lambda given: (given.at, given.key))

    def add(self, other: Record) -> None:
        """Take in what has happened in other groups."""
        for mine, theirs in ((self.given, other.given), (self.privately, other.privately)):
            mine.update(theirs)
        self.said.update(other.said)
