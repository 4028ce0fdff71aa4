"""How alike do two words sound, and look? Fuzzy syllables, and the blend of characters and syllables that finds typos.

zh/z, ch/c, sh/s, n/l and the nasal ends an/ang, en/eng, in/ing are one (southern speech and dictation confuse them).
A syllable is coded as one character, so that edit distances on words of syllables run in rapidfuzz.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product

from rapidfuzz.distance import OSA

from models.language.syllable_table import OTHER_READINGS, SYLLABLE_TABLE

#: Share of the characters and of the syllables in the likeness of two words.
CHARACTER_WEIGHT = 0.45
SYLLABLE_WEIGHT = 0.55
_FIRST_CODE = 0xE000
#: No word is sounded in more ways.
_MOST_READINGS = 8


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
def _numbers() -> dict[str, str]:
    """The code of each fuzzy syllable."""
    keys = dict.fromkeys(fuzzy(syllable) for syllable in _syllables().values())
    return {key: chr(_FIRST_CODE + place) for place, key in enumerate(keys)}


@cache
def _codes() -> dict[str, str]:
    """Each character with the code of its fuzzy syllable."""
    numbers = _numbers()
    return {character: numbers[fuzzy(syllable)] for character, syllable in _syllables().items()}


@cache
def _other_codes() -> dict[str, tuple[str, ...]]:
    """Characters that are read in several ways, with the codes of the further ones."""
    numbers = _numbers()
    found: dict[str, tuple[str, ...]] = {}
    for line in OTHER_READINGS.strip().split("\n"):
        syllable, characters = line.split(" ")
        for character in characters if fuzzy(syllable) in numbers else "":
            found[character] = (*found.get(character, ()), numbers[fuzzy(syllable)])
    return found


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


def sound_codes(word: str) -> tuple[str, ...]:
    """The word's code in each way that it can be read, the usual one first: 西呱 as xigu, and as xigua."""
    others = _other_codes()
    usual = sound_code(word)
    if others.keys().isdisjoint(word):
        return (usual,)
    ways = [(code, *others.get(character, ())) for character, code in zip(word, usual, strict=True)]
    return tuple("".join(codes) for codes in islice(product(*ways), _MOST_READINGS))


def likeness(one: str, other: str, one_code: str, other_code: str) -> float:
    """How alike two words are, 0 to 1: 0.45 characters + 0.55 fuzzy syllables, by optimal string alignment."""
    characters = OSA.normalized_similarity(one, other)
    syllables = OSA.normalized_similarity(one_code, other_code)
    return CHARACTER_WEIGHT * characters + SYLLABLE_WEIGHT * syllables
