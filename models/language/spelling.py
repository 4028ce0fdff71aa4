"""Which name did somebody mean who spelled it otherwise? Pinyin by letters, homophones and typos by likeness.

Likeness is the blend of ``syllables.likeness``. A spelling that two products fit about as well names both, so that
it is asked about and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.language.syllables import initials, likeness, pinyin, sound_code, sound_codes
from models.values import ProductId

#: Below this a word is another word: 快乐 is 0.5 like 可乐, 鸡旦 is 0.775 like 鸡蛋.
LIKENESS_CUT = 0.68
#: The rule of what is like a name and may well be other goods.
RESEMBLANCE = "resemblance"
#: Two products whose likeness differs by less are both meant.
AMBIGUITY_MARGIN = 0.06
#: A syllable likeness below this can't reach the cut with any characters worth a look.
_SOUND_CUT = 0.45


class Speller:
    """The names of a catalogue by sound. Its tables are made when the first strange spelling comes."""

    __slots__ = ("__dict__", "_named")

    def __init__(self, named: Sequence[tuple[str, ProductId]]) -> None:
        self._named = named

    @cached_property
    def _forms(self) -> list[tuple[str, str, ProductId]]:
        """Names, aliases, and the ends and beginnings of long names, each with its sound."""
        found: dict[tuple[str, ProductId], None] = {}
        for form, product in self._named:
            if form.isascii():
                continue
            found[form, product] = None
            for size in range(2, len(form)):
                found[form[-size:], product] = None
                if size > 2:
                    found[form[:size], product] = None
        return [(form, sound_code(form), product) for form, product in found]

    @cached_property
    def _whole(self) -> frozenset[tuple[str, ProductId]]:
        """Names and aliases as they stand: like words, they go before parts."""
        return frozenset(self._named)

    @cached_property
    def _sounds(self) -> list[str]:
        return [sound for _, sound, _ in self._forms]

    @cached_property
    def _letters(self) -> dict[str, tuple[ProductId, ...]]:
        """Names as letters, 牛奶 ``niunai``; a name's end only where it is no name of another's."""
        exact: dict[str, dict[ProductId, None]] = {}
        parts: dict[str, dict[ProductId, None]] = {}
        for form, product in self._named:
            exact.setdefault(pinyin(form), {})[product] = None
            if len(form) > 2:
                exact.setdefault(initials(form), {})[product] = None
        for form, _, product in self._forms:
            parts.setdefault(pinyin(form), {})[product] = None
        return {letters: tuple(named) for letters, named in {**parts, **exact}.items() if len(letters) > 2}

    def by_letters(self, word: str) -> tuple[tuple[ProductId, ...], str] | None:
        """A name in pinyin without tones, blanks and apostrophes between syllables left out."""
        letters = word.replace(" ", "").replace("'", "")
        products = self._letters.get(letters) if letters.isalpha() else None
        return (products, "pinyin") if products else None

    def by_likeness(self, word: str) -> tuple[tuple[ProductId, ...], str] | None:
        """The product whose name is most like the word, or all that are about as like; None below the cut. Where no
        name sounds so, but for a syllable, the rule is ``RESEMBLANCE``: it may be other goods, and has to be asked."""
        best: dict[ProductId, float] = {}
        whole: dict[ProductId, float] = {}
        resembling: dict[ProductId, float] = {}
        for code in sound_codes(word):
            for form, sound, product, score in self._alike(word, code):
                is_whole = (form, product) in self._whole
                if _may_be_another(code, sound, is_whole=is_whole):
                    resembling[product] = max(score, resembling.get(product, 0.0))
                    continue
                best[product] = max(score, best.get(product, 0.0))
                if is_whole:
                    whole[product] = max(score, whole.get(product, 0.0))
        if best:
            return _closest(best, whole), "likeness"
        return (_closest(resembling, {}), RESEMBLANCE) if resembling else None

    def _alike(self, word: str, code: str) -> Iterator[tuple[str, str, ProductId, float]]:
        """The forms that a word sounds and looks like, read as its code says, and how alike they are."""
        close = process.extract(
            code, self._sounds, scorer=OSA.normalized_similarity, score_cutoff=_SOUND_CUT, limit=None, processor=None
        )
        for _, _, index in close:
            form, sound, product = self._forms[index]
            if abs(len(form) - len(word)) > 1 or len(form) < 2:
                continue
            score = likeness(word, form, code, sound)
            if score >= LIKENESS_CUT:
                yield form, sound, product, score


def _may_be_another(code: str, sound: str, *, is_whole: bool) -> bool:
    """``丹东蓝莓`` for 丹东草莓, ``蜜糖瓜子`` for 焦糖瓜子: one syllable in place of another, or too many."""
    if len(code) == len(sound):
        return sum(one != other for one, other in zip(code, sound, strict=True)) == 1
    return len(code) > len(sound) and not is_whole


def _closest(best: dict[ProductId, float], whole: dict[ProductId, float]) -> tuple[ProductId, ...]:
    """The products that are about as like as the likest; those whose whole name is so, before others."""
    floor = max(best.values()) - AMBIGUITY_MARGIN
    products = tuple(product for product, score in whole.items() if score > floor)
    return products or tuple(product for product, score in best.items() if score > floor)
