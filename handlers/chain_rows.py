"""In which line of a post does an entry stand? So that a reply can quote that line, and not the whole chain."""

from __future__ import annotations

from collections.abc import Sequence


def row_of(entry: str, rows: Sequence[str]) -> int | None:
    """The number, from 0, of the line in which an entry begins; None where no line holds it."""
    head = entry.split("\n", maxsplit=1)[0].strip()
    return next((number for number, row in enumerate(rows) if head and head in row), None)
