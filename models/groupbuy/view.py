"""What does the book tell those who read it? Orders, totals, lists; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.acts import Order, Standing
from models.events import (
    ClaimMade,
    DoubtRaised,
    PaymentTold,
    PickupTold,
    Private,
    QuestionAsked,
    ReportAbout,
    Reported,
    RequestLate,
    Step,
)
from models.groupbuy.asking import answerable, open_questions
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Desk
from models.groupbuy.foreign_entries import ForeignChange, foreign_change
from models.groupbuy.households import Household, Several, meant_order, own_order
from models.groupbuy.known_members import is_new_here, said_by_name
from models.groupbuy.ledger import Ledger, LineEffect
from models.groupbuy.neighbours import NeighbourPart, neighbour_parts
from models.groupbuy.offers import OffersView
from models.groupbuy.orders import NOTHING, Contribution, MemberOrder, OrderStanding
from models.groupbuy.organizers_word import Total, totals_by
from models.groupbuy.undoing import Refusal, carriers, hindrance
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity, Recipient

#: Steps by which somebody wants goods, and not fewer of them.
_ORDERING = frozenset({Step.ORDERED, Step.ADDED, Step.SET, Step.EXCHANGED, Step.ENTERED})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part of an order that waits for stock, asked for by ``message_id``."""

    order_id: OrderId
    member: PersonId
    product: ProductId
    quantity: Quantity
    message_id: MessageId
    at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """A message that came after the cut-off, and what it asks for."""

    message_id: MessageId
    member: PersonId
    at: datetime
    requests: tuple[RequestLate, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was not applied: ``stands`` and ``written`` are the two texts where it is about an entry."""

    report_id: str
    about: ReportAbout
    message_id: MessageId
    member: PersonId
    at: datetime
    entry: str | None = None
    stands: str | None = None
    written: str | None = None
    undone: MessageId | None = None


class BookView(OffersView):
    """The reading side of the book. Every question is answered from indexes, or from what is listed itself."""

    def orders(self) -> tuple[OrderStanding, ...]:
        """Every order of which something stands or waits, oldest first."""
        return tuple(_told(self._desk, order) for order in self._ledger.orders.values() if order.stands)

    def order_of(self, member: PersonId) -> tuple[OrderStanding, ...]:
        """A member's orders, one for each household."""
        return tuple(_told(self._desk, order) for order in self._ledger.orders_of(member) if order.stands)

    def all_orders_of(self, member: PersonId) -> tuple[OrderStanding, ...]:
        """A member's orders, those of which nothing stands any more included."""
        return tuple(_told(self._desk, order) for order in self._ledger.orders_of(member))

    def standing_of(self, member: PersonId, recipient: Recipient | None = None) -> tuple[Standing, ...]:
        """What stands for a member, waiting parts included: the language's ``mine``. It is that of the household
        which a message to ``recipient`` (or without one) means, or of all, where that is open."""
        totals: dict[ProductId, Quantity] = {}
        for order in self._meant(member, recipient):
            for line in order.lines.values():
                if line.total:
                    totals[line.product] = totals.get(line.product, NOTHING) + line.total
        return tuple(Standing(product, quantity) for product, quantity in totals.items())

    def totals(self) -> dict[ProductId, Quantity]:
        """What stands of each product; what waits is not in it."""
        return {product: given for product, given in self._ledger.shelf.given.items() if given}

    def waiting(self) -> tuple[Waiting, ...]:
        """The waiting list: by product, then in order of sending."""
        found = []
        for product, turns in self._ledger.shelf.queues.items():
            for turn in turns:
                order = self._ledger.orders[turn.order_id]
                parts = order.lines[product].waiting
                part = next(each for each in parts if each.message_id == turn.message_id)
                found.append(Waiting(order.id, order.member, product, part.quantity, part.message_id, part.at))
        return tuple(found)

    def late(self) -> tuple[Late, ...]:
        """What came after the cut-off and was not dealt with, in order of arrival."""
        return tuple(
            Late(message_id, kept[0].member, kept[0].at, tuple(kept)) for message_id, kept in self._ledger.late.items()
        )

    def questions(self, member: PersonId | None = None) -> tuple[QuestionAsked, ...]:
        """Open questions (of one member), oldest first; none once they were frozen."""
        if self._ledger.frozen:
            return ()
        return tuple(self._ledger.questions.values() if member is None else open_questions(self._desk, member))

    def repeated(self, question_id: str) -> bool:
        """Whether a question was put twice: then it is the organizer's."""
        return question_id in self._ledger.repeated

    def question(self, question_id: str) -> QuestionAsked | None:
        """An open question by its id."""
        return None if self._ledger.frozen else self._ledger.questions.get(question_id)

    def totals_by(self, message_id: MessageId) -> tuple[Total, ...]:
        """The lines that a message changed, by itself or by the organizer's words about it, as they stand."""
        return totals_by(self._desk, message_id)

    def orders_meant(self, member: PersonId, told: Order) -> tuple[OrderStanding, ...]:
        """The order of a member's that such a message of theirs would change: none where it makes a new one, several
        where it could be any of them."""
        household = Household(told.recipient, told.on_behalf_of, self._desk.at_home)
        meant = meant_order(self._ledger.orders_of(member), household)
        found = meant.orders if isinstance(meant, Several) else (meant,)
        return tuple(_told(self._desk, order) for order in found if order is not None)

    def let_in_by(self, message_id: MessageId) -> Quantity:
        """How much went to those whose turn came by a message that let stock out."""
        turns = self._ledger.turns.get(message_id, ())
        return sum((each.now.standing - each.before.standing for each in turns), start=Quantity(0))

    def answerable(self, member: PersonId, at: datetime) -> tuple[QuestionAsked, ...]:
        """The questions that a message of this member, sent at ``at``, may answer, latest first."""
        return tuple(each for each in reversed(open_questions(self._desk, member)) if answerable(self._desk, each, at))

    def doubts(self) -> tuple[DoubtRaised, ...]:
        """Lines over a sane bound that nobody has looked at yet."""
        return tuple(self._ledger.doubts.values())

    def reported(self) -> tuple[Report, ...]:
        """What was not applied and waits for the organizer's word."""
        return tuple(_report(self._ledger, event) for event in self._ledger.reports.values())

    def neighbour_parts(self) -> tuple[NeighbourPart, ...]:
        """What stands in orders under the names of their members' neighbours."""
        return tuple(neighbour_parts(self._desk))

    def foreign_change(self, event: Reported) -> ForeignChange | None:
        """What a post would have changed in somebody else's entry; None where the report is of something else."""
        return foreign_change(self._ledger, event)

    def paid(self) -> tuple[PaymentTold, ...]:
        """Who said that they have paid, in order."""
        return tuple(self._ledger.payments.values())

    def picked(self) -> tuple[PickupTold, ...]:
        """Who said that they have the goods."""
        return tuple(self._ledger.pickups.values())

    def claims(self) -> tuple[ClaimMade, ...]:
        """What is said to be wrong with the goods."""
        return tuple(claim for claims in self._ledger.claims.values() for claim in claims)

    def chains(self) -> tuple[Chain, ...]:
        """The chains of this group-buy, oldest first; to look at only."""
        return tuple(self._ledger.chains.values())

    def why(self, order_id: OrderId, product: ProductId) -> tuple[Contribution, ...]:
        """The words that made a line what it is, oldest first."""
        line = self._ledger.line(order_id, product)
        return line.contributions if line and line.total else ()

    def recorded_by(self, message_id: MessageId) -> tuple[Standing, ...]:
        """The lines that a message ordered, in its words, as far as they still stand: what ``同上`` after it means.
        Talk that the organizer has noted down ordered what she read in it."""
        found: dict[ProductId, Quantity] = {}
        for each in carriers(self._desk, message_id):
            found = {**dict(self._ordered_by(each)), **found}
        return tuple(Standing(product, quantity) for product, quantity in found.items())

    def _ordered_by(self, message_id: MessageId) -> Iterator[tuple[ProductId, Quantity]]:
        for effect in self._ledger.effects.get(message_id, ()):
            if isinstance(effect, LineEffect):
                line = self._ledger.line(effect.order_id, effect.product)
                for word in line.contributions if line and line.total else ():
                    if word.message_id == message_id and word.step in _ORDERING and word.said:
                        yield effect.product, word.said

    def words_about(self, message_id: MessageId) -> tuple[tuple[MessageId, PersonId], ...]:
        """The organizer's words about a message that are in the book, and who gave each, oldest first."""
        words = self._ledger.words_about.get(message_id, ())
        return tuple((each, self._ledger.words[each]) for each in words)

    def said_by_name(self, stand_in: PersonId) -> tuple[MessageId, ...]:
        """The messages of somebody who is known by name alone, that did something and were not taken back."""
        return said_by_name(self._ledger, stand_in)

    def known_as(self, stand_in: PersonId) -> PersonId | None:
        """Whose that became which was entered for a name alone."""
        return self._ledger.known_as.get(stand_in)

    def is_new_here(self, member: PersonId) -> bool:
        """Whether a member has done nothing here yet."""
        return is_new_here(self._ledger, member)

    def last_message_of(self, member: PersonId) -> MessageId | None:
        """The member's own last message by which something is in the book."""
        return self._ledger.last_message_of(member)

    def is_late(self, at: datetime) -> bool:
        """Whether what was sent at ``at`` comes after the cut-off."""
        return self._desk.is_late(at)

    @property
    def is_closed(self) -> bool:
        """Whether a cut-off is in force."""
        return bool(self._ledger.closings) and self._ledger.closings[-1][1] is None

    def may_be_undone(self, message_id: MessageId) -> Refusal | None:
        """Why a message could not be taken back; None where it could."""
        return hindrance(self._desk, message_id)

    def _meant(self, member: PersonId, recipient: Recipient | None) -> Sequence[MemberOrder]:
        orders = [order for order in self._ledger.orders_of(member) if order.stands]
        meant = meant_order(orders, Household(recipient)) if recipient else own_order(orders, self._desk.at_home)
        return [meant] if isinstance(meant, MemberOrder) else orders


def _told(desk: Desk, order: MemberOrder) -> OrderStanding:
    return OrderStanding(
        id=order.id,
        member=order.member,
        lines=tuple(line for line in order.lines.values() if line.total),
        name=desk.name_of(order),
        recipient=order.recipient,
        on_behalf_of=order.on_behalf_of,
        for_other=order.for_other,
        note=order.note,
        delivery=order.delivery,
    )


def _report(ledger: Ledger, event: Reported) -> Report:
    chain = ledger.chains.get(event.chain or "")
    stands = chain.entry(event.entry).told if chain and event.entry is not None else Private()
    written = chain.entry(event.to).told if chain and event.to is not None else Private()
    return Report(
        event.report_id,
        event.about,
        event.message_id,
        event.member,
        event.at,
        entry=stands.name,
        stands=stands.text,
        written=written.text,
        undone=event.undone,
    )
