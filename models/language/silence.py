"""Why did nothing come of a message? The talk that it is, with the clauses and the rules that make it so."""

from __future__ import annotations

from models.acts import Chat, Evidence
from models.language import phrases
from models.language.message import Message
from models.language.verdicts import Kind, Verdict

#: Words of ordering: wanting, keeping, adding, a new total, an exchange.
_ORDERING = frozenset("wkasx")
_AMOUNTS = frozenset("QNG")
_GOODS = frozenset("Pu")
#: More unknown characters than these make a story rather than an order in unknown words.
_MOST_UNKNOWN = 4
#: Judged as more than talk, though nothing came of it here: a way, a wish or a name without an order.
_HANGS_ON_ORDER = frozenset({Kind.DOOR, Kind.PICKUP, Kind.WISH, Kind.WHO})


def talk_of(message: Message) -> Chat:
    """The act of a message in which nothing else was found."""
    kept = {id(verdict) for verdict in message.verdicts}
    said = [verdict for verdict in message.judged if verdict.clause.raw.strip()]
    because = tuple(_why(verdict, message, stands=id(verdict) in kept) for verdict in said)
    return Chat(any(_is_doubtful(verdict, message) for verdict in message.judged), because)


def _why(verdict: Verdict, message: Message, *, stands: bool) -> Evidence:
    rule = _rule(verdict) if stands else _why_it_fell(message)
    return message.evidence(rule, verdict.clause.start, verdict.clause.end)


def _rule(verdict: Verdict) -> str:
    if verdict.kind is Kind.ORDER:
        named = any(token.kind == "P" for token in verdict.tokens)
        return "goods-alone" if named else "amount-alone"
    return "wish-alone" if verdict.kind in _HANGS_ON_ORDER else verdict.rule


def _why_it_fell(message: Message) -> str:
    """Why a clause does not count once the whole message is seen (see ``veto``)."""
    if message.context.by_organizer:
        return "organizers-talk"
    return "told-to-somebody" if message.sketch.mentions else "beside-talk"


def _is_doubtful(verdict: Verdict, message: Message) -> bool:
    """Whether a clause has all that an order has, and something that the rules don't know: unknown words beside it,
    or talk. What is said to or by somebody else is no doubt, nor are questions, nor what is no time for orders."""
    if message.context.by_organizer or message.context.stage != "open" or message.sketch.mentions:
        return False
    clause = verdict.clause
    if verdict.kind not in (Kind.UNKNOWN, Kind.ORDER) or clause.asks:
        return False
    kinds = {token.kind for token in clause.tokens}
    if not (kinds & _AMOUNTS and kinds & _ORDERING and kinds & _GOODS):
        return False
    unknown = sum(len(token.text) for token in clause.tokens if token.kind == "u")
    return unknown <= _MOST_UNKNOWN and not phrases.QUESTION.says_yes(clause.text)
