"""What holds of every hand-out, whatever happens at the table, and in which order?

Nobody gets more than they ordered or less than nothing, what is sold over is sold once, both of a deal have spoken, and
a book that is rebuilt from its events is the same book.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.events import BookEvent, DealAbout, LackChoice, LackWhy, LeftoversOffered
from models.groupbuy.book import Book
from models.groupbuy.lacks import Loss
from models.groupbuy.organizers_word import Word
from models.values import MessageId, OrderId, PersonId
from tests.groupbuy.group import EGGS, ORGANIZER, Group

PEOPLE = ("王芳", "李梅", "老周", "陈静")
HER = PersonId(ORGANIZER)
Step = tuple[str, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("lose", "choose", "tick", "along", "keep", "offer", "take", "deal", "yes", "agree", "undo")),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(1, 3),
    ),
    max_size=25,
)


@dataclass
class Table:
    """A hand-out on which steps are tried; each has a message of its own."""

    group: Group
    count: int = 0
    done: list[MessageId] = field(default_factory=list)

    def message(self) -> MessageId:
        self.count += 1
        self.group.now += timedelta(seconds=30)
        return MessageId(f"t{self.count}")

    def order(self, place: int) -> OrderId | None:
        orders = self.group.orders(PEOPLE[place])
        return orders[0].id if orders else None

    def step(self, step: Step) -> None:
        what, one, other, many = step
        message = self.message()
        events = getattr(self, what)(message, one, other, many)
        if self.group.keep(tuple(events)) and what != "undo":
            self.done.append(message)

    def lose(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        order = self.order(one)
        losses = [] if order is None else [Loss(order, EGGS.id, Decimal(many))]
        return self.group.book.note_losses(Word(message, HER, HER, self.group.now), losses, LackWhy.SHORT)

    def choose(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        lacks = [lack for lack in self.group.book.lacks() if lack.member == PEOPLE[one]]
        choice = list(LackChoice)[many - 1]
        at = self.group.now
        return self.group.book.settle_lack(lacks[0], choice, at=at, message_id=message) if lacks else ()

    def tick(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        orders = [order for order in (self.order(one), self.order(other)) if order]
        return self.group.book.hand_out(Word(message, HER, HER, self.group.now), orders)

    def along(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        order, by = self.order(other), PersonId(PEOPLE[one])
        if order is None or one == other:
            return ()
        return self.group.book.take_along(Word(message, by, by, self.group.now), [order], own_too=many > 1)

    def keep(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        order, until = self.order(one), self.group.now + timedelta(days=many)
        return () if order is None else self.group.book.keep_bag(order, until, at=self.group.now, message_id=message)

    def offer(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        offer = LeftoversOffered(
            message_id=message,
            member=HER,
            at=self.group.now,
            product=EGGS.id,
            quantity=Decimal(many),
            price_fen=None,
            until=self.group.now + timedelta(minutes=30),
        )
        return self.group.book.offer_leftovers(offer)

    def take(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        offers = self.group.book.offers()
        if not offers:
            return ()
        at, member = self.group.now, PersonId(PEOPLE[one])
        return self.group.book.take_leftover(offers[-1], Decimal(many), member=member, at=at, message_id=message)

    def deal(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        about = DealAbout.GIFT if many > 1 else DealAbout.SHARE
        to = None if one == other else PersonId(PEOPLE[other])
        return self.group.book.offer_deal(
            about,
            EGGS.id,
            Decimal(1),
            member=PersonId(PEOPLE[one]),
            at=self.group.now,
            message_id=message,
            order=self.order(one),
            to=to,
        )

    def yes(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        deals = [deal for deal in self.group.book.deals(self.group.now) if deal.member != PEOPLE[one]]
        deals = [deal for deal in deals if deal.to in (None, PEOPLE[one])]
        at, member = self.group.now, PersonId(PEOPLE[one])
        return self.group.book.claim_deal(deals[0], member=member, at=at, message_id=message) if deals else ()

    def agree(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        deals = [deal for deal in self.group.book.deals(self.group.now) if deal.claimed_by]
        deals = [deal for deal in deals if deal.member == PEOPLE[one]]
        if not deals:
            return ()
        partner = deals[0].claimed_by[0]
        return self.group.book.agree_to_deal(deals[0], partner, at=self.group.now, message_id=message)

    def undo(self, message: MessageId, one: int, other: int, many: int) -> tuple[BookEvent, ...]:
        if not self.done:
            return ()
        gone = self.done[-many % len(self.done)]
        taken = self.group.book.take_back(gone, at=self.group.now, by=message)
        if not isinstance(taken, tuple):
            return ()
        self.done.remove(gone)
        return taken


def begun() -> Table:
    group = Group()
    for number, who in enumerate(PEOPLE, 1):
        group.say(who, f"鸡蛋{number}板")
    group.cutoff()
    return Table(group)


def holds(table: Table) -> None:
    book = table.group.book
    lacks = book.lacks()
    standing = {(order.id, line.product): line.standing for order in book.orders() for line in order.lines}
    for (order, product), quantity in standing.items():
        assert 0 <= book.gets(order, product) <= quantity
    for offer in book.offers():
        assert 0 <= offer.left <= offer.quantity
    assert all(lack.quantity > 0 for lack in lacks)
    taken = sum((had for offer in book.offers() for _, had in offer.taken), Decimal(0))
    assert book.totals().get(EGGS.id, Decimal(0)) == 10 + taken, "goods that change hands are neither more nor less"
    assert Book(table.group.terms, table.group.events) == book


@given(STEPS)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_or_made_at_the_table(steps: list[Step]) -> None:
    table = begun()
    for step in steps:
        table.step(step)
    holds(table)
