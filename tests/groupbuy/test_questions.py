"""What is asked, and what answers it (order-language, section 7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.groupbuy.terms import Terms
from models.values import PersonId
from tests.groupbuy.group import CORN, ORGANIZER, RESIDENTS, Group


@pytest.mark.parametrize(
    ("answer", "eggs"),
    [
        ("加", "3"),
        ("再加", "3"),
        ("加上吧", "3"),
        ("是再加", "3"),
        ("一共", "2"),
        ("总共2板", "2"),
        ("改成2", "2"),
        ("一共3板", "3"),
        ("再加1板", "2"),
        ("算了", "1"),
        ("不用了", "1"),
    ],
)
def test_more_or_a_new_total(answer: str, eggs: str) -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("陈静", answer)
    assert group.gets("陈静") == {"鸡蛋": eggs}
    assert group.asked("陈静") == []


def test_the_line_rests_on_the_answer_and_not_on_what_was_asked_about() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("陈静", "加")
    assert group.sources("陈静", "鸡蛋") == ("m1", "m3")


@pytest.mark.parametrize("answer", ["第一个", "排骨", "要排骨", "3号", "前面那个", "排骨2斤", "第一种吧"])
def test_which_of_several(answer: str) -> None:
    group = Group()
    group.say("老周", "黑猪的来2斤")
    assert group.asked("老周") == ["product"]
    group.say("老周", answer)
    assert group.gets("老周") == {"黑猪排骨": "2"}
    assert group.asked("老周") == []


def test_both_of_several() -> None:
    group = Group()
    group.say("老周", "黑猪的来2斤")
    group.say("老周", "都要")
    assert group.gets("老周") == {"黑猪排骨": "2", "黑猪五花肉": "2"}


def test_how_much() -> None:
    group = Group()
    group.say("老周", "要排骨")
    assert group.asked("老周") == ["quantity"]
    group.say("老周", "2斤")
    assert group.gets("老周") == {"黑猪排骨": "2"}
    assert group.sources("老周", "黑猪排骨") == ("m2",)


def test_of_which_product() -> None:
    group = Group()
    group.say("老周", "要两份")
    assert group.asked("老周") == ["product"]
    group.say("老周", "豆腐", after=200)
    assert group.gets("老周") == {"豆腐": "2"}


def test_the_same_words_from_somebody_else_change_nothing() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("赵敏", "加")
    assert group.gets("陈静") == {"鸡蛋": "1"}
    assert group.gets("赵敏") == {}
    assert group.asked("陈静") == ["change"]


def test_an_answer_that_holds_something_else_is_an_ordinary_word() -> None:
    group = Group()
    group.say("老周", "黑猪的来2斤")
    group.say("老周", "第一个楼的电梯坏了")
    assert group.gets("老周") == {}
    assert group.asked("老周") == ["product"]


def test_a_clear_word_on_the_line_makes_the_question_needless() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("陈静", "鸡蛋改成4板")
    assert group.gets("陈静") == {"鸡蛋": "4"}
    assert group.asked("陈静") == []


def test_the_same_wish_is_asked_about_once() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("陈静", "鸡蛋2板")
    assert group.asked("陈静") == ["change"]
    assert [each.message_id for each in group.book.questions()] == ["m2"]


def test_another_wish_for_the_line_takes_the_questions_place() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("陈静", "鸡蛋3板")
    assert [each.message_id for each in group.book.questions()] == ["m3"]


def test_an_answer_counts_after_the_cutoff_until_the_purchase_list_is_taken() -> None:
    group = Group()
    group.say("老周", "要排骨")
    group.say("陈静", "要五花肉")
    group.cutoff()
    group.say("老周", "2斤")
    assert group.gets("老周") == {"黑猪排骨": "2"}
    group.keep(group.book.freeze_questions(group.now))
    group.say("陈静", "2斤")
    assert group.gets("陈静") == {}
    assert group.book.questions() == ()
    assert group.late() == ["陈静"]


def test_the_word_that_answers_a_question_changes_nothing_from_somebody_else() -> None:
    group = Group((CORN,))
    group.say("小美", "玉米1份")
    group.say("阿福", "玉米2份")
    group.say("小美", "玉米3份")
    group.say("阿福", "加")
    group.say("阿福", "一共")
    assert group.gets("阿福") == {"玉米": "2"}
    assert group.asked("小美") == ["change"]
    group.say("小美", "加")
    assert group.gets("小美") == {"玉米": "4"}


def test_an_answer_after_a_day_is_too_late() -> None:
    group = Group()
    group.say("老周", "要排骨")
    group.now += timedelta(days=1)
    group.say("老周", "第一个")
    group.say("老周", "算了")
    assert group.asked("老周") == ["quantity"]


def test_in_a_log_questions_stay_open() -> None:
    group = Group(terms=Terms(names={PersonId(each): each for each in (*RESIDENTS, ORGANIZER)}, answer_within=None))
    group.say("老周", "要排骨")
    group.now += timedelta(days=2)
    group.say("老周", "2斤")
    assert group.gets("老周") == {"黑猪排骨": "2"}


def test_an_entry_that_cannot_be_read_is_asked_about_and_answered() -> None:
    group = Group()
    group.chain("小美", "小美 黑猪2斤", title="肉团")
    assert group.asked("小美") == ["product"]
    group.say("小美", "第二个")
    assert group.gets("小美") == {"黑猪五花肉": "2"}
    assert group.asked("小美") == []


def test_an_answer_that_is_recalled_opens_the_question_again() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.say("陈静", "加")
    group.recall("m3")
    assert group.gets("陈静") == {"鸡蛋": "1"}
    assert group.asked("陈静") == ["change"]


def test_when_what_was_asked_about_is_recalled_the_question_goes() -> None:
    group = Group()
    group.say("陈静", "鸡蛋1板")
    group.say("陈静", "鸡蛋2板")
    group.recall("m2")
    assert group.gets("陈静") == {"鸡蛋": "1"}
    assert group.asked("陈静") == []


def test_a_quote_answers_of_which_product() -> None:
    group = Group()
    group.say("老周", "豆腐1块")
    group.say("老周", "+1")
    assert group.asked("老周") == ["product"]
    group.say("老周", "+1", quoted="豆腐")
    assert group.gets("老周") == {"豆腐": "2"}
    assert group.asked("老周") == []


def test_an_answer_may_tell_the_address_with_it() -> None:
    group = Group()
    group.say("老周", "鸡蛋4个")
    assert group.asked("老周") == ["quantity"]
    group.say("老周", "1板 4-401")
    assert group.homes("老周") == {"4-401": {"鸡蛋": "1"}}
    assert group.asked("老周") == []


def test_a_quantity_is_no_place_in_the_list() -> None:
    group = Group()
    group.say("老周", "黑猪的来2斤")
    group.say("老周", "两个")
    assert group.gets("老周") == {}
    assert "product" in group.asked("老周")


def test_a_question_back_is_no_answer() -> None:
    group = Group()
    group.say("老周", "黑猪的来2斤")
    group.say("老周", "排骨？")
    assert group.gets("老周") == {}


def test_what_was_asked_about_may_be_dropped_though_something_else_stands() -> None:
    group = Group()
    group.say("老周", "豆腐1块")
    group.say("老周", "黑猪的来2斤")
    group.say("老周", "不要了")
    assert group.gets("老周") == {"豆腐": "1"}
    assert group.asked("老周") == []


def test_how_much_of_what_the_chains_title_shows() -> None:
    group = Group()
    group.chain("小美", "小美", title="玉米团")
    assert group.asked("小美") == ["quantity"]
    group.say("小美", "2份")
    assert group.gets("小美") == {"玉米": "2"}
    assert group.asked("小美") == []
