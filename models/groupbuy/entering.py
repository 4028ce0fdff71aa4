"""How does a line come to a new total? Limits, stock, turns and doubts, as one act of entering it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.events import (
    DoubtAbout,
    DoubtRaised,
    DoubtSettled,
    EntryShare,
    LimitReached,
    LineChanged,
    LineState,
    Step,
    TurnCame,
    WaitingPart,
)
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.orders import NOTHING, MemberOrder
from models.groupbuy.shelf import with_total, with_turn
from models.values import ProductId, Quantity

EMPTY = LineState(NOTHING, (), NOTHING)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line's new sources: what was said by chat, and what each live chain entry adds; ``said`` in whose words."""

    step: Step
    said: Quantity | None
    chat: Quantity
    shares: tuple[EntryShare, ...] = ()

    @property
    def total(self) -> Quantity:
        """What is wanted; never less than nothing."""
        return max(self.chat + sum((share.quantity for share in self.shares), NOTHING), NOTHING)


def state_of(order: MemberOrder, product: ProductId) -> LineState:
    line = order.lines.get(product)
    return line.state if line else EMPTY


def enter_total(
    desk: Desk,
    order: MemberOrder,
    product: ProductId,
    cause: Cause,
    *,
    step: Step,
    total: Quantity,
    said: Quantity | None,
) -> bool:
    """Bring a line to ``total`` by chat; what live entries add stays beneath. False where nothing changed."""
    state = state_of(order, product)
    beneath = sum((share.quantity for share in state.shares), NOTHING)
    return enter(desk, order, product, cause, Entry(step, said, total - beneath, state.shares))


def enter(desk: Desk, order: MemberOrder, product: ProductId, cause: Cause, entry: Entry) -> bool:
    """Enter a line's new sources: cut to the limit, split where stock runs out, and let others have what is freed."""
    before = state_of(order, product)
    entry = within_limit(desk, order, product, cause, entry)
    if (entry.chat, entry.shares) == (before.chat, before.shares):
        return False
    asked = WaitingPart(NOTHING, cause.at, cause.message_id)
    standing, waiting = with_total(before, entry.total, desk.free(product), asked)
    if entry.total == 0 and not entry.shares:
        entry = Entry(entry.step, entry.said, NOTHING)
    now = LineState(entry.chat, entry.shares, standing, waiting)
    desk.record(
        LineChanged(
            **cause.told(order.member),
            order_id=order.id,
            product=product,
            step=entry.step,
            said=entry.said,
            now=now,
            also=cause.also,
        )
    )
    give_turns(desk, product, cause)
    weigh(desk, order, product, cause)
    return True


def within_limit(desk: Desk, order: MemberOrder, product: ProductId, cause: Cause, entry: Entry) -> Entry:
    """The entry, cut down to the member's limit: what was just wanted gives way, never what stood before."""
    allowed = desk.allowed(order, order.member, product)
    before = order.total_of(product)
    if allowed is None or entry.total <= max(allowed, before):
        return entry
    kept = max(allowed, before)
    desk.record(
        LimitReached(**cause.told(order.member), order_id=order.id, product=product, wanted=entry.total, kept=kept)
    )
    return _cut(entry, entry.total - kept)


def _cut(entry: Entry, excess: Quantity) -> Entry:
    from_chat = min(max(entry.chat, NOTHING), excess) if entry.step is not Step.ENTERED else NOTHING
    excess -= from_chat
    shares = []
    for share in reversed(entry.shares):
        took = min(share.quantity, excess)
        excess -= took
        shares.append(EntryShare(share.chain, share.entry, share.quantity - took))
    return Entry(entry.step, entry.said, entry.chat - from_chat - excess, tuple(reversed(shares)))


def give_turns(desk: Desk, product: ProductId, cause: Cause) -> None:
    """Let those who wait have what is free, in order of sending, in part if need be."""
    free = desk.free(product)
    for turn in desk.ledger.shelf.turns(product):
        if free is not None and free <= 0:
            return
        order = desk.ledger.orders[turn.order_id]
        state = state_of(order, product)
        waiting = sum((part.quantity for part in state.waiting), NOTHING)
        now = with_turn(state, turn.message_id, waiting if free is None else free)
        desk.record(TurnCame(**cause.told(order.member), order_id=order.id, product=product, now=now))
        free = desk.free(product)


def weigh(desk: Desk, order: MemberOrder, product: ProductId, cause: Cause) -> None:
    """Show a line over a sane bound to the organizer as a doubt (order-language, section 7), and settle one that is
    within bounds again."""
    key = order.id, product
    doubt = _doubt(desk, order, product)
    known = desk.ledger.doubts.get(key)
    if doubt is None:
        if known is not None:
            desk.record(DoubtSettled(**cause.told(order.member), order_id=order.id, product=product))
        return
    about, bound = doubt
    total = order.total_of(product)
    if known is None or known.quantity != total:
        desk.record(
            DoubtRaised(
                **cause.told(order.member), order_id=order.id, product=product, about=about, quantity=total, bound=bound
            )
        )


def _doubt(desk: Desk, order: MemberOrder, product: ProductId) -> tuple[DoubtAbout, Quantity] | None:
    total, bounds = order.total_of(product), desk.terms.bounds
    known, usual = desk.products.get(product), desk.terms.usual.get((order.member, product))
    price_fen = known.price_fen if known else None
    if bounds.line_fen is not None and price_fen is not None and total * price_fen > bounds.line_fen:
        return DoubtAbout.AMOUNT, Decimal(bounds.line_fen)
    if bounds.times_usual is not None and usual is not None and total > usual * bounds.times_usual:
        return DoubtAbout.UNUSUAL, usual * bounds.times_usual
    return None
