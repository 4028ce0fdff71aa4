"""On which desk is the book kept? The ledger with the terms that hold now, and who is speaking to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.events import BookEvent
from models.groupbuy.chain_parts import SeenEntry
from models.groupbuy.happening import happen
from models.groupbuy.households import contradicts
from models.groupbuy.ledger import Ledger
from models.groupbuy.names import name_key
from models.groupbuy.orders import NOTHING, MemberOrder
from models.groupbuy.terms import Terms
from models.values import MessageId, OrderId, PersonId, Product, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class Cause:
    """The message by which something happens: whose it is, when it was sent, and what was read as one with it."""

    message_id: MessageId
    member: PersonId
    at: datetime
    also: tuple[MessageId, ...] = ()

    def told(self, member: PersonId | None = None) -> dict[str, Any]:
        """What every event tells, for the events of this message; about ``member``, if that is not the sender."""
        return {"message_id": self.message_id, "member": member or self.member, "at": self.at}


@dataclass(slots=True)
class Desk:
    """The ledger, and the terms in a form that answers at once."""

    ledger: Ledger
    terms: Terms
    products: dict[ProductId, Product] = field(init=False)
    bearers: dict[str, set[PersonId]] = field(init=False)
    namesakes: dict[str, set[PersonId]] = field(init=False)
    _happened: list[BookEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.products = {product.id: product for product in self.terms.products}
        self.bearers, self.namesakes = {}, {}
        for member, name in self.terms.names.items():
            self.bearers.setdefault(name_key(name), set()).add(member)
            self.namesakes.setdefault(name.strip(), set()).add(member)

    def own_name(self, member: PersonId, name: str) -> str | None:
        """The key of a member's name where nobody else in the group has that name (order-language, section 6)."""
        key = name_key(name)
        return key if key and self.bearers.get(key, set()) <= {member} else None

    def at_home(self, order: MemberOrder) -> bool:
        """Whether an order is for the member's own household: it goes to their address, or bears their name."""
        home, name = self.terms.homes.get(order.member), self.terms.names.get(order.member)
        if home and order.recipient and not contradicts(order.recipient, home):
            return True
        stated = self.name_of(order)
        return bool(name and stated) and name_key(stated or "") == name_key(name or "")

    def name_of(self, order: MemberOrder) -> str | None:
        """The name that the live chain entries in an order state, or else its recipient: the member's own before one
        that is nobody's, and a neighbour's last; of several the first in the list."""
        stated = list(self._entries_of(order))
        for whose in (order.member, None):
            for known in stated:
                if known.seen.namesake == whose:
                    return known.told.name
        return stated[0].told.name if stated else order.recipient.name if order.recipient else None

    def _entries_of(self, order: MemberOrder) -> Iterator[SeenEntry]:
        """The entries that stand in an order and state a name, in the order of the lists."""
        shares = {(share.chain, share.entry) for line in order.lines.values() for share in line.shares}
        for chain in self.ledger.chains.values() if shares else ():
            for number in sorted(entry for of_chain, entry in shares if of_chain == chain.id):
                place = chain.places.get(number)
                if place is not None and chain.entry(place.entry).told.name:
                    yield chain.entry(place.entry)

    def namesake(self, name: str | None) -> PersonId | None:
        """The one member whose name this is, exactly."""
        members = self.namesakes.get((name or "").strip(), set())
        return next(iter(members)) if len(members) == 1 else None

    def record(self, event: BookEvent) -> None:
        """Let what was decided happen, and keep it for the caller."""
        happen(self.ledger, event)
        self._happened.append(event)

    def drain(self) -> tuple[BookEvent, ...]:
        """What happened since the last time."""
        happened = tuple(self._happened)
        self._happened.clear()
        return happened

    def free(self, product: ProductId) -> Quantity | None:
        """What is left on the shelf; None where there is no end to it."""
        known = self.products.get(product)
        if known is not None and known.off:
            return NOTHING
        if known is None or known.stock is None:
            return None
        return max(known.stock - self.ledger.shelf.given.get(product, NOTHING), NOTHING)

    def allowed(self, order: MemberOrder | None, member: PersonId, product: ProductId) -> Quantity | None:
        """How much the limit leaves for this line, over all of the member's households; None: no limit."""
        known = self.products.get(product)
        if known is None or known.limit is None:
            return None
        taken = sum((each.total_of(product) for each in self.ledger.orders_of(member) if each is not order), NOTHING)
        return max(known.limit - taken, NOTHING)

    def new_order_id(self, message_id: MessageId) -> OrderId:
        """An id that the message alone decides: the same after the book was rebuilt."""
        number = 1
        while OrderId(f"{message_id}#{number}") in self.ledger.orders:
            number += 1
        return OrderId(f"{message_id}#{number}")

    def is_late(self, at: datetime) -> bool:
        """Whether what was sent at ``at`` was sent after a cut-off (and before the book was opened again)."""
        for closed, reopened in self.ledger.closings:
            if at >= closed and (reopened is None or at < reopened):
                return True
        closes_at = self.terms.closes_at
        if closes_at is None or at < closes_at:
            return False
        return not any(reopened is not None and reopened >= closes_at for _, reopened in self.ledger.closings)
