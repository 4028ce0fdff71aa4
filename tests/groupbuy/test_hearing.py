"""The recent talk, and the context that comes from it (order-language, section 1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.groupbuy.counter import Spoken
from models.groupbuy.hearing import Hearing
from models.values import MessageId, PersonId
from tests.groupbuy.group import ORGANIZER, Group


def context_of(group: Group, who: str, *, later: int = 60) -> tuple[object, object, object]:
    """What somebody's next message would follow, its ``above`` and its ``previous``."""
    at: datetime = group.now + timedelta(seconds=later)
    context = group.counter.context(Spoken(MessageId("next"), PersonId(who), at, "+1"))
    above = None if context.above is None else {each.product: str(each.quantity) for each in context.above}
    return context.follows, above, context.previous


def test_an_order_a_talk_and_a_list_stand_before() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    assert context_of(group, "李梅")[0] == "order"
    group.say("老周", "今天好冷啊")
    assert context_of(group, "李梅")[0] == "talk"
    group.say(ORGANIZER, "还有20分钟截单")
    assert context_of(group, "李梅")[0] == "list"


def test_ones_own_words_do_not_stand_before() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.say("李梅", "今天好冷啊")
    assert context_of(group, "李梅")[0] == "order"


def test_after_ten_minutes_or_a_cutoff_it_is_unknown() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    assert context_of(group, "李梅", later=601)[0] is None
    group.cutoff()
    assert context_of(group, "李梅")[0] is None


def test_the_order_above_is_the_last_one_of_somebody_else() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐1块")
    group.say("李梅", "玉米1份")
    assert context_of(group, "李梅")[1] == {"鸡蛋": "2", "豆腐": "1"}
    assert context_of(group, "老周")[1] == {"玉米": "1"}


def test_above_is_at_most_ten_messages_and_thirty_minutes_away() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    assert context_of(group, "李梅", later=1801)[1] is None
    for _ in range(9):
        group.say("老周", "今天好冷啊")
    assert context_of(group, "李梅")[1] == {"鸡蛋": "2"}
    group.say("老周", "今天好冷啊")
    assert context_of(group, "李梅")[1] is None


def test_a_recalled_order_is_not_above() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    group.recall("m1")
    assert context_of(group, "李梅") == (None, None, None)


def test_the_same_as_above() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 豆腐1块")
    group.say("李梅", "同上")
    assert group.gets("李梅") == {"鸡蛋": "2", "豆腐": "1"}


def test_ones_own_last_message_is_previous_for_ten_minutes() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    assert context_of(group, "王芳")[2] == "鸡蛋2板"
    assert context_of(group, "王芳", later=601)[2] is None
    group.say("王芳", "打错了是3板")
    assert group.gets("王芳") == {"鸡蛋": "3"}


def test_the_hearing_is_rebuilt_from_its_remarks_and_stays_small() -> None:
    group = Group()
    for number in range(300):
        group.say("王芳" if number % 2 else "李梅", "鸡蛋2板" if number % 3 else "今天好冷啊")
    again = Hearing()
    for remark in group.counter.hearing.remarks():
        again.note(remark)
    assert again == group.counter.hearing
    assert len(again.remarks()) < 200


def test_what_arrives_late_takes_its_place_in_the_talk() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板")
    sent = group.now
    group.say("老周", "今天好冷啊")
    group.say("陈静", "豆腐1块", sent=sent + timedelta(seconds=5))
    assert context_of(group, "李梅")[:2] == ("talk", {"豆腐": "1"})
    late = group.counter.context(Spoken(MessageId("late"), PersonId("李梅"), sent + timedelta(seconds=2), "+1"))
    assert late.follows == "order"
    assert late.above is not None
    assert [each.product for each in late.above] == ["鸡蛋"]
