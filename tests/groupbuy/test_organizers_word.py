"""What does the organizer's word do to somebody's order, at any hour, and how is it taken back?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.acts import Line, Op, Order
from models.events import BookEvent
from models.groupbuy.organizers_word import Gift, Total, Word
from models.groupbuy.said import Answer
from models.groupbuy.undoing import Refusal
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity, Recipient
from tests.groupbuy.group import BERRIES, EGGS, ORGANIZER, Group

HERS = MessageId("hers")


def order_id(group: Group, who: str) -> OrderId:
    (order,) = group.book.order_of(PersonId(who))
    return order.id


def line(product: ProductId, op: Op, quantity: str | None) -> Line:
    return Line(product, op, None if quantity is None else Quantity(quantity))


def word(group: Group, member: str, order: Order, *, to: OrderId | None = None, cancel: bool = False) -> Word:
    return Word(
        HERS, PersonId(ORGANIZER), PersonId(member), group.now, order=order, order_id=to, cancel=cancel, text="她的话"
    )


def held(group: Group, who: str) -> dict[str, str]:
    return {each.product: str(each.quantity) for each in group.book.standing_of(PersonId(who))}


def undo(group: Group) -> tuple[BookEvent, ...]:
    events = group.book.take_back(HERS, at=group.now, by=MessageId("undo"))
    assert not isinstance(events, Refusal)
    return group.keep(events)


def returned(group: Group) -> None:
    events = group.book.return_late([MessageId("late")], at=group.now)
    assert not isinstance(events, Refusal)
    group.keep(events)


def test_her_word_counts_after_the_cutoff_and_is_taken_back() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板 3-501")
    group.cutoff()
    change = Order((line(EGGS.id, Op.SET, "3"),))
    group.keep(group.book.enter_word(word(group, "王芳", change, to=order_id(group, "王芳"))))
    assert held(group, "王芳") == {"鸡蛋": "3"}
    assert group.book.late() == ()
    undo(group)
    assert held(group, "王芳") == {"鸡蛋": "2"}


def test_an_order_that_she_notes_down_is_the_members_and_tells_her_message() -> None:
    group = Group()
    noted = Order((line(EGGS.id, Op.ORDER, "2"),), Recipient(building="3", room="501"))
    group.keep(group.book.enter_word(word(group, "王芳", noted)))
    (order,) = group.book.order_of(PersonId("王芳"))
    assert order.recipient == noted.recipient
    assert [each.message_id for each in group.book.why(order.id, EGGS.id)] == [HERS]
    undo(group)
    assert group.book.orders() == ()


def test_all_of_an_order_is_withdrawn_and_put_back() -> None:
    group = Group()
    group.say("王芳", "鸡蛋2板，豆腐1块")
    group.keep(group.book.enter_word(word(group, "王芳", Order(), to=order_id(group, "王芳"), cancel=True)))
    assert held(group, "王芳") == {}
    undo(group)
    assert held(group, "王芳") == {"鸡蛋": "2", "豆腐": "1"}


def test_a_slip_of_the_tongue_takes_back_ones_own_word_and_not_hers() -> None:
    group = Group()
    group.say("王芳", "豆腐1块")
    group.keep(
        group.book.enter_word(word(group, "王芳", Order((line(EGGS.id, Op.ORDER, "2"),)), to=order_id(group, "王芳")))
    )
    group.say("王芳", "发错了")
    assert held(group, "王芳") == {"鸡蛋": "2"}


def test_she_answers_for_a_member_and_takes_it_back() -> None:
    group = Group()
    group.say("王芳", "鸡蛋1板")
    group.say("王芳", "鸡蛋2板")
    (question,) = group.book.questions()
    more = Answer(question.question_id, (line(EGGS.id, Op.ADD, "2"),))
    group.keep(group.book.answer_for(word(group, "王芳", Order()), more))
    assert held(group, "王芳") == {"鸡蛋": "3"}
    assert group.book.questions() == ()
    undo(group)
    assert held(group, "王芳") == {"鸡蛋": "1"}
    assert group.book.questions() == (question,)


def test_a_question_is_put_once_more_and_never_a_third_time() -> None:
    group = Group()
    group.say("王芳", "要排骨")
    (question,) = group.book.questions()
    assert not group.book.repeated(question.question_id)
    assert len(group.keep(group.book.repeat_questions([question.question_id], at=group.now))) == 1
    assert group.book.repeated(question.question_id)
    assert group.book.repeat_questions([question.question_id], at=group.now) == ()


def test_goods_are_given_on_past_those_who_wait() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("小美", "草莓1盒")
    gift = Gift(order_id(group, "李梅"), BERRIES.id, Decimal(2), PersonId("田田"))
    group.keep(group.book.give_on(word(group, "李梅", Order()), gift))
    assert (held(group, "李梅"), held(group, "田田")) == ({"草莓": "8"}, {"草莓": "2"})
    assert [each.member for each in group.book.waiting()] == ["小美"]
    assert group.book.totals() == {"草莓": Decimal(10)}
    undo(group)
    assert (held(group, "李梅"), held(group, "田田")) == ({"草莓": "10"}, {})
    assert [each.member for each in group.book.waiting()] == ["小美"]


def test_what_does_not_stand_can_not_be_given_on() -> None:
    group = Group()
    group.say("李梅", "草莓1盒")
    gift = Gift(order_id(group, "李梅"), BERRIES.id, Decimal(2), PersonId("田田"))
    assert group.book.give_on(word(group, "李梅", Order()), gift) == ()
    assert held(group, "李梅") == {"草莓": "1"}


def test_late_orders_that_were_taken_go_back_on_the_list() -> None:
    group = Group()
    group.cutoff()
    group.say("小美", "鸡蛋1板，钱转了", as_id="late")
    group.keep(group.book.take_late([MessageId("late")], at=group.now, message_id=HERS))
    assert held(group, "小美") == {"鸡蛋": "1"}
    returned(group)
    assert held(group, "小美") == {}
    assert [each.message_id for each in group.book.late()] == ["late"]
    assert [each.member for each in group.book.paid()] == ["小美"]
    group.keep(group.book.take_late([MessageId("late")], at=group.now, message_id=HERS))
    assert held(group, "小美") == {"鸡蛋": "1"}


def test_late_orders_that_were_dropped_go_back_on_the_list() -> None:
    group = Group()
    group.cutoff()
    group.say("小美", "鸡蛋1板", as_id="late")
    group.keep(group.book.drop_late([MessageId("late")], at=group.now, message_id=HERS))
    assert group.book.late() == ()
    returned(group)
    assert [each.message_id for each in group.book.late()] == ["late"]


def test_a_late_order_on_which_something_rests_stays() -> None:
    group = Group()
    group.cutoff()
    group.say("小美", "鸡蛋1板", as_id="late")
    group.keep(group.book.take_late([MessageId("late")], at=group.now, message_id=HERS))
    change = Order((line(EGGS.id, Op.SET, "3"),))
    group.keep(group.book.enter_word(word(group, "小美", change, to=order_id(group, "小美"))))
    assert isinstance(group.book.return_late([MessageId("late")], at=group.now), Refusal)
    assert held(group, "小美") == {"鸡蛋": "3"}


def test_stock_that_was_let_out_is_taken_back_with_the_turns_that_came_by_it() -> None:
    group = Group()
    group.say("李梅", "草莓10盒")
    group.say("小美", "草莓2盒")
    more = tuple(replace(each, stock=Decimal(11)) if each.id == BERRIES.id else each for each in group.terms.products)
    group.keep(group.book.use(replace(group.terms, products=more), at=group.now, message_id=HERS))
    (waiting,) = group.book.waiting()
    assert waiting.quantity == 1
    group.keep(group.book.use(group.terms))
    assert group.keep(group.book.take_turns_back(HERS, at=group.now)) != ()
    (waiting,) = group.book.waiting()
    assert waiting.quantity == 2
    assert group.book.totals() == {"草莓": Decimal(10)}


def test_what_a_message_did_is_taken_out_and_put_back_as_its_own_word() -> None:
    group = Group()
    group.say("王芳", "豆腐1块", as_id="m-tofu")
    after = group.book.totals_by(MessageId("m-tofu"))
    gone = group.book.take_back(MessageId("m-tofu"), at=group.now, by=HERS)
    assert not isinstance(gone, Refusal)
    group.keep(gone)
    before = tuple(Total(each.order_id, each.product, Decimal(0)) for each in after)
    group.keep(group.book.enter_again(MessageId("m-tofu"), PersonId("王芳"), group.now, before=before, after=after))
    assert held(group, "王芳") == {"豆腐": "1"}
    (total,) = after
    assert [each.message_id for each in group.book.why(total.order_id, total.product)] == ["m-tofu"]


# Her word about a member's message


def noted(group: Group, talk: str, *lines: Line, by: MessageId = HERS) -> None:
    """She notes down what 王芳 has said; ``talk`` is the message."""
    about = replace(word(group, "王芳", Order(lines)), message_id=by, about=MessageId(talk), said_at=group.now)
    group.keep(group.book.enter_word(replace(about, order_id=next(iter(ids(group, "王芳")), None))))


def ids(group: Group, who: str) -> list[OrderId]:
    return [order.id for order in group.orders(who)]


def test_a_line_rests_on_the_talk_that_she_has_noted_too() -> None:
    group = Group()
    group.say("王芳", "要是便宜就两板", as_id="talk")
    noted(group, "talk", line(EGGS.id, Op.ORDER, "2"))
    assert group.sources("王芳", "鸡蛋") == ("talk", HERS)
    assert [total.quantity for total in group.book.totals_by(MessageId("talk"))] == [Decimal(2)]
    assert [each.quantity for each in group.book.recorded_by(MessageId("talk"))] == [Decimal(2)]
    assert group.book.last_message_of(PersonId("王芳")) == "talk"


def test_noted_talk_that_is_recalled_is_reported() -> None:
    group = Group()
    group.say("王芳", "要是便宜就两板", as_id="talk")
    noted(group, "talk", line(EGGS.id, Op.ORDER, "2"))
    group.recall("talk", who="王芳")
    assert held(group, "王芳") == {"鸡蛋": "2"}
    assert [each.undone for each in group.book.reported()] == ["talk"]


def test_talk_whose_note_was_taken_back_is_talk_again() -> None:
    group = Group()
    group.say("王芳", "豆腐1块", as_id="m-tofu")
    group.say("王芳", "要是便宜就两板", as_id="talk")
    noted(group, "talk", line(EGGS.id, Op.ORDER, "2"))
    undo(group)
    assert group.book.totals_by(MessageId("talk")) == ()
    assert group.book.last_message_of(PersonId("王芳")) == "m-tofu"
    assert group.recall("talk", who="王芳").events == ()


def test_a_message_is_left_out_with_all_her_words_about_it_or_not_at_all() -> None:
    group = Group()
    group.say("王芳", "鸡蛋1板", as_id="m-eggs")
    noted(group, "m-eggs", line(EGGS.id, Op.SET, "3"))
    group.say("王芳", "再来一板鸡蛋", as_id="m-more")
    refused = group.book.leave_out(MessageId("m-eggs"), at=group.now)
    assert isinstance(refused, Refusal)
    assert held(group, "王芳") == {"鸡蛋": "4"}
    group.recall("m-more")
    gone = group.book.leave_out(MessageId("m-eggs"), at=group.now, by=MessageId("out"))
    assert isinstance(gone, tuple)
    group.keep(gone)
    assert held(group, "王芳") == {}


def test_what_she_noted_of_older_talk_is_not_the_members_last_word() -> None:
    group = Group()
    group.say("王芳", "要是便宜就两板", as_id="talk")
    said_at = group.now
    group.say("王芳", "豆腐1块", as_id="m-tofu")
    about = replace(word(group, "王芳", Order((line(EGGS.id, Op.ORDER, "2"),))), about=MessageId("talk"))
    group.keep(group.book.enter_word(replace(about, said_at=said_at, order_id=ids(group, "王芳")[0])))
    assert group.book.last_message_of(PersonId("王芳")) == "m-tofu"
    group.say("王芳", "发错了")
    assert held(group, "王芳") == {"鸡蛋": "2"}
