"""What may an organizer say about peace in her groups? Silence, its end, the mode, and how loud the bot is."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from handlers.command_base import Command
from models.community.people import GroupMode


class KeepQuiet(Command):
    """``静音``, ``静音2小时``, ``静音到明天``: nothing of the bot's own until then. ``groups``: where it was asked
    which of several is meant."""

    do: Literal["keep_quiet"] = "keep_quiet"
    until: AwareDatetime | None = None
    groups: tuple[str, ...] = ()


class SpeakAgain(Command):
    """``说话吧``: whatever asked for silence is over."""

    do: Literal["speak_again"] = "speak_again"


class SetMode(Command):
    """``群模式 乡村``; without a mode: which one it is."""

    do: Literal["set_mode"] = "set_mode"
    mode: GroupMode | None = None
    groups: tuple[str, ...] = ()


class TellLoudness(Command):
    """``吵不吵``: what the bot said over a day, and how much of it sells."""

    do: Literal["tell_loudness"] = "tell_loudness"


class Silence(Command):
    """How a group's silence was. Never typed."""

    group: str
    muted_until: AwareDatetime | None = None
    noisy_until: AwareDatetime | None = None
    quarrel_until: AwareDatetime | None = None


class RestoreSilence(Command):
    """The inverse of ``静音`` and ``说话吧``. Never typed."""

    do: Literal["restore_silence"] = "restore_silence"
    groups: tuple[Silence, ...]


class RestoreMode(Command):
    """The inverse of ``群模式``: the mode as it was, ``kept`` as she had set it herself, and the daily list's plan as
    JSON. Never typed."""

    do: Literal["restore_mode"] = "restore_mode"
    group: str
    was: GroupMode
    kept: GroupMode | None = None
    schedules: tuple[str, ...] = ()


PeaceCommand = KeepQuiet | SpeakAgain | SetMode | TellLoudness | RestoreSilence | RestoreMode
