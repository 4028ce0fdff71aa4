"""What may be said of people who were asked to raise their hands? `要的扣1`, `收到扣1`, and what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handlers.command_base import Command


class TellSilent(Command):
    """``谁没回``: who has raised a hand, and who has not."""

    do: Literal["tell_silent"] = "tell_silent"


class SellWanted(Command):
    """``牛腩谈下来了 58一斤``: what people had raised their hands for is on sale, and they are asked. An answer to the
    menu that asks."""

    do: Literal["sell_wanted"] = "sell_wanted"
    goods: Annotated[str, Field(max_length=20)]
    price_fen: Annotated[int, Field(gt=0, le=10_000_000)]
    unit: Annotated[str, Field(max_length=4)]


PollingCommand = TellSilent | SellWanted
