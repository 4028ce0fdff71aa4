"""Orders and changes by chat (order-language, section 7): lines, households, repeats, exchanges."""

from __future__ import annotations

from tests.groupbuy.group import Group


def test_a_plain_order_makes_a_line() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板，3-501")
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "2"}}


def test_the_same_again_changes_nothing_and_asks_nothing() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    heard = group.say("王芳", "鸡蛋2板")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.asked("王芳") == []
    assert [event.kind for event in heard.events] == ["wish_repeated"]


def test_another_quantity_of_what_one_has_is_asked_about() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "鸡蛋3板")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.asked("王芳") == ["change"]


def test_a_plus_sign_adds() -> None:
    group = Group()
    group.say("王芳", "鸡蛋1板")
    group.say("王芳", "+1", quoted="鸡蛋")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.sources("王芳", "鸡蛋") == ("m1", "m2")


def test_a_plus_sign_counts_for_its_own_line_only() -> None:
    group = Group()
    group.say("王芳", "鸡蛋1板 豆腐2块")
    group.say("王芳", "鸡蛋+1 豆腐3块")
    assert group.gets("王芳") == {"鸡蛋": "2", "豆腐": "2"}
    assert group.asked("王芳") == ["change"]


def test_add_set_and_remove_do_as_they_say() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐4块")
    group.say("王芳", "再来一板鸡蛋")
    group.say("王芳", "豆腐少要一块")
    assert group.gets("王芳") == {"鸡蛋": "3", "豆腐": "3"}
    group.say("王芳", "鸡蛋改成1板")
    group.say("王芳", "豆腐不要了")
    assert group.gets("王芳") == {"鸡蛋": "1"}


def test_add_and_set_make_a_line_that_is_not_there() -> None:
    group = Group()
    group.say("王芳", "再来一板鸡蛋")
    group.say("王芳", "豆腐改成3块")
    assert group.gets("王芳") == {"鸡蛋": "1", "豆腐": "3"}


def test_less_than_nothing_removes_the_line_and_so_does_set_to_nothing() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐1块")
    group.say("王芳", "鸡蛋少要三板")
    group.say("王芳", "豆腐改成0")
    assert group.gets("王芳") == {}


def test_a_line_that_came_to_stand_again_rests_on_its_new_words_only() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "鸡蛋不要了")
    group.say("王芳", "鸡蛋1板")
    assert group.sources("王芳", "鸡蛋") == ("m3",)


def test_an_exchange_takes_the_quantity_along() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "鸡蛋换成豆腐")
    assert group.gets("王芳") == {"豆腐": "2"}
    assert group.sources("王芳", "豆腐") == ("m2",)


def test_an_exchange_adds_to_what_is_held() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐1块")
    group.say("王芳", "鸡蛋换成豆腐")
    assert group.gets("王芳") == {"豆腐": "3"}


def test_an_exchange_that_cannot_be_had_in_full_changes_nothing_and_is_asked() -> None:
    group = Group()
    group.say("李梅", "草莓9盒")
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "鸡蛋换成草莓")
    assert group.gets("王芳") == {"鸡蛋": "2"}
    assert group.asked("王芳") == ["change"]
    group.say("王芳", "1盒")
    assert group.gets("王芳") == {"草莓": "1"}
    assert group.asked("王芳") == []


def test_an_address_that_comes_later_belongs_to_the_order_that_stood_without_one() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "3-501", after=300)
    group.say("王芳", "豆腐1块")
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "2", "豆腐": "1"}}


def test_a_room_that_fits_one_household_means_that_one() -> None:
    group = Group()
    group.say("王芳", "3-501 鸡蛋2板")
    group.say("王芳", "501 豆腐1块")
    assert group.homes("王芳") == {"3-501": {"鸡蛋": "2", "豆腐": "1"}}


def test_one_message_for_two_households_makes_two_orders() -> None:
    group = Group()
    group.say("王芳", "3-101鸡蛋1板，3-102豆腐2块")
    assert group.homes("王芳") == {"3-101": {"鸡蛋": "1"}, "3-102": {"豆腐": "2"}}


def test_without_an_address_several_households_are_asked_about() -> None:
    group = Group()
    group.say("王芳", "3-101鸡蛋1板，3-102豆腐2块")
    group.say("王芳", "再来一板鸡蛋")
    assert group.asked("王芳") == ["recipient"]
    group.say("王芳", "3-102")
    assert group.homes("王芳") == {"3-101": {"鸡蛋": "1"}, "3-102": {"豆腐": "2", "鸡蛋": "1"}}
    assert group.asked("王芳") == []


def test_an_order_on_behalf_is_never_the_standing_one() -> None:
    group = Group()
    group.say("王芳", "帮我妈订鸡蛋1板，6-202")
    group.say("王芳", "豆腐2块")
    assert group.homes("王芳") == {"我妈": {"鸡蛋": "1"}, "-": {"豆腐": "2"}}


def test_somebody_elses_household_is_found_by_its_address() -> None:
    group = Group()
    group.say("王芳", "帮我妈订鸡蛋1板，6-202")
    group.say("王芳", "豆腐2块")
    group.say("王芳", "6-202 鸡蛋改成2板")
    assert group.homes("王芳") == {"我妈": {"鸡蛋": "2"}, "-": {"豆腐": "2"}}


def test_a_whole_order_is_withdrawn_with_what_waits_and_what_was_asked() -> None:
    group = Group()
    group.say("李梅", "草莓9盒")
    group.say("王芳", "草莓3盒 鸡蛋1板")
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "我的单取消吧")
    assert group.gets("王芳") == {}
    assert group.waits("王芳") == {}
    assert group.asked("王芳") == []


def test_what_was_said_wrongly_is_taken_back_by_word() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("王芳", "豆腐3块")
    group.say("王芳", "发错了")
    assert group.gets("王芳") == {"鸡蛋": "2"}


def test_a_limit_cuts_the_order_down_over_all_households() -> None:
    group = Group()
    group.say("王芳", "3-101 牛奶2箱")
    heard = group.say("王芳", "3-102 牛奶2箱")
    assert group.homes("王芳") == {"3-101": {"牛奶": "2"}, "3-102": {"牛奶": "1"}}
    assert "limit_reached" in [event.kind for event in heard.events]
    assert group.waits("王芳") == {}


def test_the_same_message_twice_counts_once() -> None:
    group = Group()
    group.say("王芳", "+1", quoted="鸡蛋", as_id="x")
    group.say("王芳", "+1", quoted="鸡蛋", as_id="x")
    assert group.gets("王芳") == {"鸡蛋": "1"}


def test_who_pays_and_who_collects_is_noted() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板，钱转了")
    group.say("李梅", "拿到了")
    assert [each.member for each in group.book.paid()] == ["王芳"]
    assert [each.member for each in group.book.picked()] == ["李梅"]


def test_a_large_line_is_recorded_and_shown_as_a_doubt() -> None:
    group = Group()
    group.say("王芳", "鸡蛋20板")
    assert group.gets("王芳") == {"鸡蛋": "20"}
    assert [(each.member, each.product) for each in group.book.doubts()] == [("王芳", "鸡蛋")]
    group.say("王芳", "鸡蛋改成2板")
    assert group.book.doubts() == ()


def test_of_several_households_ones_own_bears_ones_name() -> None:
    group = Group()
    group.chain("陈静", "陈静5-302 玉米1份", "陈静妈妈 5-303 鸡蛋1板")
    group.say("陈静", "玉米再加一份")
    assert group.homes("陈静") == {"5-302": {"玉米": "2"}, "5-303": {"鸡蛋": "1"}}


def test_an_exchange_beside_an_order() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐1块")
    group.say("王芳", "鸡蛋换成2块豆腐，再来一份玉米")
    assert group.gets("王芳") == {"豆腐": "3", "玉米": "1"}


def test_a_change_of_what_only_somebody_elses_order_holds_is_a_change_of_that_one() -> None:
    group = Group()
    group.say("王芳", "帮我妈订鸡蛋1板，6-202")
    group.say("王芳", "豆腐2块")
    group.say("王芳", "鸡蛋改成2板")
    assert group.homes("王芳") == {"我妈": {"鸡蛋": "2"}, "-": {"豆腐": "2"}}
    group.say("王芳", "鸡蛋不要了")
    assert group.homes("王芳") == {"-": {"豆腐": "2"}}
