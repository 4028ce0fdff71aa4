"""What does the organizer read of what is done unasked? Schedules, hours that came, and hours that were missed."""

from __future__ import annotations

from datetime import datetime

from handlers.replies.parts import iso
from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId


def schedules(person: PersonId, values: dict[str, Json]) -> Post:
    """``日程``: {schedules: [{number, …}], time_zone}; a line's values are made by handlers/schedule_lines.py."""
    return private(person, "schedules", values)


def open_again(
    person: PersonId,
    title: str,
    group: str | None,
    last: Json,
    time_zone: str,
    *,
    late: bool,
    due_id: str,
) -> Post:
    """`该开水果团了，…`; ``last``: {opened_at, goods, count, same_name} of the list that `照旧` takes, if any."""
    values = {"title": title, "group": group, "last": last, "late": late, "time_zone": time_zone}
    return private(person, "open_again", values, due_id=due_id, report=True)


def nothing_to_list(person: PersonId, *, due_id: str) -> Post:
    """The hour at which a list was to go out has come, and nothing is on sale."""
    return private(person, "nothing_to_list", {}, due_id=due_id, report=True)


def missed(
    person: PersonId, job: str, due_at: datetime, time_zone: str, *, title: str = "", due_id: str | None = None
) -> Post:
    """What should have gone out while the bot was away, and now would be too late."""
    return private(
        person,
        "missed",
        {"job": job, "title": title, "due_at": iso(due_at), "time_zone": time_zone},
        due_id=due_id,
        report=True,
    )


def arrival_check(person: PersonId, pickup_at: datetime | None, time_zone: str, *, due_id: str | None = None) -> Post:
    """`货到了吗？` fifteen minutes before the pickup notice; without a time for one that is held."""
    return private(
        person,
        "arrival_check",
        {"pickup_at": iso(pickup_at), "time_zone": time_zone},
        due_id=due_id,
        report=True,
        expires_at=pickup_at,
    )


def still_open(person: PersonId, *, due_id: str) -> Post:
    """The pickup notice was due, and orders are still taken."""
    return private(person, "still_open", {}, due_id=due_id, report=True)
