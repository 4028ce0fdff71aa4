"""How does each event change what the book remembers? One function for each kind, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from models.events import (
    BookClosed,
    BookEvent,
    BookReopened,
    ChainPosted,
    ChainPostTaken,
    ChainStarted,
    ClaimMade,
    DoubtRaised,
    DoubtSettled,
    EntrySeen,
    HandingOutEvent,
    LateReturned,
    LateSettled,
    LineChanged,
    LineRestored,
    MemberKnown,
    MessageUndone,
    NeighbourEvent,
    OrderDescribed,
    OrderOpened,
    PaymentTold,
    PickupTold,
    Private,
    QuestionAsked,
    QuestionReopened,
    QuestionRepeated,
    QuestionSettled,
    QuestionsFrozen,
    Reported,
    ReportSettled,
    RequestLate,
    Step,
    TurnCame,
    TurnLost,
    WordGiven,
)
from models.groupbuy.chains import Chain
from models.groupbuy.hand_out import TableEvent
from models.groupbuy.happening_after import OFFERED, forget_offers
from models.groupbuy.known_members import become
from models.groupbuy.ledger import (
    AskingEffect,
    DescriptionEffect,
    Ledger,
    LineEffect,
    OpeningEffect,
    SettlingEffect,
    TurnEffect,
)
from models.groupbuy.orders import Contribution, MemberOrder, OrderLine
from models.values import OrderId


def happen(ledger: Ledger, event: BookEvent) -> None:
    """Let an event change the state: when it is decided, and again when it is read from the store."""
    ledger.heard.add(event.message_id)
    change = _CHANGES.get(type(event))
    if change is not None:
        change(ledger, event)


def _opened(ledger: Ledger, event: OrderOpened) -> None:
    told = event.private or Private()
    ledger.orders[event.order_id] = MemberOrder(
        id=event.order_id,
        member=event.member,
        for_other=event.for_other,
        recipient=told.recipient,
        on_behalf_of=told.on_behalf_of,
        note=told.note,
        delivery=event.delivery,
    )
    ledger.of_member.setdefault(event.member, []).append(event.order_id)
    ledger.note_effect(event, OpeningEffect(event.order_id))


def _described(ledger: Ledger, event: OrderDescribed) -> None:
    order = ledger.orders[event.order_id]
    before = replace(event, private=order.private(), delivery=order.delivery)
    ledger.note_effect(event, DescriptionEffect(order.id, before))
    told = event.private or Private()
    order.recipient, order.note, order.delivery = told.recipient, told.note, event.delivery
    order.undone = False


def _line_changed(ledger: Ledger, event: LineChanged) -> None:
    before = ledger.line(event.order_id, event.product)
    ledger.note_effect(event, LineEffect(event.order_id, event.product, event.step, before))
    word = Contribution(event.message_id, event.member, event.at, event.step, event.said, event.now.total, event.also)
    earlier = before.contributions if before and before.total else ()
    _put_line(ledger, event.order_id, OrderLine(event.product, event.now, (*earlier, word)))


def _line_restored(ledger: Ledger, event: LineRestored) -> None:
    effect = ledger.effects[event.undone][event.effect]
    assert isinstance(effect, LineEffect)
    earlier = effect.before.contributions if effect.before else ()
    current = ledger.line(event.order_id, event.product)
    moved = [each for each in current.contributions if each.step is Step.MOVED] if current else []
    earlier = (*earlier, *(each for each in moved if each not in earlier))
    _put_line(ledger, event.order_id, OrderLine(event.product, event.now, earlier))


def _turn_came(ledger: Ledger, event: TurnCame) -> None:
    line = ledger.orders[event.order_id].lines[event.product]
    turn = TurnEffect(event.order_id, event.product, line.state, event.now)
    ledger.turns.setdefault(event.message_id, []).append(turn)
    _put_line(ledger, event.order_id, replace(line, state=event.now))


def _turn_lost(ledger: Ledger, event: TurnLost) -> None:
    line = ledger.orders[event.order_id].lines[event.product]
    _put_line(ledger, event.order_id, replace(line, state=event.now))


def _put_line(ledger: Ledger, order_id: OrderId, line: OrderLine) -> None:
    order = ledger.orders[order_id]
    before = order.lines.get(line.product)
    ledger.shelf.note(order_id, line.product, before.state if before else None, line.state)
    order.lines[line.product] = line
    if line.total:
        order.undone = False
    if before is None or not before.total:
        # A line that comes to stand again stands last, as people would write it.
        order.lines[line.product] = order.lines.pop(line.product)


def _word_given(ledger: Ledger, event: WordGiven) -> None:
    ledger.note_word(event)


def _asked(ledger: Ledger, event: QuestionAsked) -> None:
    ledger.note_effect(event, AskingEffect(event.question_id))
    ledger.question_ids.add(event.question_id)
    ledger.questions[event.question_id] = event
    ledger.questions_of.setdefault(event.member, []).append(event.question_id)


def _repeated(ledger: Ledger, event: QuestionRepeated) -> None:
    ledger.repeated.add(event.question_id)


def _settled(ledger: Ledger, event: QuestionSettled) -> None:
    question = _forget_question(ledger, event.question_id)
    ledger.note_effect(event, SettlingEffect(question))
    if event.answered:
        ledger.answered_by[event.question_id] = event.message_id


def _reopened_question(ledger: Ledger, event: QuestionReopened) -> None:
    for effect in ledger.effects[event.undone]:
        if isinstance(effect, SettlingEffect) and effect.question.question_id == event.question_id:
            ledger.answered_by.pop(event.question_id, None)
            ledger.questions[event.question_id] = effect.question
            ledger.questions_of.setdefault(effect.question.member, []).append(event.question_id)


def _forget_question(ledger: Ledger, question_id: str) -> QuestionAsked:
    question = ledger.questions.pop(question_id)
    ledger.questions_of[question.member].remove(question_id)
    return question


def _frozen(ledger: Ledger, _event: QuestionsFrozen) -> None:
    ledger.frozen = True


def _paid(ledger: Ledger, event: PaymentTold) -> None:
    ledger.note_effect(event)
    ledger.payments[event.message_id] = event


def _picked(ledger: Ledger, event: PickupTold) -> None:
    ledger.note_effect(event)
    ledger.pickups[event.message_id] = event


def _at_the_table(ledger: Ledger, event: TableEvent) -> None:
    ledger.note_effect(event)
    ledger.hand_out.note(event)


def _claimed(ledger: Ledger, event: ClaimMade) -> None:
    ledger.note_effect(event)
    ledger.claims.setdefault(event.message_id, []).append(event)


def _closed(ledger: Ledger, event: BookClosed) -> None:
    if not ledger.closings or ledger.closings[-1][1] is not None:
        ledger.closings.append((event.at, None))
        ledger.told_late.clear()


def _reopened(ledger: Ledger, event: BookReopened) -> None:
    ledger.frozen = False
    if ledger.closings and ledger.closings[-1][1] is None:
        ledger.closings[-1] = (ledger.closings[-1][0], event.at)


def _late(ledger: Ledger, event: RequestLate) -> None:
    ledger.note_effect(event)
    ledger.late.setdefault(event.message_id, []).append(event)
    ledger.told_late.add(event.member)


def _late_settled(ledger: Ledger, event: LateSettled) -> None:
    requests = ledger.late.pop(event.late, None)
    if requests:
        ledger.late_settled[event.late] = requests


def _late_returned(ledger: Ledger, event: LateReturned) -> None:
    requests = ledger.late_settled.pop(event.late)
    for request in requests:
        ledger.note_effect(request)
    ledger.late[event.late] = requests


def _doubted(ledger: Ledger, event: DoubtRaised) -> None:
    ledger.doubts[event.order_id, event.product] = event


def _doubt_settled(ledger: Ledger, event: DoubtSettled) -> None:
    ledger.doubts.pop((event.order_id, event.product), None)


def _reported(ledger: Ledger, event: Reported) -> None:
    ledger.reports[event.report_id] = event
    ledger.reports_made.add(event.report_id)


def _report_settled(ledger: Ledger, event: ReportSettled) -> None:
    ledger.reports.pop(event.report_id, None)
    if event.moot:
        ledger.reports_made.discard(event.report_id)


def _chain_started(ledger: Ledger, event: ChainStarted) -> None:
    ledger.chains[event.chain] = Chain(event.chain, event.title, event.starter)


def _entry_seen(ledger: Ledger, event: EntrySeen) -> None:
    ledger.chains[event.chain].see(event)


def _chain_posted(ledger: Ledger, event: ChainPosted) -> None:
    ledger.note_effect(event)
    ledger.chain_of_post[event.message_id] = event.chain
    ledger.chains[event.chain].post(event)


def _post_taken(ledger: Ledger, event: ChainPostTaken) -> None:
    ledger.chains[event.chain].take(event.post)


def _undone(ledger: Ledger, event: MessageUndone) -> None:
    undone = event.undone
    if not event.part:
        ledger.undoing.add(event.message_id)
    ledger.payments.pop(undone, None)
    ledger.pickups.pop(undone, None)
    ledger.hand_out.forget(undone)
    ledger.claims.pop(undone, None)
    ledger.late.pop(undone, None)
    forget_offers(ledger, undone)
    for question_id in [each.question_id for each in ledger.questions.values() if each.message_id == undone]:
        _forget_question(ledger, question_id)
    for report_id in [each.report_id for each in ledger.reports.values() if each.message_id == undone]:
        del ledger.reports[report_id]
    for effect in ledger.forget_message(undone):
        if isinstance(effect, OpeningEffect):
            ledger.orders[effect.order_id].undone = not ledger.orders[effect.order_id].stands
    if undone in ledger.chain_of_post:
        ledger.chains[ledger.chain_of_post[undone]].recall(undone)


#: What each event does; those that are not here only tell something.
_CHANGES: dict[type[BookEvent], Callable[[Ledger, Any], None]] = {
    OrderOpened: _opened,
    OrderDescribed: _described,
    LineChanged: _line_changed,
    LineRestored: _line_restored,
    TurnCame: _turn_came,
    TurnLost: _turn_lost,
    WordGiven: _word_given,
    QuestionAsked: _asked,
    QuestionRepeated: _repeated,
    QuestionSettled: _settled,
    QuestionReopened: _reopened_question,
    QuestionsFrozen: _frozen,
    PaymentTold: _paid,
    PickupTold: _picked,
    ClaimMade: _claimed,
    **OFFERED,
    BookClosed: _closed,
    BookReopened: _reopened,
    RequestLate: _late,
    LateSettled: _late_settled,
    LateReturned: _late_returned,
    DoubtRaised: _doubted,
    DoubtSettled: _doubt_settled,
    Reported: _reported,
    ReportSettled: _report_settled,
    ChainStarted: _chain_started,
    EntrySeen: _entry_seen,
    ChainPosted: _chain_posted,
    ChainPostTaken: _post_taken,
    MessageUndone: _undone,
    MemberKnown: become,
    **dict.fromkeys((*get_args(HandingOutEvent), *get_args(NeighbourEvent)), _at_the_table),
}
