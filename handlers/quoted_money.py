"""What does her word on a quoted message do, where it is about money? `收了`, `退8`, `补`: answered privately."""

from __future__ import annotations

from handlers import money_commands as m
from handlers.claims_ended import end
from handlers.paying import FORM as PAID
from handlers.paying import payments_now, take_payments
from handlers.payments_seen import take_told
from handlers.quoted_message import find_quoted
from handlers.refunding import FORM as BACK
from handlers.refunding import refund, worth_of_claim
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.money.accounts import Account
from models.money.told import ClaimState, ToldState


def paid_quoted(command: m.PaidQuoted, turn: Turn) -> None:
    """`收了` beside somebody's message: what they say that they have paid, else all that they owe."""
    line = find_quoted(turn)
    if line is None or line.person is None or line.by_bot:
        turn.tell(to_organizer.refused(turn.person, "nobody_quoted", example=PAID))
        return
    told = turn.unit.told_payments.get(line.message)
    if told is not None and told.state is ToldState.WAITING and command.fen is None:
        take_told(m.TakeTold(told=(told.id,)), turn)
        return
    payment = m.Payment(household=line.person, fen=command.fen)
    seen = () if told is None else (told.id,)
    take_payments(payments_now([payment], Account.TRANSFER, turn).model_copy(update={"told": seen}), turn)


def refund_quoted(command: m.RefundQuoted, turn: Turn) -> None:
    """`退8` beside a message; `退` alone gives back what is claimed there."""
    line = find_quoted(turn)
    if line is None or line.person is None or line.by_bot:
        turn.tell(to_organizer.refused(turn.person, "nobody_quoted", example=BACK))
        return
    claims = turn.unit.claims.open_of(turn.speaker.organizer.id, [line.person])
    claim = next((one for one in claims if one.message == line.message or line.message in one.photos), None)
    fen = command.fen
    if fen is None and claim is not None:
        fen = worth_of_claim(claim.id, turn)
    if fen is None:
        turn.tell(to_organizer.refused(turn.person, "how_much_back", example=BACK))
        return
    over = None if claim is None else claim.id
    refund(m.Refund(household=line.person, fen=fen, cause=turn.speaker.message, claim=over), turn)


def next_time_quoted(command: m.NextTimeQuoted, turn: Turn) -> None:
    """`补` beside the message that claims something."""
    line = find_quoted(turn)
    if line is None or line.person is None:
        turn.tell(to_organizer.refused(turn.person, "nobody_quoted", example="501下次补"))
        return
    theirs = turn.unit.claims.open_of(turn.speaker.organizer.id, [line.person])
    claim = next((one for one in theirs if line.message in (one.message, *one.photos)), None) or next(
        iter(reversed(theirs)), None
    )
    if claim is None:
        turn.tell(to_organizer.refused(turn.person, "no_claims"))
    else:
        end(claim, ClaimState.NEXT_TIME, turn)
