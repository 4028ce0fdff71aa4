"""When is a regular expression compiled? Where it is used seldom, on its first use: starts come oftener than lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

#: What is asked of patterns here; anything else is looked up in the pattern each time.
_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Unhurried:
    """A pattern that looks like ``re.Pattern`` and is made into one when something is asked of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        made = re.compile(self.pattern, self.flags)
        for asked in _ASKED:
            setattr(self, asked, getattr(made, asked))  # so that the next question goes straight to the pattern
        return cast("Callable[..., object]", getattr(made, name))


def unhurried(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first searched for."""
    return cast("re.Pattern[str]", _Unhurried(pattern, flags))
