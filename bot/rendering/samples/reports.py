"""What does the organizer read of a group-buy, from the draft to the week? A sample of each, and of each turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.rendering.samples.on_selling import SHORT
from bot.rendering.samples.village import (
    BERRIES,
    EGGS,
    GREENS,
    GROUP_BUY,
    MILK,
    ORGANIZER,
    RIBS,
    ZONE,
    at,
    line,
    order,
    person,
)
from handlers.replies import on_paper, to_organizer
from handlers.replies.parts import short_name
from models.mail import Json, Post, house_ref, message_ref, open_note_ref, person_ref, recipient_ref
from models.values import MessageId

_TOTALS: Sequence[Json] = [
    {**line(EGGS, "42"), "number": "1", "waiting": "0", "sum_fen": 134_400},
    {**line(BERRIES, "10"), "number": "2", "waiting": "3", "sum_fen": 58_000},
    {**line(RIBS, "12.5"), "number": "3", "waiting": "0", "sum_fen": 47_500},
    {**line(MILK, "0"), "number": "4", "waiting": "2", "sum_fen": 0},
]

_QUESTIONS: Sequence[Json] = [
    {"who": person_ref(person(nickname)), "about": about, "product": product, "text": message_ref(MessageId(text))}
    for nickname, about, product, text in (
        ("老高", "product", "排骨、五花", "m1"),
        ("陈静", "change", "鸡蛋", "gone"),
        ("小美", "quantity", "排骨", "m1"),
        ("田田", "unit", "鲈鱼", "gone"),
        ("何姐", "recipient", None, "gone"),
    )
]

LATE: Sequence[Json] = [
    order("小美", line(MILK, "1"), text=message_ref(MessageId("m1"))),
    order("阿福", text=message_ref(MessageId("m1"))),
]

_CATCH_UP: dict[str, Json] = {
    "known": 8,
    "missed": 5,
    "talk": 1,
    "changes": [
        {
            "who": person_ref(person("老周")),
            "where": "3-602",
            "stranger": False,
            "lines": [{**line(EGGS, "3"), "before": "2"}],
        },
        {
            "who": person_ref(person("小美")),
            "where": None,
            "stranger": True,
            "lines": [{**line(MILK, "1"), "before": None}, {**line(RIBS, "1.5"), "before": None}],
        },
    ],
    "more": 2,
    "asked": 1,
    "late": 1,
    "hers": 0,
    "older": 2,
    "older_at": at(20, 15, day=22).isoformat(),
}

_CLEAR: dict[str, Json] = {"known": 0, "talk": 0, "asked": 0, "hers": 0, "late": 0, "older": 0, "older_at": None}


def _figures(**more: Json) -> dict[str, Json]:
    return {
        "title": "",
        "stage": "open",
        "orders": 86,
        "households": 52,
        "sum_fen": 431_200,
        "unpriced": False,
        "products": _TOTALS,
        "questions": [],
        "late": [],
        "time_zone": ZONE,
        **more,
    }


def _summary(**more: Json) -> dict[str, Json]:
    return {
        "day": "2026-11-23",
        "group_buys": [_figures()],
        "orders": 86,
        "sum_fen": 431_200,
        "questions": [],
        "late": [],
        "messages": 0,
        "speakers": 0,
        "by_hour": [0] * 24,
        "posts": 0,
        "selling_percent": None,
        "failed": 0,
        "tomorrow": [],
        "see_questions": None,
        "take_late": None,
        "see_uncollected": None,
        "by_group": [],
        "before": None,
        "week": None,
        "uncollected": 0,
        "money": {"received_fen": 0, "owing": 0, "owing_fen": 0, "told": 0, "claims": 0},
        "time_zone": ZONE,
        **more,
    }


def _planned(moment: datetime, job: str, title: str = "") -> Json:
    return {"at": moment.isoformat(), "job": job, "title": title}


def _sold(day: int, orders: int) -> Json:
    moment = f"2026-11-{day}"
    return {"day": moment, "day_at": moment, "orders": orders, "sum_fen": orders * 4_870, "before_fen": 0}


_MONEY: dict[str, Json] = {"received_fen": 390_500, "owing": 4, "owing_fen": 21_300, "told": 2, "claims": 1}

_WEEK: dict[str, Json] = {
    "first_at": "2026-11-23",
    "last_at": "2026-11-29",
    "orders": 312,
    "sum_fen": 1_520_400,
    "before": {"orders": 279, "sum_fen": 1_360_000},
    "days": [_sold(day, orders) for day, orders in enumerate((40, 38, 68, 44, 51, 71, 0), 23)],
    "best": [line(EGGS, "86"), line(BERRIES, "40"), line(RIBS, "55.5")],
}

_GROUPS: Sequence[Json] = [
    {"group": f"翠湖{number}群", "orders": 50 - number, "sum_fen": 250_000 - 100 * number} for number in range(1, 6)
]


def _bare_week(**more: Json) -> Post:
    return to_organizer.week(ORGANIZER, {**_WEEK, "time_zone": ZONE, **more})


_DRAFTS: Sequence[tuple[str, Post]] = (
    ("all clear", to_organizer.draft(ORGANIZER, GROUP_BUY, {}, ZONE)),
    (
        "doubts, and a price missing",
        to_organizer.draft(
            ORGANIZER,
            replace(
                GROUP_BUY, title="周末生鲜", products=(*GROUP_BUY.products, GREENS), closes_at=None, pickup_place=""
            ),
            {MILK.id: ["卖价不比进价高"], GREENS.id: ["没有价"]},
            ZONE,
        ),
    ),
    ("goods before the cut-off", to_organizer.draft(ORGANIZER, replace(GROUP_BUY, closes_at=at(20, day=24)), {}, ZONE)),
    ("nothing yet", to_organizer.collecting(ORGANIZER, 0)),
    ("some", to_organizer.collecting(ORGANIZER, 12)),
    ("now", to_organizer.published(ORGANIZER, replace(GROUP_BUY, opens_at=at(8)), ["翠湖一群"], ZONE)),
    (
        "later",
        to_organizer.published(
            ORGANIZER, replace(GROUP_BUY, opened_at=None, opens_at=at(8, day=24)), ["翠湖一群", "二群"], ZONE
        ),
    ),
)

_REPORTS: Sequence[tuple[str, Post]] = (
    ("calm", to_organizer.totals(ORGANIZER, _figures())),
    ("everything", to_organizer.totals(ORGANIZER, _figures(questions=_QUESTIONS, late=LATE, unpriced=True))),
    ("nobody", to_organizer.totals(ORGANIZER, _figures(orders=0, households=0, sum_fen=0, products=[]))),
    ("calm", to_organizer.closing_report(ORGANIZER, _figures(stage="closed"))),
    ("everything", to_organizer.closing_report(ORGANIZER, _figures(stage="closed", questions=_QUESTIONS, late=LATE))),
    (
        "too few, and a box that is not full",
        to_organizer.closing_report(ORGANIZER, _figures(stage="closed", gaps=[SHORT])),
    ),
    ("nobody", to_organizer.closing_report(ORGANIZER, _figures(stage="closed", orders=0, sum_fen=0, products=[]))),
    ("two", to_organizer.late_list(ORGANIZER, LATE)),
    ("goods", to_organizer.purchase_list(ORGANIZER, "", _TOTALS)),
    ("with a title", to_organizer.purchase_list(ORGANIZER, "周末生鲜", _TOTALS[:1])),
    ("nothing", to_organizer.purchase_list(ORGANIZER, "", [])),
    (
        "of one supplier, by the box",
        to_organizer.purchase_list(
            ORGANIZER, "", [{**_TOTALS[0], "quantity": "31", "boxes": "2", "over": "7"}], supplier="老李"
        ),
    ),
    ("some", to_organizer.catch_up(ORGANIZER, _CATCH_UP)),
    (
        "only a question",
        to_organizer.catch_up(ORGANIZER, {**_CATCH_UP, **_CLEAR, "asked": 1, "changes": [], "more": 0}),
    ),
    ("of a private chat", to_organizer.catch_up(ORGANIZER, {**_CATCH_UP, **_CLEAR, "known": 3, "hers": 2})),
    ("talk beside", to_organizer.catch_up(ORGANIZER, {**_CATCH_UP, **_CLEAR, "talk": 1})),
    ("a list", to_organizer.whole_chain(ORGANIZER, "#接龙\n今天的菜\n\n1. 芳芳妈 3-501 鸡蛋2板\n2. 老周 草莓1盒")),
    ("the first of two", to_organizer.whole_chain(ORGANIZER, "#接龙\n早上的菜\n\n1. 老周 草莓1盒", lists=2)),
    (
        "the second of two",
        to_organizer.whole_chain(ORGANIZER, "#接龙\n晚上的水果\n\n1. 芳芳妈 鸡蛋2板", number=2, lists=2),
    ),
    ("gone", to_organizer.whole_chain(ORGANIZER, None)),
    (
        "found",
        to_organizer.orders_found(
            ORGANIZER,
            {
                "asked": "501",
                "orders": [
                    {
                        **order("芳芳妈", {**line(EGGS, "2"), "waiting": "0"}, {**line(BERRIES, "1"), "waiting": "2"}),
                        "recipient": recipient_ref("o1"),
                        "sum_fen": 12_200,
                        "others": [order("何姐", line(EGGS, "1"))],
                    },
                    {
                        **order("老周", {**line(MILK, "0"), "waiting": "1"}),
                        "recipient": recipient_ref("o2"),
                        "sum_fen": 0,
                        "others": [],
                    },
                ],
                "more": 3,
            },
        ),
    ),
    (
        "one product",
        to_organizer.orders_found(
            ORGANIZER,
            {
                "asked": "草莓",
                "total": {**line(BERRIES, "4"), "orders": 2},
                "orders": [
                    {
                        **order("老周", line(BERRIES, "3")),
                        "recipient": recipient_ref("o2"),
                        "sum_fen": 8_970,
                        "others": [],
                    }
                ],
                "more": 1,
            },
        ),
    ),
    ("not found", to_organizer.orders_found(ORGANIZER, {"asked": "502", "orders": [], "more": 0})),
    ("a quiet day", to_organizer.summary(ORGANIZER, _summary(group_buys=[], orders=0, sum_fen=0))),
    (
        "a full day",
        to_organizer.summary(
            ORGANIZER,
            _summary(
                questions=_QUESTIONS,
                late=LATE,
                messages=128,
                speakers=36,
                posts=9,
                selling_percent=2,
                failed=2,
                tomorrow=[
                    _planned(at(9, day=24), "daily_list"),
                    _planned(at(10, day=24), "open_again", "水果"),
                    _planned(at(16, 30, day=24), "pickup_notice"),
                    _planned(at(20, day=24), "cutoff"),
                ],
            ),
        ),
    ),
    (
        "with digits",
        to_organizer.summary(
            ORGANIZER, _summary(questions=_QUESTIONS[:1], late=LATE[:1], see_questions="1", take_late="2")
        ),
    ),
    (
        "against last week",
        to_organizer.summary(
            ORGANIZER,
            _summary(before={"orders": 74, "sum_fen": 390_000}, uncollected=3, see_uncollected="1"),
        ),
    ),
    ("several groups", to_organizer.summary(ORGANIZER, _summary(by_group=_GROUPS[:2]))),
    ("money came in", to_organizer.summary(ORGANIZER, _summary(money=_MONEY))),
    (
        "no money came in",
        to_organizer.summary(ORGANIZER, _summary(money={**_MONEY, "received_fen": 0, "told": 0, "claims": 0})),
    ),
    (
        "all that a Sunday can hold",
        to_organizer.summary(
            ORGANIZER,
            _summary(
                by_group=_GROUPS,
                before={"orders": 74, "sum_fen": 390_000},
                week=_WEEK,
                questions=_QUESTIONS,
                late=LATE,
                uncollected=3,
                money=_MONEY,
                messages=128,
                speakers=36,
                failed=2,
                tomorrow=[_planned(at(9, day=24), "daily_list")],
            ),
        ),
    ),
    ("a week", _bare_week()),
    ("the first week", _bare_week(before=None, best=[])),
    ("a week without orders", _bare_week(orders=0, sum_fen=0)),
    (
        "two group-buys",
        to_organizer.summary(
            ORGANIZER, _summary(group_buys=[_figures(title="周末生鲜"), _figures(orders=3, sum_fen=9_600)], messages=9)
        ),
    ),
)


def _stop(number: str, nickname: str, order_id: str, *lines: Json) -> Json:
    return {
        "number": number,
        "who": person_ref(person(nickname)),
        "house": house_ref(order_id),
        "note": open_note_ref(order_id),
        "lines": list(lines),
    }


_ROUTE: dict[str, Json] = {
    "title": "周末生鲜",
    "day": "2026-11-23",
    "goods": [{"product": short_name(one), "unit": one.unit} for one in (EGGS, MILK, RIBS)],
    "load": [0, 4, 1, 2, 2, "1.5"],
    "stops": [
        _stop("8", "芳芳妈", "o1", 0, 2, 1, 1),
        _stop("23", "老周", "o3", 0, 1),
        _stop("4", "李梅", "o4", 2, "1.5"),
        _stop("11", "田田", "o5", 1, 1),
        _stop("15", "陈静", "o6", 0, 1),
    ],
    "time_zone": ZONE,
}

_ROUTES: Sequence[tuple[str, Post]] = (
    ("doors of every sort", on_paper.route(ORGANIZER, _ROUTE)),
    ("a helper's", on_paper.route(ORGANIZER, {**_ROUTE, "walker": "小刘", "stops": _ROUTE["stops"][:2]})),
    ("one", on_paper.route(ORGANIZER, {**_ROUTE, "title": "", "stops": _ROUTE["stops"][:1]})),
)

POSTS: Sequence[tuple[str, Post]] = (*_DRAFTS, *_REPORTS, *_ROUTES)
