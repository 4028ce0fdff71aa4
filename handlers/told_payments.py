"""What becomes of `已付`, and of a screenshot? It waits for her yes: she is shown who says so, and answers by a digit.

Payments that are told within a short time are shown together. Whatever is read in the words beside it (under whose name
it was paid, for whom else, a tip) goes with it; nothing is entered before she has said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import pictures
from handlers.account_keeping import lately
from handlers.payers import households_named
from handlers.replies import on_money
from handlers.turn import Turn
from models.acts import Act, Paid
from models.events import PaymentTold
from models.groupbuy.whole_chain import address_text
from models.language.payment_words import PaymentTalk, read_payment
from models.money.told import ToldPayment, ToldState
from models.values import MessageId, PersonId, Role

#: What is told within this time is shown to her together.
GATHERED_FOR = timedelta(seconds=20)
#: A picture so long after a reminder is the answer to it.
_ANSWERS_A_DUN = timedelta(days=3)
#: A tip that is told so long after a payment is part of it.
_PART_OF_IT = timedelta(minutes=10)


# What residents say


def told(event: PaymentTold, turn: Turn) -> None:
    """A message in which a payment was read."""
    line = turn.unit.chat_log.get(event.message_id)
    talk = read_payment("" if line is None else line.text or "")
    _keep(event.member, event.message_id, event.at, replace(talk, fen=event.amount_fen or talk.fen), turn)


def overheard(text: str, acts: Sequence[Act], turn: Turn) -> None:
    """Words of paying that are no act by themselves: what is set off, who has sent it, a tip."""
    if turn.speaker.role is not Role.RESIDENT or any(isinstance(act, Paid) for act in acts):
        return
    talk = read_payment(text)
    if talk.paid or talk.tip_fen is not None:
        _keep(turn.person, turn.speaker.message, turn.speaker.at, talk, turn)


def shown(turn: Turn) -> None:
    """A picture of a resident's who was reminded of money: most likely the screenshot that was asked for."""
    organizer = turn.speaker.organizer.id
    standing = turn.unit.accounts.standing(organizer, [turn.person]).get(turn.person)
    if standing is None or standing.owed <= 0 or standing.dunned_at is None:
        return
    if turn.now - standing.dunned_at <= _ANSWERS_A_DUN:
        talk = PaymentTalk(paid=True)
        _keep(turn.person, turn.speaker.message, turn.speaker.at, talk, turn, picture=turn.speaker.message)


def recalled(message: MessageId, turn: Turn) -> None:
    """Who takes their words back has told nothing."""
    kept = turn.unit.told_payments.get(message)
    if kept is not None and kept.state is ToldState.WAITING:
        turn.unit.told_payments.settle(message, ToldState.LEFT)


def _keep(
    member: PersonId,
    message: MessageId,
    at: datetime,
    talk: PaymentTalk,
    turn: Turn,
    *,
    picture: MessageId | None = None,
) -> None:
    group = turn.speaker.group
    before = _told_just_now(member, at, turn)
    if before is not None and talk.tip_fen is not None and not talk.paid:
        turn.unit.told_payments.settle(before.id, ToldState.LEFT)
    else:
        before = None
    made = ToldPayment(
        id=message,
        organizer=turn.speaker.organizer.id,
        household=member,
        at=at,
        group=None if group is None else group.id,
        fen=talk.fen if before is None else before.fen,
        payer=talk.payer or (None if before is None else before.payer),
        picture=picture or pictures.last_of(member, turn) or (None if before is None else before.picture),
        beside=_others(member, talk, turn) or (() if before is None else before.beside),
        tip_fen=talk.tip_fen or 0,
    )
    if turn.unit.told_payments.add(made):
        _show_soon(turn)


def _told_just_now(member: PersonId, at: datetime, turn: Turn) -> ToldPayment | None:
    waiting = turn.unit.told_payments.waiting_of(turn.speaker.organizer.id, [member])
    return next((one for one in reversed(waiting) if at - one.at <= _PART_OF_IT), None)


def _others(member: PersonId, talk: PaymentTalk, turn: Turn) -> tuple[PersonId, ...]:
    """The households beside their own for which somebody has paid, as far as their addresses tell."""
    if not talk.for_others:
        return ()
    known = lately(turn)
    found = (households_named(address_text(where) or "", known, turn) for where in talk.for_others)
    members = [PersonId(str(one[0].member)) for one in found if len({each.member for each in one}) == 1]
    return tuple(dict.fromkeys(one for one in members if one != member))


def _show_soon(turn: Turn) -> None:
    her = turn.reader
    if turn.unit.outbox.waiting(person=her, merge_key=on_money.TOLD) is None:
        turn.tell(on_money.told_payments_soon(her, turn.now + GATHERED_FOR))
