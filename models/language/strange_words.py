"""Which unknown words name goods? Parts of names, pinyin, misspellings, and units that stand alone.

A word is read so only where goods must stand: beside an amount, beside a word of ordering, or beside other goods.
"""

from __future__ import annotations

from models.language.goods_place import (
    beside_goods,
    has_amount_beside,
    is_bare_unit,
    is_half_a_word,
    is_the_one_kind,
    is_unit_taken_back,
    stands_alone,
)
from models.language.lexicon import Word
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.tokens import Token
from models.language.units import COUNTERS
from models.language.word_mends import (
    goods_named,
    merged_names,
    misspelt,
    numerals_glued,
    one_of,
    spelled_in_letters,
    units_cut_off,
    widened,
)

_BESIDE_GOODS = frozenset("QNGMCwkagslrxev")
#: Beside these a word may be goods that are spelled otherwise.
_AMOUNTS = frozenset("QNGMwka")
#: By the kinds of tokens: where each of the mends below has anything to look at.
_UNIT_ASKED_FOR = unhurried("[wkag]u")
_SMALL_BESIDE = unhurried("u[fw]|[fw]u")
_CUT_NAME = unhurried("uP|uf|fu")
#: A word that was read may say what the word beside it is (番茄 的 薯片).
_ROUNDS = 2


def resolve_unknown(tokens: list[Token], sketch: Sketch, catalog: Catalog) -> list[Token]:
    """Read unknown words that stand where goods must stand: parts of names, pinyin, misspellings."""
    kinds = "".join([token.kind for token in tokens])
    if "u" not in kinds or _BESIDE_GOODS.isdisjoint(kinds):
        return tokens
    if not _may_name_goods(tokens, kinds, catalog):
        return tokens
    tokens = spelled_in_letters(tokens, sketch, catalog)
    tokens = numerals_glued(tokens, sketch, catalog)
    if _UNIT_ASKED_FOR.search(kinds) is not None:
        tokens = units_cut_off(tokens, sketch, catalog)
    if _SMALL_BESIDE.search(kinds) is not None:
        tokens = widened(tokens, catalog)
    for _ in range(_ROUNDS):
        resolved = [
            _read(tokens, place, sketch, catalog) if one.kind == "u" else one for place, one in enumerate(tokens)
        ]
        if resolved == tokens:
            break
        tokens = resolved
    kinds = "".join([token.kind for token in tokens])
    if _CUT_NAME.search(kinds) is not None:
        tokens = misspelt(tokens, sketch, catalog)
    return merged_names(tokens, sketch, catalog) if kinds.count("P") > 1 or "u" in kinds else tokens


def _may_name_goods(tokens: list[Token], kinds: str, catalog: Catalog) -> bool:
    """Cheap: whether any unknown word shares a character with a name, or is in letters, or may be guessed."""
    if not _AMOUNTS.isdisjoint(kinds):
        return True
    unknown = [one.text for one in tokens if one.kind == "u"]
    return any(catalog.may_name(text) or text.isascii() or text in COUNTERS for text in unknown)


def _read(tokens: list[Token], index: int, sketch: Sketch, catalog: Catalog) -> Token:
    """One token, with an unknown word read as goods, or as one unit of them, where it can be nothing else."""
    token = tokens[index]
    if token.kind != "u":
        return token
    if is_unit_taken_back(tokens, index):
        return Token(Word.FILLER.value, token.start, token.end, token.text)
    if index and is_bare_unit(tokens, index):
        return one_of(token, sketch)
    guess = has_amount_beside(tokens, index)
    whole = guess and catalog.is_short_name(token.text) and not is_half_a_word(tokens, index)
    if len(token.text) == 1 and is_the_one_kind(tokens, index, catalog):
        return goods_named(token, guess, sketch, catalog)
    if whole or (stands_alone(tokens, index) and (guess or beside_goods(tokens, index))):
        return goods_named(token, guess, sketch, catalog)
    return token
