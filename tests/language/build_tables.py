"""Where do the tables of syllables come from? Writes ``models/language/syllable_table.py`` from pypinyin.

Run ``python -m tests.language.build_tables`` after a change of the characters that it should hold; a test checks that
the shipped table is what this writes, so pypinyin is needed for development only.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin, pinyin

WIDTH = 50
TARGET = Path(__file__).parents[2] / "models" / "language" / "syllable_table.py"
HEAD = '''"""How is a character said? Syllables without tones, and the characters of GB 2312 that are read so.

Written by ``tests/language/build_tables.py``; not by hand.
"""

from __future__ import annotations

#: One syllable a line (again where there are many characters), a blank, its characters.
SYLLABLE_TABLE = """
'''

OTHERS = '''
#: The same for seldom used characters that are read in several ways, by the further ways: 呱 is gu, and gua.
OTHER_READINGS = """
'''
#: The first byte of the characters that are ordered by radical, not by sound.
SECOND_LEVEL = 0xD8


def common_characters() -> list[str]:
    """The 6,763 characters of GB 2312, which hold what people type in Simplified Chinese."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def syllable_lines() -> list[str]:
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character in common_characters():
        syllable = lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)[0]
        if syllable.isascii() and syllable.isalpha():
            by_syllable[syllable].append(character)
    return _lines(by_syllable)


def other_readings() -> list[str]:
    """The further syllables of GB 2312's second level (seldom used characters), each with its characters."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character in common_characters():
        if character.encode("gb2312")[0] < SECOND_LEVEL:
            continue
        first, *others = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
        for syllable in dict.fromkeys(others):
            if syllable != first and syllable.isascii():
                by_syllable[syllable].append(character)
    return _lines(by_syllable)


def _lines(by_syllable: dict[str, list[str]]) -> list[str]:
    return [
        f"{syllable} {''.join(characters[start : start + WIDTH])}"
        for syllable, characters in sorted(by_syllable.items())
        for start in range(0, len(characters), WIDTH)
    ]


def table_source() -> str:
    return HEAD + "\n".join(syllable_lines()) + '\n"""\n' + OTHERS + "\n".join(other_readings()) + '\n"""\n'


if __name__ == "__main__":
    TARGET.write_text(table_source(), encoding="utf-8")
