"""What may an organizer say about who has come for their goods? As it is typed, and as it is meant."""

from __future__ import annotations

from typing import Literal

from handlers.command_base import Command


class SayCollected(Command):
    """``501 拿了``, ``501 502 王芳拿了``, ``都拿了``, ``除了501都拿了``, as it was typed. ``but``: all but these."""

    do: Literal["say_collected"] = "say_collected"
    whose: str = ""
    but: bool = False


class NoteCollected(Command):
    """These orders were collected. ``by``: the neighbour who took them along. ``certain``: she has seen how many.
    Offered by a menu, ticked on a page, never typed."""

    do: Literal["note_collected"] = "note_collected"
    group_buy: str
    orders: tuple[str, ...]
    message: str
    by: str | None = None
    certain: bool = False


class TellUncollected(Command):
    """``谁没拿``: who has not come yet."""

    do: Literal["tell_uncollected"] = "tell_uncollected"


class CallUncollected(Command):
    """``喊一下没拿的``: name them in the group."""

    do: Literal["call_uncollected"] = "call_uncollected"


class PackUp(Command):
    """``收摊``: the hand-out is over; the group is thanked, and who has not come hears that it is kept."""

    do: Literal["pack_up"] = "pack_up"


CollectingCommand = SayCollected | NoteCollected | TellUncollected | CallUncollected | PackUp
