"""How wide is a text, and where is it cut? By the font's own measures, for whatever is drawn or set with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from PIL import ImageFont

from bot.rendering.glyphs import FACE_INDEX, FONT

_ELLIPSIS = "…"
#: No line begins with one of these.
_CLOSING = frozenset("，。、；：！？）》」』】,.;:!?)")
#: In one size widths are told as parts of it; they grow with it.
_EM = 1000
_MOST_SIGNS = 8192


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font for pictures, in pixels."""
    return ImageFont.truetype(FONT, size, index=FACE_INDEX)


@lru_cache(maxsize=_MOST_SIGNS)
def _advance(sign: str) -> float:
    return font(_EM).getlength(sign) / _EM


def width_of(words: str, size: float) -> float:
    """In the measure of ``size``: pixels, points, millimetres."""
    return sum(map(_advance, words)) * size


def fitting(words: str, size: float, room: float) -> str:
    """As much of a text as fits, with `…` for what does not."""
    if width_of(words, size) <= room:
        return words
    left = room - width_of(_ELLIPSIS, size)
    return next(iter(wrapped(words, size, left)), "").rstrip() + _ELLIPSIS if left > 0 else ""


def wrapped(words: str, size: float, room: float) -> Iterator[str]:
    """A text in lines, cut anywhere, as Chinese may be, but never before a sign that closes; a line holds at least one
    sign."""
    line, width = "", 0.0
    for sign in words:
        wide = _advance(sign) * size
        if line and width + wide > room:
            carried = line[-1] if sign in _CLOSING and len(line) > 1 else ""
            yield line[: len(line) - len(carried)]
            line, width = carried, width_of(carried, size)
            if sign == " ":
                continue
        line, width = line + sign, width + wide
    if line:
        yield line
