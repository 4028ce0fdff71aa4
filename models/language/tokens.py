"""Which words stand in a sketch, and which of them are unknown? Goods that are spelled otherwise are found here.

Kinds: the sketch's capitals for entities, ``lexicon.Word`` letters for known words, ``u`` unknown, ``_`` a blank,
``,`` a comma or the like, ``、`` a list's comma, ``;`` the end of a sentence or line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from models.language.amounts import Amount
from models.language.lexicon import Word, find_words
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Sketch
from models.language.units import COUNTERS, WEIGHTS

_SEPARATOR = re.compile(
    r"\s*[。;!?\n]+\s*|\.{2,}|\s*\+\s*|\s*[,:.~^|()/\"'「」《》<>=_\\【】{}\[\]!$%&#@`-]+\s*|\s*、\s*|\s+"
)
_CHINESE_NUMERAL = re.compile("[零一二三四五六七八九十百千万两半]")

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
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


def _between(sketch: Sketch, start: int, end: int) -> list[Token]:
    """The unknown words and separators of a stretch without known words."""
    text = sketch.sketch
    tokens, place = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        if match.start() > place:
            tokens.append(Token("u", place, match.start(), text[place : match.start()]))
        tokens.append(Token(_separator_kind(match.group()), match.start(), match.end(), match.group()))
        place = match.end()
    if place < end:
        tokens.append(Token("u", place, end, text[place:end]))
    return tokens


def _cut_in_word(text: str, start: int, end: int) -> bool:
    """Whether a word in letters was found inside a longer one (``hi`` of ``shizi``)."""
    if not text[start].isascii() or not text[start].isalpha():
        return False
    return (start > 0 and "a" <= text[start - 1] <= "z") or (end < len(text) and "a" <= text[end] <= "z")


def tokenize(sketch: Sketch) -> list[Token]:
    """All tokens of a sketch, without gaps."""
    text, tokens, place = sketch.sketch, [], 0
    things: list[tuple[int, int, str, Entity | None]] = [
        (at, at + 1, entity.kind, entity) for at, entity in zip(sketch.places, sketch.entities, strict=True)
    ]
    things += [
        (start, end, kind.value, None) for kind, start, end in find_words(text) if not _cut_in_word(text, start, end)
    ]
    things.sort(key=lambda thing: thing[0])
    for start, end, kind, entity in things:
        if start > place:
            tokens += _between(sketch, place, start)
        tokens.append(Token(kind, start, end, text[start:end], entity))
        place = end
    tokens += _between(sketch, place, len(text))
    return _numerals_in_words(tokens, sketch.normalized.text)


def _numerals_in_words(tokens: list[Token], text: str) -> list[Token]:
    """A Chinese numeral with unknown words on its side is part of them: 二话不说; 是 behind 打错了 says nothing."""
    found: list[Token] = []
    correcting = False
    for index, token in enumerate(tokens):
        after = tokens[index + 1].kind if index + 1 < len(tokens) else ";"
        correcting = correcting or token.kind == Word.CORRECT.value
        if token.text == "是" and token.kind == "u" and correcting:
            token = Token(Word.FILLER.value, token.start, token.end, token.text)
        if token.kind == "N" and token.entity is not None and (after == "u" or (found and found[-1].kind == "u")):
            if _CHINESE_NUMERAL.fullmatch(text[token.entity.start : token.entity.end]):
                token = Token("#", token.start, token.end, token.text, token.entity)
        found.append(token)
    return found


def resolve_unknown(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Read unknown words that stand where goods must stand: parts of names, pinyin, misspellings."""
    kinds = {token.kind for token in tokens}
    if "u" not in kinds or kinds.isdisjoint("QNGCwkagslrxev"):
        return tokens
    tokens = _widened(tokens, catalog)
    resolved: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind != "u":
            resolved.append(token)
            continue
        if _is_unit_taken_back(tokens, index):
            resolved.append(Token(Word.FILLER.value, token.start, token.end, token.text))
            continue
        if index and _is_bare_unit(tokens, index):
            resolved.append(_one(token, sketch))
            continue
        guess = _has_amount_beside(tokens, index)
        if _stands_alone(tokens, index) and (guess or _beside_goods(tokens, index)):
            resolved.append(_resolved(token, guess, sketch, catalog))
        else:
            resolved.append(token)
    return _merged(_misspelt(resolved, sketch, catalog), sketch, catalog)


def _misspelt(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Words cut where a misspelling looks like a small word (可送 for 可颂), or that stand before their name."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        before = found[-1] if found else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            token.kind == "u"
            and after is not None
            and after.kind == "P"
            and after.start == token.end
            and token.end - token.start > 1
        ):
            guess = _resolved(token, True, sketch, catalog)
            fits = guess.kind == "P" and set(guess.mention.products) & set(after.mention.products)
            found.append(guess if fits else token)
        elif before is not None and _may_be_cut(before, token, tokens, index):
            whole = Token("u", before.start, token.end, before.text + token.text)
            guess = _resolved(whole, True, sketch, catalog)
            found[-1:] = [guess] if guess.kind == "P" else [before, token]
        else:
            found.append(token)
    return found


def _may_be_cut(before: Token, token: Token, tokens: list[Token], index: int) -> bool:
    glued = before.end == token.start and {before.kind, token.kind} == {"u", "f"}
    short = token.end - before.start <= 4 and before.text not in _PARTICLES and token.text not in _PARTICLES
    return glued and short and _has_amount_beside(tokens, index)


def _widened(tokens: list[Token], catalog: Catalog) -> list[Token]:
    """An unknown stretch takes a small word on its side where both together are part of a name: 可 + 乐."""
    widened: list[Token] = []
    for token in tokens:
        before = widened[-1] if widened else None
        pair = (
            before is not None and before.end == token.start and {before.kind, token.kind} in ({"u", "f"}, {"u", "w"})
        )
        if pair and before is not None and catalog.whose_part(before.text + token.text):
            widened[-1] = Token("u", before.start, token.end, before.text + token.text)
        else:
            widened.append(token)
    return widened


def _is_bare_unit(tokens: list[Token], index: int) -> bool:
    """``来盒蛋挞``: a unit behind a word of ordering, before goods, counts one."""
    before, after = tokens[index - 1], tokens[index + 1] if index + 1 < len(tokens) else None
    unit = tokens[index].text in COUNTERS or tokens[index].text in WEIGHTS
    return unit and before.kind in "wkag" and after is not None and after.kind in "Pu"


def _is_unit_taken_back(tokens: list[Token], index: int) -> bool:
    """``我那束不要了``: a unit alone before a withdrawal says no more than it."""
    after = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    return tokens[index].text in COUNTERS and after in ("r", "l")


def _one(token: Token, sketch: Sketch) -> Token:
    start, end = sketch.text_span(token.start, token.end)
    return Token("Q", token.start, token.end, token.text, Entity("Q", start, end, Amount(Decimal(1), token.text)))


def _has_amount_after(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].kind in "QNG_"


def _stands_alone(tokens: list[Token], index: int) -> bool:
    """One character with a small word of one character on its side is likely half a word (快 + 乐)."""
    token = tokens[index]
    if token.end - token.start > 1:
        return True
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is not None and before.kind == "P" and before.end == token.start:
        return True
    if before is not None and before.kind in "rl" and before.end == token.start:
        return False
    if (
        before is not None
        and before.kind == "w"
        and before.text not in _ASKS_FOR
        and not _has_amount_after(tokens, index)
    ):
        return False
    if after is not None and (after.kind == "P" and token.end == after.start):
        return True
    if after is not None and after.kind in "fwyau" and after.start == token.end and after.text not in _AFTER_NAME:
        return False
    sides = [tokens[at] for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    return not any(
        side.kind == "f"
        and len(side.text) == 1
        and side.text not in _PARTICLES
        and token.start <= side.end
        and side.start <= token.end
        for side in sides
    )


def _beside_goods(tokens: list[Token], index: int) -> bool:
    """Whether goods stand right beside, so that this may be a part of their name, or one more in a row."""
    after = index + 1
    while after < len(tokens) and tokens[after].text in _GENITIVE:
        after += 1
    neighbours = tokens[max(0, index - 1) : index] + tokens[after : after + 1]
    return any(token.kind in "Pj、eraslxwkK" and token.text != "少" for token in neighbours)


def _has_amount_beside(tokens: list[Token], index: int) -> bool:
    """Whether goods must stand at ``index``: an amount follows or goes before, with small words between at most."""
    for step in (1, -1):
        place = index + step
        while 0 <= place < len(tokens) and abs(place - index) <= _REACH and tokens[place].kind in "f_wkgaie":
            if tokens[place].kind in "wka" and step == -1:
                return True
            place += step
        if 0 <= place < len(tokens) and tokens[place].kind in "QNG":
            return True
    return False


_TRIMMED = "的那个这种款 "
#: What may follow goods named by one character only: 鱼来一条, 虾吧; not 要大点的.
_AFTER_NAME = frozenset(
    {"来", "要", "要了", "订", "吧", "啊", "呀", "哈", "呢", "哦", "呗", "买", "再来", "再加", "加"}
)
#: Words of ordering behind which one character may be goods (要虾); behind others it is half a word (买菜).
_ASKS_FOR = frozenset({"要", "来", "我要", "再来", "想要"})
#: How many small words may stand between goods and their amount.
_REACH = 6
_GENITIVE = frozenset({"的", "那个", "这个", "那种", "这种"})
_PARTICLES = "的了吧啊呢嘛哈个那这呀哦噢啦咯呗下给把将也都"


def _resolved(token: Token, guess: bool, sketch: Sketch, catalog: Catalog) -> Token:
    start, end = sketch.text_span(token.start, token.end)
    text = sketch.normalized.text[start:end]
    word = text.strip(_TRIMMED)
    if not word:
        return Token(Word.FILLER.value, token.start, token.end, token.text)
    found = catalog.resolve(word, guess=guess) if len(word) > 1 or catalog.may_name(word) else None
    if found is None:
        return token
    products, rule = found
    mention = Mention(catalog.in_order(products), start, end, rule)
    return Token("P", token.start, token.end, token.text, Entity("P", start, end, mention))


def _merged(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Two mentions side by side that some product shares are one (小 + 土豆, 伊利 + 牛奶)."""
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if (
            before is not None
            and token.kind == "P"
            and before.text in _GENITIVE
            and len(merged) > 1
            and before.end == token.start
        ):
            before = merged[-2]
            joined = before.kind == "P" and before.end == merged[-1].start
        else:
            joined = before is not None and before.kind == "P" and before.end == token.start
        if before is None or token.kind != "P" or not joined:
            merged.append(token)
            continue
        both = set(before.mention.products) & set(token.mention.products)
        if not both:
            merged.append(token)
            continue
        start, end = sketch.text_span(before.start, token.end)
        mention = Mention(catalog.in_order(both), start, end, "name-parts")
        while merged[-1] is not before:
            merged.pop()
        merged[-1] = Token("P", before.start, token.end, before.text + token.text, Entity("P", start, end, mention))
    return merged


def without_list_numbers(tokens: list[Token]) -> list[Token]:
    """``1.可颂2个`` / ``2.吐司1条``: numbers that run 1, 2, 3 … at the heads of lines name no goods."""
    heads = [index for index in range(len(tokens)) if _numbers_line(tokens, index)]
    values = [tokens[index].amount.value for index in heads]
    if len(heads) < 2 or values != list(range(1, len(heads) + 1)):
        return tokens
    return [token for index, token in enumerate(tokens) if index not in set(heads)]


def _numbers_line(tokens: list[Token], index: int) -> bool:
    if tokens[index].kind not in "NG" or (index and tokens[index - 1].kind not in ";,"):
        return False
    after = [token.kind for token in tokens[index + 1 : index + 5] if token.kind not in "、,_"]
    return after[:1] == ["P"]
