"""Which wishes do the clauses of an entry hold? In a chain goods with an amount are meant, whatever else is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.acts import Context, Op
from models.language.amounts import Amount
from models.language.clauses import split_clauses
from models.language.judge import Judge
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.sketch import Entity, Sketch
from models.language.strange_words import resolve_unknown
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict
from models.language.wish import Wish, Wishes
from models.language.wishes import WishReader

#: Where no clause orders goods, these are read for goods too: an entry is there to order.
_READ_ANYWAY = frozenset({Kind.ORDER, Kind.UNKNOWN, Kind.TALK, Kind.WISH})
_GOODS_WITH_AMOUNT = unhurried("P[f_、]*[QNG]|[QNG][f_]*P")
#: Words alone, without a thing among them, that are no word of joining in.
_ASIDE = unhurried("(?!.*(?:接[上了龙]|报名|参加|支持|签到|打卡|第一|加油|感谢|排队))[\u3400-\u9fff]{2,12}")
_NO_WISH = unhurried(r"[已未待没](?:付|转|支付|付款|收|取)|付(?:款)?了|转了|谢谢|辛苦|收到|付清|[付转]过了")
_SUMS = frozenset({"共", "一共", "总共", "总计", "合计"})
_AMOUNTS = frozenset("QNG")
_SILENT = frozenset("f_,;、")


def verdicts_of(sketch: Sketch, tokens: list[Token], catalog: Catalog) -> list[Verdict]:
    """What each clause of an entry is for."""
    judge = Judge(sketch, catalog, Context())
    return [verdict for clause in split_clauses(sketch, tokens) for verdict in judge.judge(clause)]


def wishes_of(verdicts: Sequence[Verdict], sketch: Sketch, catalog: Catalog) -> Wishes:
    """The wishes of an entry's clauses, each product once where it is only named again."""
    read = [token for verdict in verdicts for token in _ordering(verdict)]
    if not any(token.kind in "PQNG" for token in read):
        rest = [verdict for verdict in verdicts if verdict.kind in _READ_ANYWAY]
        read = [
            token
            for verdict in rest
            for token in _closed(verdict, tuple(resolve_unknown(list(verdict.clause.tokens), sketch, catalog)))
        ]
    wishes = WishReader(catalog).read(_with_vague_amounts(_without_sums(read)))
    wishes.found = _corrected(_without_repeats(wishes.found))
    return wishes


def with_wishes_on_the_side(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """``牛奶1箱 放快递柜``, ``小龙虾3斤（微辣）``: what else is said behind an order is a wish, and kept as written."""
    ordered = False
    found: list[Verdict] = []
    for verdict in verdicts:
        aside = ordered and verdict.kind is Kind.UNKNOWN and _ASIDE.fullmatch(verdict.clause.text) is not None
        found.append(replace(verdict, kind=Kind.WISH) if aside else verdict)
        ordered = ordered or verdict.kind is Kind.ORDER
    return [verdict for verdict in found if _NO_WISH.search(verdict.clause.text) is None]


def _ordering(verdict: Verdict) -> list[Token]:
    """The tokens of a clause that orders; strange words beside goods and amount (后加牛奶1箱) don't undo that."""
    if verdict.kind is Kind.ORDER:
        return _closed(verdict, verdict.tokens)
    if verdict.kind is Kind.UNKNOWN:
        tokens = verdict.clause.tokens
        if _GOODS_WITH_AMOUNT.search("".join([token.kind for token in tokens])) is not None:
            return _closed(verdict, tokens)
    return []


def _closed(verdict: Verdict, tokens: tuple[Token, ...]) -> list[Token]:
    end = verdict.clause.end
    return [*tokens, Token(",", end, end, ",")]


def _without_sums(tokens: list[Token]) -> list[Token]:
    """``鸡蛋1 草莓1 共2份``: what is summed up behind amounts is no more of anything."""
    if not any(token.text in _SUMS for token in tokens):
        return tokens
    kept: list[Token] = []
    said = ""
    summing = False
    for token in tokens:
        if token.text in _SUMS and said in _AMOUNTS:
            summing = True
        elif summing and token.kind in _AMOUNTS:
            summing = False
        else:
            kept.append(token)
        if token.kind not in _SILENT:
            said = token.kind
    return kept


def _with_vague_amounts(tokens: list[Token]) -> list[Token]:
    """``鸡蛋若干``: behind goods such a word is their amount, though nobody knows which."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1].kind if index + 1 < len(tokens) else ""
        if token.kind == "y" and kept and kept[-1].kind == "P" and after not in ("P", *_AMOUNTS):
            amount = Entity("Q", token.start, token.end, Amount(None))
            token = Token("Q", token.start, token.end, token.text, amount)  # noqa: PLW2901
        kept.append(token)
    return kept


def _without_repeats(found: list[Wish]) -> list[Wish]:
    """``苹果1箱（红富士）``: goods named again without an amount are no more of them."""
    counted = {wish.products for wish in found if wish.amount is not None}
    return [
        wish for wish in found if wish.amount is not None or wish.op is not Op.ORDER or wish.products not in counted
    ]


def _corrected(found: list[Wish]) -> list[Wish]:
    """``鸡蛋1板，改2板``: a new total without goods is that of the only goods before it."""
    if len(found) != 2 or found[1].products or found[1].op is not Op.SET or not found[0].products:
        return found
    first, other = found
    if first.op is Op.ORDER and other.amount is not None:
        first.amount, first.end = other.amount, other.end
        return [first]
    return found
