"""Where does the next household begin in her words? `给王阿姨记个西瓜，再给5-302来两盒馄饨` is of two.

A line that says nothing but whose it is leads the lines behind it, or signs those before it, as residents write their
messages. Within a line a household ends where the next one is named and something is said for it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from handlers.whose import EDGES, Names, whole_whose, whose_of
from models.language.addresses import find_addresses

#: `再给`, `还有502`, `另外帮王芳`: it goes on with somebody else.
AGAIN = re.compile(
    r"^\s*(?:(?:另外|然后|还有|顺便|以及|[和再还也])+\s*(?=给|帮|替|记|代记)|(?:另外|然后|还有|以及|和)\s*)"
)
_PLACES = re.compile(r"[\s，,。；;！!、]+|(?=(?:另外|然后|还有|顺便|以及|再|还|也)?(?:给|帮|替)\S)")


def rows_of(text: str, names: Names) -> list[str]:
    """The lines of a text, each with the line that says whose they are before it; what says nothing beside such lines
    is left with them."""
    rows = [row for row in text.split("\n") if row.strip(EDGES)]
    heads = [place for place, row in enumerate(rows) if whole_whose(row, names) is not None]
    if not heads or len(rows) == 1:
        return rows
    if heads == [len(rows) - 1] and not any(whose_of(row, names)[0] for row in rows[:-1]):
        return [_joined([rows[-1], *rows[:-1]])]
    found: list[list[str]] = []
    for place, row in enumerate(rows):
        begins = not found or place in heads or bool(whose_of(row, names)[0])
        # The room may stand under the name: both say whose it is, and neither what.
        under = found and place in heads and place - 1 in heads and len(found[-1]) == 1
        if begins and not under:
            found.append([row])
        else:
            found[-1].append(row)
    return [_joined(each) for each in found]


def _joined(rows: Sequence[str]) -> str:
    return "，".join(row.strip(EDGES) for row in rows)


def apart(
    row: str, begins: Callable[[str], bool], says: Callable[[str], bool], names_goods: Callable[[str], bool]
) -> list[str]:
    """A line, divided into one stretch for each household: ``begins`` tells whether a text begins with whose it is,
    ``says`` whether it says something for them. Where it names goods for them, and nobody knows what it says, what
    follows is the next one's all the same."""
    places = {match.end() for match in _PLACES.finditer(row)} | {found.start for found in find_addresses(row)}
    cuts = [place for place in sorted(places) if 0 < place < len(row) and begins(row[place:])]
    stretches = [row[start:end] for start, end in pairwise([0, *cuts, len(row)])]
    found = stretches[:1]
    for stretch in stretches[1:]:
        if begins(found[-1]) and says(stretch) and (says(found[-1]) or names_goods(found[-1])):
            found.append(stretch)
        else:
            found[-1] += stretch
    return found
