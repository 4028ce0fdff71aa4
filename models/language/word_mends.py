"""Unknown words that were cut in the wrong place, put together again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.language.amounts import Amount
from models.language.goods_place import GENITIVE, PARTICLES, has_amount_beside
from models.language.lexicon import Word
from models.language.patterns import unhurried
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Sketch
from models.language.tokens import Token
from models.language.units import COUNTERS

#: `要大个的` asks for big ones, and doesn't name 大樱桃; 大 alone, or 大的 beside an amount, may tell goods apart.
_SIZED = unhurried("[大小]个头?的?")
_TRIMMED = "的那个这种款 "
#: Units as they are spelled by who types no characters.
_UNITS_IN_LETTERS = {
    "ban": "板", "he": "盒", "xiang": "箱", "fen": "份", "jin": "斤", "dai": "袋", "ping": "瓶", "bao": "包",
    "kuai": "块", "ge": "个", "tiao": "条", "zhi": "只", "guan": "罐", "ti": "提", "tong": "桶",
}  # fmt: skip
_OF_A_KIND = frozenset("用味型版款类装")
_SHORTEST_OF_A_KIND = 2


def misspelt(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
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
            guess = goods_named(token, True, sketch, catalog)
            fits = guess.kind == "P" and set(guess.mention.products) & set(after.mention.products)
            found.append(guess if fits else token)
        elif before is not None and _may_be_cut(before, token, tokens, index):
            whole = Token("u", before.start, token.end, before.text + token.text)
            guess = goods_named(whole, True, sketch, catalog)
            found[-1:] = [guess] if guess.kind == "P" else [before, token]
        else:
            found.append(token)
    return found


def _may_be_cut(before: Token, token: Token, tokens: list[Token], index: int) -> bool:
    glued = before.end == token.start and {before.kind, token.kind} == {"u", "f"}
    short = token.end - before.start <= 4 and before.text not in PARTICLES and token.text not in PARTICLES
    return glued and short and has_amount_beside(tokens, index)


def spelled_in_letters(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """``ji dan 2ban``: syllables with blanks between them, and units in letters behind a number."""
    if not any(token.kind == "u" and token.text.isascii() for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        unit = _UNITS_IN_LETTERS.get(token.text) if token.kind == "u" else None
        if unit is not None and before is not None and before.kind == "N" and before.entity is not None:
            amount = replace(before.amount, unit=unit)
            found[-1] = replace(before, kind="Q", end=token.end, entity=replace(before.entity, kind="Q", value=amount))
        elif unit is not None and len(found) > 1 and found[-1].kind == "_" and found[-2].kind == "N":
            found.pop()
            number = found[-1]
            assert number.entity is not None
            entity = replace(number.entity, kind="Q", value=replace(number.amount, unit=unit))
            found[-1] = replace(number, kind="Q", end=token.end, entity=entity)
        elif _goes_on_in_letters(found, token, catalog):
            start = found[-2]
            found[-2:] = [replace(start, end=token.end, text=start.text + token.text)]
        else:
            found.append(token)
    return found


def _goes_on_in_letters(found: list[Token], token: Token, catalog: Catalog) -> bool:
    if len(found) < 2 or found[-1].kind != "_" or found[-2].kind != "u" or token.kind != "u":
        return False
    letters = found[-2].text + token.text
    return letters.isascii() and len(letters) <= 24 and catalog.resolve(letters, guess=False) is not None


def numerals_glued(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """``三皇鸡``: a numeral before an unknown word begins a name where both together are like one."""
    if not any(token.kind == "#" for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before is not None and before.kind == "#" and token.kind == "u" and before.end == token.start:
            whole = Token("u", before.start, token.end, before.text + token.text)
            if goods_named(whole, True, sketch, catalog).kind == "P":
                found[-1] = whole
                continue
        found.append(token)
    return found


def units_cut_off(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """``来包咖啡``, ``给我留袋水饺``: behind a word of ordering a unit before a part of a name counts one."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        asked = before is not None and before.kind in "wkag" and before.end == token.start
        if asked and token.kind == "u" and len(token.text) > 1 and token.text[0] in COUNTERS:
            rest = Token("u", token.start + 1, token.end, token.text[1:])
            whole = len(rest.text) > 1 or catalog.is_short_name(rest.text)
            if whole and _names(rest, catalog) and not _names(token, catalog):
                found += (one_of(Token("u", token.start, token.start + 1, token.text[0]), sketch), rest)
                continue
        found.append(token)
    return found


def _names(token: Token, catalog: Catalog) -> bool:
    """Whether a word is a part of a name, without a guess."""
    return bool(catalog.whose_part(token.text.rstrip(_TRIMMED)))


def widened(tokens: list[Token], catalog: Catalog) -> list[Token]:
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


def one_of(token: Token, sketch: Sketch) -> Token:
    start, end = sketch.text_span(token.start, token.end)
    return Token("Q", token.start, token.end, token.text, Entity("Q", start, end, Amount(Decimal(1), token.text)))


def goods_named(token: Token, guess: bool, sketch: Sketch, catalog: Catalog) -> Token:
    start, end = sketch.text_span(token.start, token.end)
    text = sketch.normalized.text[start:end]
    word = text.strip(_TRIMMED)
    if not word:
        return Token(Word.FILLER.value, token.start, token.end, token.text)
    if _SIZED.fullmatch(text):
        return token
    found = catalog.resolve(word, guess=guess) if len(word) > 1 or catalog.may_name(word) else None
    if found is None and len(word) > _SHORTEST_OF_A_KIND and word[-1] in _OF_A_KIND:
        found = catalog.resolve(word[:-1], guess=False)  # 清洁用的, 辣味的
    if found is None:
        return token
    products, rule = found
    mention = Mention(catalog.in_order(products), start, end, rule)
    return Token("P", token.start, token.end, token.text, Entity("P", start, end, mention))


def merged_names(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Two mentions side by side that some product shares are one (小 + 土豆, 伊利 + 牛奶)."""
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if (
            before is not None
            and token.kind == "P"
            and before.text in GENITIVE
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
        rule = "name-parts"
        if not both and token.mention.rule == "number" and before.mention.rule == "name-part":
            both = set(token.mention.products)  # 套餐A: the word is a sort of goods, the letter says which
        elif not both and before.mention.rule == "number":
            both, rule = (
                {*before.mention.products, *token.mention.products},
                "number-and-name",
            )  # 12号梨, where 12 is none
        if not both:
            merged.append(token)
            continue
        start, end = sketch.text_span(before.start, token.end)
        mention = Mention(catalog.in_order(both), start, end, rule)
        while merged[-1] is not before:
            merged.pop()
        merged[-1] = Token("P", before.start, token.end, before.text + token.text, Entity("P", start, end, mention))
    return merged
