"""With which shapes are pictures written? One font that has every character people here write, and what it lacks."""

from __future__ import annotations

import unicodedata

from noto_cjk_sans_otc import FONT_PATH

#: The face of the collection with the shapes of 骨, 直 and 门 that people here write, by name and by place.
FACE = "Noto Sans CJK SC"
FACE_INDEX = 2
FONT = str(FONT_PATH)


def drawable(words: str) -> str:
    """Without emoji, for which the font has no shapes."""
    return "".join(one for one in words if unicodedata.category(one) not in {"So", "Sk", "Mn", "Cf"})
