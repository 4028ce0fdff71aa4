"""Which verdicts stand, once the whole message is seen? Not what talk takes away, nor what others are told."""

from __future__ import annotations

from collections.abc import Sequence

from models.acts import Context
from models.language import phrases
from models.language.beside_talk import fallen_beside_talk, is_strong
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict

#: Whom a mention may address without the message being talk to a neighbour.
_OURS = ("团", "群主", "助手", "老板", "bot")
_ORGANIZERS = frozenset({Kind.DOOR, Kind.PICKUP, Kind.WISH, Kind.WHO, Kind.POLITE, Kind.CANCEL})
_DEEDS = frozenset({Kind.PAID, Kind.PICKED, Kind.CLAIM})


def standing(
    verdicts: Sequence[Verdict], sketch: Sketch, tokens: Sequence[Token], catalog: Catalog, context: Context
) -> tuple[Verdict, ...]:
    """The verdicts that stand: without weak orders beside talk, without what is said of, or to, somebody else."""
    shown = context.quoted or catalog.sole
    fallen = fallen_beside_talk(verdicts, sketch, catalog, shown) | _done_elsewhere(verdicts, context)
    if not (fallen or sketch.mentions or context.by_organizer):
        return tuple(verdicts)
    to_other = bool(sketch.mentions) and not any(word in mention for mention in sketch.mentions for word in _OURS)
    own = not context.by_organizer or _speaks_of_self(tokens)
    return tuple(
        verdict
        for index, verdict in enumerate(verdicts)
        if index not in fallen
        and not (to_other and (verdict.kind in (Kind.QUERY, Kind.UNKNOWN) or _is_remark(verdict)))
        and not (context.by_organizer and not _organizers_own(verdict, own))
    )


def _done_elsewhere(verdicts: Sequence[Verdict], context: Context) -> set[int]:
    """Paid, collected or found bad in another shop, as the clause before tells: 叮咚的青菜4块9 我刚付好; or, in a
    story, with nothing said of our goods: 昨天停电 冰箱里的肉都化了."""
    told = context.stage != "handing_out" and any(verdict.kind is Kind.TALK for verdict in verdicts)
    return {
        index
        for index, verdict in enumerate(verdicts)
        if (told and verdict.kind is Kind.CLAIM and "P" not in verdict.clause.text)
        or (verdict.kind in _DEEDS and any(_is_elsewhere(one) for one in verdicts[max(0, index - 1) : index + 2]))
    }


def _is_elsewhere(verdict: Verdict) -> bool:
    return phrases.ELSEWHERE.says_yes(verdict.clause.text)


def _is_remark(verdict: Verdict) -> bool:
    """Said to somebody else: an amount without goods, or goods without a word of ordering."""
    return verdict.kind is Kind.ORDER and not (
        is_strong(verdict) and any(one.kind in "Pwkga" for one in verdict.tokens)
    )


def _speaks_of_self(tokens: Sequence[Token]) -> bool:
    own = ("我", "自家", "俺", "咱")
    return any(token.kind in "RBTW" or (token.kind in "iwag" and token.text.startswith(own)) for token in tokens)


def _organizers_own(verdict: Verdict, own: bool) -> bool:
    """An organizer's talk about goods is an order only with 我, 自家 or an address in it."""
    return own if verdict.kind is Kind.ORDER else verdict.kind in _ORGANIZERS
