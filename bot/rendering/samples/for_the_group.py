"""Which posts does a group read? A sample of each, and of each turn that its wording takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.rendering.samples.village import (
    BERRIES,
    EGGS,
    GROUP,
    GROUP_BUY,
    MILK,
    RIBS,
    ZONE,
    at,
    line,
    many_orders,
    order,
    person,
)
from handlers.replies import to_group
from models.mail import Json, Post, home_ref, person_ref

_NOW = at(19, 30)


def _question(nickname: str, about: str, **more: object) -> Json:
    return to_group.question_value("q", person(nickname), about, **more)  # type: ignore[arg-type]


def _asked(*questions: Json) -> Post:
    return to_group.asked(GROUP, questions, [], _NOW)


_CHANGE = _question("陈静", "change", product="鸡蛋", unit="板", said="2", held="1")
_WHICH = _question("老高", "product", candidates=["排骨", "五花"], said="2", unit="斤")
_TWO_LINES = order("陈静", line(EGGS, "1"), line(MILK, "1"))

_LISTS: Sequence[tuple[str, Post]] = (
    ("full", to_group.list_posted(GROUP_BUY, GROUP, ZONE)),
    (
        "title, day without an hour, no place",
        to_group.list_posted(
            replace(GROUP_BUY, title="周末生鲜", arrives_at=date(2026, 11, 28), pickup_place=""), GROUP, ZONE
        ),
    ),
    ("no times", to_group.list_posted(replace(GROUP_BUY, closes_at=None, arrives_at=None), GROUP, ZONE)),
)

_NOTED: Sequence[tuple[str, Post]] = (
    ("one", to_group.noted(GROUP, [_TWO_LINES], _NOW)),
    (
        "three",
        to_group.noted(GROUP, [order("芳芳妈", line(EGGS, "2")), _TWO_LINES, order("强", line(RIBS, "1.5"))], _NOW),
    ),
    (
        "waiting, and nothing any more",
        to_group.noted(
            GROUP,
            [order("阿福", {**line(BERRIES, "1"), "waiting": "2"}, {**line(MILK, "0"), "waiting": "1"}), order("老高")],
            _NOW,
        ),
    ),
    ("many", to_group.noted(GROUP, many_orders(23), _NOW)),
    ("one person twice", to_group.noted(GROUP, [_TWO_LINES, order("陈静", line(EGGS, "2"))], _NOW)),
)

_ASKED: Sequence[tuple[str, Post]] = (
    ("change", _asked(_CHANGE)),
    ("change without quantities", _asked(_question("陈静", "change"))),
    ("change of a product", _asked(_question("陈静", "change", product="鸡蛋"))),
    ("change, held only", _asked(_question("陈静", "change", product="鸡蛋", unit="板", held="1"))),
    ("change, said only", _asked(_question("陈静", "change", product="鸡蛋", unit="板", said="2"))),
    ("change of one among several", _asked(_question("陈静", "change", candidates=["鸡蛋", "牛奶"]))),
    ("product", _asked(_WHICH)),
    ("product, no quantity", _asked(_question("老高", "product", candidates=["排骨", "五花"]))),
    ("product, nothing known", _asked(_question("老高", "product"))),
    ("product, quantity known", _asked(_question("老高", "product", said="2"))),
    ("product, quantity and unit known", _asked(_question("老高", "product", said="2", unit="斤"))),
    ("something else", _asked(_question("老高", "?"))),
    ("product, many", _asked(_question("老高", "product", candidates=list("甲乙丙丁戊己庚")))),
    ("quantity", _asked(_question("小美", "quantity", product="排骨", unit="斤"))),
    ("not on sale", _asked(_question("小美", "product", absent=["芒果", "土豆"]))),
    ("quantity, no whole unit", _asked(_question("小美", "quantity", product="土豆", unit="袋", short_of="5斤"))),
    ("quantity, no unit", _asked(_question("小美", "quantity", product="排骨"))),
    ("quantity of several", _asked(_question("小美", "quantity", candidates=["排骨", "五花"]))),
    ("quantity, nothing known", _asked(_question("小美", "quantity"))),
    ("unit", _asked(_question("田田", "unit", product="鲈鱼", unit="斤"))),
    ("unit with a measure", _asked(_question("田田", "unit", product="青菜", unit="份", short_of="500克"))),
    ("unit, nothing known", _asked(_question("田田", "unit"))),
    ("recipient", _asked(_question("何姐", "recipient"))),
    ("recipient among several", _asked(_question("何姐", "recipient", candidates=["自家", "奶奶家"]))),
    (
        "several people, one of them twice",
        _asked(_CHANGE, _WHICH, _question("陈静", "quantity", product="排骨", unit="斤")),
    ),
)

_CLOSING: Sequence[tuple[str, Post]] = (
    ("nothing new", to_group.reminder(GROUP, at(20), _NOW, ZONE, [], due_id=None)),
    ("with orders", to_group.reminder(GROUP, at(20), _NOW, ZONE, [order("阿福", line(BERRIES, "1"))], due_id=None)),
    ("beside another list", to_group.reminder(GROUP, at(20), _NOW, ZONE, [], of="草莓", due_id=None)),
    ("many orders", to_group.reminder(GROUP, at(20), at(19), ZONE, many_orders(13), due_id=None)),
    (
        "with open questions",
        to_group.with_questions(
            to_group.reminder(GROUP, at(20), _NOW, ZONE, [order("阿福", line(BERRIES, "1"))], due_id=None),
            [_CHANGE, _WHICH],
        ),
    ),
    ("with an arrival", to_group.closed(GROUP_BUY, GROUP, ZONE, [])),
    ("with the last orders", to_group.closed(GROUP_BUY, GROUP, ZONE, [order("阿福", line(BERRIES, "1"))])),
    ("beside another list", to_group.closed(GROUP_BUY, GROUP, ZONE, [], of="草莓")),
    ("too few of one", to_group.with_minimum(to_group.closed(GROUP_BUY, GROUP, ZONE, []), ["草莓"])),
    ("without an arrival", to_group.closed(replace(GROUP_BUY, arrives_at=None), GROUP, ZONE, [])),
    ("a list", to_group.list_withdrawn(GROUP)),
    ("one who waited", to_group.not_taken(GROUP, [person("小美")])),
    ("two who waited", to_group.not_taken(GROUP, [person("小美"), person("阿福")])),
    ("one", to_group.came_late(GROUP, [order("小美", line(MILK, "1"))], [], at(20), ZONE, _NOW)),
    ("a change", to_group.came_late(GROUP, [order("小美")], [], at(20), ZONE, _NOW)),
    (
        "several",
        to_group.came_late(
            GROUP, [order("小美", line(MILK, "1")), order("阿福", line(RIBS, "2"))], [], at(20), ZONE, _NOW
        ),
    ),
    ("until a time", to_group.reopened(GROUP, at(21), ZONE)),
    ("until she says so", to_group.reopened(GROUP, None, ZONE)),
    ("until a day", to_group.handed_over(GROUP, person("李梅"), date(2026, 11, 27), ZONE)),
    ("until a day", to_group.resting(GROUP, date(2026, 11, 30), ZONE)),
)

_TWO: Sequence[Json] = [{"who": person_ref(person(name))} for name in ("陈静", "阿福")]
_AT_HOME: Sequence[Json] = [{**one, "home": home_ref(order)} for one, order in zip(_TWO, ("o1", "o2"), strict=True)]
_PLACE = GROUP_BUY.pickup_place


def _bags(building: str | None, *nicknames: str) -> Json:
    numbered = enumerate(nicknames, 1)
    people = [{"number": number, "who": person_ref(person(name)), "where": None} for number, name in numbered]
    return {"building": building, "people": people}


_ARRIVAL: Sequence[tuple[str, Post]] = (
    ("in time", to_group.pickup_notice(GROUP, _PLACE, ZONE)),
    ("late", to_group.pickup_notice(GROUP, _PLACE, ZONE, late=True)),
    ("no place", to_group.pickup_notice(GROUP, "", ZONE)),
    ("with its end", to_group.pickup_notice(GROUP, _PLACE, ZONE, ends_at=at(20))),
    ("late, with its end", to_group.pickup_notice(GROUP, _PLACE, ZONE, ends_at=at(20), late=True)),
    ("by number", to_group.pickup_notice(GROUP, _PLACE, ZONE, bags=[_bags(None, "芳芳妈", "老周", "李梅")])),
    (
        "by building",
        to_group.pickup_notice(GROUP, _PLACE, ZONE, bags=[_bags("3", "芳芳妈", "老周"), _bags(None, "李梅")]),
    ),
    ("a few", to_group.not_collected(GROUP, _TWO, 2, at(20), ZONE, due_id=None)),
    (
        "more than are named",
        to_group.not_collected(GROUP, _TWO, 12, at(20), ZONE, due_id=None),
    ),
    ("where rooms are shown", to_group.not_collected(GROUP, _AT_HOME, 2, at(20), ZONE, due_id=None)),
    ("all came", to_group.packed_up(GROUP, [])),
    ("some are kept", to_group.packed_up(GROUP, [person("陈静"), person("阿福")])),
    ("until a time", to_group.delayed(GROUP, at(21, 30), ZONE)),
    ("nobody knows", to_group.delayed(GROUP, None, ZONE)),
)

_BY_OTHERS: Sequence[Json] = (order("老周", line(EGGS, "1")),)
_OWN_ORDERS: Sequence[tuple[str, Post]] = (
    ("some", to_group.mine_in_group(GROUP, person("陈静"), [line(EGGS, "2"), line(MILK, "1")], [line(BERRIES, "1")])),
    ("all waiting", to_group.mine_in_group(GROUP, person("陈静"), [], [line(BERRIES, "1")])),
    ("none", to_group.mine_in_group(GROUP, person("陈静"), [], [])),
    ("written by a neighbour", to_group.mine_in_group(GROUP, person("陈静"), [], [], _BY_OTHERS)),
    ("and some of one's own", to_group.mine_in_group(GROUP, person("陈静"), [line(MILK, "1")], [], _BY_OTHERS)),
    ("said again", to_group.told_already(GROUP, person("小美"), [line(EGGS, "2")], _NOW)),
)

POSTS: Sequence[tuple[str, Post]] = (
    *_LISTS,
    *_NOTED,
    *_ASKED,
    *_CLOSING,
    *_ARRIVAL,
    *_OWN_ORDERS,
    ("thirty days", to_group.keeping_notice(GROUP, 30)),
    ("nothing kept", to_group.keeping_notice(GROUP, 0)),
)
