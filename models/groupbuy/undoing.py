"""Can a message be taken back, and how? Recalls, corrections and the organizer's undo: one rule for all three."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.events import (
    LeftoverTaken,
    LineRestored,
    LineState,
    MessageUndone,
    OrderDescribed,
    QuestionReopened,
    Step,
    WaitingPart,
)
from models.groupbuy.chain_parts import Place
from models.groupbuy.chaining import settle_places
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import Entry, give_turns, state_of, weigh, within_limit
from models.groupbuy.ledger import (
    AskingEffect,
    DescriptionEffect,
    LineEffect,
    SettlingEffect,
)
from models.groupbuy.orders import NOTHING, MemberOrder
from models.groupbuy.post_effects import is_as_before, said_by_post
from models.groupbuy.shelf import with_total
from models.values import MessageId, OrderId, ProductId


class Hindrance(StrEnum):
    """Why a message can't be taken back: it did nothing, a later word or an answer rests on it, it took something back
    itself, or what stands by it is the organizer's own word about it."""

    HER_WORD = "her_word"
    NOTHING_DONE = "nothing_done"
    LATER_WORD = "later_word"
    TOOK_BACK = "took_back"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message was not taken back, and why; ``by`` is the later message that rests on it."""

    why: Hindrance
    by: MessageId | None = None
    order_id: OrderId | None = None
    product: ProductId | None = None


def hindrance(desk: Desk, message_id: MessageId, *, beside: Collection[MessageId] = ()) -> Refusal | None:
    """What stands against taking a message back: nothing done, or a later word that rests on what it did. ``beside``:
    words that are taken back before it."""
    hers = _her_word(desk, message_id, beside)
    if hers is not None:
        return hers
    effects = desk.ledger.effects.get(message_id)
    if effects is None:
        return Refusal(Hindrance.NOTHING_DONE)
    if message_id in desk.ledger.undoing:
        return Refusal(Hindrance.TOOK_BACK)
    for line_effect in lines_touched(desk, message_id).values():
        line = desk.ledger.line(line_effect.order_id, line_effect.product)
        last = line.last_word(beside=beside) if line else None
        if last != message_id and (last or not beside):
            return Refusal(Hindrance.LATER_WORD, last, line_effect.order_id, line_effect.product)
    resting = desk.ledger.hand_out.rests_on(message_id)
    if resting is not None and resting not in beside:
        return Refusal(Hindrance.LATER_WORD, resting)
    for effect in effects:
        answer = desk.ledger.answered_by.get(effect.question_id) if isinstance(effect, AskingEffect) else None
        if answer is not None and answer not in beside:
            return Refusal(Hindrance.ANSWERED, answer)
    return None


def _her_word(desk: Desk, message_id: MessageId, beside: Collection[MessageId]) -> Refusal | None:
    """The organizer's word about a message, by which something stands: what she has noted herself no recall of the
    talk beneath takes away from her unseen."""
    for word in reversed(desk.ledger.words_about.get(message_id, ())):
        for effect in () if word in beside else lines_touched(desk, word).values():
            if desk.ledger.orders[effect.order_id].total_of(effect.product):
                return Refusal(Hindrance.HER_WORD, word, effect.order_id, effect.product)
    return None


def carriers(desk: Desk, message_id: MessageId) -> tuple[MessageId, ...]:
    """The messages by which something of this one is in the book: itself, and the organizer's words about it."""
    words = desk.ledger.words_about.get(message_id, ())
    return tuple(each for each in (message_id, *words) if each in desk.ledger.effects)


def leave_out(desk: Desk, cause: Cause, message_id: MessageId, *, recalled: bool) -> Refusal | None:
    """Let nothing of a message count, neither what it did nor what the organizer's words about it did; or say why
    not, and change nothing."""
    gone: list[MessageId] = []
    for each in reversed(carriers(desk, message_id)):
        refused = hindrance(desk, each, beside=gone)
        if refused is not None:
            return refused
        gone.append(each)
    for each in gone:
        take_back(desk, cause, each, recalled=recalled)
    return None if gone else Refusal(Hindrance.NOTHING_DONE)


def changed_orders(desk: Desk, message_id: MessageId) -> bool:
    """Whether a message did more than tell of a payment or the like, or wait on the late list; what was left over is
    had, and given back, at the table."""
    ledger = desk.ledger
    if message_id in ledger.late or ledger.hand_out.by(message_id, LeftoverTaken):
        return False
    told_only = message_id in ledger.payments or message_id in ledger.pickups or ledger.hand_out.knows(message_id)
    return bool(ledger.effects.get(message_id)) or not (told_only or message_id in ledger.claims)


def take_back(desk: Desk, cause: Cause, message_id: MessageId, *, recalled: bool, part: bool = False) -> None:
    """Take back what a message did; to be asked for only where nothing hinders it."""
    chain = desk.ledger.chains.get(desk.ledger.chain_of_post.get(message_id, ""))
    before = dict(chain.places) if chain else {}
    left = chain.without(message_id) if chain else {}
    for number, effect in lines_touched(desk, message_id).items():
        if chain is None or _comes_back(desk, effect, chain.id, left):
            _restore_line(desk, cause, message_id, number, effect)
    _restore_the_rest(desk, cause, message_id)
    desk.record(MessageUndone(**cause.told(), undone=message_id, recalled=recalled, part=part))
    if chain is not None:
        settle_places(desk, cause, chain, before)


def _comes_back(desk: Desk, effect: LineEffect, chain: str, left: Mapping[int, Place]) -> bool:
    """Whether a line is what it was before the post, when that is taken back. An entry of it that a later post has
    given to another order stays there."""
    order = desk.ledger.orders[effect.order_id]
    before = {share.entry for share in (effect.before.shares if effect.before else ()) if share.chain == chain}
    gone = {entry for entry in before if entry in left and _is_elsewhere(desk, order, chain, left[entry])}
    here = {number: place for number, place in left.items() if number not in gone}
    return is_as_before(effect, state_of(order, effect.product).shares, chain, here)


def _is_elsewhere(desk: Desk, order: MemberOrder, chain: str, place: Place) -> bool:
    others = (each for each in desk.ledger.orders_of(place.owner) if each is not order)
    shares = (share for each in others for line in each.lines.values() for share in line.shares)
    return any((share.chain, share.entry) == (chain, place.id) for share in shares)


def lines_touched(desk: Desk, message_id: MessageId) -> dict[int, LineEffect]:
    """The lines that a message changed by what it says, each by the first such effect (counted among all effects)."""
    chain = desk.ledger.chains.get(desk.ledger.chain_of_post.get(message_id, ""))
    found: dict[int, LineEffect] = {}
    seen: set[tuple[OrderId, ProductId]] = set()
    for number, effect in enumerate(desk.ledger.effects.get(message_id, ())):
        if not isinstance(effect, LineEffect) or (effect.order_id, effect.product) in seen:
            continue
        member = desk.ledger.orders[effect.order_id].member
        if chain is None or said_by_post(chain, message_id, effect, member):
            found[number] = effect
            seen.add((effect.order_id, effect.product))
    return found


def _restore_line(desk: Desk, cause: Cause, message_id: MessageId, number: int, effect: LineEffect) -> None:
    order = desk.ledger.orders[effect.order_id]
    now = _as_before(desk, cause, effect, desk.ledger.chain_of_post.get(message_id))
    desk.record(
        LineRestored(
            **cause.told(order.member),
            order_id=order.id,
            product=effect.product,
            undone=message_id,
            effect=number,
            now=now,
        )
    )
    give_turns(desk, effect.product, cause)
    weigh(desk, order, effect.product, cause)


def _as_before(desk: Desk, cause: Cause, effect: LineEffect, chain: str | None) -> LineState:
    """The line as it was before a post of ``chain``, or a word by chat (None), as far as the shelf and the limit still
    allow; what was given away since waits, at its old place."""
    order = desk.ledger.orders[effect.order_id]
    state = state_of(order, effect.product)
    chat = effect.before.state.chat if effect.before else NOTHING
    # What is taken back left the entries of other lists alone, a word by chat all of them: they add what they add now.
    others = tuple(share for share in state.shares if share.chain != chain)
    shares = (*(share for share in effect.before.shares if share.chain == chain), *others) if effect.before else others
    entry = within_limit(desk, order, effect.product, cause, Entry(Step.SET, None, chat, shares))
    words = effect.before.contributions if effect.before else ()
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
