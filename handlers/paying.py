"""Who has paid? `收501 45`, `501付了`, `501现金45`, `抹零`; read back in one line, and taken back by `撤`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import money_commands as m
from handlers import undoing
from handlers.account_keeping import Lately, follow_books, lately, owed_by, post
from handlers.conversation import NO, YES, Choice, offer
from handlers.much_at_once import MOST_AT_ONCE, MOST_FEN_AT_ONCE
from handlers.payers import Named, ask_which, fen_said, named_in, the_one
from handlers.replies import on_money, to_organizer
from handlers.turn import Turn
from models.mail import Json
from models.money.accounts import Account, Cause, PostingKind, let_off, paid, tipped
from models.money.statement import remainder
from models.money.told import ToldState
from models.values import MessageId, PersonId

FORM = "收501 45"
#: What she is shown of many at once.
_MOST_SHOWN = 10
#: How far an account is looked back for the last payment.
_LAST_PAYMENTS = 20


def say_payment(command: m.SayPayment, turn: Turn) -> None:
    follow_books(turn)
    known = lately(turn)
    if command.but or not command.text:
        _all_but(command, known, turn)
        return
    found = named_in(command.text, known, turn, sums=command.all_sums)
    if not found:
        turn.tell(to_organizer.refused(turn.person, "no_such_payer", asked=command.text, example=FORM))
        return
    sums = [command.fen or each.sum for each in found]
    if command.fen is not None and len(found) > 1:
        turn.tell(to_organizer.refused(turn.person, "say_each_sum", example="收501 45 502 30"))
    elif any(said is not None and fen_said(said) is None for said in sums):
        wrong = next(said for said in sums if said is not None and fen_said(said) is None)
        turn.tell(to_organizer.refused(turn.person, "no_such_sum", asked=wrong, example=FORM))
    else:
        _take(found, [None if said is None else fen_said(said) for said in sums], command.way, turn)


def _take(found: Sequence[Named], sums: Sequence[int | None], way: m.Way, turn: Turn) -> None:
    unclear = [each for each in found if len(each.households) > 1]
    if not unclear:
        payments = [m.Payment(household=each.member, fen=fen) for each, fen in zip(found, sums, strict=True)]
        take_payments(payments_now(payments, way, turn), turn)
    elif len(found) == 1:
        households = found[0].households
        each_one = [m.Payment(household=str(one.member), fen=sums[0]) for one in households]
        ask_which(households, [payments_now([payment], way, turn) for payment in each_one], turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "whose_is_open", example="收3-501 45"))


def payments_now(payments: Sequence[m.Payment], way: m.Way, turn: Turn) -> m.TakePayments:
    return m.TakePayments(payments=tuple(payments), cause=turn.speaker.message, way=way)


def _all_but(command: m.SayPayment, known: Lately, turn: Turn) -> None:
    """`都付了`, `除了501都付了`."""
    kept = named_in(command.text, known, turn, sums=False) if command.text else []
    if command.text and not kept:
        turn.tell(to_organizer.refused(turn.person, "no_such_payer", asked=command.text, example="除了501都付了"))
        return
    spared = {str(one.member) for each in kept for one in each.households}
    owing = turn.unit.accounts.owing(turn.speaker.organizer.id)
    payments = [m.Payment(household=one.household) for one in owing if one.household not in spared]
    if payments:
        take_payments(payments_now(payments, command.way, turn), turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "nobody_owes"))


def take_payments(command: m.TakePayments, turn: Turn) -> None:
    """Enter them; many at once, or much, are read back first."""
    follow_books(turn)
    known = lately(turn)
    sums = {one: one.fen or max(owed_by(PersonId(one.household), turn), 0) for one in command.payments}
    paying = [one for one in command.payments if sums[one]]
    if not paying:
        whom = known.whom(PersonId(command.payments[0].household))
        turn.tell(to_organizer.refused(turn.person, "owes_nothing", example=FORM, **whom))
    elif not command.certain and (len(paying) > MOST_AT_ONCE or sum(sums.values()) > MOST_FEN_AT_ONCE):
        people = [known.whom(PersonId(one.household)) for one in paying[:_MOST_SHOWN]]
        choices = [
            Choice("收", command.model_copy(update={"certain": True}), words=(*YES, "收")),
            Choice("不收", m.LeavePayments(), words=NO),
        ]
        offer(turn, "much_paid", choices, count=len(paying), people=people, sum_fen=sum(sums.values()))
    else:
        _enter(command, [(one, sums[one]) for one in paying], known, turn)


def _enter(command: m.TakePayments, paying: Sequence[tuple[m.Payment, int]], known: Lately, turn: Turn) -> None:
    postings: list[str] = []
    told: list[Json] = []
    for number, (payment, fen) in enumerate(paying):
        household = PersonId(payment.household)
        group_buy = known.group_buy_of(household)
        for index, kind, entries in (
            (2 * number, PostingKind.PAYMENT, paid(household, fen, Account(command.way))),
            *([(2 * number + 1, PostingKind.TIP, tipped(household, payment.tip_fen))] if payment.tip_fen else []),
        ):
            made = post(kind, entries, Cause(command.cause, index), turn, group_buy=group_buy, by=turn.person)
            postings += [] if made is None else [made.id]
        told.append({**known.whom(household), "fen": fen, "tip_fen": payment.tip_fen, "household": household})
    for message in command.told:
        turn.unit.told_payments.settle(MessageId(message), ToldState.TAKEN)
    if not postings:
        turn.tell(to_organizer.refused(turn.person, "paid_before"))
        return
    undoing.remember(turn, "收款", m.TakeBackPostings(postings=tuple(postings), told=command.told))
    values = [{**one, "owed_fen": owed_by(one.pop("household"), turn)} for one in told]
    turn.tell(on_money.payments_taken(turn.person, values, command.way))


def leave_payments(command: m.LeavePayments, turn: Turn) -> None:
    turn.tell(to_organizer.done(turn.person, "payments_left"))


# What is let off


def say_waiver(command: m.SayWaiver, turn: Turn) -> None:
    follow_books(turn)
    fen = None if command.fen is None else fen_said(command.fen)
    if command.fen is not None and fen is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_sum", asked=command.fen, example="501抹零"))
        return

    def of(household: PersonId) -> m.Waive:
        return m.Waive(household=household, cause=turn.speaker.message, fen=fen)

    household = the_one(command.whose, lately(turn), turn, of) if command.whose else _paid_last(turn)
    if household is not None:
        waive(of(household), turn)
    elif not command.whose:
        turn.tell(to_organizer.refused(turn.person, "whose_rest", example="501抹零"))


def _paid_last(turn: Turn) -> PersonId | None:
    """Whose payment she entered last, if it was the last thing that she did."""
    last = turn.unit.undos.last(turn.speaker.organizer.id, turn.person)
    postings = [] if last is None else list(last.inverse.get("postings", ()))
    made = turn.unit.accounts.get(postings[0]) if postings else None
    if made is None or made.kind is not PostingKind.PAYMENT or len(made.households) != 1:
        return None
    return made.households[0]


def waive(command: m.Waive, turn: Turn) -> None:
    household, known = PersonId(command.household), lately(turn)
    owed = owed_by(household, turn)
    fen = remainder(owed) if command.fen is None else command.fen
    if fen is None or fen > owed:
        values = {**known.whom(household), "owed_fen": owed}
        turn.tell(to_organizer.refused(turn.person, "no_rest", example="501抹3块", **values))
        return
    group_buy = known.group_buy_of(household)
    entries = let_off(household, fen)
    made = post(PostingKind.WAIVER, entries, Cause(command.cause), turn, group_buy=group_buy, by=turn.person)
    if made is None:
        turn.tell(to_organizer.refused(turn.person, "paid_before"))
        return
    undoing.remember(turn, "抹零", m.TakeBackPostings(postings=(made.id,)))
    turn.tell(on_money.waived(turn.person, known.whom(household), fen, owed_by(household, turn)))
