"""What does the book keep once goods are on the table? Ticks, lacks, bags that wait, left-overs, and taking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from models.events import HandedOut, LackChoice, LackSettled, LackWhy, LeftoversOffered
from models.groupbuy.lacks import Loss
from models.groupbuy.left_overs import Offer
from models.groupbuy.organizers_word import Gift, Word
from models.groupbuy.undoing import Hindrance, Refusal
from models.values import MessageId, OrderId, PersonId
from tests.groupbuy.group import BERRIES, EGGS, MILK, ORGANIZER, Group

HER = PersonId(ORGANIZER)


def group_with(*orders: tuple[str, str]) -> Group:
    group = Group()
    for who, text in orders:
        group.say(who, text)
    group.cutoff()
    return group


def word(group: Group, number: str = "w1", *, by: PersonId = HER) -> Word:
    return Word(MessageId(number), by, by, group.now)


def order_of(group: Group, who: str) -> OrderId:
    return group.orders(who)[0].id


def lose(group: Group, number: str, *losses: tuple[str, str, str], why: LackWhy = LackWhy.SHORT) -> int:
    wanted = [
        Loss(order_of(group, who), EGGS.id if goods == "鸡蛋" else BERRIES.id, Decimal(n)) for who, goods, n in losses
    ]
    return len(group.keep(group.book.note_losses(word(group, number), wanted, why)))


def offered(group: Group, number: str, quantity: str, price_fen: int | None = None) -> Offer:
    offer = LeftoversOffered(
        message_id=MessageId(number),
        member=HER,
        at=group.now,
        product=EGGS.id,
        quantity=Decimal(quantity),
        price_fen=price_fen,
        until=group.now + timedelta(minutes=30),
    )
    group.keep(group.book.offer_leftovers(offer))
    return group.book.offers()[-1]


def takes(group: Group, number: str, who: str, wanted: str = "1") -> None:
    taken = group.book.take_leftover(
        group.book.offers()[-1], Decimal(wanted), member=PersonId(who), at=group.now, message_id=MessageId(number)
    )
    group.keep(taken)


def test_numbers_stay_whatever_is_withdrawn() -> None:
    group = group_with(("王芳", "鸡蛋2板"), ("李梅", "鸡蛋1板"), ("老周", "草莓1盒"))
    before = group.book.numbers()
    group.recall("m2")
    assert group.book.numbers() == before
    assert [before[order_of(group, who)] for who in ("王芳", "老周")] == [1, 3]


def test_a_neighbour_takes_along_and_says_so() -> None:
    group = group_with(("王芳", "鸡蛋2板"), ("老周", "草莓1盒"))
    told = group.keep(group.book.take_along(word(group, by=PersonId("老周")), [order_of(group, "王芳")], own_too=True))
    assert group.book.collected(group.now) == {order_of(group, "王芳"), order_of(group, "老周")}
    assert group.book.collected_by(order_of(group, "王芳")) == "老周"
    assert sum(isinstance(event, HandedOut) for event in told) == 1
    group.recall("w1", who="老周")
    assert group.book.collected(group.now) == frozenset()


def test_two_helpers_tick_one_order_and_one_takes_it_back() -> None:
    group = group_with(("王芳", "鸡蛋2板"), ("老周", "草莓1盒"))
    first, other = order_of(group, "王芳"), order_of(group, "老周")
    group.keep(group.book.hand_out(word(group, "a", by=PersonId("甲")), [first]))
    assert group.keep(group.book.hand_out(word(group, "b", by=PersonId("乙")), [first, other]))
    group.keep(tuple(group.book.take_back(MessageId("b"), at=group.now)))  # type: ignore[arg-type]
    assert group.book.collected(group.now) == {first}


def test_what_is_missing_is_told_with_what_it_cost() -> None:
    group = group_with(("王芳", "鸡蛋2板"), ("老周", "鸡蛋1板"))
    lose(group, "w1", ("王芳", "鸡蛋", "1"), ("老周", "鸡蛋", "1"))
    told = [(str(each.member), int(each.quantity), each.fen) for each in group.book.lacks()]
    assert told == [("王芳", 1, 3200), ("老周", 1, 3200)]
    assert group.book.gets(order_of(group, "王芳"), EGGS.id) == 1
    assert group.gets("王芳") == {"鸡蛋": "2"}, "what was ordered stays as it was"


def test_nothing_is_missing_where_one_of_them_has_less() -> None:
    group = group_with(("王芳", "鸡蛋2板"), ("老周", "鸡蛋1板"))
    assert lose(group, "w1", ("王芳", "鸡蛋", "1"), ("老周", "鸡蛋", "2")) == 0
    lose(group, "w2", ("老周", "鸡蛋", "1"))
    assert lose(group, "w3", ("老周", "鸡蛋", "1")) == 0
    assert len(group.book.lacks()) == 1


def test_a_choice_may_be_changed_and_only_the_last_counts() -> None:
    group = group_with(("王芳", "鸡蛋2板"))
    lose(group, "w1", ("王芳", "鸡蛋", "1"))
    for number, choice in enumerate((LackChoice.REFUND, LackChoice.REFUND, LackChoice.LATER)):
        (lack,) = group.book.lacks()
        settled = group.book.settle_lack(lack, choice, at=group.now, message_id=MessageId(f"c{number}"))
        group.keep(settled)
        assert all(isinstance(event, LackSettled) for event in settled)
    (lack,) = group.book.lacks()
    assert lack.choice is LackChoice.LATER
    assert [event.fen for event in group.events if isinstance(event, LackSettled)] == [3200, 0]


def test_a_shortage_is_taken_back_until_somebody_has_chosen() -> None:
    group = group_with(("王芳", "鸡蛋2板"))
    lose(group, "w1", ("王芳", "鸡蛋", "1"))
    (lack,) = group.book.lacks()
    group.keep(group.book.settle_lack(lack, LackChoice.REFUND, at=group.now, message_id=MessageId("c")))
    refused = group.book.take_back(MessageId("w1"), at=group.now)
    assert refused == Refusal(Hindrance.LATER_WORD, MessageId("c"))
    group.keep(tuple(group.book.take_back(MessageId("c"), at=group.now)))  # type: ignore[arg-type]
    group.keep(tuple(group.book.take_back(MessageId("w1"), at=group.now)))  # type: ignore[arg-type]
    assert group.book.lacks() == ()
    assert group.book.gets(order_of(group, "王芳"), EGGS.id) == 2


def test_what_is_missing_can_not_be_given_on() -> None:
    group = group_with(("王芳", "鸡蛋2板"))
    lose(group, "w1", ("王芳", "鸡蛋", "1"))
    gift = Gift(order_of(group, "王芳"), EGGS.id, Decimal(2), PersonId("老周"))
    assert group.keep(group.book.give_on(replace(word(group, "w2"), member=PersonId("王芳")), gift)) == ()
    gift = replace(gift, quantity=Decimal(1))
    assert group.keep(group.book.give_on(replace(word(group, "w3"), member=PersonId("王芳")), gift))
    assert (group.gets("王芳"), group.gets("老周")) == ({"鸡蛋": "1"}, {"鸡蛋": "1"})


def test_a_bag_waits_until_it_is_due() -> None:
    group = group_with(("王芳", "鸡蛋2板"))
    order, tomorrow = order_of(group, "王芳"), group.now + timedelta(days=1)
    group.keep(group.book.keep_bag(order, tomorrow, at=group.now, message_id=MessageId("k"), note="牛奶放冰箱"))
    assert group.book.kept_until(group.now) == {order: tomorrow}
    assert group.book.kept_until(tomorrow) == {}
    group.keep(tuple(group.book.take_back(MessageId("k"), at=group.now)))  # type: ignore[arg-type]
    assert group.book.kept_until(group.now) == {}


def test_left_overs_go_by_time_and_close_themselves() -> None:
    group = group_with(("王芳", "鸡蛋1板"))
    offered(group, "o", "2", price_fen=3000)
    for number, who in (("t1", "王芳"), ("t2", "老周"), ("t3", "小美")):
        takes(group, number, who)
    offer = group.book.offers()[-1]
    assert {str(who): int(had) for who, had in offer.taken} == {"王芳": 1, "老周": 1}
    assert (int(offer.left), *offer.missed) == (0, "小美")
    assert (group.gets("王芳"), group.gets("老周"), group.gets("小美")) == ({"鸡蛋": "2"}, {"鸡蛋": "1"}, {})
    assert [event.fen for event in group.events if event.kind == "leftover_taken"] == [200, 200]


def test_of_left_overs_nobody_has_more_than_there_is() -> None:
    group = group_with(("王芳", "鸡蛋1板"))
    offered(group, "o", "2")
    takes(group, "t1", "老周", "9")
    assert group.gets("老周") == {"鸡蛋": "2"}
    refused = group.book.take_back(MessageId("o"), at=group.now)
    assert refused == Refusal(Hindrance.LATER_WORD, MessageId("t1"))
    group.recall("t1", who="老周")


def test_who_was_known_by_name_alone_keeps_what_is_missing_and_kept() -> None:
    group = group_with(("王芳", "鸡蛋2板"))
    lose(group, "w1", ("王芳", "鸡蛋", "1"))
    group.keep(group.book.know(PersonId("王芳"), PersonId("王小芳"), at=group.now))
    assert [each.member for each in group.book.lacks()] == ["王小芳"]


def test_the_goods_that_came_are_told_one_by_one() -> None:
    group = group_with(("王芳", "鸡蛋2板"))
    for number, goods in (("a", EGGS), ("b", MILK)):
        group.keep(group.book.arrive([goods.id], by=HER, at=group.now, message_id=MessageId(number)))
    assert group.book.arrived_goods() == {EGGS.id, MILK.id}
