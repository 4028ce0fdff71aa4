"""How alike do two words sound, and look? Fuzzy syllables, and the blend of characters and syllables that finds typos.

zh/z, ch/c, sh/s, n/l and the nasal ends an/ang, en/eng, in/ing are one (southern speech and dictation confuse them).
A syllable is coded as one character, so that edit distances on words of syllables run in rapidfuzz.
"""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

from models.language.syllable_table import SYLLABLE_TABLE

#: Share of the characters and of the syllables in the likeness of two words.
CHARACTER_WEIGHT = 0.45
SYLLABLE_WEIGHT = 0.55
_FIRST_CODE = 0xE000


def fuzzy(syllable: str) -> str:
    """The syllable with what is often confused made one: zhang and zan are both ``zan``."""
    for spelled, said in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")):
        if syllable.startswith(spelled):
            syllable = said + syllable[len(spelled) :]
            break
    return syllable[:-1] if syllable.endswith("ng") and not syllable.endswith("ong") else syllable


@cache
def _syllables() -> dict[str, str]:
    rows = (line.split(" ") for line in SYLLABLE_TABLE.strip().split("\n"))
    return {character: syllable for syllable, characters in rows for character in characters}


@cache
def _codes() -> dict[str, str]:
    """Each character with the code of its fuzzy syllable."""
    numbers: dict[str, str] = {}
    codes = {}
    for character, syllable in _syllables().items():
        key = fuzzy(syllable)
        codes[character] = numbers.setdefault(key, chr(_FIRST_CODE + len(numbers)))
    return codes


def pinyin(word: str) -> str:
    """The word in letters without tones or blanks, as people type it: 牛奶 is ``niunai``."""
    syllables = _syllables()
    return "".join([syllables.get(character, character) for character in word])


def initials(word: str) -> str:
    """The first letters of the syllables: 牛奶 is ``nn``."""
    syllables = _syllables()
    return "".join([syllables.get(character, character)[0] for character in word])


def sound_code(word: str) -> str:
    """The word with each character replaced by the code of its fuzzy syllable; others stay."""
    codes = _codes()
    return "".join([codes.get(character, character) for character in word])


def likeness(one: str, other: str, one_code: str, other_code: str) -> float:
    """How alike two words are, 0 to 1: 0.45 characters + 0.55 fuzzy syllables, by optimal string alignment."""
    characters = OSA.normalized_similarity(one, other)
    syllables = OSA.normalized_similarity(one_code, other_code)
    return CHARACTER_WEIGHT * characters + SYLLABLE_WEIGHT * syllables
