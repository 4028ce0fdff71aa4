"""What does one chain (接龙) say at present? Its history, linear in its distinct entries, and what is in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from models.events import ChainPosted, EntrySeen, Private
from models.groupbuy.chain_merge import Merge
from models.groupbuy.chain_parts import Outcome, Place, Post, SeenEntry
from models.groupbuy.names import text_key, title_key
from models.values import MessageId, PersonId


@dataclass(slots=True)
class Chain:
    """One chain of a group-buy. Posts are merged by time of sending: one that arrives late takes its place, and the
    chain is as if it had come in time."""

    id: str
    title: str
    starter: PersonId | None = None
    entries: list[SeenEntry] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    by_text: dict[str, list[int]] = field(default_factory=dict)
    masks: dict[MessageId, int] = field(default_factory=dict)
    merge: Merge = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.merge = Merge(self.entries)

    @property
    def places(self) -> dict[int, Place]:
        """Every resident's place by its id, those that are not live included."""
        return self.merge.places

    @property
    def title_key(self) -> str:
        return title_key(self.title)

    def entry(self, number: int) -> SeenEntry:
        return self.entries[number]

    def outcome(self, message_id: MessageId) -> Outcome:
        return self.merge.outcomes[message_id]

    def owner_of(self, number: int) -> PersonId | None:
        """Whose an entry is; None before any snapshot held it."""
        place = self.merge.place_of.get(number)
        return None if place is None else self.places[place].owner

    def see(self, event: EntrySeen) -> None:
        """A text stands in the chain for the first time."""
        known = SeenEntry.of(event)
        self.entries.append(known)
        if known.text_key:
            self.by_text.setdefault(known.text_key, []).append(event.entry)

    def holds(self, text: str) -> bool:
        """Whether an entry of this text ever stood in the chain."""
        return text_key(text) in self.by_text

    def post(self, event: ChainPosted) -> None:
        """Take a snapshot in, at its place by time of sending."""
        mask = self.masks[event.like] if event.like else 0
        mask = (mask | _mask(event.plus)) & ~_mask(event.minus)
        self.masks[event.message_id] = mask
        post = Post(
            event.message_id,
            event.member,
            event.at,
            mask,
            by_organizer=event.by_organizer,
            name_key=(event.private or Private()).name,
            late=event.late,
        )
        place = bisect_right(self.posts, post.at, key=lambda each: each.at)
        self.posts.insert(place, post)
        if place == len(self.posts) - 1:
            self.merge.add(post)
        else:
            self._merge_again()

    def recall(self, message_id: MessageId) -> None:
        """A snapshot was recalled: it stays a base, and what its sender said of their own in it is withdrawn."""
        self.post_of(message_id).recalled = True
        self._merge_again()

    def without(self, message_id: MessageId) -> dict[int, Place]:
        """Every resident's place as it would be if this snapshot were recalled."""
        merge = Merge(self.entries)
        for post in self.posts:
            merge.add(replace(post, recalled=True) if post.message_id == message_id else post)
        return merge.places

    def take(self, message_id: MessageId) -> None:
        """A snapshot that was held back counts after all."""
        self.post_of(message_id).taken = True
        self._merge_again()

    def give_to(self, old: PersonId, new: PersonId) -> None:
        """What somebody did here is another's, who they are."""
        for number, entry in enumerate(self.entries):
            seen = entry.seen
            if old in (seen.member, seen.author, seen.namesake):
                theirs = replace(
                    seen,
                    member=new if seen.member == old else seen.member,
                    author=new if seen.author == old else seen.author,
                    namesake=new if seen.namesake == old else seen.namesake,
                )
                self.entries[number] = replace(entry, seen=theirs)
        if any(post.sender == old for post in self.posts):
            for post in self.posts:
                post.sender = new if post.sender == old else post.sender
        self._merge_again()

    def nearest_mask(self, mask: int) -> MessageId | None:
        """The snapshot of which another one is written down as the difference."""
        return min(self.masks, key=lambda each: (self.masks[each] ^ mask).bit_count(), default=None)

    def post_of(self, message_id: MessageId) -> Post:
        """The snapshot that a message is."""
        return next(each for each in self.posts if each.message_id == message_id)

    def _merge_again(self) -> None:
        self.merge = Merge(self.entries)
        for post in self.posts:
            self.merge.add(post)


def _mask(entries: Iterable[int]) -> int:
    mask = 0
    for entry in entries:
        mask |= 1 << entry
    return mask
