"""Which words stand in a sketch, and which of them are unknown?

Kinds: the sketch's capitals for entities, ``lexicon.Word`` letters for known words, ``u`` unknown, ``_`` a blank,
``,`` a comma or the like, ``、`` a list's comma, ``;`` the end of a sentence or line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TypeVar

from models.language.amounts import Amount
from models.language.lexicon import Word, find_words
from models.language.products import Mention
from models.language.sketch import Entity, Sketch
from models.language.units import WEIGHTS

_SEPARATOR = re.compile(
    r"\s*[。;!?\n]+\s*|\.{2,}|\s*\+\s*|\s*[,:.~^|()/\"'「」《》<>=_\\【】{}\[\]!$%&#@`-]+\s*|\s*、\s*|\s+"
)
_CHINESE_NUMERAL = re.compile("[零一二三四五六七八九十百千万两半]")

_VERBS = frozenset("切打称抓挑捞剁装拎杀片")
_CARRY = "送"
_TASTES = frozenset("甜辣酸咸苦油腻肥硬软熟带放")

V = TypeVar("V")


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word, or thing, of a sketch, with its place there."""

    kind: str
    start: int
    end: int
    text: str
    entity: Entity | None = None

    @property
    def mention(self) -> Mention:
        assert self.entity is not None
        assert isinstance(self.entity.value, Mention)
        return self.entity.value

    @property
    def amount(self) -> Amount:
        assert self.entity is not None
        assert isinstance(self.entity.value, Amount)
        return self.entity.value

    def value(self, kind: type[V]) -> V:
        """What the thing holds, known to be of ``kind``."""
        assert self.entity is not None
        assert isinstance(self.entity.value, kind)
        return self.entity.value


def _separator_kind(text: str) -> str:
    if "、" in text or "+" in text:
        return "、"
    if any(character in "。;!?\n" for character in text):
        return ";"
    return "_" if text.isspace() else ","


#: What most stretches without known words are.
_ONE_SEPARATOR = {
    ",": ",",
    ";": ";",
    "。": ";",
    "?": ";",
    "!": ";",
    "\n": ";",
    " ": "_",
    "、": "、",
    "+": "、",
    ":": ",",
}


def _add_between(tokens: list[Token], text: str, start: int, end: int) -> None:
    """Add the unknown words and separators of a stretch without known words."""
    if end - start == 1:
        one = text[start]
        tokens.append(Token(_ONE_SEPARATOR.get(one) or _kind_of_one(one), start, end, one))
        return
    place = start
    for match in _SEPARATOR.finditer(text, start, end):
        first, last = match.span()
        if first > place:
            tokens.append(Token("u", place, first, text[place:first]))
        found = text[first:last]
        tokens.append(Token(_separator_kind(found), first, last, found))
        place = last
    if place < end:
        tokens.append(Token("u", place, end, text[place:end]))


def _kind_of_one(character: str) -> str:
    return _separator_kind(character) if _SEPARATOR.fullmatch(character) is not None else "u"


def _cut_in_word(text: str, start: int, end: int) -> bool:
    """Whether a word in letters was found inside a longer one (``hi`` of ``shizi``)."""
    if not text[start].isascii() or not text[start].isalpha():
        return False
    return (start > 0 and "a" <= text[start - 1] <= "z") or (end < len(text) and "a" <= text[end] <= "z")


def _wants_none(text: str, start: int, end: int) -> bool:
    """``要不甜的``: no 要不, but a wish for goods that are not so."""
    return text[start:end] == "要不" and text[end : end + 1] in _TASTES


def tokenize(sketch: Sketch) -> list[Token]:
    """All tokens of a sketch, without gaps."""
    text, place = sketch.sketch, 0
    tokens: list[Token] = []
    things: list[tuple[int, int, str, Entity | None]] = [
        (at, at + 1, entity.kind, entity) for at, entity in zip(sketch.places, sketch.entities, strict=True)
    ]
    known = [
        (start, end, kind, None)
        for kind, start, end in find_words(text)
        if (text[start] > "z" and text[start] != "要") or _is_word_here(text, start, end)
    ]
    if known:
        things += known
        things.sort(key=_by_start)
    for start, end, kind, entity in things:
        if start > place:
            _add_between(tokens, text, place, start)
        tokens.append(Token(kind, start, end, text[start:end], entity))
        place = end
    if place < len(text):
        _add_between(tokens, text, place, len(text))
    return _numerals_in_words(tokens, sketch.normalized.text)


_by_start = itemgetter(0)


def _is_word_here(text: str, start: int, end: int) -> bool:
    """Whether a word that was found is one where it stands."""
    first = text[start]
    if first == "要":
        return not _wants_none(text, start, end)
    return first > "z" or not _cut_in_word(text, start, end)


def _numerals_in_words(tokens: list[Token], text: str) -> list[Token]:
    """A Chinese numeral with unknown words on its side is part of them: 二话不说; 是 behind 打错了 says nothing."""
    kinds = [token.kind for token in tokens]
    if "u" not in kinds:
        return tokens
    correcting, last = Word.CORRECT.value in kinds, len(tokens) - 1
    if "Q" in kinds:
        _verbs_of_requests(tokens, kinds)
    if "N" not in kinds and not correcting:
        return tokens
    for index, token in enumerate(tokens):
        if token.kind == "N":
            beside = (index < last and kinds[index + 1] == "u") or (index > 0 and kinds[index - 1] == "u")
            if beside and _is_one_numeral(token, text):
                tokens[index] = replace(token, kind="#")
        elif correcting and token.kind == "u" and token.text == "是":
            tokens[index] = replace(token, kind=Word.FILLER.value)
            kinds[index] = Word.FILLER.value
    return tokens


def _verbs_of_requests(tokens: list[Token], kinds: list[str]) -> None:
    """``帮我切两斤``, ``菜籽油打三斤``: what is done with goods when they are sold, before an amount, asks for them."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].text == _CARRY and kinds[index - 1] in "RBF" and kinds[index + 1] in "PQ":
            tokens[index] = replace(tokens[index], kind=Word.FILLER.value)  # 给奶奶送两块豆腐
            kinds[index] = Word.FILLER.value
        if tokens[index].text not in _VERBS or kinds[index + 1] != "Q":
            continue
        weighed = kinds[index - 1] == "P" and tokens[index + 1].amount.unit in WEIGHTS
        if kinds[index - 1] == Word.REQUEST.value or weighed:
            tokens[index] = replace(tokens[index], kind=Word.WANT.value)
            kinds[index] = Word.WANT.value


def _is_one_numeral(token: Token, text: str) -> bool:
    entity = token.entity
    return entity is not None and _CHINESE_NUMERAL.fullmatch(text[entity.start : entity.end]) is not None


def without_list_numbers(tokens: list[Token]) -> list[Token]:
    """``1.可颂2个`` / ``2.吐司1条``: numbers that run 1, 2, 3 … at the heads of lines name no goods."""
    heads = [index for index, token in enumerate(tokens) if token.kind in "NG" and _numbers_line(tokens, index)]
    if not heads:
        return tokens
    values = [tokens[index].amount.value for index in heads]
    if len(heads) < 2 or values != list(range(1, len(heads) + 1)):
        return tokens
    return [token for index, token in enumerate(tokens) if index not in set(heads)]


def _numbers_line(tokens: list[Token], index: int) -> bool:
    if index and tokens[index - 1].kind not in ";,":
        return False
    after = [token.kind for token in tokens[index + 1 : index + 5] if token.kind not in "、,_"]
    return after[:1] == ["P"]
