"""Which goods does a text name that are not on sale? Only plain words of goods, which no product is known by.

It says nothing of words that it does not know: those may be goods by a name that nobody has listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from models.language.alike_goods import near, words_near
from models.language.common_goods import COMMON_GOODS
from models.language.normalize import simplify
from models.language.products import Catalog

#: A word that many goods are of is on sale where any of them is: 牛肉 where there is 牛腩.
_KINDS = {
    "猪肉": "猪",
    "牛肉": "牛",
    "羊肉": "羊",
    "鹅肉": "鹅",
    "青菜": "菜",
    "面条": "面",
    "鸭子": "鸭",
    "土鸡": "鸡",
}


def not_on_sale(text: str, catalogs: Sequence[Catalog]) -> tuple[str, ...]:
    """The goods that a text names, in order, and that none of these lists holds."""
    plain = simplify(text)
    listed = [name for catalog in catalogs for product in catalog.products for name in (product.name, *product.aliases)]
    named = {
        place
        for catalog in catalogs
        for mention in catalog.find_names(plain)
        for place in range(mention.start, mention.end)
    }
    found = (
        word
        for word, start, end in _common_words(plain)
        if named.isdisjoint(range(start, end)) and not _is_listed(word, listed)
    )
    return tuple(dict.fromkeys(found))


def _is_listed(word: str, listed: Iterable[str]) -> bool:
    parts = [*near(word), _KINDS.get(word, word)]
    return any(part in simplify(name) for name in listed for part in parts)


def _common_words(text: str) -> list[tuple[str, int, int]]:
    words, finder = _finder()
    return [(words[index], start, end) for index, start, end in finder.find_matches_as_indexes(text)]


@cache
def _finder() -> tuple[tuple[str, ...], AhoCorasick]:
    words = tuple(sorted({*COMMON_GOODS, *words_near()}))
    kind, made = MatchKind.LeftmostLongest, Implementation.ContiguousNFA
    return words, AhoCorasick(list(words), matchkind=kind, implementation=made)
