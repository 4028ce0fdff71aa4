"""What has a week of deaths cost? What was given out is held against what was promised, and the books against calm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.simulation.organizers_day import Promise
from bot.simulation.promises import Kept, held_against
from bot.simulation.record import Given, Record
from bot.simulation.town import Plan, promised
from tests.crash.driver import Lived
from tests.crash.words import Unsettled

_NOT_SENT = "not_sent"
#: A post is made when it is due, or, where it is put off, some time before.
_MADE_BEFORE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``lost``: promises that were not kept, but for those whose post is unsure; ``doubled``: posts given out twice, or
    that say a promised thing again; ``unplanned``: posts of a promised kind that nothing has promised; ``unasked``:
    unsure posts of which no organizer was told; ``other_books``: groups whose orders are not those of a calm week."""

    kills: int
    over_a_post: int
    due: int
    lost: tuple[Promise, ...]
    doubled: tuple[Given, ...]
    unplanned: tuple[Given, ...]
    unsure: tuple[Unsettled, ...]
    unasked: tuple[Unsettled, ...]
    other_books: tuple[int, ...]
    failed_posts: int
    failed_messages: int
    slowest_take_over: timedelta

    @property
    def is_good(self) -> bool:
        faults = (self.lost, self.doubled, self.unplanned, self.unasked, self.other_books)
        return not any(faults) and not self.failed_messages and len(self.unsure) <= self.kills

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.over_a_post} over a post), {self.due} due: lost {len(self.lost)}, "
            f"doubled {len(self.doubled)}, unplanned {len(self.unplanned)}, unsure {len(self.unsure)} "
            f"(not asked {len(self.unasked)}), groups with another book {len(self.other_books)}, "
            f"failed posts {self.failed_posts}, failed messages {self.failed_messages}, "
            f"slowest take-over {self.slowest_take_over.total_seconds():g} s"
        )


def judged(plan: Plan, lived: Lived, calm: Lived) -> Verdict:
    """A week of deaths beside the same week without any."""
    kept = [_kept(plan, group, lived.record) for group in range(plan.groups)]
    told = _told_of(lived.record)
    unsure = lived.standing.unsure
    return Verdict(
        kills=lived.kills,
        over_a_post=lived.over_a_post,
        due=sum(one.due for one in kept),
        lost=tuple(_without_unsure((promise for one in kept for promise in one.lost), unsure)),
        doubled=tuple(given for one in kept for given in one.doubled),
        unplanned=tuple(given for one in kept for given in one.unplanned),
        unsure=unsure,
        unasked=tuple(one for one in unsure if one.key not in told),
        other_books=tuple(group for group, book in calm.standing.books.items() if lived.standing.books[group] != book),
        failed_posts=lived.standing.failed_posts,
        failed_messages=lived.standing.failed_messages,
        slowest_take_over=lived.slowest_take_over,
    )


def _kept(plan: Plan, group: int, record: Record) -> Kept:
    given = [*record.given[group], *record.privately[group]]
    return held_against(promised(plan, plan.place(group)), given, plan.ends_at)


def _told_of(record: Record) -> set[str]:
    """The posts of which organizers were told that they may not be out."""
    private = (given for posts in record.privately.values() for given in posts)
    return {post["row"] for given in private if given.kind == _NOT_SENT for post in given.post.values["posts"]}


def _without_unsure(lost: Iterable[Promise], unsure: Iterable[Unsettled]) -> Iterable[Promise]:
    """Each unsure post accounts for one promise that nothing else has kept."""
    left = list(unsure)
    for promise in lost:
        held = next((one for one in left if _is_of(one, promise)), None)
        if held is None:
            yield promise
        else:
            left.remove(held)


def _is_of(post: Unsettled, promise: Promise) -> bool:
    in_time = promise.due_at - _MADE_BEFORE <= post.made_at <= promise.until
    return in_time and (post.group, post.private, post.kind) == (promise.group, promise.private, promise.kind)
