"""What may an organizer say about what the bot missed? Copied talk to take in, and the whole chain to write."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from handlers.command_base import Command
from models.values import PersonId


class MissedLine(BaseModel):
    """One message that was missed, as it will be entered. ``stranger``: nobody of that name was ever seen there.
    ``seen``: its group is known to have seen it, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: PersonId
    name: str
    text: str
    at: AwareDatetime
    quoted: str | None = None
    stranger: bool = False
    seen: bool = True


class SayCatchUp(Command):
    """``补录``: talk that the bot missed, from this text or from the one to come."""

    do: Literal["say_catch_up"] = "say_catch_up"
    text: str = ""


class ShowCaughtUp(Command):
    """``都算``: show the same talk with what was said before the list came out. Offered by the preview, never typed."""

    do: Literal["show_caught_up"] = "show_caught_up"
    group_buy: str
    text: str


class CountCaughtUp(Command):
    """``好``: what was shown counts. Offered by the preview, never typed. ``private``: it was said to her alone."""

    do: Literal["count_caught_up"] = "count_caught_up"
    group_buy: str
    group: str
    lines: tuple[MissedLine, ...]
    private: bool = False


class LeaveCaughtUp(Command):
    """``算了``: it does not. Offered by the preview, never typed."""

    do: Literal["leave_caught_up"] = "leave_caught_up"


class TakeBackCaughtUp(Command):
    """The inverse of a catch-up: each of its messages is taken back, the last one first. Never typed."""

    do: Literal["take_back_caught_up"] = "take_back_caught_up"
    group_buy: str
    messages: tuple[str, ...]


class WriteWholeChain(Command):
    """``接龙补齐``: the chain with the chat orders merged in, to be pasted as its next snapshot."""

    do: Literal["write_whole_chain"] = "write_whole_chain"


CatchUpCommand = SayCatchUp | ShowCaughtUp | CountCaughtUp | LeaveCaughtUp | TakeBackCaughtUp | WriteWholeChain
