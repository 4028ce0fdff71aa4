"""Have the payments come that residents told? She is shown who says so, and answers by a digit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers import money_commands as m
from handlers.account_keeping import follow_books, lately, owed_by
from handlers.conversation import Choice, remember_menu
from handlers.her_turn import her_turn, offer_if_free
from handlers.house import House
from handlers.paying import take_payments
from handlers.replies import on_money, to_organizer
from handlers.turn import Turn
from models.mail import Json, OutboxRow, message_ref
from models.money.told import ToldPayment, ToldState
from models.ports import UnitOfWork
from models.values import MessageId

#: More than these have no digit of their own.
_MOST_SHOWN = 8
ALL_WORDS = ("都收到了", "都收到", "全收到了", "都收了", "收到了", "收到")


def freshen_told(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """In the moment before she reads it: who still waits, and whether a digit of hers would say so."""
    turn = her_turn(row, unit, now, house)
    waiting = () if turn is None else unit.told_payments.waiting(row.organizer)
    if turn is None or not waiting:
        unit.outbox.withdraw(row.id)
        return
    digits = offer_if_free(_choices(waiting), turn, of_kind=on_money.TOLD)
    unit.outbox.amend(row.id, values=_values(waiting, turn, digits=digits), not_before=row.post.not_before)


def tell_told_payments(command: m.TellToldPayments, turn: Turn) -> None:
    waiting = turn.unit.told_payments.waiting(turn.speaker.organizer.id)
    if not waiting:
        turn.tell(to_organizer.refused(turn.person, "nothing_told"))
        return
    remember_menu(turn, _choices(waiting), unasked=on_money.TOLD)
    turn.tell(on_money.told_payments(turn.person, _values(waiting, turn, digits=True)))


def _choices(waiting: Sequence[ToldPayment]) -> list[Choice]:
    """A digit for each, one for all of them; of a single one, that it has not come."""
    every = m.TakeTold(told=tuple(one.id for one in waiting))
    if len(waiting) == 1:
        return [
            Choice("收到了", every, words=ALL_WORDS),
            Choice("没收到", m.LeaveTold(told=(waiting[0].id,)), words=("没收到", "没有")),
        ]
    each = [Choice("", m.TakeTold(told=(one.id,))) for one in waiting[:_MOST_SHOWN]]
    return [*each, Choice("都收到了", every, words=ALL_WORDS)]


def _values(waiting: Sequence[ToldPayment], turn: Turn, *, digits: bool) -> dict[str, Json]:
    follow_books(turn)
    known = lately(turn)
    told = [
        {
            **known.whom(one.household),
            "fen": one.fen,
            "owed_fen": owed_by(one.household, turn),
            "text": None if one.picture == one.id else message_ref(one.id),
            "picture": one.picture is not None,
            "beside": [known.whom(each) for each in one.beside],
            "tip_fen": one.tip_fen,
        }
        for one in waiting[:_MOST_SHOWN]
    ]
    return {"told": told, "more": max(len(waiting) - _MOST_SHOWN, 0), "digits": digits}


# Her answer


def take_told(command: m.TakeTold, turn: Turn) -> None:
    """They have come: each for what it says, or for what is owed; what was paid for several goes to each of them."""
    follow_books(turn)
    found = [turn.unit.told_payments.get(MessageId(one)) for one in command.told]
    waiting = [one for one in found if one is not None and one.state is ToldState.WAITING]
    if not waiting:
        turn.tell(to_organizer.refused(turn.person, "nothing_told"))
        return
    payments = [payment for one in waiting for payment in _payments_of(one, turn)]
    if not payments:
        known = lately(turn)
        turn.tell(to_organizer.refused(turn.person, "how_much", example="收501 45", **known.whom(waiting[0].household)))
        return
    cause = waiting[0].id if len(waiting) == 1 else turn.speaker.message
    taken = tuple(one.id for one in waiting)
    take_payments(m.TakePayments(payments=tuple(payments), cause=cause, told=taken), turn)
    _show_the_rest(turn)


def _payments_of(told: ToldPayment, turn: Turn) -> list[m.Payment]:
    owed = {one: max(owed_by(one, turn), 0) for one in (*told.beside, told.household)}
    if told.fen is None:
        tip = told.tip_fen
        sums = {**owed, told.household: owed[told.household] + tip}
    else:
        beside = {one: owed[one] for one in told.beside}
        sums = {**beside, told.household: max(told.fen - sum(beside.values()), 0)}
    return [
        m.Payment(household=one, fen=fen, tip_fen=min(told.tip_fen, fen) if one == told.household else 0)
        for one, fen in sums.items()
        if fen
    ]


def _show_the_rest(turn: Turn) -> None:
    waiting = turn.unit.told_payments.waiting(turn.speaker.organizer.id)
    if waiting and offer_if_free(_choices(waiting), turn, of_kind=on_money.TOLD):
        turn.tell(on_money.told_payments(turn.person, _values(waiting, turn, digits=True)))


def leave_told(command: m.LeaveTold, turn: Turn) -> None:
    """It has not come: nothing is entered, and who said so owes as before."""
    for one in command.told:
        turn.unit.told_payments.settle(MessageId(one), ToldState.LEFT)
    known = lately(turn)
    found = [turn.unit.told_payments.get(MessageId(one)) for one in command.told]
    whom = [known.whom(one.household) for one in found if one is not None]
    turn.tell(to_organizer.done(turn.person, "told_left", **(whom[0] if whom else {})))
    _show_the_rest(turn)
