"""What may an organizer say of who stands in for her, and of her rest? Helpers, `交接`, `休团`."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from handlers.command_base import Command


class TellHelpers(Command):
    """``帮手``: who helps, and with what."""

    do: Literal["tell_helpers"] = "tell_helpers"


class LetHelp(Command):
    """``帮手 小刘 拿了 送货单``: the commands that somebody may give from now on, as they were typed; without any the
    usual ones. ``person``: where it was asked which of several is meant."""

    do: Literal["let_help"] = "let_help"
    name: str
    commands: tuple[str, ...] = ()
    person: str | None = None


class StopHelping(Command):
    """``帮手 去掉 小刘``."""

    do: Literal["stop_helping"] = "stop_helping"
    name: str
    person: str | None = None


class RestoreHelper(Command):
    """The inverse of a word on helpers: what somebody might do before, and what the word left, None for nothing. Never
    typed."""

    do: Literal["restore_helper"] = "restore_helper"
    person: str
    before: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None


class TellDeputy(Command):
    """``交接``: who decides in her place, and until when."""

    do: Literal["tell_deputy"] = "tell_deputy"


class HandOver(Command):
    """``交接 李姐 到周五``: somebody decides in her place until then."""

    do: Literal["hand_over"] = "hand_over"
    name: str
    until: AwareDatetime
    person: str | None = None


class TakeBackOver(Command):
    """``交接 结束``: she decides alone again."""

    do: Literal["take_back_over"] = "take_back_over"


class RestoreDeputy(Command):
    """The inverse of ``交接``: who decided in her place before, and the one whom the word left. Never typed."""

    do: Literal["restore_deputy"] = "restore_deputy"
    person: str | None = None
    until: AwareDatetime | None = None
    left: str | None = None


class Rest(Command):
    """``休团到周一``: no list before then; without a day she is asked for one. ``groups``: where it was asked which of
    several is meant."""

    do: Literal["rest"] = "rest"
    until: AwareDatetime | None = None
    groups: tuple[str, ...] = ()


class EndRest(Command):
    """``不休了``: lists go out again."""

    do: Literal["end_rest"] = "end_rest"


class Rested(Command):
    """Until when a group rested, and until when it does after a word of hers. Never typed."""

    group: str
    before: AwareDatetime | None = None
    after: AwareDatetime | None = None


class RestoreRest(Command):
    """The inverse of ``休团`` and ``不休了``. Never typed."""

    do: Literal["restore_rest"] = "restore_rest"
    groups: tuple[Rested, ...]


StandingInCommand = (
    TellHelpers
    | LetHelp
    | StopHelping
    | RestoreHelper
    | TellDeputy
    | HandOver
    | TakeBackOver
    | RestoreDeputy
    | Rest
    | EndRest
    | RestoreRest
)
