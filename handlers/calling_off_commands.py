"""What may be said of goods that are not coming, come later, or at another price? `取消团`, `延期`, `变价`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from handlers.command_base import Command

LONGEST_REASON = 30
Reason = Annotated[str, Field(max_length=LONGEST_REASON)]


class CancelBuy(Command):
    """``取消团``, ``取消团 台风``, ``取消团 草莓``: the whole of it with a reason, or one product of it."""

    do: Literal["cancel_buy"] = "cancel_buy"
    text: Reason = ""


class CancelNow(Command):
    """The same, with everybody's orders; ``products``: only these."""

    do: Literal["cancel_now"] = "cancel_now"
    group_buy: str
    products: tuple[str, ...] = ()
    why: Reason = ""


class KeepBuy(Command):
    """It is not cancelled after all; an answer to the menu that asks."""

    do: Literal["keep_buy"] = "keep_buy"


class Postpone(Command):
    """``延期 周五``, ``延期 周五 台风``: the goods come on that day, or at that time."""

    do: Literal["postpone"] = "postpone"
    to: AwareDatetime | date
    why: Reason = ""


class AskPrice(Command):
    """``变价 草莓 66``: who ordered them is asked whether they want them at that price (in fen), until a time."""

    do: Literal["ask_price"] = "ask_price"
    goods: Annotated[str, Field(max_length=40)]
    price_fen: Annotated[int, Field(gt=0, le=10_000_000)]
    until: AwareDatetime | None = None


class AskPriceNow(Command):
    """The same, of one product."""

    do: Literal["ask_price_now"] = "ask_price_now"
    group_buy: str
    product: str
    price_fen: Annotated[int, Field(gt=0, le=10_000_000)]
    until: AwareDatetime | None = None


class RestoreCancelled(Command):
    """The inverse of cancelling: what the message called off stands again. Never typed."""

    do: Literal["restore_cancelled"] = "restore_cancelled"
    group_buy: str
    message: str
    stage: str
    products: str


class RestorePostponed(Command):
    """The inverse of putting off: the stage, and when the goods were to come. Never typed."""

    do: Literal["restore_postponed"] = "restore_postponed"
    group_buy: str
    stage: str
    arrives_at: AwareDatetime | date | None = None


class TakePriceBack(Command):
    """The inverse of asking about a price, as long as nobody was asked yet. Never typed."""

    do: Literal["take_price_back"] = "take_price_back"
    group_buy: str
    product: str
    message: str
    price_fen: int | None = None


CallingOffCommand = (
    CancelBuy
    | CancelNow
    | KeepBuy
    | Postpone
    | AskPrice
    | AskPriceNow
    | RestoreCancelled
    | RestorePostponed
    | TakePriceBack
)
