"""Which posts does the organizer read? A sample of each, and of each turn that its wording takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from handlers.replies import to_organizer
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId, Product

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
_LATE: Sequence[Json] = [
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
        "time_zone": ZONE,
        **more,
    }


def _sold(day: int, orders: int) -> Json:
    moment = f"2026-11-{day}"
    return {"day": moment, "day_at": moment, "orders": orders, "sum_fen": orders * 4_870, "before_fen": 0}


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
    ("everything", to_organizer.totals(ORGANIZER, _figures(questions=_QUESTIONS, late=_LATE, unpriced=True))),
    ("nobody", to_organizer.totals(ORGANIZER, _figures(orders=0, households=0, sum_fen=0, products=[]))),
    ("calm", to_organizer.closing_report(ORGANIZER, _figures(stage="closed"))),
    ("everything", to_organizer.closing_report(ORGANIZER, _figures(stage="closed", questions=_QUESTIONS, late=_LATE))),
    (
        "too few, and a box that is not full",
        to_organizer.closing_report(ORGANIZER, _figures(stage="closed", gaps=[SHORT])),
    ),
    ("nobody", to_organizer.closing_report(ORGANIZER, _figures(stage="closed", orders=0, sum_fen=0, products=[]))),
    ("two", to_organizer.late_list(ORGANIZER, _LATE)),
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
    ("not found", to_organizer.orders_found(ORGANIZER, {"asked": "502", "orders": [], "more": 0})),
    ("a quiet day", to_organizer.summary(ORGANIZER, _summary(group_buys=[], orders=0, sum_fen=0))),
    (
        "a full day",
        to_organizer.summary(
            ORGANIZER,
            _summary(
                questions=_QUESTIONS,
                late=_LATE,
                messages=128,
                speakers=36,
                posts=9,
                selling_percent=2,
                failed=2,
                tomorrow=[
                    {"at": at(9, day=24).isoformat(), "job": "daily_list"},
                    {"at": at(16, 30, day=24).isoformat(), "job": "pickup_notice"},
                    {"at": at(20, day=24).isoformat(), "job": "cutoff"},
                ],
            ),
        ),
    ),
    (
        "with digits",
        to_organizer.summary(
            ORGANIZER, _summary(questions=_QUESTIONS[:1], late=_LATE[:1], see_questions="1", take_late="2")
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
    (
        "all that a Sunday can hold",
        to_organizer.summary(
            ORGANIZER,
            _summary(
                by_group=_GROUPS,
                before={"orders": 74, "sum_fen": 390_000},
                week=_WEEK,
                questions=_QUESTIONS,
                late=_LATE,
                uncollected=3,
                messages=128,
                speakers=36,
                failed=2,
                tomorrow=[{"at": at(9, day=24).isoformat(), "job": "daily_list"}],
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


def _stands(name: str, *lines: Json) -> Json:
    return {"who": person_ref(person(name)), "recipient": None, "lines": list(lines), "sum_fen": 3_200 * len(lines)}


def _menu(question: str, *labels: str, **more: Json) -> Post:
    return Post("menu", {"question": question, "labels": list(labels), **more}, person=ORGANIZER)


def _second_reading(text: str, *ops: str) -> Post:
    goods = (line(EGGS, "2"), line(MILK, "1"), line(RIBS, "1.5"))
    lines = [{**amount, "op": op} for amount, op in zip(goods, ops, strict=False)]
    about = {"who": person_ref(person("老周")), "text": message_ref(MessageId(text)), "lines": lines}
    return _menu("second_reading", "记", "不管", **about)


def _other_address(text: str) -> Post:
    about = {"who": person_ref(person("老周")), "recipient": recipient_ref("o1")}
    return _menu("other_address", "改", "不改", text=message_ref(MessageId(text)), **about)


def _much_given_on(text: str, *, to: str | None = None) -> Post:
    about: dict[str, Json] = {"who": person_ref(person("老周")), "lines": [line(EGGS, "10")], "sum_fen": 32_000}
    if to is not None:
        about["to"] = {"recipient": None, "where": to}
    return _menu("much_given_on", "转", "不转", text=message_ref(MessageId(text)), **about)


_COMMANDS: Sequence[Json] = [
    {"name": "开团", "usage": "开团 [清单]", "help": "把供应商的清单贴给我。"},
    {"name": "截单", "usage": "截单 [几点]", "help": "现在截单；带上时间是改截单时间。"},
]
_PARTS: Sequence[Json] = [
    {"when": "开团", "names": ["开团", "清单"]},
    {"when": "随时", "names": ["日程", "撤销"]},
]
_HELPS: Sequence[tuple[str, Post]] = (
    ("short", to_organizer.help_short(ORGANIZER, _PARTS)),
    ("all", to_organizer.help_all(ORGANIZER, _COMMANDS)),
    (
        "one",
        to_organizer.help_one(
            ORGANIZER,
            {
                "name": "截单",
                "aliases": ["截", "截了"],
                "usage": "截单 [几点]",
                "help": "现在截单；带上时间是改截单时间。",
                "examples": ["截单", "延到晚上9点"],
                "where": "group",
            },
        ),
    ),
    ("with what", to_organizer.wrong_form(ORGANIZER, "截单", "截单 [几点]", "延到晚上9点", "“明年”不像时间")),
    ("without", to_organizer.wrong_form(ORGANIZER, "截单", "截单 [几点]", "延到晚上9点")),
    ("which group-buy", _menu("which_group_buy", "翠湖一群 周末生鲜", "二群")),
    ("which group", _menu("which_group", "翠湖一群", "二群", "都发")),
    ("heard", _menu("heard_you_say", "截单", said="截了")),
    ("a second reading", _second_reading("m1", "order", "add", "set")),
    ("a second reading of what is gone", _second_reading("gone", "remove")),
    ("another address", _other_address("m1")),
    ("much given on", _much_given_on("m1")),
    ("given to somebody new", _much_given_on("m1", to="5-909")),
    ("many collected", _menu("many_collected", "都拿了", "不是", people=[order("老周"), order("李梅")], count=12)),
    ("much that came late", _menu("much_late", "收", "先不收", late=_LATE[:1], sum_fen=160_000)),
    (
        "a large answer",
        _menu(
            "much_answered",
            "定",
            "先不定",
            who=person_ref(person("老周")),
            lines=[{**line(EGGS, "50"), "op": "add"}],
            sum_fen=160_000,
        ),
    ),
    ("which goods", _menu("which_goods", "鸡蛋", "草莓")),
    ("which product", _menu("which_product", "黑猪排骨", "黑猪五花")),
    ("which minimum", _menu("which_minimum", "鸡蛋", "草莓")),
    ("a price, or what is left", _menu("price_or_stock", "改价35元", "还有35板", said="鸡蛋")),
    ("dearer", _menu("dearer", "问问要了的3位", "直接改，我自己说", said="草莓", count=3)),
    ("much called off", _menu("much_called_off", "取消", "不取消", said=None, count=12, sum_fen=231_200)),
    ("a product called off", _menu("much_called_off", "取消", "不取消", said="草莓", count=6, sum_fen=34_800)),
    ("entries left out", _menu("entries_left_out", "就是删", "不删")),
    ("whose plan", _menu("whose_plan", "翠湖一群", "二群")),
    ("which half", _menu("which_half", "早上8:00", "晚上8:00")),
    ("which to stop", _menu("which_to_stop", "每天 8:00 清单", "都停")),
    ("which list", _menu("which_list", "水果 草莓、苹果", "蔬菜 青菜")),
    ("another", _menu("?", "甲", "乙")),
)


def _plan(job: str | None, plan: str | None, *next_at: Json, **more: Json) -> Json:
    """A line of `日程`, as handlers/schedule_lines.py makes it."""
    line = {"group": None, "job": job, "title": "", "plan": plan, "once_at": None, "next_at": list(next_at)}
    return {**line, "active": True, "until_at": None, "unknown_year": None, "is_rule": False, **more}


_DAILY = _plan("daily_list", "每天 8:00 清单", at(8, day=24).isoformat(), at(8, day=25).isoformat())
_PAUSED = _plan("daily_list", "每天 8:00 清单", at(8, day=27).isoformat(), until_at="2026-11-27")
_SCHEDULES: Sequence[Json] = [
    {"number": 1, **_DAILY, "group": "翠湖一群"},
    {"number": 2, **_plan("daily_summary", "周末 21:30 日报", active=False)},
    {"number": 3, **_PAUSED},
    {"number": 4, **_plan("open_again", "工作日 10:00 开团 水果", at(10, day=24).isoformat(), unknown_year=2027)},
    {"number": 5, **_plan(None, "截单前半小时 提醒")},
    {"number": 6, **_plan("cutoff", None, at(20).isoformat(), once_at=at(20).isoformat(), group="二群")},
]
_LAST: Json = {"opened_at": at(9, day=18).isoformat(), "goods": ["草莓", "苹果", "橙子"], "count": 8, "same_name": True}
_TIMES: Sequence[tuple[str, Post]] = (
    ("before the notice", to_organizer.arrival_check(ORGANIZER, at(21), ZONE)),
    ("while it is held", to_organizer.arrival_check(ORGANIZER, None, ZONE)),
    ("some", to_organizer.schedules(ORGANIZER, {"schedules": _SCHEDULES, "time_zone": ZONE})),
    ("none", to_organizer.schedules(ORGANIZER, {"schedules": [], "time_zone": ZONE})),
    ("the list", to_organizer.missed(ORGANIZER, "daily_list", at(9), ZONE)),
    ("a group-buy", to_organizer.missed(ORGANIZER, "open_again", at(9), ZONE, title="水果")),
    ("nothing on sale", to_organizer.nothing_to_list(ORGANIZER, due_id="d")),
    ("again", to_organizer.open_again(ORGANIZER, "水果", None, _LAST, ZONE, late=False, due_id="d")),
    (
        "again, late",
        to_organizer.open_again(ORGANIZER, "水果", "二群", {**_LAST, "same_name": False}, ZONE, late=True, due_id="d"),
    ),
    ("for the first time", to_organizer.open_again(ORGANIZER, "", None, None, ZONE, late=False, due_id="d")),
)

#: For each sentence the values that handlers give beside its name.
DONE: dict[str, dict[str, Json]] = {
    "draft_dropped": {},
    "catch_up_wanted": {},
    "nothing_missed": {"count": 8},
    "only_talk": {"count": 3, "older": 1, "older_at": at(20, 15, day=22).isoformat()},
    "only_older": {"older": 2, "older_at": at(20, 15, day=22).isoformat()},
    "caught_up": {"count": 5, "asked": 1, "hers": 2, "late": 1},
    "same_name": {"who": person_ref(person("李梅")), "lines": [line(BERRIES, "1")]},
    "catch_up_left": {},
    "uncollected_called": {},
    "packed_up": {"count": 2},
    "sent_again": {"count": 1},
    "posts_left": {"count": 3},
    "arrived": {"minutes": 0},
    "arrival_held": {},
    "arrival_moved": {"expected_at": at(21, 30).isoformat()},
    "cutoff_moved": {"closes_at": at(21).isoformat()},
    "reopened": {"closes_at": at(22, 30).isoformat()},
    "late_taken": {"count": 3},
    "late_dropped": {"count": 3},
    "word_left": {},
    "late_left": {},
    "answer_left": {},
    "muted": {"until_at": at(7, 30, day=24).isoformat()},
    "unmuted": {},
    "mode_told": {"groups": [{"group": "翠湖一群", "name": "小店"}, {"group": "", "name": "乡村"}]},
    "mode_set": {"mode": "village", "name": "乡村", "list_clock": "07:00", "quiet": ["20:30", "06:00"]},
    "nothing_waits": {},
    "wipe_applied": {},
    "wipe_left": {},
    "question_left": {},
    "suggestion_taken": {"who": person_ref(person("李梅"))},
    "suggestion_left": {},
    "schedule_set": {"plans": [_DAILY], "instead_of": ["每天 9:00 清单"], "workdays": False},
    "schedule_stopped": {"plans": [_PAUSED]},
    "schedule_resumed": {"plans": [_DAILY, _plan("daily_summary", "周末 21:30 日报")]},
    "schedule_dropped": {"plans": [_plan("cutoff_reminder", None, once_at=at(19, 30).isoformat())]},
    "notice_moved": {"notice_at": at(18, day=24).isoformat()},
    "reminder_set": {"group": None, "minutes": 60, "next_at": [at(19).isoformat()]},
    "arrival_notice_set": {"group": "二群", "minutes": 10},
    "usual_cutoff_set": {"group": None, "cutoff_at": at(21).isoformat()},
    "wording_saved": {"name": "取货通知", "count": 2},
    "wording_removed": {"name": "取货通知", "count": 1},
    "wordings_dropped": {"name": "取货通知", "count": 0},
    "wording_left": {},
}
REFUSED: dict[str, dict[str, Json]] = {
    "not_muted": {"example": "静音"},
    "no_products": {"example": "鸡蛋 32元/板"},
    "no_copied_talk": {},
    "too_much_talk": {"count": 420, "most": 300},
    "caught_up_rests": {"count": 2},
    "nobody_ordered": {},
    "no_such_number": {"number": "9", "example": "3号 12.8"},
    "too_many_products": {"count": 1500, "most": 300},
    "draft_empty": {},
    "unpriced": {"numbers": "3、5", "example": "3号 12.8"},
    "closes_in_past": {"example": "延到晚上8点"},
    "no_draft": {"example": "开团"},
    "time_is_past": {"example": "晚到 5点半"},
    "nothing_open": {},
    "nothing_handed_out": {},
    "no_such_order": {"asked": "501", "example": "501 拿了"},
    "say_which_building": {"example": "3-501 拿了"},
    "collected_before": {"count": 3},
    "all_collected": {},
    "nothing_in_trouble": {},
    "no_such_post": {"example": "发件箱"},
    "post_is_over": {"post": "reminder"},
    "post_is_out": {},
    "nothing_on_the_way": {},
    "draft_is_out": {},
    "has_orders": {},
    "nothing_to_undo": {},
    "too_much_since": {},
    "notice_is_out": {},
    "stays_as_it_is": {"said": "作废清单", "why": None},
    "no_such_command": {"command": "飞", "example": "帮助"},
    "no_such_schedule": {"example": "日程"},
    "cutoff_by_word": {"example": "延到晚上9点"},
    "happens_once": {"example": "停3"},
    "no_holidays_here": {},
    "holidays_unknown": {},
    "draft_in_hand": {},
    "no_last_list": {"example": "开团"},
    "no_group_buy": {"example": "开团"},
    "not_yours": {"command": "截单"},
    "no_group_yet": {},
    "nobody_late": {},
    "no_such_late": {"example": "迟到单"},
    "not_understood": {"example": "帮助"},
    "why_whose": {"example": "为什么 501"},
    "suggestion_is_over": {},
    "word_not_understood": {"example": "501 鸡蛋2"},
    "word_unclear": {"about": "product", "goods": ["排骨", "五花"]},
    "nothing_stands": {"example": "501 鸡蛋2"},
    "whose_is_open": {"example": "3-501 鸡蛋2"},
    "gift_not_understood": {"example": "李梅草莓1转给田田"},
    "receiver_unknown": {"example": "李梅草莓1转给3-501", "name": "田田"},
    "not_so_much": {"who": person_ref(person("老周")), "lines": [line(EGGS, "1")], "product": "鸡蛋"},
    "gift_over_limit": {"to": {"who": person_ref(person("田田")), "where": None}, "lines": [line(EGGS, "1")]},
    "gift_to_oneself": {},
    "say_them_apart": {"example": "501 鸡蛋2"},
    "nobody_waits": {},
    "nothing_asked": {},
    "question_is_over": {},
    "report_is_over": {},
    "answer_not_understood": {"example": "排骨2斤"},
    "counted_already": {},
    "nothing_readable": {"example": "501 鸡蛋2"},
    "nothing_counted": {},
    "which_line": {"example": "501鸡蛋改2"},
    "no_such_wording_kind": {"name": "唱歌", "example": "模板"},
    "no_such_wording": {"number": 3, "example": "模板 取货通知"},
    "wording_is_ours": {"example": "模板 取货通知"},
    "too_many_wordings": {"most": 9, "example": "模板 取货通知"},
    "changed_since": {"example": "501鸡蛋改2"},
}
_SENTENCES: Sequence[tuple[str, Post]] = (
    *((what, to_organizer.done(ORGANIZER, what, **values)) for what, values in DONE.items()),
    *((reason, to_organizer.refused(ORGANIZER, reason, **values)) for reason, values in REFUSED.items()),
    *(
        (f"stays_as_it_is: {why}", to_organizer.refused(ORGANIZER, "stays_as_it_is", said="收晚的单", why=why))
        for why in ("chain", "recalled")
    ),
    ("a change", to_organizer.undone(ORGANIZER, "截单")),
    ("a gift", to_organizer.undone(ORGANIZER, "转单", [_stands("老周", line(EGGS, "1")), _stands("田田")])),
    ("many orders", to_organizer.undone(ORGANIZER, "记单", [_stands("老周", line(EGGS, "1"))] * 7)),
)


def _reported(about: str, *, entry: str = "gone", undone: str | None = None, lines: Sequence[Json] = ()) -> Post:
    values = {
        "about": about,
        "who": person_ref(person("老周")),
        "entry": message_ref(MessageId(entry)),
        "undone": None if undone is None else message_ref(MessageId(undone)),
        "lines": list(lines),
    }
    return to_organizer.reported(ORGANIZER, values)


def _entry_change(product: Product, before: str, after: str) -> Json:
    told = line(product, after)
    return {"product": told["product"], "unit": told["unit"], "before": before, "after": after}


def _meddled(*changes: Json, was: str = "gone") -> Post:
    texts: dict[str, Json] = {
        name: {"text": message_ref(MessageId(key)), "line": 0} for name, key in (("was", was), ("wanted", "m2"))
    }
    values: dict[str, Json] = {"whose": person_ref(person("芳芳妈")), "changes": list(changes), **texts}
    return to_organizer.reported(ORGANIZER, {**_reported("foreign_entry", entry="m2").values, **values})


def _doubt(about: str, text: str, **amount: Json) -> Post:
    values = {"who": person_ref(person("老周")), "about": about, "text": message_ref(MessageId(text)), **amount}
    return to_organizer.doubt(ORGANIZER, values)


def _claim(product: str | None, text: str) -> Post:
    values = {"who": person_ref(person("芳芳妈")), "product": product, "text": message_ref(MessageId(text))}
    return to_organizer.claim(ORGANIZER, values)


def _failed(message: str, number: str) -> Json:
    return to_organizer.failed_message(message_ref(MessageId(message)), person_ref(person("老周")), number)


def _could_not_handle(first: Json, *others: Json) -> Post:
    post = to_organizer.could_not_handle(ORGANIZER, [first], at(19, 30))
    for other in others:
        post = replace(post, values=to_organizer.with_one_more(post.values, other))
    return post


def _in_trouble(kind: str, state: str, place: str = "翠湖一群") -> dict[str, Json]:
    return {"row": "8", "post": kind, "place": place, "at": at(9).isoformat(), "state": state}


def _not_sent(*posts: tuple[str, str]) -> Post:
    return to_organizer.not_sent(ORGANIZER, [_in_trouble(*post) for post in posts], at(19, 30))


def _outbox(troubled: Sequence[tuple[str, str]], waiting: Sequence[tuple[str, str]], *, more: int = 0) -> Post:
    numbered = [{**_in_trouble(*post), "number": number} for number, post in enumerate(troubled, 1)]
    values = {"troubled": numbered, "waiting": [_in_trouble(*post) for post in waiting], "time_zone": ZONE}
    return to_organizer.outbox(ORGANIZER, {**values, "more": more, "more_waiting": more})


_TROUBLES: Sequence[tuple[str, Post]] = (
    ("readable", _could_not_handle(_failed("m1", "17"))),
    ("gone", _could_not_handle(to_organizer.failed_message(message_ref(MessageId("gone")), None, "17"))),
    ("many", _could_not_handle(*(_failed(f"m{number}", str(number)) for number in range(1, 8)))),
    ("a list", _not_sent(("list", "unsure"))),
    ("a list", _not_sent(("list", "failed"))),
    ("a list", _not_sent(("list", "too_late"))),
    ("a private word", to_organizer.not_sent(ORGANIZER, [_in_trouble("summary", "failed", "")], at(19, 30))),
    ("several", _not_sent(("list", "too_late"), ("noted", "failed"), ("pickup_notice", "unsure"))),
    ("nothing", _outbox([], [])),
    ("in trouble", _outbox([("list", "failed"), ("closed", "unsure")], [])),
    ("waiting", _outbox([], [("noted", "waiting")])),
    ("both", _outbox([("pickup_notice", "too_late")], [("noted", "waiting"), ("ask", "waiting")])),
    ("very many", _outbox([("noted", "failed")] * 3, [("noted", "waiting")] * 2, more=4)),
    ("with its words", to_organizer.to_forward(ORGANIZER, person_ref(person("李梅")), "记上了：鸡蛋2板。", "8")),
    ("without", to_organizer.to_forward(ORGANIZER, person_ref(person("李梅")), None, "8")),
    ("much money", _doubt("amount", "m1", **line(EGGS, "20"), sum_fen=64_000)),
    ("more than usual", _doubt("unusual", "gone", **line(EGGS, "20"), sum_fen=64_000)),
    ("off the list", _doubt("unusual", "m1", sum_fen=0)),
    ("not closed yet", to_organizer.still_open(ORGANIZER, due_id="8")),
    ("to see", to_organizer.data_request(ORGANIZER, person_ref(person("老周")), "show")),
    ("to erase", to_organizer.data_request(ORGANIZER, person_ref(person("老周")), "erase")),
    ("a product", _claim("鸡蛋", "m3")),
    ("something", _claim(None, "gone")),
    ("an entry of somebody else", _meddled(_entry_change(EGGS, "2", "3"))),
    ("several goods of it", _meddled(_entry_change(EGGS, "2", "0"), _entry_change(BERRIES, "0", "1"))),
    ("its words alone", _meddled(was="entry")),
    ("its words, the old ones gone", _meddled()),
    ("an entry that is gone", _reported("foreign_entry")),
    ("half a chain", _reported("wipe")),
    ("a recall", _reported("recall", undone="m1")),
    ("a recall of what she has noted", _reported("recall", undone="m1", lines=[line(EGGS, "2")])),
    ("something else", _reported("other", entry="m1")),
)

POSTS: Sequence[tuple[str, Post]] = (*_DRAFTS, *_REPORTS, *_HELPS, *_TIMES, *_SENTENCES, *_TROUBLES)
