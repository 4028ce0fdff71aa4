"""Stock, splitting, the waiting list and whose turn it is (order-language, section 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from tests.groupbuy.group import BERRIES, LIST, Group


def test_an_order_is_split_where_stock_runs_out() -> None:
    group = Group()
    group.say("李梅", "草莓7盒")
    group.say("王芳", "草莓5盒")
    assert group.gets("王芳") == {"草莓": "3"}
    assert group.waits("王芳") == {"草莓": "2"}


def test_freed_stock_goes_to_those_who_wait_in_order_of_sending_in_part_if_need_be() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("王芳", "草莓3盒")
    group.say("老周", "草莓2盒")
    group.say("李梅", "草莓改成6盒")
    assert group.gets("王芳") == {"草莓": "3"}
    assert group.gets("老周") == {"草莓": "1"}
    assert group.waits("老周") == {"草莓": "1"}


def test_who_sent_first_waits_first_though_it_arrived_later() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("王芳", "草莓1盒")
    group.say("老周", "草莓1盒", sent=group.now - timedelta(seconds=30))
    group.say("李梅", "草莓少要一盒")
    assert group.gets("老周") == {"草莓": "1"}
    assert group.waits("王芳") == {"草莓": "1"}


def test_what_is_confirmed_is_not_taken_away_by_what_was_sent_earlier() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("老周", "草莓1盒", sent=group.now - timedelta(minutes=5))
    assert group.gets("李梅") == {"草莓": "10"}
    assert group.waits("老周") == {"草莓": "1"}


def test_a_new_total_counts_what_stands_and_what_waits_together() -> None:
    group = Group()
    group.say("李梅", "草莓8盒")
    group.say("王芳", "草莓4盒")
    group.say("王芳", "草莓改成3盒")
    assert (group.gets("王芳"), group.waits("王芳")) == ({"草莓": "2"}, {"草莓": "1"})


def test_less_takes_what_waits_first() -> None:
    group = Group()
    group.say("李梅", "草莓8盒")
    group.say("王芳", "草莓4盒")
    group.say("王芳", "草莓少要3盒")
    assert (group.gets("王芳"), group.waits("王芳")) == ({"草莓": "1"}, {})


def test_each_word_waits_at_its_own_place() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("王芳", "草莓1盒")
    group.say("老周", "草莓1盒")
    group.say("王芳", "草莓+1")
    assert [(each.member, each.message_id) for each in group.book.waiting()] == [
        ("王芳", "m2"),
        ("老周", "m3"),
        ("王芳", "m4"),
    ]


def test_more_stock_from_the_organizer_lets_people_in() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("王芳", "草莓2盒")
    more = tuple(replace(each, stock=Decimal(11)) if each is BERRIES else each for each in LIST)
    events = group.book.use(replace(group.terms, products=more), at=group.now)
    assert [event.kind for event in events] == ["turn_came"]
    assert (group.gets("王芳"), group.waits("王芳")) == ({"草莓": "1"}, {"草莓": "1"})


def test_less_stock_takes_nothing_from_anybody() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    fewer = tuple(replace(each, stock=Decimal(5)) if each is BERRIES else each for each in LIST)
    assert group.book.use(replace(group.terms, products=fewer), at=group.now) == ()
    group.say("王芳", "草莓1盒")
    assert group.gets("李梅") == {"草莓": "10"}
    assert group.waits("王芳") == {"草莓": "1"}


def test_a_recalled_withdrawal_gets_back_what_is_left_and_waits_at_its_old_place() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("王芳", "草莓1盒")
    group.say("李梅", "草莓不要了")
    group.say("老周", "草莓9盒")
    group.recall("m3")
    assert group.gets("王芳") == {"草莓": "1"}
    assert group.gets("老周") == {"草莓": "9"}
    assert group.waits("李梅") == {"草莓": "10"}
