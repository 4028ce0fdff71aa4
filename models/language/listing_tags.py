"""Which brackets at the heads of lines are tags of a kind of goods, since several goods bear the same?

::

    【卤鸭货】鸭脖 19.9元/盒       a tag: 鸭脖 is on sale
    【卤鸭货】鸭翅 22.9元/盒
    【水饺】三鲜馅 18元/袋         the goods themselves, and their kind
    【水饺】荠菜馅 18元/袋
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from models.language.listing_text import TextLine
from models.language.patterns import unhurried

_TAGGED = unhurried(
    r"^[^\u3400-\u9fff【\[]{0,8}(?P<tag>[【\[](?P<inside>[\u3400-\u9fff]{2,6})[】\]])\s*(?P<name>[\u3400-\u9fff]{2,})"
)
_KIND = unhurried(r"[馅味色款型装]$")


def without_tags(lines: Sequence[TextLine]) -> list[TextLine]:
    """The same lines; where one tag stands on several, every tag becomes blanks, or only its brackets before a kind."""
    found = [_TAGGED.match(line.folded) for line in lines]
    counts = Counter(one["inside"] for one in found if one)
    if not counts or counts.most_common(1)[0][1] < 2:
        return list(lines)
    return [_untagged(line, one) if one else line for line, one in zip(lines, found, strict=True)]


def _untagged(line: TextLine, found: re.Match[str]) -> TextLine:
    start, end = found.span("tag")
    inside = slice(start + 1, end - 1) if _KIND.search(found["name"]) else slice(0, 0)
    return TextLine(
        _blanked(line.written, start, end, inside), _blanked(line.folded, start, end, inside), line.start, line.end
    )


def _blanked(text: str, start: int, end: int, kept: slice) -> str:
    middle = f" {text[kept]} " if text[kept] else " " * (end - start)
    return text[:start] + middle + text[end:]
