"""Messages sent in parts: ``鸡蛋`` ``2板`` ``3-501`` (order-language, section 7)."""

from __future__ import annotations

from tests.groupbuy.group import Group


def test_three_parts_are_one_message() -> None:
    group = Group()
    group.say("王芳", "鸡蛋", after=10)
    group.say("王芳", "2板", after=10)
    group.say("王芳", "3-501", after=10)
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "2"}}
    assert group.sources("王芳", "鸡蛋") == ("m1", "m2", "m3")


def test_a_bare_name_alone_is_talk() -> None:
    group = Group()
    group.say("王芳", "鸡蛋")
    assert group.gets("王芳") == {}
    assert group.asked("王芳") == []


def test_after_too_long_parts_are_messages_of_their_own() -> None:
    group = Group()
    group.say("王芳", "鸡蛋")
    group.say("王芳", "2板", after=80)
    assert group.gets("王芳") == {}
    assert group.asked("王芳") == ["product"]


def test_somebody_elses_quantity_is_not_ours() -> None:
    group = Group()
    group.say("王芳", "鸡蛋", after=10)
    group.say("李梅", "2板", after=10)
    assert group.gets("王芳") == {}
    assert group.gets("李梅") == {}


def test_others_may_speak_in_between() -> None:
    group = Group()
    group.say("王芳", "鸡蛋", after=10)
    group.say("李梅", "豆腐2块", after=10)
    group.say("王芳", "2板", after=10)
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.gets("李梅") == {"豆腐": "2"}


def test_a_second_name_starts_anew() -> None:
    group = Group()
    for part in ("鸡蛋", "2板", "豆腐", "3块"):
        group.say("王芳", part, after=10)
    assert group.gets("王芳") == {"鸡蛋": "2", "豆腐": "3"}
    assert group.sources("王芳", "豆腐") == ("m3", "m4")


def test_a_name_and_an_address_are_an_order_of_one_until_the_quantity_comes() -> None:
    group = Group()
    group.say("王芳", "鸡蛋", after=10)
    group.say("王芳", "3-501", after=10)
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "1"}}
    group.say("王芳", "2板", after=10)
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "2"}}


def test_when_one_part_is_recalled_the_others_stay() -> None:
    group = Group()
    group.say("王芳", "鸡蛋", after=10)
    group.say("王芳", "2板", after=10)
    group.say("王芳", "3-501", after=10)
    group.recall("m3")
    assert group.homes("王芳") == {"-": {"鸡蛋": "2"}}


def test_when_the_quantity_is_recalled_nothing_was_ordered() -> None:
    group = Group()
    group.say("王芳", "鸡蛋", after=10)
    group.say("王芳", "2板", after=10)
    group.recall("m2")
    assert group.gets("王芳") == {}
