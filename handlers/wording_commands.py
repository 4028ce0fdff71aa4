"""What may an organizer say about how posts are worded? `模板`, and what it offers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handlers.command_base import Command


class TellWordings(Command):
    """``模板``: which posts can be worded otherwise."""

    do: Literal["tell_wordings"] = "tell_wordings"


class TellWording(Command):
    """``模板 取货通知``: how it reads now, and how to change it."""

    do: Literal["tell_wording"] = "tell_wording"
    name: str


class SayWording(Command):
    """``模板 取货通知 货到啦，{地点}``: word it so, or (``add``) so too; shown first."""

    do: Literal["say_wording"] = "say_wording"
    name: str
    source: str
    add: bool = False


class UseWording(Command):
    """``好``: what was shown is said from now on. Offered by the preview, never typed."""

    do: Literal["use_wording"] = "use_wording"
    kind: str
    source: str
    add: bool = False


class LeaveWording(Command):
    """``算了``: it is not. Offered by the preview, never typed."""

    do: Literal["leave_wording"] = "leave_wording"


class RemoveWording(Command):
    """``模板 取货通知 删2``: by its number as `模板 取货通知` shows it."""

    do: Literal["remove_wording"] = "remove_wording"
    name: str
    number: Annotated[int, Field(ge=1, le=99)]


class DropWordings(Command):
    """``模板 取货通知 还原``: ours again."""

    do: Literal["drop_wordings"] = "drop_wordings"
    name: str


class RestoreWordings(Command):
    """The inverse of each: a kind's wordings as they were before. Never typed."""

    do: Literal["restore_wordings"] = "restore_wordings"
    kind: str
    sources: tuple[str, ...]


WordingCommand = (
    TellWordings | TellWording | SayWording | UseWording | LeaveWording | RemoveWording | DropWordings | RestoreWordings
)
