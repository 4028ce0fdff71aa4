"""Laws of the states: a group-buy, an order and its goods are each in one state, and come to the next by the tables."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.events import BookEvent, GoodsCalledOff
from models.groupbuy.book import Book
from models.groupbuy.calling_off import Announced, NewPrice
from models.groupbuy.deeds import RULES, Deed, may
from models.groupbuy.desk import Cause
from models.groupbuy.order_states import NEXT_HAND_OUT, NEXT_ORDER, HandOutState, OrderState
from models.groupbuy.orders import NOTHING
from models.groupbuy.organizers_word import Word
from models.groupbuy.stages import LIVE, NEXT, ON_THE_WAY, Stage, may_go
from models.values import OrderId, PersonId, Role
from tests.property.days import BERRY, EGG, GOODS, MILK, Day, terms

_LIVES = settings(max_examples=150, deadline=None)
_SEEDS = st.integers(0, 2**32)
_HER = PersonId("o")


class Life(Day):
    """A day at the book, with its stages, its stock, and goods that are called off or become dearer."""

    def __init__(self, pick) -> None:  # type: ignore[no-untyped-def]
        super().__init__(pick)
        self.stage = Stage.OPEN

    def step(self) -> None:
        if self.pick(3):
            super().step()
            if self.book.is_closed and self.stage is Stage.OPEN:
                self.stage = Stage.CLOSED
            elif not self.book.is_closed and self.stage in (Stage.CLOSED, Stage.ORDERED):
                self.stage = Stage.OPEN
            elif not self.book.is_closed and self.stage is not Stage.OPEN:
                self.events.extend(self.book.close(self._at(), message_id=self._id()))
            return
        steps = (self._go, self._go, self._stock, self._off, self._ask_price, self._answer_price, self._end, self._hand)
        self.events.extend(steps[self.pick(len(steps))]())

    def _announced(self) -> Announced:
        return Announced(self._id(), _HER, self._at())

    def _go(self) -> tuple[BookEvent, ...]:
        """To a stage that the table allows."""
        fitting = [stage for stage in sorted(NEXT[self.stage]) if stage in LIVE and stage is not Stage.OPEN]
        if not self.book.is_closed or not fitting:
            return ()
        self.stage = fitting[self.pick(len(fitting))]
        return ()

    def _stock(self) -> tuple[BookEvent, ...]:
        """She says how much is left, or that it is sold out, or there again."""
        given = self.book.totals()
        goods = []
        for product in self.book.terms.products:
            left = Decimal(self.pick(4))
            changed = replace(product, stock=given.get(product.id, NOTHING) + left, off=self.pick(3) == 0)
            goods.append(changed if self.pick(2) else product)
        return self.book.use(replace(terms(), products=tuple(goods)), at=self._at(), message_id=self._id())

    def _off(self) -> tuple[BookEvent, ...]:
        if self.pick(3) == 0:
            return self.book.call_off(self._announced(), [(EGG, BERRY, MILK)[self.pick(3)]])
        orders = self.book.orders()
        if not orders or self.stage is not Stage.POSTPONED:
            return ()
        order = orders[self.pick(len(orders))]
        return self.book.ask_back([order.id], Cause(self._id(), order.member, self._at()))

    def _ask_price(self) -> tuple[BookEvent, ...]:
        if not may(Deed.ASK_PRICE, self.stage) or not self.book.is_closed:
            return ()
        until = self._at() + timedelta(hours=2)
        return self.book.ask_price(self._announced(), NewPrice(BERRY, 6600, 5800, until))

    def _answer_price(self) -> tuple[BookEvent, ...]:
        asked = [one for member in ("王芳", "李梅") for one in self.book.prices_asked(PersonId(member), self._at())]
        if not asked:
            return ()
        one = asked[self.pick(len(asked))]
        return self.book.answer_price([one], Cause(self._id(), one.member, self._at()), wanted=bool(self.pick(2)))

    def _end(self) -> tuple[BookEvent, ...]:
        return self.book.end_asking(self._announced(), BERRY)

    def _hand(self) -> tuple[BookEvent, ...]:
        orders = [one for one in self.book.orders() if any(line.standing for line in one.lines)]
        if not may(Deed.HAND_OUT, self.stage) or not orders:
            return ()
        order = orders[self.pick(len(orders))]
        return self.book.hand_out(Word(self._id(), _HER, order.member, self._at()), [order.id])


def life_of(seed: int) -> Life:
    return Life(random.Random(seed).randrange)


@_LIVES
@given(_SEEDS, st.integers(1, 40))
def test_each_order_goes_from_one_state_to_one_that_the_tables_allow(seed: int, steps: int) -> None:
    life = life_of(seed)
    orders: dict[OrderId, OrderState] = {}
    goods: dict[OrderId, HandOutState] = {}
    for _ in range(steps):
        life.step()
        for order, state in life.book.order_states(life.stage).items():
            before = orders.get(order, OrderState.EMPTY)
            assert state is before or state in NEXT_ORDER[before], (before, state)
            orders[order] = state
        for order, where in life.book.hand_outs(life.stage).items():
            was = goods.get(order, HandOutState.NONE)
            assert where is was or where in NEXT_HAND_OUT[was], (was, where)
            goods[order] = where


@_LIVES
@given(_SEEDS, st.integers(1, 40))
def test_stock_is_never_given_out_twice(seed: int, steps: int) -> None:
    life = life_of(seed)
    for _ in range(steps):
        life.step()
        for product, total in life.book.totals().items():
            assert total >= NOTHING
            known = life.book.terms.product(product)
            assert known is None or known.stock is None or total <= max(known.stock, NOTHING)


@_LIVES
@given(_SEEDS, st.integers(1, 30))
def test_a_book_with_goods_called_off_is_its_events(seed: int, steps: int) -> None:
    life = life_of(seed)
    for _ in range(steps):
        life.step()
    assert Book(life.book.terms, life.events) == life.book


@_LIVES
@given(_SEEDS, st.integers(1, 25))
def test_what_is_called_off_is_told_to_the_fen_and_can_be_taken_back(seed: int, steps: int) -> None:
    life = life_of(seed)
    for _ in range(steps):
        life.step()
    before = {(one.id, line.product): line.standing for one in life.book.orders() for line in one.lines}
    announced = Announced(life._id(), _HER, life._at())
    gone = [event for event in life.book.call_off(announced) if isinstance(event, GoodsCalledOff)]
    prices = {product.id: product.price_fen or 0 for product in GOODS}
    assert {(one.order_id, one.product): one.quantity for one in gone} == {
        key: standing for key, standing in before.items() if standing
    }
    assert sum(one.amount_fen for one in gone) == sum(prices[key[1]] * standing for key, standing in before.items())
    assert not life.book.orders()
    if not gone:
        return
    back = life.book.take_back(announced.message_id, at=life._at(), by=life._id())
    assert isinstance(back, tuple)
    assert not life.book.called_off() or all(one.message_id != announced.message_id for one in life.book.called_off())


def test_every_stage_is_in_the_table_and_leads_on() -> None:
    assert set(NEXT) == set(Stage)
    assert set(NEXT_ORDER) == set(OrderState)
    assert set(NEXT_HAND_OUT) == set(HandOutState)
    for rule in RULES.values():
        assert rule.leads_to is None or all(may_go(stage, rule.leads_to) for stage in rule.stages)


def test_what_is_sold_is_cancelled_by_her_alone_and_only_before_it_is_handed_out() -> None:
    assert may(Deed.CANCEL, Stage.CLOSED)
    assert not may(Deed.CANCEL, Stage.CLOSED, Role.HELPER)
    assert not may(Deed.CANCEL, Stage.HANDING_OUT)
    assert not any(may(deed, stage, Role.RESIDENT) for deed in Deed for stage in Stage)
    assert all(may(Deed.ARRIVE, stage, Role.HELPER) for stage in ON_THE_WAY)
