"""What do people read who asked, and what does she read that nobody answered? A sample of each fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.rendering.samples.village import GROUP, ORGANIZER, ZONE, at, person
from handlers.replies import answers
from handlers.replies.from_machines import machines_said
from models.mail import Json, Post, person_ref

_PLACE = "3号楼架空层"
_PRICE = {"fact": "product", "product": "草莓", "unit": "盒", "price_fen": 2990, "has": False, "left": None}
_LEFT = {**_PRICE, "has": True, "left": "3"}
_CUTOFF = {"fact": "cutoff", "closes_at": at(20).isoformat(), "of": None}
_ARRIVAL = {"fact": "arrival", "arrives_at": at(16, day=24).isoformat(), "of": None}


def _said(*lines: Json) -> Post:
    post = answers.answers(GROUP, [], at(19, 30))
    return replace(
        post,
        values={**post.values, "lines": [{"of": None, "opened_at": None, **line} for line in lines], "time_zone": ZONE},
    )


def _asked(nickname: str, text: str, *, place: str | None = None, way: str | None = None) -> Json:
    return {"who": person_ref(person(nickname)), "text": text, "place": place, "way": way}


def _open(*enquiries: Json, more: int = 0) -> Post:
    post = answers.unanswered(ORGANIZER, [], at(19, 30))
    return replace(post, values={"enquiries": list(enquiries), "more": more})


POSTS: Sequence[tuple[str, Post]] = (
    ("a price", _said(_PRICE)),
    ("a name that ends in figures", _said({**_PRICE, "product": "可乐600"})),
    ("two prices", _said(_PRICE, {**_PRICE, "product": "牛奶", "unit": "箱", "price_fen": 5600})),
    ("on sale", _said({**_PRICE, "has": True})),
    ("on sale, without a price", _said({**_PRICE, "has": True, "price_fen": None})),
    ("some left", _said(_LEFT)),
    ("none left", _said({**_LEFT, "left": "0"})),
    ("not on sale", _said({"fact": "absent", "word": "芒果"})),
    ("cut-off", _said(_CUTOFF)),
    ("cut-off of two", _said({**_CUTOFF, "of": "草莓"}, {**_CUTOFF, "closes_at": at(21).isoformat(), "of": "鸡蛋"})),
    ("closed", _said({"fact": "closed", "closes_at": at(19).isoformat(), "of": None})),
    ("arrival", _said(_ARRIVAL)),
    ("arrival, the day alone", _said({**_ARRIVAL, "arrives_at": date(2026, 11, 24).isoformat()})),
    ("arrival of two", _said({**_ARRIVAL, "of": "草莓"}, {"fact": "arrived", "place": _PLACE, "of": "鸡蛋"})),
    (
        "arrival of two with the same goods",
        _said(
            {**_ARRIVAL, "opened_at": at(9).isoformat()},
            {**_ARRIVAL, "arrives_at": at(21).isoformat(), "opened_at": at(9, day=22).isoformat()},
        ),
    ),
    ("late truck", _said({"fact": "delayed", "expected_at": at(20, 30).isoformat(), "of": None})),
    ("held", _said({"fact": "not_yet", "of": None})),
    ("there", _said({"fact": "arrived", "place": _PLACE, "of": None})),
    ("there, no place", _said({"fact": "arrived", "place": "", "of": None})),
    ("the place", _said({"fact": "place", "place": _PLACE, "of": None})),
    ("a place with a word before it", _said({"fact": "place", "place": "在小区东门", "of": None})),
    ("merged", _said(_LEFT, _CUTOFF, _ARRIVAL)),
    ("one", _open(_asked("老周", "能送上门吗"))),
    ("one, with a word that helps", _open(_asked("小美", "到了没", way="arrival"))),
    (
        "several, in several groups",
        _open(
            _asked("老周", "能送上门吗", place="阳光小区"),
            _asked("小美", "几点截单", place="私聊", way="cutoff"),
            more=2,
        ),
    ),
    ("order-like", machines_said(ORGANIZER, [{"who": person_ref(person("阿福")), "text": "鸡蛋2板"}], at(19))),
    (
        "several",
        machines_said(
            ORGANIZER,
            [
                {"who": person_ref(person("阿福")), "text": "鸡蛋2板"},
                {"who": person_ref(person("小美")), "text": "草莓1盒"},
            ],
            at(19),
        ),
    ),
)
