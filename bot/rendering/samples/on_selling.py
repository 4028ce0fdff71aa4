"""What is read of selling? Each sentence to the organizer on her goods, and each post to a group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.rendering.samples.village import BERRIES, EGGS, GROUP, MILK, ORGANIZER, TOFU, ZONE, at, line, person
from handlers.replies import on_selling
from models.mail import Json, Post, person_ref, recipient_ref


def _who(*nicknames: str) -> list[Json]:
    return [{"who": person_ref(person(one))} for one in nicknames]


def _changed(quantity: str | None = None, given: str = "0", *people: str, **more: Json) -> dict[str, Json]:
    values: dict[str, Json] = {
        "product": "鸡蛋",
        "unit": "板",
        "price_fen": 3_500,
        "quantity": quantity,
        "given": given,
        "supplier": "",
        "off": False,
        "people": _who(*people),
    }
    return {**values, **more}


def _gap(product: str, quantity: str, **more: Json) -> dict[str, Json]:
    nothing: dict[str, Json] = dict.fromkeys(("minimum", "missing", "per_box", "boxes", "over", "to_full"))
    return {**nothing, "product": product, "unit": "盒", "quantity": quantity, **more}


SHORT = _gap("草莓", "7", minimum="10", missing="3")
_BOXES = _gap("牛奶", "31", per_box="12", boxes="2", over="7", to_full="5")
_FULL = _gap("酸奶", "24", minimum="20", per_box="12", boxes="2")
_UNTIL = at(21, 30).isoformat()
_ROWS: list[Json] = [
    {"who": person_ref(person("老周")), "recipient": recipient_ref("o1"), "sum_fen": 6_400, "paid": True},
    {"who": person_ref(person("李梅")), "recipient": recipient_ref("o2"), "sum_fen": 5_800, "paid": False},
]
_CALLED_OFF: dict[str, Json] = {"goods": ["草莓"], "orders": _ROWS, "more": 3, "count": 5, "sum_fen": 21_900}
_HANDS: dict[str, Json] = {
    "kind": "interest",
    "goods": "牛腩",
    "total": "12",
    "count": 3,
    "raised": _who("老周", "李梅", "阿福"),
    "silent": _who("小美"),
    "silent_count": 1,
}

#: For each sentence the values that handlers give beside its name; several where it takes turns.
SELLING: dict[str, Sequence[dict[str, Json]]] = {
    "not_now": [
        {"deed": "change_goods", "stage": "closed", "goods": "草莓"},
        {"deed": "change_goods", "stage": "handing_out", "goods": "草莓"},
        {"deed": "change_price", "stage": "ordered", "goods": "草莓"},
        {"deed": "reopen", "stage": "open", "goods": ""},
        {"deed": "reopen", "stage": "postponed", "goods": ""},
        {"deed": "buy", "stage": "open", "goods": ""},
        {"deed": "arrive", "stage": "open", "goods": ""},
        {"deed": "cancel", "stage": "handing_out", "goods": ""},
        {"deed": "postpone", "stage": "handing_out", "goods": ""},
        {"deed": "close", "stage": "draft", "goods": ""},
        {"deed": "close", "stage": "closed", "goods": ""},
        {"deed": "close", "stage": None, "goods": ""},
    ],
    "not_yours": [{}],
    "goods_are_over": [{}],
    "no_such_goods": [{"asked": "榴莲", "goods": ["鸡蛋", "草莓"]}, {"asked": "榴莲", "goods": []}],
    "which_of_them": [{"goods": ["排骨", "五花"]}],
    "whole_units": [{"product": "鸡蛋", "unit": "板"}],
    "as_it_was": [{"product": "鸡蛋"}, {"product": ""}],
    "price_fen_changed": [_changed(), _changed(given="6")],
    "left_changed": [_changed("20"), _changed("20", "6", "小美", "田田")],
    "total_changed": [_changed("50", "12")],
    "limit_changed": [_changed("2"), _changed("0")],
    "minimum_changed": [_changed("10", "7"), _changed("0", "7")],
    "per_box_changed": [_changed("12"), _changed("0")],
    "supplier_changed": [_changed(supplier="老李"), _changed()],
    "off_changed": [_changed(off=True), _changed(None, "6", "小美")],
    "goods_added": [
        {"goods": [{"number": "12", "product": "大白菜", "price_fen": 300, "unit": "颗"}], "told": True},
        {"goods": [{"number": "", "product": "大白菜", "price_fen": 300, "unit": "颗"}], "told": False},
    ],
    "marked_up_too_late": [{"product": "鸡蛋"}],
    "marked_up": [{"goods": [{"product": "鸡蛋", "price_fen": 3_500}, {"product": "青菜", "price_fen": None}]}],
    "say_which": [{"example": "鸡蛋够10才发"}],
    "stock": [
        {
            "goods": [
                {"product": "鸡蛋", "unit": "板", "left": "20", "off": False},
                {"product": "草莓", "unit": "盒", "left": None, "off": True},
            ],
            "open": True,
        },
        {"goods": [], "open": True},
        {"goods": [], "open": False},
    ],
    "gaps": [
        {"goods": [SHORT, _BOXES, _FULL], "full": None, "total": "0"},
        {"goods": [], "full": "50", "total": "32"},
        {"goods": [], "full": None, "total": "0"},
    ],
    "full_at": [{"quantity": "50", "total": "32"}, {"quantity": "0", "total": "32"}],
    "full_already": [{"quantity": "50", "total": "52"}],
    "kept": [{}],
    "called_off": [_CALLED_OFF, {"goods": [], "orders": [], "more": 0, "count": 0, "sum_fen": 0}],
    "put_off": [
        {"arrives_at": "2026-11-27", "still_open": False},
        {"arrives_at": at(16, day=27).isoformat(), "still_open": True},
    ],
    "day_is_past": [{"example": "延期 周五"}],
    "price_asked": [
        {"product": "草莓", "unit": "盒", "price_fen": 6_600, "count": 3, "people": _who("老周"), "until_at": _UNTIL},
        {"product": "草莓", "unit": "盒", "price_fen": 6_600, "count": 0, "people": [], "until_at": _UNTIL},
    ],
    "price_answers": [
        {
            "product": "草莓",
            "unit": "盒",
            "price_fen": 6_600,
            "quantity": "4",
            "kept": _who("老周"),
            "gone": _who("李梅"),
            "silent": _who("阿福", "小美"),
            "to_buy": True,
        },
        {
            "product": "草莓",
            "unit": "盒",
            "price_fen": 6_600,
            "quantity": "0",
            "kept": [],
            "gone": [],
            "silent": _who("小美"),
            "to_buy": False,
        },
    ],
    "price_open": [{"goods": [line(BERRIES, "2")]}],
    "price_is_out": [{"product": "草莓"}],
    "want_back": [
        {"orders": [{**_ROWS[0]}, {**_ROWS[1]}], "sum_fen": 12_200},
        {"orders": [{"who": person_ref(person("老周")), "sum_fen": 100}] * 14, "sum_fen": 1_400},
    ],
    "grace_over": [{"orders": 12, "questions": 2, "late": 3}, {"orders": 12, "questions": 0, "late": 0}],
    "enough_hands": [{"goods": "牛腩", "total": "10", "count": 8}, {"goods": "", "total": "10", "count": 8}],
    "nothing_polled": [{}],
    "hands": [
        _HANDS,
        {**_HANDS, "kind": "receipts", "goods": "", "total": "3"},
        {**_HANDS, "goods": "", "total": "3", "count": 40},
    ],
    "wanted_asked": [{"product": "牛腩", "count": 8}],
}
_PRICE: dict[str, Json] = {"product": "草莓", "unit": "盒", "price_fen": 6_600, "was_fen": 5_800}


def _said(nickname: str, what: str, goods: str = "") -> Json:
    return {"who": person_ref(person(nickname)), "person": person(nickname), "what": what, "goods": goods}


_SEVERAL = [_said("老周", "kept", "草莓"), _said("李梅", "kept", "草莓"), _said("阿福", "gone", "草莓")]
_USUAL: dict[str, Json] = {"lines": [line(EGGS, "1"), line(MILK, "2")], "gone": []}

POSTS: Sequence[tuple[str, Post]] = (
    *(
        (f"{what} {place}", on_selling.selling(ORGANIZER, what, time_zone=ZONE, **values))
        for what, each in SELLING.items()
        for place, values in enumerate(each, 1)
    ),
    ("one", on_selling.new_goods(GROUP, [MILK])),
    ("two", on_selling.new_goods(GROUP, [MILK, TOFU])),
    ("enough", on_selling.enough(GROUP, "草莓", "10", "盒", due_id="e")),
    ("all of it", on_selling.called_off(GROUP, [], "")),
    ("all of it, and why", on_selling.called_off(GROUP, [], "台风")),
    ("one product", on_selling.called_off(GROUP, ["草莓"], "")),
    ("after all", on_selling.not_called_off(GROUP)),
    ("a day", on_selling.postponed(GROUP, "台风", date(2026, 11, 27), ZONE, may_leave=True)),
    ("a time, while it is open", on_selling.postponed(GROUP, "", at(16, day=27), ZONE, may_leave=False)),
    ("back", on_selling.postponed(GROUP, "", None, ZONE, may_leave=False)),
    ("two people", on_selling.price_changed(GROUP, [person("阿福"), person("田田")], _PRICE, at(21, 30), ZONE)),
    (
        "without a price before",
        on_selling.price_changed(GROUP, [person("阿福")], {**_PRICE, "was_fen": None}, at(21, 30), ZONE),
    ),
    ("several", on_selling.offer_heard(GROUP, _SEVERAL, at(19))),
    ("back", on_selling.offer_heard(GROUP, [_said("老周", "back"), _said("李梅", "refund")], at(19))),
    ("asked", on_selling.offer_heard(GROUP, [_said("老周", "may_put_off"), _said("小美", "may")], at(19))),
    *(
        (
            what,
            on_selling.offer_heard_privately(person("老周"), [_said("老周", what, "草莓" if what == "kept" else "")]),
        )
        for what in ("kept", "back", "refund", "may", "may_put_off")
    ),
    ("gone", on_selling.offer_heard_privately(person("老周"), [_said("老周", "gone", "草莓")])),
    ("two people", on_selling.goods_came_true(GROUP, [person("阿福"), person("田田")], MILK)),
    ("all there", on_selling.the_usual(GROUP, person("老周"), _USUAL)),
    ("one is gone", on_selling.the_usual(GROUP, person("老周"), {**_USUAL, "gone": ["草莓"]})),
    ("all there", on_selling.the_usual_privately(person("老周"), {**_USUAL, "sum_fen": 4_000})),
    ("one is gone", on_selling.the_usual_privately(person("老周"), {**_USUAL, "gone": ["草莓"], "sum_fen": 4_000})),
)
