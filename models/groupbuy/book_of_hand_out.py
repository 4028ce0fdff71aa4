"""What is entered in the book, and told of it, once goods are on the table? Ticks, lacks, kept bags, left-overs, deals.

The half of the book that begins where orders end; ``Book`` is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.events import (
    BagKept,
    BookEvent,
    DealAbout,
    DealClaimed,
    DealOffered,
    GoodsArrived,
    HandedOut,
    LackChoice,
    LackWhy,
    LeftoversOffered,
    LeftoverTaken,
    NothingWanted,
    PickupTold,
    PointChosen,
    Private,
    WordGiven,
)
from models.groupbuy.deals import Deal, agree, open_deals
from models.groupbuy.desk import Cause
from models.groupbuy.lacks import Lack, Loss, lacks_in, missing_in, note_losses, settle_lack, there_is
from models.groupbuy.left_overs import Offer, offers_in, take
from models.groupbuy.orders import NOTHING
from models.groupbuy.organizers_word import Word
from models.groupbuy.view import BookView
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity

Events = tuple[BookEvent, ...]


class BookOfHandOut(BookView):
    """Each method that decides something returns the events that happened."""

    # Who has what

    def numbers(self) -> dict[OrderId, int]:
        """The pickup number of each order: its place among all that came, from 1. It never changes; a number whose
        order was withdrawn is nobody's."""
        return {order: number for number, order in enumerate(self._ledger.orders, 1)}

    def collected(self, since: datetime) -> frozenset[OrderId]:
        """The orders for which somebody has come: by the organizer's word or a neighbour's, or by their own since the
        goods are there (who has theirs has all of theirs)."""
        return frozenset(self.collected_at(since))

    def collected_at(self, since: datetime) -> dict[OrderId, datetime]:
        """The same, with when it was told first."""
        found: dict[OrderId, datetime] = {}
        for told in self._ledger.pickups.values():
            if told.at >= since:
                for order in self._ledger.of_member.get(told.member, ()):
                    found.setdefault(order, told.at)
        for handed in self._ledger.hand_out.of(HandedOut):
            found[handed.order_id] = min(handed.at, found.get(handed.order_id, handed.at))
        return found

    def collected_by(self, order: OrderId) -> PersonId | None:
        """The neighbour who took an order's goods along, where that was told."""
        told = [each for each in self._ledger.hand_out.of(HandedOut) if each.order_id == order]
        return next((each.by for each in told if each.by is not None), None)

    def hand_out(self, word: Word, orders: Iterable[OrderId], *, by: PersonId | None = None) -> Events:
        """The organizer says that the goods of these orders were collected, ``by`` a neighbour perhaps; who has come
        before is not noted again."""
        self._hand_out(word, orders, by=by)
        return self._desk.drain()

    def take_along(self, word: Word, orders: Iterable[OrderId], *, own_too: bool) -> Events:
        """A neighbour, ``word.by``, says that they took others' goods along, and their own (``own_too``)."""
        told = Cause(word.message_id, word.by, word.at).told()
        if own_too:
            self._desk.record(PickupTold(**told))
        self._hand_out(word, orders, by=word.by)
        return self._desk.drain()

    def _hand_out(self, word: Word, orders: Iterable[OrderId], *, by: PersonId | None) -> None:
        known = {each.order_id for each in self._ledger.hand_out.of(HandedOut)}
        for order in orders:
            if order in self._ledger.orders and order not in known:
                told = Cause(word.message_id, self._ledger.orders[order].member, word.at).told()
                self._desk.record(WordGiven(**told, by=word.by))
                self._desk.record(HandedOut(**told, order_id=order, by=by))

    # What is there, and what is not

    def arrived_goods(self) -> frozenset[ProductId]:
        """The goods of which it was said that they are there, one by one."""
        return frozenset(product for each in self._ledger.hand_out.of(GoodsArrived) for product in each.products)

    def arrive(self, products: Iterable[ProductId], *, by: PersonId, at: datetime, message_id: MessageId) -> Events:
        return self._note(GoodsArrived(message_id=message_id, member=by, at=at, products=tuple(products)))

    def lacks(self) -> tuple[Lack, ...]:
        """What orders did not get, in the order in which it was told."""
        return tuple(lacks_in(self._desk))

    def missing(self) -> dict[tuple[OrderId, ProductId], Quantity]:
        """How much of a product an order does not get, wherever something is missing."""
        return missing_in(self._desk)

    def gets(self, order: OrderId, product: ProductId) -> Quantity:
        """How much of a product an order really gets."""
        known = self._ledger.orders.get(order)
        return NOTHING if known is None else there_is(self._desk, known, product)

    def note_losses(self, word: Word, losses: Iterable[Loss], why: LackWhy) -> Events:
        """These orders don't get so much; nothing happens where one of them has less."""
        note_losses(self._desk, word.cause, word.by, losses, why)
        return self._desk.drain()

    def settle_lack(
        self,
        lack: Lack,
        choice: LackChoice,
        *,
        at: datetime,
        message_id: MessageId,
        instead: ProductId | None = None,
    ) -> Events:
        """What is to become of goods that an order did not get."""
        settle_lack(self._desk, Cause(message_id, lack.member, at), lack, choice, instead=instead)
        return self._desk.drain()

    # Another day, another place

    def kept_until(self, at: datetime) -> dict[OrderId, datetime]:
        """Whose bags wait for another day, and until when; those that had been waiting until ``at`` are due."""
        last = {each.order_id: each.until for each in self._ledger.hand_out.of(BagKept)}
        return {order: until for order, until in last.items() if until > at}

    def kept_since(self, since: datetime) -> frozenset[OrderId]:
        """The orders that were to wait for another day, by words since then."""
        return frozenset(each.order_id for each in self._ledger.hand_out.of(BagKept) if each.at >= since)

    def keep_bag(
        self, order: OrderId, until: datetime, *, at: datetime, message_id: MessageId, note: str | None = None
    ) -> Events:
        """An order's goods wait until then."""
        member = self._ledger.orders[order].member
        told = Cause(message_id, member, at).told()
        return self._note(BagKept(**told, private=Private(note=note), order_id=order, until=until))

    def points(self) -> dict[OrderId, str]:
        """The pickup points that were chosen for single orders."""
        return {each.order_id: each.point for each in self._ledger.hand_out.of(PointChosen)}

    def choose_point(self, order: OrderId, point: str, *, at: datetime, message_id: MessageId) -> Events:
        told = Cause(message_id, self._ledger.orders[order].member, at).told()
        return self._note(PointChosen(**told, order_id=order, point=point))

    def wants_nothing(self) -> frozenset[PersonId]:
        """The households that were asked, and want nothing."""
        return frozenset(each.member for each in self._ledger.hand_out.of(NothingWanted))

    def note_nothing(self, member: PersonId, *, by: PersonId, at: datetime, message_id: MessageId) -> Events:
        return self._note(NothingWanted(message_id=message_id, member=member, at=at, by=by))

    # Left-overs

    def offers(self) -> tuple[Offer, ...]:
        """What came too much, and who had it; the latest offer last."""
        return tuple(offers_in(self._desk))

    def left_overs_taken(self) -> tuple[LeftoverTaken, ...]:
        """Who had what of the goods that were sold at the table, and what comes back of its price."""
        return tuple(self._ledger.hand_out.of(LeftoverTaken))

    def offer_leftovers(self, offer: LeftoversOffered) -> Events:
        return self._note(offer)

    def take_leftover(
        self, offer: Offer, wanted: Quantity, *, member: PersonId, at: datetime, message_id: MessageId
    ) -> Events:
        """First come, first served: as much as is left; else that they came too late."""
        take(self._desk, Cause(message_id, member, at), offer, wanted)
        return self._desk.drain()

    # Between neighbours

    def deals(self, at: datetime) -> tuple[Deal, ...]:
        """What neighbours have offered each other, and have not closed; the latest first."""
        return tuple(open_deals(self._desk, at))

    def offer_deal(
        self,
        about: DealAbout,
        product: ProductId,
        quantity: Quantity,
        *,
        member: PersonId,
        at: datetime,
        message_id: MessageId,
        order: OrderId | None = None,
        to: PersonId | None = None,
    ) -> Events:
        told = Cause(message_id, member, at).told()
        return self._note(DealOffered(**told, about=about, product=product, quantity=quantity, order_id=order, to=to))

    def claim_deal(self, deal: Deal, *, member: PersonId, at: datetime, message_id: MessageId) -> Events:
        """A neighbour says yes. Where the offer was to them alone, both have spoken, and it is done."""
        cause = Cause(message_id, member, at)
        self._desk.record(DealClaimed(**cause.told(), deal=deal.id))
        if deal.to == member:
            agree(self._desk, cause, deal, member)
        return self._desk.drain()

    def agree_to_deal(self, deal: Deal, partner: PersonId, *, at: datetime, message_id: MessageId) -> Events:
        """The one who offered agrees too; nothing happens where that can't be."""
        agree(self._desk, Cause(message_id, deal.member, at), deal, partner)
        return self._desk.drain()

    def _note(self, event: BookEvent) -> Events:
        self._desk.record(event)
        return self._desk.drain()
