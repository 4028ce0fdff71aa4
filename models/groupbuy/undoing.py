"""Can a message be taken back, and how? Recalls, corrections and the organizer's undo: one rule for all three."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.events import (
    LineRestored,
    LineState,
    MessageUndone,
    OrderDescribed,
    QuestionReopened,
    Step,
    WaitingPart,
)
from models.groupbuy.chaining import settle_places
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import Entry, give_turns, state_of, weigh, within_limit
from models.groupbuy.ledger import (
    AskingEffect,
    DescriptionEffect,
    LineEffect,
    SettlingEffect,
)
from models.groupbuy.orders import NOTHING
from models.groupbuy.shelf import with_total
from models.values import MessageId, OrderId, ProductId


class Hindrance(StrEnum):
    """Why a message can't be taken back."""

    NOTHING_DONE = "nothing_done"
    LATER_WORD = "later_word"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message was not taken back, and why; ``by`` is the later message that rests on it."""

    why: Hindrance
    by: MessageId | None = None
    order_id: OrderId | None = None
    product: ProductId | None = None


def hindrance(desk: Desk, message_id: MessageId) -> Refusal | None:
    """What stands against taking a message back: nothing done, or a later word that rests on what it did."""
    effects = desk.ledger.effects.get(message_id)
    if effects is None:
        return Refusal(Hindrance.NOTHING_DONE)
    for effect in effects:
        if isinstance(effect, LineEffect):
            line = desk.ledger.line(effect.order_id, effect.product)
            last = line.contributions[-1].message_id if line and line.contributions else None
            if last != message_id:
                return Refusal(Hindrance.LATER_WORD, last, effect.order_id, effect.product)
        elif isinstance(effect, AskingEffect) and effect.question_id in desk.ledger.answered_by:
            return Refusal(Hindrance.ANSWERED, desk.ledger.answered_by[effect.question_id])
    return None


def changed_orders(desk: Desk, message_id: MessageId) -> bool:
    """Whether a message did more than tell of a payment or the like, or wait on the late list."""
    if message_id in desk.ledger.late:
        return False
    told_only = message_id in desk.ledger.payments or message_id in desk.ledger.pickups
    return bool(desk.ledger.effects.get(message_id)) or not (told_only or message_id in desk.ledger.claims)


def take_back(desk: Desk, cause: Cause, message_id: MessageId, *, recalled: bool) -> None:
    """Take back what a message did; to be asked for only where nothing hinders it."""
    chain = desk.ledger.chains.get(desk.ledger.chain_of_post.get(message_id, ""))
    before = dict(chain.places) if chain else {}
    kept = _kept_for_the_chain(desk, chain, message_id)
    _restore_lines(desk, cause, message_id, kept)
    _restore_the_rest(desk, cause, message_id)
    desk.record(MessageUndone(**cause.told(), undone=message_id, recalled=recalled))
    if chain is not None:
        settle_places(desk, cause, chain, before)


def _kept_for_the_chain(desk: Desk, chain: Chain | None, message_id: MessageId) -> set[tuple[OrderId, ProductId]]:
    """Lines of the sender's entries that a recalled chain post only changed: they are withdrawn, not put back."""
    if chain is None:
        return set()
    made, sender = set(chain.outcome(message_id).made), desk.ledger.sender_of.get(message_id)
    changed = {each for each in chain.outcome(message_id).changed if each not in made}
    withdrawn = {each for each in changed if chain.places[each].owner == sender}
    kept = set()
    for effect in desk.ledger.effects.get(message_id, ()):
        if isinstance(effect, LineEffect):
            state = state_of(desk.ledger.orders[effect.order_id], effect.product)
            if any(share.chain == chain.id and share.entry in withdrawn for share in state.shares):
                kept.add((effect.order_id, effect.product))
    return kept


def _restore_lines(desk: Desk, cause: Cause, message_id: MessageId, kept: set[tuple[OrderId, ProductId]]) -> None:
    done: set[tuple[OrderId, ProductId]] = set(kept)
    for effect in tuple(desk.ledger.effects.get(message_id, ())):
        if not isinstance(effect, LineEffect) or (effect.order_id, effect.product) in done:
            continue
        done.add((effect.order_id, effect.product))
        order = desk.ledger.orders[effect.order_id]
        now = _as_before(desk, cause, effect)
        desk.record(
            LineRestored(
                **cause.told(order.member), order_id=order.id, product=effect.product, undone=message_id, now=now
            )
        )
        give_turns(desk, effect.product, cause)
        weigh(desk, order, effect.product, cause)


def _as_before(desk: Desk, cause: Cause, effect: LineEffect) -> LineState:
    """The line as it was, as far as the shelf and the limit still allow; what was given away since waits, at its old
    place."""
    order = desk.ledger.orders[effect.order_id]
    state = state_of(order, effect.product)
    if effect.before is None:
        return LineState(NOTHING, (), NOTHING)
    old = Entry(Step.SET, None, effect.before.state.chat, effect.before.shares)
    entry = within_limit(desk, order, effect.product, cause, old)
    words = effect.before.contributions
    first = words[0] if words else None
    asked = WaitingPart(NOTHING, first.at if first else cause.at, first.message_id if first else cause.message_id)
    standing, waiting = with_total(state, entry.total, desk.free(effect.product), asked)
    return LineState(entry.chat, entry.shares, standing, waiting)


def _restore_the_rest(desk: Desk, cause: Cause, message_id: MessageId) -> None:
    for effect in reversed(desk.ledger.effects.get(message_id, ())):
        if isinstance(effect, DescriptionEffect):
            order = desk.ledger.orders[effect.order_id]
            desk.record(
                OrderDescribed(
                    **cause.told(order.member),
                    private=effect.before.private,
                    order_id=order.id,
                    delivery=effect.before.delivery,
                )
            )
        elif isinstance(effect, SettlingEffect):
            question = effect.question
            desk.record(
                QuestionReopened(**cause.told(question.member), question_id=question.question_id, undone=message_id)
            )
