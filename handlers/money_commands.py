"""What may an organizer say about money, and about goods that were bad? As it is typed, and as it is meant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from handlers.command_base import Command
from models.community.people import PayMode
from models.money.accounts import MOST_FEN, Account
from models.money.told import ClaimState

Fen = Annotated[int, Field(gt=0, le=MOST_FEN)]
Way = Literal[Account.CASH, Account.TRANSFER]


class SayPayment(Command):
    """``收501 45``, ``501付了``, ``501现金45``, as it was typed: ``text`` is whose, with how much. ``all_sums``: the
    figures in it may be sums; else they are whose, and ``fen`` is how much of each. ``but``: all who owe but these."""

    do: Literal["say_payment"] = "say_payment"
    text: str
    fen: str | None = None
    all_sums: bool = True
    way: Way = Account.TRANSFER
    but: bool = False


class SayTake(Command):
    """``收3 5``, as it was typed: numbers of the late list, or a room and yuan."""

    do: Literal["say_take"] = "say_take"
    numbers: tuple[Annotated[int, Field(ge=1, le=999)], ...]
    text: str


class Payment(BaseModel):
    """What one household has paid; without ``fen`` all that it owes. ``tip_fen`` of it are not to be given back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    household: str
    fen: Fen | None = None
    tip_fen: Annotated[int, Field(ge=0, le=MOST_FEN)] = 0


class TakePayments(Command):
    """These households have paid. ``cause``: the message that says so, so that it counts once; ``told``: payments that
    residents told, and that are seen by it. ``certain``: she has seen it read back."""

    do: Literal["take_payments"] = "take_payments"
    payments: tuple[Payment, ...]
    cause: str
    way: Way = Account.TRANSFER
    told: tuple[str, ...] = ()
    certain: bool = False


class LeavePayments(Command):
    """``不收``: nothing is entered."""

    do: Literal["leave_payments"] = "leave_payments"


class PaidQuoted(Command):
    """A quote with ``收了``, ``收了45``: who wrote it has paid."""

    do: Literal["paid_quoted"] = "paid_quoted"
    fen: Fen | None = None


class SayWaiver(Command):
    """``抹零``, ``501抹零``, ``501抹3块``: the rest is let off; without ``whose`` that of the last payment."""

    do: Literal["say_waiver"] = "say_waiver"
    whose: str = ""
    fen: str | None = None


class Waive(Command):
    """The same of a household that is known. Offered by a menu, never typed."""

    do: Literal["waive"] = "waive"
    household: str
    cause: str
    fen: Fen | None = None


class SayRefund(Command):
    """``501退8块``, as it was typed; ``out``: the money was given back already (``501退了8块``)."""

    do: Literal["say_refund"] = "say_refund"
    whose: str
    fen: str
    text: str
    out: bool = False


class Refund(Command):
    """So much is granted back to a household. ``claim``: by it this claim is over."""

    do: Literal["refund"] = "refund"
    household: str
    fen: Fen
    cause: str
    claim: str | None = None
    out: bool = False
    certain: bool = False


class PayOut(Command):
    """What is left to a household was given back to it; an answer to the menu behind a refund."""

    do: Literal["pay_out"] = "pay_out"
    household: str
    fen: Fen
    cause: str
    way: Way = Account.TRANSFER


class SetAside(Command):
    """What is left to a household is to be paid out; an answer to the menu behind a refund."""

    do: Literal["set_aside"] = "set_aside"
    household: str
    fen: Fen
    cause: str


class RefundQuoted(Command):
    """A quote with ``退8``, or ``退`` of what was claimed."""

    do: Literal["refund_quoted"] = "refund_quoted"
    fen: Fen | None = None


class TellOwing(Command):
    """``谁没付``: who owes."""

    do: Literal["tell_owing"] = "tell_owing"


class TellRefunds(Command):
    """``该退的``: to whom money is to be paid out, or is left."""

    do: Literal["tell_refunds"] = "tell_refunds"


class SayStatement(Command):
    """``501欠多少``: an account line by line."""

    do: Literal["say_statement"] = "say_statement"
    whose: str


class TellStatement(Command):
    """The same of a household that is known. Offered by a menu, never typed."""

    do: Literal["tell_statement"] = "tell_statement"
    household: str


class CheckMoney(Command):
    """``核对``: what a group-buy comes to, what came in, and what is still owed."""

    do: Literal["check_money"] = "check_money"


class SayDun(Command):
    """``催一下``, ``催501``: whoever owes is reminded; without ``whose`` all whom it may be said to."""

    do: Literal["say_dun"] = "say_dun"
    whose: str = ""


class Dun(Command):
    """Remind these. Offered by a menu, never typed."""

    do: Literal["dun"] = "dun"
    households: tuple[str, ...]


class TellToldPayments(Command):
    """``说付了的``: who says that they have paid, and waits for her yes."""

    do: Literal["tell_told_payments"] = "tell_told_payments"


class TakeTold(Command):
    """These payments that residents told have come. Offered by a menu, never typed."""

    do: Literal["take_told"] = "take_told"
    told: tuple[str, ...]


class LeaveTold(Command):
    """This payment that a resident told has not come."""

    do: Literal["leave_told"] = "leave_told"
    told: tuple[str, ...]


class TellClaims(Command):
    """``售后``, ``坏的有哪些``: what was bad, and for whom it is still open."""

    do: Literal["tell_claims"] = "tell_claims"


class OpenClaim(Command):
    """One of these claims, with what can become of it."""

    do: Literal["open_claim"] = "open_claim"
    claim: str


class EndClaim(Command):
    """What became of a claim by her word, where no money moves: made good next time, made good, or nothing."""

    do: Literal["end_claim"] = "end_claim"
    claim: str
    state: Literal[ClaimState.NEXT_TIME, ClaimState.MADE_GOOD, ClaimState.DROPPED]


class SayNextTime(Command):
    """``501下次补``, ``501草莓下次补``: it is made good with the next goods."""

    do: Literal["say_next_time"] = "say_next_time"
    whose: str
    goods: str = ""
    household: str | None = None


class SayMadeGood(Command):
    """``501补了``: what was to be made good was."""

    do: Literal["say_made_good"] = "say_made_good"
    whose: str
    household: str | None = None


class NextTimeQuoted(Command):
    """A quote with ``补``: what is claimed there is made good next time."""

    do: Literal["next_time_quoted"] = "next_time_quoted"


class HoldBack(Command):
    """``先停发``: the group hears that a product is not handed out for now; an answer to the menu behind several
    claims."""

    do: Literal["hold_back"] = "hold_back"
    group_buy: str
    product: str


class GoOn(Command):
    """``先不停``: nothing is held back."""

    do: Literal["go_on"] = "go_on"


class SetPayMode(Command):
    """``先付``, ``到付``, ``月结``; without a mode: which one it is."""

    do: Literal["set_pay_mode"] = "set_pay_mode"
    mode: PayMode | None = None
    groups: tuple[str, ...] = ()


class TakeBackPostings(Command):
    """The inverse of whatever moved money: each posting is taken back by another; what was told, or claimed, waits
    again. Never typed."""

    do: Literal["take_back_postings"] = "take_back_postings"
    postings: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    claim: str | None = None
    state: ClaimState | None = None
    left: ClaimState | None = None


MoneyCommand = (
    SayPayment
    | SayTake
    | TakePayments
    | LeavePayments
    | PaidQuoted
    | SayWaiver
    | Waive
    | SayRefund
    | Refund
    | PayOut
    | SetAside
    | RefundQuoted
    | TellOwing
    | TellRefunds
    | SayStatement
    | TellStatement
    | CheckMoney
    | SayDun
    | Dun
    | TellToldPayments
    | TakeTold
    | LeaveTold
    | TellClaims
    | OpenClaim
    | EndClaim
    | SayNextTime
    | SayMadeGood
    | NextTimeQuoted
    | HoldBack
    | GoOn
    | SetPayMode
    | TakeBackPostings
)
