"""When do two neighbours have a deal? Both must speak; until then nothing moves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from models.events import DealAbout, GivenOn, UnitShared
from models.values import MessageId, PersonId
from tests.groupbuy.group import BERRIES, MILK, Group
from tests.groupbuy.test_hand_out import group_with, lose, order_of


def offer(
    group: Group, about: DealAbout, who: str, goods: str, *, to: str | None = None, number: str = "d", quantity: int = 1
) -> None:
    orders = group.orders(who)
    told = group.book.offer_deal(
        about,
        next(each.id for each in group.terms.products if each.name == goods),
        Decimal(quantity),
        member=PersonId(who),
        at=group.now,
        message_id=MessageId(number),
        order=orders[0].id if orders else None,
        to=PersonId(to) if to else None,
    )
    group.keep(told)


def claim(group: Group, who: str, number: str = "y") -> None:
    (deal, *_) = group.book.deals(group.now)
    group.keep(group.book.claim_deal(deal, member=PersonId(who), at=group.now, message_id=MessageId(number)))


def agree(group: Group, who: str, number: str = "z") -> tuple[object, ...]:
    (deal, *_) = group.book.deals(group.now)
    return group.keep(group.book.agree_to_deal(deal, PersonId(who), at=group.now, message_id=MessageId(number)))


def test_an_order_goes_on_when_both_have_spoken() -> None:
    group = group_with(("李梅", "草莓1盒"))
    offer(group, DealAbout.GIFT, "李梅", "草莓")
    assert group.gets("李梅") == {"草莓": "1"}
    claim(group, "田田")
    assert group.gets("李梅") == {"草莓": "1"}
    agree(group, "田田")
    assert (group.gets("李梅"), group.gets("田田")) == ({}, {"草莓": "1"})
    assert group.book.deals(group.now) == ()


def test_what_is_offered_to_one_is_theirs_when_they_say_yes() -> None:
    group = group_with(("李梅", "草莓1盒"))
    offer(group, DealAbout.GIFT, "李梅", "草莓", to="田田")
    claim(group, "田田")
    assert group.gets("田田") == {"草莓": "1"}


def test_who_has_paid_is_told() -> None:
    group = Group()
    group.say("李梅", "草莓1盒")
    group.say("李梅", "已付58")
    offer(group, DealAbout.GIFT, "李梅", "草莓", to="田田")
    claim(group, "田田")
    (given,) = (event for event in group.events if isinstance(event, GivenOn))
    assert (given.paid, given.fen, given.giver, given.member) == (True, 5800, "李梅", "田田")


def test_given_goods_never_go_to_those_who_wait() -> None:
    group = group_with(("李梅", "草莓10盒"), ("老周", "草莓1盒"))
    assert group.waits("老周") == {"草莓": "1"}
    offer(group, DealAbout.GIFT, "李梅", "草莓", to="田田")
    claim(group, "田田")
    assert (group.gets("田田"), group.waits("老周")) == ({"草莓": "1"}, {"草莓": "1"})


def test_a_shared_unit_has_two_owners_and_one_place() -> None:
    group = group_with(("赵敏", "牛奶1箱"))
    offer(group, DealAbout.SHARE, "赵敏", "牛奶")
    claim(group, "何姐")
    agree(group, "何姐")
    (shared,) = (event for event in group.events if isinstance(event, UnitShared))
    assert (shared.partner, shared.fen, shared.order_id) == ("何姐", 3300, order_of(group, "赵敏"))
    assert group.book.totals() == {MILK.id: 1}


def test_a_unit_that_is_yet_to_be_ordered_is_ordered_by_agreeing() -> None:
    group = Group()
    offer(group, DealAbout.SHARE, "赵敏", "牛奶")
    claim(group, "何姐")
    assert group.gets("赵敏") == {}
    agree(group, "何姐")
    assert group.gets("赵敏") == {"牛奶": "1"}


def test_after_the_cut_off_there_is_nothing_to_share_for_who_has_none() -> None:
    group = group_with(("赵敏", "鸡蛋1板"))
    offer(group, DealAbout.SHARE, "赵敏", "牛奶")
    claim(group, "何姐")
    assert agree(group, "何姐") == ()


def test_a_unit_is_shared_once() -> None:
    group = group_with(("赵敏", "牛奶1箱"))
    for number, partner in (("1", "何姐"), ("2", "田田")):
        offer(group, DealAbout.SHARE, "赵敏", "牛奶", number=f"d{number}")
        claim(group, partner, f"y{number}")
        agree(group, partner, f"z{number}")
    assert [event.partner for event in group.events if isinstance(event, UnitShared)] == ["何姐"]


def test_taking_back_the_yes_brings_the_goods_back() -> None:
    group = group_with(("李梅", "草莓1盒"))
    offer(group, DealAbout.GIFT, "李梅", "草莓")
    claim(group, "田田")
    agree(group, "田田")
    group.keep(tuple(group.book.take_back(MessageId("z"), at=group.now)))  # type: ignore[arg-type]
    assert (group.gets("李梅"), group.gets("田田")) == ({"草莓": "1"}, {})
    assert len(group.book.deals(group.now)) == 1


def test_what_is_missing_is_not_given_away() -> None:
    group = group_with(("李梅", "草莓1盒"))
    lose(group, "w", ("李梅", "草莓", "1"))
    offer(group, DealAbout.GIFT, "李梅", "草莓", to="田田")
    claim(group, "田田")
    assert (group.gets("李梅"), group.gets("田田")) == ({"草莓": "1"}, {})


def test_an_old_offer_is_over() -> None:
    group = group_with(("李梅", "草莓1盒"))
    offer(group, DealAbout.GIFT, "李梅", "草莓")
    group.now += timedelta(hours=3)
    assert group.book.deals(group.now) == ()
    assert BERRIES.id in group.book.totals()
