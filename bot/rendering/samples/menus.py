"""What is the organizer asked, and what is she told that she can say? A sample of each menu and help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.reports import LATE
from bot.rendering.samples.village import EGGS, MILK, ORGANIZER, RIBS, line, order, person
from handlers.replies import to_organizer
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId


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

POSTS: Sequence[tuple[str, Post]] = (
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
    ("much that came late", _menu("much_late", "收", "先不收", late=LATE[:1], sum_fen=160_000)),
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
    ("which to go on with", _menu("which_to_resume", "每天 8:00 清单", "逢二五八 7:00 清单")),
    ("which to drop", _menu("which_to_drop", "每天 8:00 清单", "2026年12月3日 8:00 清单")),
    ("which list", _menu("which_list", "水果 草莓、苹果", "蔬菜 青菜")),
    ("another", _menu("?", "甲", "乙")),
)
