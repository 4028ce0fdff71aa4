"""The cut-off, by the time of sending, and the late list (order-language, section 7)."""

from __future__ import annotations

from datetime import timedelta

from models.groupbuy.terms import Terms
from models.values import MessageId
from tests.groupbuy.group import NINE, Group


def test_after_the_cutoff_nothing_changes_and_the_wish_is_kept() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.cutoff()
    group.say("王芳", "再来一板鸡蛋")
    group.say("李梅", "豆腐2块")
    group.say("老周", "黑猪的来2斤")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.late() == ["王芳", "李梅", "老周"]
    assert group.asked("老周") == []


def test_who_is_late_is_told_once() -> None:
    group = Group()
    group.cutoff()
    first = group.say("王芳", "鸡蛋2板")
    second = group.say("王芳", "豆腐2块")
    assert [getattr(event, "first", None) for event in (*first.events, *second.events)] == [True, False]


def test_what_was_sent_in_time_and_came_late_counts() -> None:
    group = Group()
    group.cutoff()
    group.say("王芳", "鸡蛋2板", sent=group.now - timedelta(seconds=5))
    assert group.gets("王芳") == {"鸡蛋": "2"}


def test_payments_go_on() -> None:
    group = Group()
    group.cutoff()
    group.say("王芳", "付啦")
    assert [each.member for each in group.book.paid()] == ["王芳"]
    assert group.late() == []


def test_after_reopening_orders_count_and_the_late_list_stays() -> None:
    group = Group()
    group.cutoff()
    group.say("王芳", "鸡蛋2板")
    sent = group.now
    group.reopen()
    group.say("李梅", "豆腐1块")
    group.say("老周", "豆腐2块", sent=sent)
    assert group.gets("李梅") == {"豆腐": "1"}
    assert group.late() == ["王芳", "老周"]


def test_the_organizer_takes_late_ones() -> None:
    group = Group()
    group.say("王芳", "豆腐1块")
    group.cutoff()
    group.say("王芳", "鸡蛋2板，3-501")
    group.say("李梅", "豆腐1块")
    group.say("王芳", "豆腐不要了")
    group.keep(group.book.take_late([MessageId("m2"), MessageId("m4")], at=group.now, message_id=MessageId("收")))
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "2"}}
    assert group.sources("王芳", "鸡蛋") == ("m2",)
    assert group.late() == ["李梅"]
    group.keep(group.book.drop_late([MessageId("m3")], at=group.now))
    assert group.late() == []
    assert group.gets("李梅") == {}


def test_a_taken_wish_that_is_undecided_is_asked_about() -> None:
    group = Group()
    group.cutoff()
    group.say("老周", "黑猪的来2斤")
    group.keep(group.book.take_late([MessageId("m1")], at=group.now))
    group.say("老周", "第一个")
    assert group.gets("老周") == {"黑猪排骨": "2"}


def test_the_same_again_after_the_cutoff_is_no_late_wish() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.cutoff()
    group.say("王芳", "鸡蛋2板")
    assert group.late() == []


def test_the_announced_hour_counts_before_anybody_closed_the_book() -> None:
    group = Group(terms=Terms(closes_at=NINE + timedelta(minutes=2)))
    group.say("王芳", "鸡蛋2板")
    group.say("李梅", "豆腐1块")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.late() == ["李梅"]


def test_a_late_chain_entry_waits_for_the_organizer() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.cutoff()
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    assert group.gets("阿福") == {}
    assert group.late() == ["阿福"]
    group.keep(group.book.take_late([MessageId("m2")], at=group.now))
    assert group.gets("阿福") == {"玉米": "3"}
    assert group.gets("小美") == {"玉米": "2"}


def test_a_late_entry_that_others_carry_along_stays_late_until_its_owner_posts_again() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.cutoff()
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.reopen()
    group.chain("何姐", "小美 玉米2份", "阿福 玉米3份", "何姐 玉米1份")
    assert group.gets("何姐") == {"玉米": "1"}
    assert group.gets("阿福") == {}
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份", "何姐 玉米1份")
    assert group.gets("阿福") == {"玉米": "3"}


def test_a_chain_posted_again_after_the_cutoff_asks_for_nothing() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.cutoff()
    group.chain("小美", "小美 玉米2份", "阿福 玉米3份")
    assert group.late() == []
