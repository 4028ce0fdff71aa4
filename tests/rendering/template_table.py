"""Which words in braces are there for each post? The table of docs/templates.md, as the code has it."""

from __future__ import annotations

import re
from pathlib import Path

from bot.rendering import placeholders
from bot.rendering.kinds import KINDS
from bot.rendering.words import Words
from bot.rendering.wordsmith import RenderingWordsmith

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
_TABLE = re.compile(r"(<!-- table: [^>]*-->\n).*?(<!-- end -->)", re.DOTALL)


def table() -> str:
    rows = ["| name | kind | words in braces | values |", "| --- | --- | --- | --- |"]
    for worded in RenderingWordsmith(Words()).kinds():
        if worded.for_neighbours:
            slots = " ".join(f"`{{{name}}}`" for name in placeholders.slots(worded.kind))
            values = " ".join(f"`{value}`" for value in sorted(KINDS[worded.kind].values - {"time_zone"}))
            rows.append(f"| {worded.name} | `{worded.kind}` | {slots} | {values or '–'} |")
    return "\n".join(rows) + "\n"


def page() -> str:
    """The page as it should be."""
    written = PAGE.read_text(encoding="utf-8")
    return _TABLE.sub(lambda found: f"{found[1]}{table()}{found[2]}", written)
