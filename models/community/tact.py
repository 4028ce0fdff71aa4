"""May this post go now, should it wait, and until when; or is it no longer worth saying? Pure: what is known of a
group at a moment, and one row of a table (models/community/manners.py) for each sort of post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.community.manners import LIST_IS_FRESH, MANNERS, PROMISED_PATIENCE, Sort, Why
from models.community.peace import Peace
from models.community.people import GroupSettings
from models.community.pressure import Budget, GivenOut, Talk, has_room
from models.community.quiet import day_begins, day_ends, evening_ends, quiet_until

#: How long before it lapses a post is looked at a last time, so that what it carries is not lost with it.
_BEFORE_IT_LAPSES = timedelta(seconds=45)
#: Where a ceiling holds a post: how soon it is looked at again, for the talk goes on.
_LOOK_AGAIN = timedelta(hours=1)
#: Within this time the turn of a post comes that is due.
PRESENTLY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post whose turn has come. ``promised``: somebody waits for it who is new, or was told to wait."""

    sort: Sort
    made_at: datetime
    lapses_at: datetime | None = None
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a group at a moment. ``posts`` are what it was given over the last day, oldest first; ``talk``
    counts what people said over the same time; ``to_come`` posts that the rest of its day needs."""

    now: datetime
    settings: GroupSettings
    peace: Peace
    posts: Sequence[GivenOut] = ()
    talk: Talk = field(default_factory=Talk)
    to_come: int = 0
    #: When the next post to this group is due with which one of this sort goes along.
    next_post_at: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.time_zone)

    @property
    def budget(self) -> Budget:
        midnight = day_begins(self.now, self.zone)
        first = self.talk.first_ever_at
        return Budget(
            today=[post for post in self.posts if post.at >= midnight],
            messages=self.talk.messages,
            known_for_a_day=first is not None and first <= self.now - timedelta(days=1),
            to_come=self.to_come,
        )


@dataclass(frozen=True, slots=True)
class Go:
    """It may go now."""


@dataclass(frozen=True, slots=True)
class Hold:
    """It waits for this reason; it is looked at again ``until`` then at the latest."""

    until: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Leave:
    """It is no longer worth saying; ``why`` kept it from being said."""

    why: Why


Verdict = Go | Hold | Leave


def judge(post: Waiting, scene: Scene) -> Verdict:
    """What becomes of a post whose turn has come. The reason that lasts longest counts."""
    barriers = [
        Hold(until, why) for why in MANNERS[post.sort].held_by if (until := _until(why, post, scene)) is not None
    ]
    longest = max(barriers, key=lambda barrier: (barrier.until, barrier.why), default=None)
    if longest is None:
        return Go()
    last = last_moment(post, longest.why)
    if scene.now >= last:
        return Leave(longest.why)
    return Hold(min(longest.until, last), longest.why)


def last_moment(post: Waiting, why: Why) -> datetime:
    """Until when a post is worth saying that is held for this reason."""
    worth = MANNERS[post.sort].worth
    if post.sort is Sort.LIST and why is not Why.NIGHT:
        worth = LIST_IS_FRESH
    last = post.made_at + worth
    return last if post.lapses_at is None else min(last, post.lapses_at - _BEFORE_IT_LAPSES)


def _until(why: Why, post: Waiting, scene: Scene) -> datetime | None:
    """When a reason to wait is over; None where there is none now."""
    match why:
        case Why.MUTED:
            return _to_come(scene.peace.muted_until, scene.now)
        case Why.NOISY:
            return _to_come(scene.peace.noisy_until, scene.now)
        case Why.QUARREL:
            return _to_come(scene.peace.quarrel_until, scene.now)
        case Why.NIGHT:
            return quiet_until(scene.settings.quiet_hours, scene.now, scene.zone)
        case Why.NOON:
            return quiet_until(scene.settings.soft_quiet_hours, scene.now, scene.zone)
        case Why.CEILING:
            return _room_again(post, scene)
        case Why.APART:
            return _apart(scene)
        case Why.TOGETHER:
            return None if post.promised else _with_the_next(post, scene)
        case Why.OWN_WORD:
            return _heard_again(post, scene)


def _to_come(until: datetime | None, now: datetime) -> datetime | None:
    return until if until is not None and until > now else None


def _room_again(post: Waiting, scene: Scene) -> datetime | None:
    if has_room(scene.settings, scene.budget, promised=post.promised):
        return None
    return min(scene.now + _LOOK_AGAIN, day_ends(scene.now, scene.zone))


def _apart(scene: Scene) -> datetime | None:
    """Answers to persons come one at a time: what comes meanwhile is put into the next one."""
    last = max((post.at for post in scene.posts if post.answers), default=None)
    if last is None:
        return None
    return _to_come(last + timedelta(seconds=scene.settings.answer_gap_seconds), scene.now)


def _with_the_next(post: Waiting, scene: Scene) -> datetime | None:
    """Two posts one behind the other are one too many, where the second is known already."""
    soon, within = scene.next_post_at, MANNERS[post.sort].goes_with_the_next_within
    if soon is None or soon > scene.now + within:
        return None
    return _to_come(soon + PRESENTLY, scene.now)


def _heard_again(post: Waiting, scene: Scene) -> datetime | None:
    """The bot doesn't go on talking to itself: somebody else has to speak first, or patience to end."""
    if not scene.posts or _is_last_word_human(scene):
        return None
    patience = MANNERS[post.sort].patience
    until = post.made_at + (min(patience, PROMISED_PATIENCE) if post.promised else patience)
    if post.sort is Sort.DECISION:
        until = min(until, evening_ends(scene.settings.quiet_hours, post.made_at, scene.zone))
    return _to_come(until, scene.now)


def _is_last_word_human(scene: Scene) -> bool:
    last = scene.talk.last_at
    return last is not None and last > scene.posts[-1].at
