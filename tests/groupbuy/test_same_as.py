"""Whose order is wanted too, where a neighbour is named?"""

from __future__ import annotations

import pytest

from models.groupbuy.same_as import same_as
from models.values import PersonId
from tests.groupbuy.group import Group

NAMES = {PersonId("u1"): "老周🌸", PersonId("u2"): "小美", PersonId("u3"): "王芳", PersonId("u4"): "王芳 3-501"}


@pytest.mark.parametrize(
    ("text", "plain", "member"),
    [
        ("跟老周一样", "跟楼上一样", "u1"),
        ("我也和@老周 一样的", "我也跟楼上一样", "u1"),
        ("照老周家的来一份", "跟楼上一样", "u1"),
        ("同老周一样吧", "跟楼上一样吧", "u1"),
        ("跟老周一样，鸡蛋要2板", "跟楼上一样，鸡蛋要2板", "u1"),
        ("跟王芳一样", "跟楼上一样", None),
    ],
)
def test_a_name_stands_for_the_order_above(text: str, plain: str, member: str | None) -> None:
    found = same_as(text, PersonId("u2"), NAMES)
    assert found is not None
    assert (found.text, found.member) == (plain, member)


@pytest.mark.parametrize("text", ["跟楼上一样", "跟小美一样", "跟老周一样高", "不跟老周一样", "跟老王一样", "老周一样"])
def test_what_names_nobody_else_of_the_group_is_left_alone(text: str) -> None:
    assert same_as(text, PersonId("u2"), NAMES) is None


def test_the_named_order_is_copied() -> None:
    group = Group()
    group.say("老周", "鸡蛋2板，豆腐1块")
    group.say("李梅", "玉米1份")
    group.say("小美", "跟老周一样")
    assert group.gets("小美") == {"鸡蛋": "2", "豆腐": "1"}
    group.say("田田", "跟陈静一样")
    assert group.asked("田田") == ["product"]
    group.say("李梅", "我家娃三岁了")
    group.say("阿福", "跟陈静一样")
    assert group.asked("阿福") == []


def test_who_wants_some_too_behind_an_order_is_asked_of_what() -> None:
    group = Group()
    group.say("老周", "鸡蛋2板")
    group.say("小美", "我也要")
    assert group.asked("小美") == ["product"]
    group.say("李梅", "今天好冷啊")
    group.say("田田", "我也要")
    assert group.asked("田田") == []
