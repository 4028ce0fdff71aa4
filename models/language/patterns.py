"""When is a regular expression compiled? Where it is used seldom, on its first use: starts come oftener than lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast


class _Unhurried:
    """A pattern that looks like ``re.Pattern`` and is made into one when something is asked of it."""

    __slots__ = ("_made", "flags", "pattern")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Callable[..., object]:
        made = self._made
        if made is None:
            made = self._made = re.compile(self.pattern, self.flags)
        return cast("Callable[..., object]", getattr(made, name))


def unhurried(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first searched for."""
    return cast("re.Pattern[str]", _Unhurried(pattern, flags))
