"""What would a post have changed in somebody else's entry? For the organizer, to whom it is reported."""

from __future__ import annotations

from dataclasses import dataclass

from models.events import ReportAbout, Reported
from models.groupbuy.ledger import Ledger
from models.groupbuy.orders import NOTHING
from models.values import MessageId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry as it was written, and in which message for the first time."""

    text: str
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class QuantityChange:
    """How much of a product an entry says, and would have said."""

    product: ProductId
    before: Quantity
    after: Quantity


@dataclass(frozen=True, slots=True)
class ForeignChange:
    """A change of the entry of ``whose`` that was not applied: ``was`` is what stands. No ``changes`` where it does not
    change how much is wanted, or can't be read."""

    whose: PersonId
    was: EntryText
    wanted: EntryText
    changes: tuple[QuantityChange, ...] = ()


def foreign_change(ledger: Ledger, event: Reported) -> ForeignChange | None:
    """What was reported of an entry; None for a report of something else."""
    chain = ledger.chains.get(event.chain or "")
    if event.about is not ReportAbout.FOREIGN_ENTRY or chain is None or event.entry is None or event.to is None:
        return None
    old, new = chain.entry(event.entry), chain.entry(event.to)
    whose = old.seen.namesake or chain.owner_of(event.entry) or old.seen.member
    products = () if old.seen.ask or new.seen.ask else dict.fromkeys([*old.quantities, *new.quantities])
    changes = (
        QuantityChange(each, old.quantities.get(each, NOTHING), new.quantities.get(each, NOTHING)) for each in products
    )
    return ForeignChange(
        whose,
        EntryText(old.told.text or "", old.seen.message_id),
        EntryText(new.told.text or "", new.seen.message_id),
        tuple(each for each in changes if each.before != each.after),
    )
