"""What does the organizer read of her words on the book? A sample of each, and of each turn that its wording takes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import BERRIES, EGGS, MILK, ORGANIZER, RIBS, at, line, order, person
from handlers.replies import to_group, to_organizer
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId


def _known(nickname: str, where: str | None = "o1") -> dict[str, Json]:
    return {
        "who": person_ref(person(nickname)),
        "recipient": None if where is None else recipient_ref(where),
        "written": None,
        "named": False,
        "row": None,
    }


def _new(message: str, row: int | None = None, *, named: bool = False) -> dict[str, Json]:
    written = message_ref(MessageId(message))
    return {"who": None, "recipient": None, "written": written, "named": named, "row": row}


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
    ("a forwarded order", to_organizer.whose(ORGANIZER, at(19))),
    ("named first", to_organizer.what_do_they_want(ORGANIZER, message_ref(MessageId("m1")))),
    ("named, and gone", to_organizer.what_do_they_want(ORGANIZER, message_ref(MessageId("gone")))),
    ("two buildings", to_organizer.which_household(ORGANIZER, [_known("老周"), _known("李梅", "o2"), _new("m1")])),
    (
        "held already",
        to_organizer.more_or_total(ORGANIZER, _known("老周"), {**line(EGGS, "2"), "held": "1"}),
    ),
    ("somebody known", to_organizer.word_read_back(ORGANIZER, [_wanted(_known("老周"), *_TWO)], 13_000)),
    ("somebody new", to_organizer.word_read_back(ORGANIZER, [_wanted(_new("m1"), *_TWO)], 13_000)),
    ("forwarded", to_organizer.word_read_back(ORGANIZER, [_wanted(_new("m1", named=True), *_TWO)], 13_000)),
    ("changes", to_organizer.word_read_back(ORGANIZER, [_wanted(_known("老周"), *_CHANGES)], 9_600)),
    ("less", to_organizer.word_read_back(ORGANIZER, [_wanted(_known("老周", None), *_LESS)], 0)),
    (
        "several",
        to_organizer.word_read_back(
            ORGANIZER, [_wanted(_known("老周"), *_TWO), _wanted(_known("李梅", "o2"), cancel=True)], 13_000
        ),
    ),
    ("noted", to_organizer.word_entered(ORGANIZER, "noted", [_entered("老周", "o1", 6_400, line(EGGS, "2"))])),
    ("nothing left", to_organizer.word_entered(ORGANIZER, "noted", [_entered("老周", None, 0)])),
    (
        "waiting",
        to_organizer.word_entered(
            ORGANIZER, "noted", [_entered("老周", "o1", 5_800, {**line(BERRIES, "1"), "waiting": "2"})]
        ),
    ),
    (
        "several",
        to_organizer.word_entered(
            ORGANIZER,
            "noted",
            [_entered("老周", "o1", 6_400, line(EGGS, "2")), _entered("李梅", None, 0), _entered("何姐", "o2", 0)],
        ),
    ),
    ("given on", to_organizer.given_on(ORGANIZER, _GIFT)),
    ("paid by who gave it", to_organizer.given_on(ORGANIZER, {**_GIFT, "paid": True})),
    ("not all of it", to_organizer.given_on(ORGANIZER, {**_GIFT, "kept": [line(MILK, "1")]})),
    ("without a price", to_organizer.given_on(ORGANIZER, {**_GIFT, "sum_fen": 0})),
    (
        "two products",
        to_organizer.waiting_list(
            ORGANIZER,
            [
                {**line(BERRIES, "3"), "people": [_waits("小美", "1"), _waits("阿福", "2")]},
                {**line(MILK, "1"), "people": [_waits("田田", "1", "箱")]},
            ],
        ),
    ),
    (
        "in part",
        to_organizer.let_in(
            ORGANIZER, {**_STRAWBERRIES, "people": [{"who": person_ref(person("小美"))}], "waiting": "1"}
        ),
    ),
    (
        "more than wait",
        to_organizer.let_in(
            ORGANIZER,
            {
                **_STRAWBERRIES,
                "people": [{"who": person_ref(person("小美"))}, {"who": person_ref(person("阿福"))}],
                "free": "2",
            },
        ),
    ),
    ("one", to_organizer.collected(ORGANIZER, _AT_HOME[:1], 1, left=3)),
    ("the last two", to_organizer.collected(ORGANIZER, _AT_HOME, 2, left=0)),
    ("very many", to_organizer.collected(ORGANIZER, _AT_HOME, 12, left=3)),
    ("two", to_organizer.uncollected(ORGANIZER, {"orders": _LEFT, "count": 2, "more": 0})),
    ("more than fit", to_organizer.uncollected(ORGANIZER, {"orders": _LEFT, "count": 22, "more": 20}, due_id="8")),
    ("not called", to_organizer.not_called(ORGANIZER, {"orders": _LEFT, "count": 2, "more": 0}, "8")),
    ("more than fit", to_organizer.not_called(ORGANIZER, {"orders": _LEFT, "count": 22, "more": 20}, "8")),
    ("hardly anybody ticked", to_organizer.ticks_not_kept(ORGANIZER, 32, "8")),
    ("some fresh goods", to_organizer.fresh_left(ORGANIZER, ["草莓", "牛奶"], _AT_HOME, 2, "8")),
    ("much fresh goods", to_organizer.fresh_left(ORGANIZER, ["草莓"], _AT_HOME, 12, "8")),
    ("nobody waits any more", to_organizer.let_in(ORGANIZER, {**_STRAWBERRIES, "free": "2"})),
    ("three", to_organizer.open_questions(ORGANIZER, [_WHICH, _CHANGE, _HOW_MUCH])),
    ("very many", to_organizer.open_questions(ORGANIZER, [_WHICH] * 11)),
    ("which", to_organizer.question_for_you(ORGANIZER, _WHICH, [_option("排骨"), _option("五花")])),
    ("more or all", to_organizer.question_for_you(ORGANIZER, _CHANGE, [_option("再加2板"), _option("一共2板")])),
    ("how much", to_organizer.question_for_you(ORGANIZER, _HOW_MUCH, [])),
    (
        "of which household",
        to_organizer.question_for_you(ORGANIZER, _WHOSE, [_option(where="o1"), _option(where="o2")]),
    ),
)
