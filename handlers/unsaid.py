"""What becomes of what was not said? The organizer hears of it, several together; no order is lost with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from handlers.replies import on_peace, to_group
from handlers.replies.shelf_life import with_shelf_life
from models.community.people import Group
from models.mail import Json, OutboxRow
from models.ports import UnitOfWork
from models.values import OrganizerId

#: What is left out within this time is told together.
GATHERED_FOR = timedelta(minutes=2)
#: The fault of a post that was left unsaid.
LEFT_UNSAID = "LeftUnsaid"
#: Posts that carry others' acknowledgements: those go on waiting without them.
_CARRIES_ORDERS = frozenset({"reminder", "closed"})


def leave(row: OutboxRow, unit: UnitOfWork, now: datetime, *, why: str) -> None:
    """Leave a post to a group unsaid: what it carried waits by itself, and she is told the rest, with the reason. She
    may have it said all the same (handlers/outbox_desk.py)."""
    group = None if row.post.group is None else unit.groups.get(row.post.group)
    organizer = unit.organizers.get(row.organizer)
    carried = put_back(row, unit, now)
    if carried:
        unit.outbox.amend(row.id, values={**row.post.values, "orders": []}, not_before=row.post.not_before)
    unit.outbox.failed(row.id, at=now, fault=f"{LEFT_UNSAID}: {why}")
    if group is None or organizer is None:
        return
    people = [] if carried else list(_people_in(row))
    item = {"kind": row.post.kind, "group": group.name, "why": why, "people": people}
    waiting = unit.outbox.waiting(person=organizer.reader_at(now), merge_key=on_peace.LEFT_UNSAID)
    if waiting is None:
        unit.outbox.add(row.organizer, on_peace.left_unsaid(organizer.reader_at(now), [item], now + GATHERED_FOR), now)
        return
    values = {**waiting.post.values, "items": [*waiting.post.values["items"], item]}
    unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)


def put_back(row: OutboxRow, unit: UnitOfWork, now: datetime) -> bool:
    """Have those acknowledged whom a post was to carry that goes out no more. Whether there were any."""
    orders = row.post.values.get("orders")
    if row.post.kind not in _CARRIES_ORDERS or not orders or row.post.group is None:
        return False
    post = with_shelf_life(to_group.noted(row.post.group, orders, now), now)
    unit.outbox.add(row.organizer, post, now)
    return True


def _people_in(row: OutboxRow) -> Iterator[Json]:
    """Whom a post was for: each once."""
    seen: list[Json] = []
    for key in ("orders", "questions"):
        for one in row.post.values.get(key) or ():
            who = one.get("who")
            if who is not None and who not in seen:
                seen.append(who)
                yield who


def tell_her(
    organizer: OrganizerId,
    what: str,
    group: Group,
    unit: UnitOfWork,
    now: datetime,
    *,
    due_id: str | None = None,
    **values: Json,
) -> None:
    """A word to the organizer about a group's peace; with a ``due_id`` once."""
    known = unit.organizers.get(organizer)
    if known is not None:
        told = {"group": group.name, "time_zone": group.settings.time_zone, **values}
        unit.outbox.add(organizer, on_peace.peace(known.person, what, told, due_id=due_id), now)
