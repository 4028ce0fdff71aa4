"""What is left of a line once the parts that were understood are taken off it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Stands where something was taken; no word runs across it.
TAKEN = "\x00"


class Slate:
    """One line while it is read: ``folded`` loses what is taken, ``written`` stays, both keep their length."""

    __slots__ = ("folded", "written")

    def __init__(self, written: str, folded: str) -> None:
        self.written = written
        self.folded = folded

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of ``pattern``, which is then gone."""
        found = pattern.search(self.folded)
        if found and found.end() > found.start():
            self.blank(found.start(), found.end())
            return found
        return None

    def take_all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Every match of ``pattern``, from left to right; they are then gone."""
        found = [match for match in pattern.finditer(self.folded) if match.end() > match.start()]
        for match in found:
            self.blank(match.start(), match.end())
        return found

    def blank(self, start: int, end: int) -> None:
        self.folded = self.folded[:start] + TAKEN * (end - start) + self.folded[end:]

    def left(self, divider: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """The spans that are left, cut at what was taken and at ``divider``."""
        start = 0
        for cut in re.finditer(f"{TAKEN}+|{divider.pattern}", self.folded):
            if cut.start() > start:
                yield start, cut.start()
            start = cut.end()
        if start < len(self.folded):
            yield start, len(self.folded)
