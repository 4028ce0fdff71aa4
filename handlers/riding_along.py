"""What goes along with another post to the same group, below it? Who is to be told something is, and reads one message
where there would have been two (docs/tact.md, riding along).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from models.community.manners import CALLS_BY_SCHEDULE, MANNERS, RIDES_ALONG, Sort, Why, sort_of
from models.community.people import Group, GroupSettings
from models.community.tact import PRESENTLY
from models.mail import JOINED, PART, RIDES_FROM, Json, OutboxRow, PostClass
from models.ports import UnitOfWork
from models.schedule import Job

#: Words to somebody, with which an acknowledgement that is due soon before goes along.
_WORDS = frozenset({Sort.ANSWER, Sort.WORD, Sort.DECISION})
#: Jobs whose post takes along what waits.
_TAKES_ALONG = frozenset({Job.CUTOFF_REMINDER, Job.CUTOFF, Job.PICKUP_NOTICE})
#: Sorts of their posts.
_HOSTS = frozenset({Sort.REMINDER, Sort.CLOSING, Sort.ARRIVAL})
_INSTANT = timedelta(microseconds=1)


def sort_of_row(row: OutboxRow) -> Sort:
    post = row.post
    return sort_of(post.kind, answers=post.answers, is_notice=post.post_class is PostClass.NOTICE)


def others_of(row: OutboxRow, sort: Sort, unit: UnitOfWork) -> Sequence[OutboxRow]:
    """What else waits for the same group. A list stands for itself, since people quote it, and so does a picture."""
    group = row.post.group
    if group is None or row.post.document is not None or sort is Sort.LIST:
        return ()
    return [one for one in unit.outbox.waiting_in(group) if one.id != row.id]


def next_post_at(
    sort: Sort, others: Sequence[OutboxRow], group: Group, unit: UnitOfWork, now: datetime
) -> datetime | None:
    """When the next post to the group is due that would take along one of this sort: one of the plan, or, for what can
    wait, a word to somebody that waits for its time. What is due already, and has not gone yet, is due now."""
    if any(sort_of_row(one) in _HOSTS and _waits_for_its_turn(one, now) for one in others):
        return now
    planned = unit.schedules.to_come(
        group.id, now - PRESENTLY, now + MANNERS[sort].goes_with_the_next_within + _INSTANT
    )
    due = [one.next_due for one in planned if one.job in _TAKES_ALONG and one.next_due is not None]
    if MANNERS[sort].can_wait:
        due += [at for one in others if (at := _due_later(one, now)) is not None and sort_of_row(one) in _WORDS]
    return min(due, default=None)


def _waits_for_its_turn(row: OutboxRow, now: datetime) -> bool:
    not_before = row.post.not_before
    return not row.held and row.post.document is None and (not_before is None or not_before <= now)


def _due_later(row: OutboxRow, now: datetime) -> datetime | None:
    not_before = row.post.not_before
    return not_before if not row.held and not_before is not None and not_before > now else None


def may_join(guest: OutboxRow, host: OutboxRow, settings: GroupSettings, now: datetime) -> bool:
    """Whether its turn has come, tact has held it, or it only waits for a lull, and those for whom it is are done."""
    post = guest.post
    sort, is_due = sort_of_row(guest), sort_of_row(host) in _HOSTS
    rides = sort in RIDES_ALONG or (sort in CALLS_BY_SCHEDULE and is_due and guest.held in ("", Why.TOGETHER))
    if not rides or post.document is not None or post.values.get(PART) or guest.attempts:
        return False
    if guest.held == Why.APART and not host.post.answers and not is_due:
        return False
    if guest.held or post.not_before is None:
        return True
    if sort is not Sort.ACKNOWLEDGEMENT:
        return post.not_before <= now
    # Those who wrote are done before the group's lull is over; how long ago the last acknowledgement was is no matter
    # where no post is saved by waiting.
    rest_of_the_lull = timedelta(seconds=max(0, settings.ack_lull_seconds - settings.ask_wait_seconds))
    rides_from = post.values.get(RIDES_FROM)
    ready_at = post.not_before if rides_from is None else min(post.not_before, datetime.fromisoformat(rides_from))
    return ready_at <= now + rest_of_the_lull


def let_join(
    row: OutboxRow, guests: Sequence[OutboxRow], unit: UnitOfWork, fresh: Mapping[str, Json] | None = None
) -> None:
    """Put the guests below a post, whose own values are ``fresh`` where they are given."""
    values: Mapping[str, Json] = row.post.values if fresh is None else fresh
    if guests:
        joined = [*values.get(JOINED, ()), *(part for guest in guests for part in _parts_of(guest))]
        values = {**values, JOINED: joined}
        for guest in guests:
            # Theirs have come along; they themselves are said with this one.
            unit.outbox.amend(guest.id, values=_alone(guest.post.values), not_before=guest.post.not_before)
            unit.outbox.withdraw(guest.id)
    if values is not row.post.values:
        unit.outbox.amend(row.id, values=values, not_before=row.post.not_before)


def _parts_of(guest: OutboxRow) -> list[Json]:
    own = {
        "row": guest.id,
        "kind": guest.post.kind,
        "variant": guest.variant,
        "values": _alone(guest.post.values),
    }
    return [own, *guest.post.values.get(JOINED, ())]


def _alone(values: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in values.items() if key != JOINED}
