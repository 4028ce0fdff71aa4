"""Recalls and undoing (order-language, section 7)."""

from __future__ import annotations

from models.groupbuy.undoing import Hindrance, Refusal
from models.values import MessageId
from tests.groupbuy.group import Group


def test_a_recalled_order_is_gone() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐1块")
    group.recall("m1")
    assert group.gets("王芳") == {}


def test_a_recalled_change_gives_back_what_stood() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "鸡蛋不要了")
    group.recall("m2")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.sources("王芳", "鸡蛋") == ("m1",)


def test_a_recall_on_which_something_rests_is_reported() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "再来一板鸡蛋")
    group.recall("m1")
    assert group.gets("王芳") == {"鸡蛋": "3"}
    assert group.reported() == [("王芳", None)]
    assert [each.message_id for each in group.book.reported()] == ["m3"]


def test_words_can_be_recalled_one_after_the_other() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "再来一板鸡蛋")
    group.recall("m2")
    group.recall("m1")
    assert group.gets("王芳") == {}
    assert group.reported() == []


def test_a_recalled_payment_is_no_payment() -> None:
    group = Group()
    group.say("王芳", "钱转了")
    group.recall("m1")
    assert group.book.paid() == ()


def test_a_recalled_address_is_forgotten() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "3-501", after=200)
    group.recall("m2")
    assert group.homes("王芳") == {"-": {"鸡蛋": "2"}}


def test_the_address_of_a_recalled_order_is_not_used_again() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 3-501")
    group.recall("m1")
    group.say("王芳", "豆腐1块")
    assert group.homes("王芳") == {"-": {"豆腐": "1"}}


def test_talk_that_is_recalled_changes_nothing() -> None:
    group = Group()
    group.say("王芳", "今天好冷啊")
    assert group.recall("m1").events == ()


def test_somebody_elses_message_is_not_theirs_to_recall() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.recall("m1", who="李梅")
    assert group.gets("王芳") == {"鸡蛋": "2"}


def test_after_the_cutoff_a_recall_waits_on_the_late_list() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.cutoff()
    group.recall("m1")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert [(each.member, each.message_id) for each in group.book.late()] == [("王芳", "m2")]
    group.keep(group.book.take_late([MessageId("m2")], at=group.now))
    assert group.gets("王芳") == {}


def test_a_late_wish_that_is_recalled_leaves_the_late_list() -> None:
    group = Group()
    group.cutoff()
    group.say("王芳", "鸡蛋2板")
    group.recall("m1")
    assert group.late() == []


def test_a_repeat_can_be_recalled_without_harm() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "鸡蛋2板")
    group.recall("m2")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.reported() == []


def test_the_organizer_undoes_one_message_or_hears_why_not() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "再来一板鸡蛋")
    refused = group.book.take_back(MessageId("m1"), at=group.now, by=MessageId("undo"))
    assert isinstance(refused, Refusal)
    assert (refused.why, refused.by) == (Hindrance.LATER_WORD, "m2")
    undone = group.book.take_back(MessageId("m2"), at=group.now, by=MessageId("undo"))
    assert isinstance(undone, tuple)
    group.keep(undone)
    assert group.gets("王芳") == {"鸡蛋": "2"}
