"""What does the organizer read about peace in her groups? Silence, loudness, and what was not said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import ORGANIZER, ZONE, at, person
from handlers.replies import on_peace
from models.mail import Json, Post, message_ref, person_ref
from models.values import MessageId

_GROUP = "翠湖一群"

#: What each sentence about a group's peace needs to know.
PEACE: dict[str, dict[str, Json]] = {
    "too_noisy": {"who": person_ref(person("李梅")), "text": message_ref(MessageId("m3"))},
    "quarrel": {"who": person_ref(person("小美")), "text": message_ref(MessageId("gone"))},
    "over_ceiling": {"posts": 9, "kind": "pickup_notice"},
    "waits_while_muted": {"kind": "pickup_notice"},
    "waits_for_morning": {"kind": "list", "until_at": at(7, 30, day=24).isoformat()},
}
_FIGURES: dict[str, Json] = {
    "group": _GROUP,
    "messages": 87,
    "posts": 9,
    "unasked": 6,
    "answered": 3,
    "selling": 2,
    "kinds": [
        {"kind": kind, "count": count}
        for kind, count in (("noted", 3), ("ask", 2), ("list", 1), ("reminder", 1), ("closed", 1), ("pickup_notice", 1))
    ],
    "percent": 2,
    "loud": False,
    "most": 6,
    "muted_until_at": None,
    "noisy_until_at": None,
    "quarrel_until_at": None,
}
_STILL: dict[str, Json] = {**_FIGURES, "group": "河畔家园", "messages": 12, "answered": 0, "percent": None, "most": 4}


def _left(kind: str, why: str, *nicknames: str, group: str = _GROUP) -> Json:
    return {"kind": kind, "group": group, "why": why, "people": [person_ref(person(one)) for one in nicknames]}


def _peace(what: str) -> Post:
    return on_peace.peace(ORGANIZER, what, {"group": _GROUP, "time_zone": ZONE, **PEACE[what]})


POSTS: Sequence[tuple[str, Post]] = (
    *((what, _peace(what)) for what in PEACE),
    ("one", on_peace.left_unsaid(ORGANIZER, [_left("noted", "noisy", "老周", "李梅")], at(20))),
    ("a closing word", on_peace.left_unsaid(ORGANIZER, [_left("closed", "muted", group="")], at(20))),
    (
        "several",
        on_peace.left_unsaid(
            ORGANIZER,
            [_left("closed", "noisy"), _left("noted", "own_word", "老周"), _left("reminder", "past")],
            at(20),
        ),
    ),
    ("many", on_peace.left_unsaid(ORGANIZER, [_left("noted", "ceiling", "老周") for _ in range(11)], at(20))),
    ("a lively group", on_peace.loudness(ORGANIZER, [_FIGURES])),
    ("a loud one", on_peace.loudness(ORGANIZER, [{**_FIGURES, "percent": 12, "loud": True}])),
    (
        "two, and silence",
        on_peace.loudness(
            ORGANIZER,
            [
                {**_FIGURES, "noisy_until_at": at(18, day=24).isoformat()},
                {**_STILL, "muted_until_at": at(21).isoformat()},
            ],
        ),
    ),
    ("nothing said", on_peace.loudness(ORGANIZER, [{**_STILL, "messages": 0, "unasked": 0, "kinds": []}])),
    ("a quarrel", on_peace.loudness(ORGANIZER, [{**_FIGURES, "quarrel_until_at": at(20).isoformat()}])),
)
