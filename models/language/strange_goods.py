"""Does a clause name goods that no list holds? ``留2箱榴莲``: beside an order they are asked about, and never lost.

Goods are meant where a strange word has an amount, or is one of the words that everybody uses for goods; what is said
of ordering beside it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.language.clause_pieces import stretch_of
from models.language.clauses import Clause
from models.language.common_goods import COMMON_GOODS
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.tokens import Token
from models.language.units import COUNTERS

#: A strange word with its amount, among words of ordering, of oneself, and of joining.
_COUNTED = unhurried("j?(?:i?[wkga]+)?(?:u[wka]?[NQ]|Qu)")
#: The same of what everybody calls goods, or that by itself, among small words too.
_COMMON_COUNTED = unhurried("[figwkaojhe]*(?:u[fiwkaoje]*[NQ]|[NQ]u)[fwkh]*")
_COMMON_NAMED = unhurried("[figwkaojhe]*u[fiwkah]*")
#: A word that may name goods: short, without persons and deeds (转你99).
_GOODS_MAYBE = unhurried("(?!红包|合计|总价|金额)[^我你您他她咱转付给找差欠还共是在有没了到去来a-z]{1,4}")
#: A longer one that ends with a word for goods: 家庭装洗衣液.
_LONGEST_NAME = 8
_NO_GOODS = frozenset("我你您他她咱转付给找差欠还共是在有没了到去")
#: Who sees to goods by themselves orders none: 酱油我自己买.
_BY_ONESELF = frozenset({"自己", "我自己"})
_POLITE = frozenset({"请", "麻烦", "帮忙", "帮", "那", "那个", "哈", "吧", "啊", "谢谢", "谢谢啦", "谢谢团长", "团长"})
#: What stands within a word and is a small word elsewhere: 尿不湿, 威猛先生.
_WITHIN_STRANGE = frozenset("f#")
_WITHIN_COMMON = frozenset("f#qwc")
_AMOUNTS = frozenset("NQ")
_APART = frozenset("_,;、FBRTW")


def is_strange_goods(clause: Clause, catalog: Catalog) -> bool:
    """Whether a clause that was read as nothing else is goods that no list holds."""
    return names_common_goods(clause, catalog) or _is_counted(clause)


def names_common_goods(clause: Clause, catalog: Catalog) -> bool:
    """Whether a clause asks for what everybody calls so, and nobody sells here: ``帮忙再带个榴莲``."""
    if not any(token.kind == "u" for token in clause.tokens):
        return False
    said = _words(clause.tokens, _WITHIN_COMMON)
    word = _only_unknown(said)
    kinds = "".join([kind for kind, _ in said])
    if not word or catalog.whose_part(word) or any(text in _BY_ONESELF for _, text in said):
        return False
    if _COMMON_COUNTED.fullmatch(kinds) is not None:
        return _ends_with_goods(word, catalog)
    return _COMMON_NAMED.fullmatch(kinds) is not None and _without_unit(word) in COMMON_GOODS


def _is_counted(clause: Clause) -> bool:
    """Whether a clause is one strange word and its amount: ``菇1``, ``我要两盒老婆饼``."""
    said = [(kind, text) for kind, text in _words(clause.tokens, _WITHIN_STRANGE) if text not in _POLITE]
    if _COUNTED.fullmatch("".join([kind for kind, _ in said])) is None:
        return False
    return _GOODS_MAYBE.fullmatch(_only_unknown(said)) is not None


def _only_unknown(said: Sequence[tuple[str, str]]) -> str:
    """The one unknown word; empty where there are none, or several."""
    unknown = [text for kind, text in said if kind == "u"]
    return unknown[0] if len(unknown) == 1 else ""


def _ends_with_goods(word: str, catalog: Catalog) -> bool:
    if len(word) > _LONGEST_NAME or not _NO_GOODS.isdisjoint(word):
        return False
    ends = (word[start:] for start in range(len(word) - 1))
    return any(end in COMMON_GOODS and not catalog.whose_part(end) for end in ends)


def _without_unit(word: str) -> str:
    """``带个榴莲``: a unit behind a word of ordering counts one."""
    return word[1:] if word[0] in COUNTERS and word not in COMMON_GOODS else word


def _words(tokens: Sequence[Token], within: frozenset[str]) -> list[tuple[str, str]]:
    """The kinds and texts of words, those that were cut in pieces put together, without who receives them."""
    found: list[tuple[str, str]] = []
    index = 0
    while index < len(tokens):
        end = _end_of_word(tokens, index, within) if tokens[index].kind == "u" else index + 1
        if tokens[index].kind not in _APART:
            found.append((tokens[index].kind, "".join([token.text for token in tokens[index:end]])))
        index = end
    return found


def _end_of_word(tokens: Sequence[Token], first: int, within: frozenset[str]) -> int:
    """Behind the last piece of an unknown word; its pieces touch, and the last of them is unknown too."""
    end = place = first + 1
    while place < len(tokens) and (tokens[place].kind == "u" or tokens[place].kind in within):
        place += 1
        if tokens[place - 1].kind == "u":
            end = place
    return end


def strangers_cut_out(clause: Clause, catalog: Catalog) -> Iterator[tuple[Clause, bool]]:
    """``榴莲2箱苹果1箱``: the stretches of a clause, and of each whether it is a common word for goods that are on no
    list, with its amount. Nothing where there is none, or nothing else."""
    unknown = ((place, token.text) for place, token in enumerate(clause.tokens) if token.kind == "u")
    places = [place for place, word in unknown if word in COMMON_GOODS and not catalog.whose_part(word)]
    if not places:
        return
    ahead = _amounts_stand_ahead(clause.tokens)
    start = 0
    for place in places:
        first, last = _with_amount(clause.tokens, place, ahead=ahead)
        if first > start:
            yield stretch_of(clause, clause.tokens[start:first]), False
        yield stretch_of(clause, clause.tokens[first:last]), True
        start = last
        while start < len(clause.tokens) and clause.tokens[start].kind in "j、_":
            start += 1  # 榴莲和苹果各一箱
    if start < len(clause.tokens):
        yield stretch_of(clause, clause.tokens[start:]), False


def _amounts_stand_ahead(tokens: Sequence[Token]) -> bool:
    """``2箱榴莲1箱苹果``: whether amounts go before their goods, as the first one tells."""
    first = next((token.kind for token in tokens if token.kind in "PuNQ"), "")
    return first in _AMOUNTS


def _with_amount(tokens: Sequence[Token], place: int, *, ahead: bool) -> tuple[int, int]:
    first, last = place, place + 1
    if ahead and first and tokens[first - 1].kind in _AMOUNTS:
        first -= 1
    elif not ahead:
        behind = last
        while behind < len(tokens) and tokens[behind].kind in "f_w":
            behind += 1
        if behind < len(tokens) and tokens[behind].kind in _AMOUNTS:
            last = behind + 1
    return first, last
