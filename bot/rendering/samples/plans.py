"""What does the organizer read of what is done unasked? Schedules, and the hours that come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import ORGANIZER, ZONE, at
from handlers.replies import on_plans
from models.mail import Json, Post


def plan(job: str | None, plan: str | None, *next_at: Json, **more: Json) -> Json:
    """A line of `日程`, as handlers/schedule_lines.py makes it."""
    line = {"group": None, "job": job, "title": "", "plan": plan, "once_at": None, "next_at": list(next_at)}
    return {**line, "active": True, "until_at": None, "unknown_year": None, "is_rule": False, **more}


DAILY = plan("daily_list", "每天 8:00 清单", at(8, day=24).isoformat(), at(8, day=25).isoformat())

PAUSED = plan("daily_list", "每天 8:00 清单", at(8, day=27).isoformat(), until_at="2026-11-27")

_SCHEDULES: Sequence[Json] = [
    {"number": 1, **DAILY, "group": "翠湖一群"},
    {"number": 2, **plan("daily_summary", "周末 21:30 日报", active=False)},
    {"number": 3, **PAUSED},
    {"number": 4, **plan("open_again", "工作日 10:00 开团 水果", at(10, day=24).isoformat(), unknown_year=2027)},
    {"number": 5, **plan(None, "截单前半小时 提醒")},
    {"number": 6, **plan("cutoff", None, at(20).isoformat(), once_at=at(20).isoformat(), group="二群")},
]

_LAST: Json = {"opened_at": at(9, day=18).isoformat(), "goods": ["草莓", "苹果", "橙子"], "count": 8, "same_name": True}

POSTS: Sequence[tuple[str, Post]] = (
    ("before the notice", on_plans.arrival_check(ORGANIZER, at(21), ZONE)),
    ("while it is held", on_plans.arrival_check(ORGANIZER, None, ZONE)),
    ("some", on_plans.schedules(ORGANIZER, {"schedules": _SCHEDULES, "time_zone": ZONE})),
    ("none", on_plans.schedules(ORGANIZER, {"schedules": [], "time_zone": ZONE})),
    ("the list", on_plans.missed(ORGANIZER, "daily_list", at(9), ZONE)),
    ("a group-buy", on_plans.missed(ORGANIZER, "open_again", at(9), ZONE, title="水果")),
    ("nothing on sale", on_plans.nothing_to_list(ORGANIZER, due_id="d")),
    ("again", on_plans.open_again(ORGANIZER, "水果", None, _LAST, ZONE, late=False, due_id="d")),
    (
        "again, late",
        on_plans.open_again(ORGANIZER, "水果", "二群", {**_LAST, "same_name": False}, ZONE, late=True, due_id="d"),
    ),
    ("for the first time", on_plans.open_again(ORGANIZER, "", None, None, ZONE, late=False, due_id="d")),
)
