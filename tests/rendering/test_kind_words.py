"""Has every kind of post a name that people can read?"""

from __future__ import annotations

from bot.rendering.kinds import DOCUMENTS, KIND_WORDS, KINDS


def test_every_kind_has_a_name_in_chinese() -> None:
    assert set(KINDS) | DOCUMENTS <= set(KIND_WORDS)
    assert all("\u4e00" <= name[0] <= "\u9fff" for name in KIND_WORDS.values())
