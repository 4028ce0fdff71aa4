"""What does the organizer read of her words on the book? A sample of each, and of each turn that its wording takes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import BERRIES, EGGS, MILK, ORGANIZER, RIBS, at, line, order, person
from handlers.replies import on_collecting, on_orders, to_group
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId


def _known(nickname: str, order: str | None = "o1", *, where: str | None = None) -> dict[str, Json]:
    return {
        "who": person_ref(person(nickname)),
        "recipient": None if order is None else recipient_ref(order),
        "where": where,
    }


def _new(where: str) -> dict[str, Json]:
    return {"recipient": None, "where": where}


_M1, _M3, _GONE = (message_ref(MessageId(message)) for message in ("m1", "m3", "gone"))


def _wanted(household: dict[str, Json], *lines: Json, cancel: bool = False) -> Json:
    return {**household, "lines": list(lines), "cancel": cancel}


def _op(op: str, amount: dict[str, Json]) -> Json:
    return {**amount, "op": op}


_TWO = (_op("order", line(EGGS, "2")), _op("order", line(MILK, "1")))
_CHANGES = (_op("set", line(EGGS, "3")), _op("remove", line(MILK, None)), _op("add", line(BERRIES, "1")))
_LESS = (_op("remove", line(EGGS, "1")), _op("set", line(RIBS, "0")))


def _entered(nickname: str, where: str | None, sum_fen: int, *lines: Json) -> Json:
    recipient = None if where is None else recipient_ref(where)
    return {**order(nickname, *lines), "recipient": recipient, "sum_fen": sum_fen}


def _question(nickname: str, about: str, text: str = "m1", **more: object) -> Json:
    value = to_group.question_value("q", person(nickname), about, **more)  # type: ignore[arg-type]
    return {**value, "text": message_ref(MessageId(text))}


_WHICH = _question("老高", "product", candidates=["排骨", "五花"], said="2", unit="斤")
_CHANGE = _question("陈静", "change", "gone", product="鸡蛋", unit="板", said="2", held="1")
_HOW_MUCH = _question("小美", "quantity", product="排骨", unit="斤")
_WHOSE = _question("何姐", "recipient")
_GIFT: dict[str, Json] = {
    "who": person_ref(person("李梅")),
    "recipient": recipient_ref("o1"),
    "to": _known("田田", None),
    "lines": [line(BERRIES, "1")],
    "kept": [],
    "sum_fen": 5_800,
    "paid": False,
}
_STRAWBERRIES: dict[str, Json] = {**line(BERRIES, None), "waiting": "0", "free": "0", "people": []}


def _waits(nickname: str, quantity: str, unit: str = "盒") -> Json:
    return {"who": person_ref(person(nickname)), "quantity": quantity, "unit": unit}


def _option(label: str | None = None, where: str | None = None) -> Json:
    return {"label": label, "recipient": None if where is None else recipient_ref(where)}


_AT_HOME: list[Json] = [
    {"who": person_ref(person("老周")), "recipient": {"$recipient": "o1"}},
    {"who": person_ref(person("李梅")), "recipient": {"$recipient": "o2"}},
]
_LEFT: list[Json] = [{**one, "lines": [line(EGGS, "2"), line(BERRIES, "1")]} for one in _AT_HOME]

POSTS: Sequence[tuple[str, Post]] = (
    ("a forwarded order", on_orders.whose(ORGANIZER, [[_M1]], at(19))),
    ("in one go", on_orders.whose(ORGANIZER, [[_M1, _M3]], at(19))),
    ("apart", on_orders.whose(ORGANIZER, [[_M1], [_M3, _GONE]], at(19))),
    ("which of them", on_orders.which_forwarded(ORGANIZER, _known("老周", None), [[_M1], [_M3]])),
    ("nobody's yet", on_orders.still_held(ORGANIZER, [_M1, _M3], at(19))),
    ("named first", on_orders.what_do_they_want(ORGANIZER, _known("老周", where="3-501"))),
    ("named, and new", on_orders.what_do_they_want(ORGANIZER, _new("王阿姨 5-302"))),
    ("two buildings", on_orders.which_household(ORGANIZER, [_known("老周"), _known("李梅", "o2"), _new("王阿姨")])),
    (
        "held already",
        on_orders.more_or_total(ORGANIZER, _known("老周"), {**line(EGGS, "2"), "held": "1"}),
    ),
    ("somebody known", on_orders.word_read_back(ORGANIZER, [_wanted(_known("老周"), *_TWO)], 13_000)),
    ("somebody new", on_orders.word_read_back(ORGANIZER, [_wanted(_new("王阿姨 5-302"), *_TWO)], 13_000)),
    (
        "told where",
        on_orders.word_read_back(ORGANIZER, [_wanted(_known("李梅", "o2", where="5-302"), *_TWO)], 13_000),
    ),
    ("changes", on_orders.word_read_back(ORGANIZER, [_wanted(_known("老周"), *_CHANGES)], 9_600)),
    ("less", on_orders.word_read_back(ORGANIZER, [_wanted(_known("老周", None), *_LESS)], 0)),
    (
        "several",
        on_orders.word_read_back(
            ORGANIZER, [_wanted(_known("老周"), *_TWO), _wanted(_known("李梅", "o2"), cancel=True)], 13_000
        ),
    ),
    ("noted", on_orders.word_entered(ORGANIZER, "noted", [_entered("老周", "o1", 6_400, line(EGGS, "2"))])),
    ("nothing left", on_orders.word_entered(ORGANIZER, "noted", [_entered("老周", None, 0)])),
    (
        "waiting",
        on_orders.word_entered(
            ORGANIZER, "noted", [_entered("老周", "o1", 5_800, {**line(BERRIES, "1"), "waiting": "2"})]
        ),
    ),
    (
        "several",
        on_orders.word_entered(
            ORGANIZER,
            "noted",
            [_entered("老周", "o1", 6_400, line(EGGS, "2")), _entered("李梅", None, 0), _entered("何姐", "o2", 0)],
        ),
    ),
    ("given on", on_orders.given_on(ORGANIZER, _GIFT)),
    ("paid by who gave it", on_orders.given_on(ORGANIZER, {**_GIFT, "paid": True})),
    ("not all of it", on_orders.given_on(ORGANIZER, {**_GIFT, "kept": [line(MILK, "1")]})),
    ("without a price", on_orders.given_on(ORGANIZER, {**_GIFT, "sum_fen": 0})),
    (
        "two products",
        on_orders.waiting_list(
            ORGANIZER,
            [
                {**line(BERRIES, "3"), "people": [_waits("小美", "1"), _waits("阿福", "2")]},
                {**line(MILK, "1"), "people": [_waits("田田", "1", "箱")]},
            ],
        ),
    ),
    (
        "in part",
        on_orders.let_in(ORGANIZER, {**_STRAWBERRIES, "people": [{"who": person_ref(person("小美"))}], "waiting": "1"}),
    ),
    (
        "more than wait",
        on_orders.let_in(
            ORGANIZER,
            {
                **_STRAWBERRIES,
                "people": [{"who": person_ref(person("小美"))}, {"who": person_ref(person("阿福"))}],
                "free": "2",
            },
        ),
    ),
    ("one", on_collecting.collected(ORGANIZER, _AT_HOME[:1], 1, left=3)),
    ("the last two", on_collecting.collected(ORGANIZER, _AT_HOME, 2, left=0)),
    ("very many", on_collecting.collected(ORGANIZER, _AT_HOME, 12, left=3)),
    ("two", on_collecting.uncollected(ORGANIZER, {"orders": _LEFT, "count": 2, "more": 0})),
    ("more than fit", on_collecting.uncollected(ORGANIZER, {"orders": _LEFT, "count": 22, "more": 20}, due_id="8")),
    ("not called", on_collecting.not_called(ORGANIZER, {"orders": _LEFT, "count": 2, "more": 0}, "8")),
    ("more than fit", on_collecting.not_called(ORGANIZER, {"orders": _LEFT, "count": 22, "more": 20}, "8")),
    ("hardly anybody ticked", on_collecting.ticks_not_kept(ORGANIZER, 32, "8")),
    ("some fresh goods", on_collecting.fresh_left(ORGANIZER, ["草莓", "牛奶"], _AT_HOME, 2, "8")),
    ("much fresh goods", on_collecting.fresh_left(ORGANIZER, ["草莓"], _AT_HOME, 12, "8")),
    ("nobody waits any more", on_orders.let_in(ORGANIZER, {**_STRAWBERRIES, "free": "2"})),
    ("three", on_orders.open_questions(ORGANIZER, [_WHICH, _CHANGE, _HOW_MUCH])),
    ("very many", on_orders.open_questions(ORGANIZER, [_WHICH] * 11)),
    ("which", on_orders.question_for_you(ORGANIZER, _WHICH, [_option("排骨"), _option("五花")])),
    ("more or all", on_orders.question_for_you(ORGANIZER, _CHANGE, [_option("再加2板"), _option("一共2板")])),
    ("how much", on_orders.question_for_you(ORGANIZER, _HOW_MUCH, [])),
    (
        "of which household",
        on_orders.question_for_you(ORGANIZER, _WHOSE, [_option(where="o1"), _option(where="o2")]),
    ),
)
