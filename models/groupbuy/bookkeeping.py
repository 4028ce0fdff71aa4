"""Which rule of the book does each act of a message call for? One table from acts to what is done."""

from __future__ import annotations

from collections.abc import Iterator

from models.acts import Act, Ask, Cancel, Claim, Jielong, Order, Paid, Picked
from models.events import ClaimMade, PaymentTold, PickupTold, Private
from models.groupbuy.asking import Question, ask
from models.groupbuy.chaining import take_chain
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.lateness import keep_late
from models.groupbuy.reporting import report_recall
from models.groupbuy.said import Said
from models.groupbuy.taking import Wish, take_cancel, take_order
from models.groupbuy.undoing import hindrance, take_back
from models.groupbuy.wording import without_exchanges


def take_acts(desk: Desk, cause: Cause, said: Said) -> None:
    """Enter every act of a message; what comes after the cut-off is kept apart, payments and the like go on."""
    households = {(act.recipient, act.on_behalf_of) for act in said.acts if isinstance(act, Order)}
    late, alone = desk.is_late(said.at), len(households) <= 1
    for act in _each(said):
        if late and isinstance(act, Order | Cancel | Ask):
            keep_late(desk, cause, said, act, alone=alone)
        elif isinstance(act, Order):
            take_order(desk, cause, Wish.of(said, act, alone=alone))
        elif isinstance(act, Jielong):
            take_chain(desk, cause, act, name=said.name, role=said.role, late=late)
        else:
            _take(desk, cause, said, act)


def _each(said: Said) -> Iterator[Act]:
    for act in said.acts:
        if isinstance(act, Order):
            yield from without_exchanges(said.text, act)
        else:
            yield act


def take_back_parts(desk: Desk, cause: Cause, said: Said) -> None:
    """What parts of this message did by themselves gives way to what the whole says."""
    for part in reversed(said.joined):
        if hindrance(desk, part) is None:
            take_back(desk, Cause(cause.message_id, cause.member, cause.at), part, recalled=False, part=True)


def _take(desk: Desk, cause: Cause, said: Said, act: Act) -> None:
    match act:
        case Cancel(of_previous=True):
            _take_back_previous(desk, cause)
        case Cancel(recipient=recipient):
            take_cancel(desk, cause, recipient, said.text)
        case Ask():
            private = Private(act.recipient, act.on_behalf_of, text=said.text or None)
            ask(desk, cause, Question(act.about, act.candidates, act.lines, private=private))
        case Paid(amount_fen=amount_fen):
            desk.record(PaymentTold(**cause.told(), amount_fen=amount_fen))
        case Picked():
            desk.record(PickupTold(**cause.told()))
        case Claim(product=product, quantity=quantity):
            desk.record(ClaimMade(**cause.told(), product=product, quantity=quantity))
        case _:
            pass


def _take_back_previous(desk: Desk, cause: Cause) -> None:
    """``发错了``: take back what the sender's last message did, as a recall would."""
    last = desk.ledger.last_message_of(cause.member)
    if last is None:
        return
    refused = hindrance(desk, last)
    if refused is None:
        take_back(desk, cause, last, recalled=False)
    else:
        report_recall(desk, cause, last, refused)
