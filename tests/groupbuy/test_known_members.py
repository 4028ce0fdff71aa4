"""Who was known by name alone, and then speaks: what stands under the name is theirs, and goes on as if it had been."""

from __future__ import annotations

from models.values import PersonId
from tests.groupbuy.group import ORGANIZER, Group

STAND_IN = "小美（补）"


def spoken_by_name(*texts: str) -> Group:
    """A group in which 小美 was known by name alone so far."""
    group = Group()
    for text in texts:
        group.say(STAND_IN, text, name="小美")
    return group


def known(group: Group) -> None:
    group.keep(group.book.know(PersonId(STAND_IN), PersonId("小美"), at=group.now))


def test_their_orders_are_hers_and_can_be_changed() -> None:
    group = spoken_by_name("鸡蛋2板 3-501", "帮我妈订草莓1盒 8-303")
    known(group)
    assert group.orders(STAND_IN) == ()
    group.say("小美", "鸡蛋再来1板")
    assert group.homes("小美") == {"3-501": {"鸡蛋": "3"}, "我妈": {"草莓": "1"}}
    group.say("小美", "3-501的都不要了")
    assert group.homes("小美") == {"我妈": {"草莓": "1"}}


def test_a_question_is_hers_to_answer() -> None:
    group = spoken_by_name("来点排骨")
    known(group)
    assert group.asked(STAND_IN) == []
    assert group.asked("小美") == ["quantity"]
    group.say("小美", "2斤")
    assert group.gets("小美") == {"黑猪排骨": "2"}


def test_her_place_in_a_chain_is_hers() -> None:
    group = Group()
    group.say(STAND_IN, "#接龙\n菜\n\n1. 小美 玉米2份", name="小美")
    known(group)
    group.say("阿福", "#接龙\n菜\n\n1. 小美 玉米2份\n2. 阿福 豆腐1块")
    group.say("小美", "#接龙\n菜\n\n1. 小美 玉米3份\n2. 阿福 豆腐1块")
    assert (group.gets("小美"), group.gets("阿福")) == ({"玉米": "3"}, {"豆腐": "1"})
    group.say("小美", "#接龙\n菜\n\n1. 阿福 豆腐1块")
    assert group.gets("小美") == {}
    assert group.reported() == []


def test_what_was_said_by_name_can_still_be_recalled() -> None:
    group = spoken_by_name("鸡蛋2板")
    first = group.last
    known(group)
    group.recall(first, who="小美")
    assert group.gets("小美") == {}


def test_what_came_late_by_name_is_late_for_her() -> None:
    group = Group()
    group.cutoff()
    group.say(STAND_IN, "鸡蛋2板", name="小美")
    late = group.book.late()[0].message_id
    known(group)
    assert group.late() == ["小美"]
    group.keep(group.book.take_late([late], at=group.now))
    assert group.gets("小美") == {"鸡蛋": "2"}


def test_only_words_that_somebody_said_are_said_by_name() -> None:
    group = spoken_by_name("鸡蛋2板")
    assert len(group.book.said_by_name(PersonId(STAND_IN))) == 1
    assert group.book.is_new_here(PersonId("小美"))
    group.say("小美", "草莓1盒")
    assert not group.book.is_new_here(PersonId("小美"))
    assert group.book.said_by_name(PersonId(ORGANIZER)) == ()
