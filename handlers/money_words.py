"""Is it about money at all? `收3 5` may be of late orders, `501草莓退1` of an order."""

from __future__ import annotations

from handlers import commands as c
from handlers import money_commands as m
from handlers import noting_down
from handlers.account_keeping import Lately, follow_books, lately
from handlers.conversation import Choice, offer
from handlers.late_numbers import fits_last_list
from handlers.late_orders import take_late
from handlers.payers import fen_said, named_in, the_one
from handlers.paying import say_payment
from handlers.refunding import FORM, refund
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.language.normalize import simplify
from models.values import PersonId


def say_take(command: m.SayTake, turn: Turn) -> None:
    """`收3 5`: late orders, while their list is the last that she was shown and has all these numbers; else a room and
    yuan; where it may be both, she is asked (the product's commands)."""
    follow_books(turn)
    late = fits_last_list(command.numbers, turn)
    room = named_in(command.text, lately(turn), turn, sums=True) if len(command.numbers) > 1 or not late else []
    taking = c.TakeLate(numbers=command.numbers)
    if late and room:
        paying = m.SayPayment(text=command.text)
        offer(turn, "late_or_paid", [Choice("晚的单", taking), Choice("房号和钱", paying)], said=command.text)
    elif late or not room:
        take_late(taking, turn)
    else:
        say_payment(m.SayPayment(text=command.text), turn)


def say_refund(command: m.SayRefund, turn: Turn) -> None:
    """`501退8块`; what names goods (`501草莓退1`) is about the order."""
    follow_books(turn)
    known, fen = lately(turn), fen_said(command.fen)
    if _names_goods(command.whose, known, turn) and noting_down.said(command.text, turn):
        return
    if fen is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_sum", asked=command.fen, example=FORM))
        return

    def of(household: PersonId) -> m.Refund:
        return m.Refund(household=household, fen=fen, cause=turn.speaker.message, out=command.out)

    household = the_one(command.whose, known, turn, of)
    if household is not None:
        refund(of(household), turn)


def _names_goods(text: str, known: Lately, turn: Turn) -> bool:
    plain = simplify(text)
    return any(any(turn.house.memory.catalog(one.products).find_names(plain)) for one in known.group_buys)
