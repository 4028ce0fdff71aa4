"""Which verdicts stand, once the whole message is seen? Talk beside it makes a weak order talk."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from models.acts import Context
from models.language import phrases
from models.language.sketch import Sketch
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict

#: Whom a mention may address without the message being talk to a neighbour.
_OURS = ("团", "群主", "助手", "老板", "bot")
#: Units in which kitchens measure, and shops don't.
_OF_THE_KITCHEN = frozenset({"克", "g", "毫升", "ml", "勺", "碗"})
_ORGANIZERS = frozenset({Kind.DOOR, Kind.PICKUP, Kind.WISH, Kind.WHO, Kind.POLITE, Kind.CANCEL})


def standing(
    verdicts: Sequence[Verdict], sketch: Sketch, tokens: Sequence[Token], context: Context
) -> tuple[Verdict, ...]:
    """The verdicts that stand: without weak orders beside talk, without what is said of, or to, somebody else."""
    talk = any(verdict.kind is Kind.TALK or _is_ingredient(verdict) for verdict in verdicts)
    if not (talk or sketch.mentions or context.by_organizer):
        return tuple(verdicts)
    others = _told_of_others(verdicts, sketch)
    to_other = bool(sketch.mentions) and not any(word in mention for mention in sketch.mentions for word in _OURS)
    firm = any(token.kind in "RT" for token in tokens)
    own = not context.by_organizer or _speaks_of_self(tokens)
    return tuple(
        verdict
        for index, verdict in enumerate(verdicts)
        if not (verdict.kind is Kind.ORDER and (index in others or (talk and not firm and not _is_strong(verdict))))
        and not (to_other and (verdict.kind in (Kind.QUERY, Kind.UNKNOWN) or _is_remark(verdict)))
        and not (context.by_organizer and not _organizers_own(verdict, own))
    )


def _told_of_others(verdicts: Sequence[Verdict], sketch: Sketch) -> set[int]:
    """What goes on from 她订了A, with no word on oneself, tells of her too."""
    told: set[int] = set()
    for index, (before, verdict) in enumerate(pairwise(verdicts), 1):
        on = index - 1 in told or (before.kind is Kind.TALK and phrases.TALK_OF_OTHERS.says_yes(before.clause.text))
        joined = sketch.sketch[before.clause.end : before.clause.end + 1] in (",", " ")
        own = any(token.kind in "igk" or "我" in token.text for token in verdict.tokens)
        if verdict.kind is Kind.ORDER and on and joined and not own:
            told.add(index)
    return told


def _is_ingredient(verdict: Verdict) -> bool:
    """``冰糖200克``: goods that nobody sells here, by the gram or the spoon, stand in a recipe."""
    if verdict.kind is not Kind.UNKNOWN:
        return False
    said = [token for token in verdict.tokens if token.kind not in "f_,;、"]
    kinds = [token.kind for token in said]
    return kinds[-2:] == ["u", "Q"] and said[-1].amount.unit in _OF_THE_KITCHEN


def _is_remark(verdict: Verdict) -> bool:
    """An amount without goods or words of ordering, said to somebody else."""
    return verdict.kind is Kind.ORDER and not any(token.kind in "Pwkga" for token in verdict.tokens)


def _is_strong(verdict: Verdict) -> bool:
    """Words of ordering beside goods or amounts."""
    return verdict.strong and any(token.kind in "PQNG" for token in verdict.tokens)


def _speaks_of_self(tokens: Sequence[Token]) -> bool:
    return any(token.kind in "RBTW" or (token.kind in "iwag" and token.text[0] in "我自俺咱") for token in tokens)


def _organizers_own(verdict: Verdict, own: bool) -> bool:
    """An organizer's talk about goods is an order only with 我, 自家 or an address in it."""
    return own if verdict.kind is Kind.ORDER else verdict.kind in _ORGANIZERS
