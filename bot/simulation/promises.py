"""Was everything posted that was to be, and once? What organizers' words promise, held against what was given out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.simulation.organizers_day import Promise
from bot.simulation.record import Given

#: The clocks of two parts may differ by so much.
_EARLY = timedelta(seconds=5)
#: A post so near to one that keeps a promise says the same for a second time.
_THE_SAME_WITHIN = timedelta(hours=12)
#: The word to the organizer about what was left out, and how soon after its time she has it.
_LEFT_UNSAID = "left_unsaid"
_TOLD_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """``due``: promises whose time is over. ``lost``: those that no post has kept. ``left_out``: those that were left
    out on purpose, since the group had asked for peace, and of which the organizer was told in time. ``doubled``:
    posts that say again what was said, or were given out twice. ``unplanned``: posts of a promised kind that nothing
    has promised."""

    due: int
    lost: tuple[Promise, ...]
    doubled: tuple[Given, ...]
    unplanned: tuple[Given, ...]
    left_out: tuple[Promise, ...] = ()


def held_against(promises: Iterable[Promise], given: Iterable[Given], until: datetime) -> Kept:
    """Each post keeps one promise at most, the earliest that it can; ``until`` is how far time has come."""
    posts, twice = _once_each(given)
    wanted: dict[tuple[int, str], list[Promise]] = defaultdict(list)
    for promise in sorted(promises, key=lambda promise: promise.due_at):
        wanted[promise.group, promise.kind].append(promise)
    due, lost, left_out, doubled = 0, [], [], list(twice)
    unplanned: list[Given] = []
    by_place: dict[tuple[int, str], list[Given]] = defaultdict(list)
    for post in posts:
        by_place[post.group, post.kind].append(post)
    for place, promised in wanted.items():
        left = by_place.get(place, [])
        keeping: list[Given] = []
        for promise in promised:
            kept = next((post for post in left if promise.due_at - _EARLY <= post.at <= promise.until), None)
            if kept is not None:
                left.remove(kept)
                keeping.append(kept)
            elif promise.until > until:
                continue
            elif any(_tells_of(post, promise) for post in by_place[promise.group, _LEFT_UNSAID]):
                left_out.append(promise)
            else:
                lost.append(promise)
            due += 1
        for post in left:
            (doubled if _says_again(post, keeping) else unplanned).append(post)
    kinds = {kind for _, kind in wanted}
    unplanned += [
        post for place, left in by_place.items() if place not in wanted and place[1] in kinds for post in left
    ]
    return Kept(due, tuple(lost), tuple(doubled), tuple(unplanned), tuple(left_out))


def _tells_of(post: Given, promise: Promise) -> bool:
    """Whether the organizer reads in it that this was left out, in time to have it said all the same."""
    in_time = promise.due_at <= post.at <= promise.until + _TOLD_WITHIN
    return in_time and any(item["kind"] == promise.kind for item in post.post.values["items"])


def _once_each(given: Iterable[Given]) -> tuple[list[Given], list[Given]]:
    """The posts by their first time, without later parts of long ones; and those that went out again, but for such as
    do no harm."""
    times: Counter[str] = Counter()
    first, again = [], []
    for post in given:
        times[post.key] += 1
        if times[post.key] > 1:
            again += [] if post.post.harmless_twice else [post]
        elif not post.later_part:
            first.append(post)
    return first, again


def _says_again(post: Given, keeping: Sequence[Given]) -> bool:
    return any(abs(post.at - kept.at) <= _THE_SAME_WITHIN for kept in keeping)
