"""What may be said of the goods that are on sale? Price, stock, limits, minimum, boxes, supplier, sold out and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from handlers.command_base import Command

Count = Annotated[Decimal, Field(ge=0, le=100_000, max_digits=9, decimal_places=3)]
Price = Annotated[int, Field(gt=0, le=10_000_000)]
LONGEST_NAME = 20


class GoodsChange(BaseModel):
    """What becomes of one product; one of these is told. ``left``: so much can still be ordered; ``total``: so much in
    all. A ``limit``, ``minimum`` or ``per_box`` of 0 is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    price_fen: Price | None = None
    left: Count | None = None
    total: Count | None = None
    limit: Count | None = None
    minimum: Count | None = None
    per_box: Count | None = None
    supplier: Annotated[str, Field(max_length=LONGEST_NAME)] | None = None
    off: bool | None = None

    @property
    def what(self) -> str:
        """Which of them is told."""
        return next(iter(self.model_dump(exclude_none=True)), "off")

    @property
    def count(self) -> Decimal | None:
        """The quantity that is told, if it is one."""
        told = (self.left, self.total, self.limit, self.minimum, self.per_box)
        return next((each for each in told if each is not None), None)


CountField = Literal["left", "total", "limit", "minimum", "per_box"]


def counted(field: CountField, count: Decimal) -> GoodsChange:
    """The change that one figure tells. Raises ValidationError beyond its bounds."""
    return GoodsChange.model_validate({field: count})


class SayGoods(Command):
    """``鸡蛋没了``, ``库存 鸡蛋 20``, ``改价 鸡蛋 35``: of goods by the name that she calls them."""

    do: Literal["say_goods"] = "say_goods"
    goods: Annotated[str, Field(max_length=40)]
    change: GoodsChange


class ChangeGoods(Command):
    """The same, of one product. ``asked``: who has ordered is asked about the dearer price, or not (None: not known
    yet)."""

    do: Literal["change_goods"] = "change_goods"
    group_buy: str
    product: str
    change: GoodsChange
    asked: bool | None = None


class SayNumber(Command):
    """``鸡蛋35``: a price, or how much is left?"""

    do: Literal["say_number"] = "say_number"
    goods: Annotated[str, Field(max_length=40)]
    number: Count


class AddGoods(Command):
    """``上架 大白菜 3元/颗``: goods that join the list that is open. ``shown_by``: the messages of hers, in the group,
    that show them; where there are none the group is told."""

    do: Literal["add_goods"] = "add_goods"
    text: Annotated[str, Field(max_length=2_000)]
    shown_by: tuple[str, ...] = ()


class MarkUpGoods(Command):
    """``加价 3``, ``加价 15%``: each of the list; in fen, or in percent."""

    do: Literal["mark_up_goods"] = "mark_up_goods"
    add_fen: Annotated[int, Field(gt=0, le=1_000_000)] | None = None
    add_percent: Annotated[Decimal, Field(gt=0, le=500)] | None = None


class TellStock(Command):
    """``库存``: what is left of what."""

    do: Literal["tell_stock"] = "tell_stock"


class SayMinimum(Command):
    """``够10份才发``, ``满10份成团``: of the only product, else she is asked of which."""

    do: Literal["say_minimum"] = "say_minimum"
    minimum: Count


class TellGaps(Command):
    """``够了没``: how much is missing to the minimum, and to full boxes."""

    do: Literal["tell_gaps"] = "tell_gaps"


class CloseWhenFull(Command):
    """``满50截``: so many sale units, over all goods, end the orders; 0: never."""

    do: Literal["close_when_full"] = "close_when_full"
    quantity: Count


class RestoreGoods(Command):
    """The inverse of a change of goods: ``before`` and ``after`` are the list's products as JSON. Never typed."""

    do: Literal["restore_goods"] = "restore_goods"
    group_buy: str
    message: str
    before: str
    after: str
    full_at: Decimal | None = None


GoodsCommand = (
    SayGoods
    | ChangeGoods
    | SayNumber
    | AddGoods
    | MarkUpGoods
    | TellStock
    | SayMinimum
    | TellGaps
    | CloseWhenFull
    | RestoreGoods
)
