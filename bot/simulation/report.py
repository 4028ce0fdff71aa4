"""How is a simulation told? As one JSON object, as a table for people, and each post as a line of a log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.simulation.calendar import ZONE
from bot.simulation.running import Outcome

#: What is too much (organizer-notes, section 6); the share of the bot counts from fifty messages a day up.
_BOUNDS: dict[str, float] = {
    "posts_per_group_day_max": 8,
    "bot_share": 0.10,
    "answers_within_3_min": 0,
    "in_a_row": 0,
    "quiet_hour_posts": 0,
    "unsaid": 0,
    "lost": 0,
    "doubled": 0,
    "unplanned": 0,
    "unsure": 0,
    "failed_posts": 0,
    "failed_messages": 0,
}
_SHARE_COUNTS_FROM = 50

_WORDS: dict[str, str] = {
    "messages": "written by people in the groups",
    "posts": "all that the bot put into groups",
    "unasked": "of these, answering and asking nobody",
    "posts_per_group_day_mean": "unasked posts of a group on a day",
    "posts_per_group_day_max": "the most of them",
    "bot_share": "unasked / (messages + posts)",
    "pressure": "share of selling posts in a day's talk",
    "pressure_max": "the most of it",
    "answers_within_3_min": "answers to persons too soon after another",
    "in_a_row": "posts after a post of ours, nobody between",
    "quiet_hour_posts": "posts in quiet hours",
    "unsaid": "orders of which nothing was said that day",
    "due": "posts that organizers' words promised",
    "lost": "of these, never given out in time",
    "left_out": "of these, left out for peace, and told to her",
    "doubled": "given out twice",
    "unplanned": "of such a kind, promised by nobody",
    "unsure": "nobody knows whether they are out",
    "failed_posts": "could not be sent",
    "failed_messages": "on which a handler failed",
    "longest_stall_ms": "longest time in which the loop stood",
}


def as_object(outcome: Outcome) -> dict[str, Any]:
    """Everything, the same each time for one seed, but for ``longest_stall_ms``."""
    plan = outcome.plan
    return {
        "days": plan.days,
        "groups": plan.groups,
        "profile": plan.profile.name if plan.profile else "mix",
        "seed": plan.seed,
        **outcome.figures().as_json(),
        "unsure": outcome.faults.unsure,
        "failed_posts": outcome.faults.failed_posts,
        "failed_messages": outcome.faults.failed_messages,
        "longest_stall_ms": round(outcome.longest_stall_ms, 1),
        "profiles": {name: outcome.figures(name).as_json() for name in outcome.profiles()},
    }


def as_json(outcome: Outcome) -> str:
    return json.dumps(as_object(outcome), ensure_ascii=False)


def as_table(outcome: Outcome) -> str:
    """One column for all, and one for each profile; what is over its bound is marked."""
    whole = as_object(outcome)
    parts: dict[str, dict[str, Any]] = whole["profiles"]
    columns = {"all": whole, **(parts if len(parts) > 1 else {})}
    head = f"{whole['days']} days, {whole['groups']} groups, profile {whole['profile']}, seed {whole['seed']}"
    rows = [head, "", f"{'':<26}" + "".join(f"{name:>14}" for name in columns)]
    for key, words in _WORDS.items():
        cells = [_cell(key, name, column, whole["profile"]) for name, column in columns.items()]
        rows.append(f"{key:<26}" + "".join(f"{cell:>14}" for cell in cells) + f"  {words}")
    kinds = ", ".join(f"{kind} {count}" for kind, count in whole["by_kind"].items())
    return "\n".join([*rows, "", f"by kind: {kinds}", "* over its bound (docs/simulation.md)"])


def _cell(key: str, name: str, column: dict[str, Any], profile: str) -> str:
    value = column.get(key)
    if value is None:
        return ""
    told = f"{value:.1%}" if key in ("bot_share", "pressure", "pressure_max") else f"{value:g}"
    bound = _BOUNDS.get(key)
    if key == "bot_share" and not _share_counts(profile if name == "all" else name):
        bound = None
    return f"{told} *" if bound is not None and value > bound else told


def _share_counts(profile: str) -> bool:
    size = profile.partition("-")[0]
    return size.isdecimal() and int(size) >= _SHARE_COUNTS_FROM


def log_lines(outcome: Outcome) -> Iterator[str]:
    """Each post with its time, group, kind and text; what was told to an organizer privately is marked ``>``."""
    names = {group.place.number: group.place.room_name for group in outcome.groups}
    for given in outcome.record.everything_given():
        at = given.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
        text = (given.text or f"[{given.file}]").replace("\n", "⏎")
        yield f"{at}\t{'> ' if given.private else ''}{names[given.group]}\t{given.kind}\t{text}"
