"""The pieces of a clause between its blanks."""

from __future__ import annotations

from collections.abc import Sequence

from models.language.clauses import Clause, bare
from models.language.patterns import unhurried
from models.language.tokens import Token

_JUST_PAID = unhurried("(?:(?:付|转|打|交)(?:了|过了?|过去了?)|已经?(?:付款?|转账?|支付))$")


def together(pieces: list[Clause], whole: Clause) -> Clause:
    """The first pieces of a clause as one again."""
    start, end = pieces[0].start, pieces[-1].end
    return stretch_of(whole, [token for token in whole.tokens if start <= token.start < end])


def stretch_of(clause: Clause, tokens: Sequence[Token]) -> Clause:
    """Some tokens of a clause that follow each other, as a clause."""
    start, end = tokens[0].start, tokens[-1].end
    raw = clause.raw[start - clause.start : end - clause.start]
    return Clause(start, end, bare(raw), raw, tuple(tokens), asks=False)


def _goes_on(own: list[Token], after: Token | None, *, ends: bool) -> bool:
    """``打错了 两箱``, ``刚扫码付了 107.5``: what is wrong and what is right are one thing; so is what was paid.
    ``after`` follows the blank, and ``ends`` the clause."""
    if not own:
        return False
    if own[-1].kind == "c":
        return after is not None and after.kind in "QNP"
    paid = _JUST_PAID.search("".join([token.text for token in own]))
    return paid is not None and after is not None and after.kind in "NM" and ends


def pieces_of(clause: Clause) -> list[Clause]:
    """The stretches of a clause between blanks."""
    pieces: list[Clause] = []
    own: list[Token] = []
    last = len(clause.tokens) - 1
    for index, token in enumerate((*clause.tokens, None)):
        after = clause.tokens[index + 1] if index < last else None
        if token is not None and (token.kind != "_" or _goes_on(own, after, ends=index + 1 == last)):
            own.append(token)
        elif own:
            raw = "".join(part.text for part in own)
            asks = clause.asks and token is None
            pieces.append(Clause(own[0].start, own[-1].end, bare(raw), raw, tuple(own), asks))
            own = []
    return pieces
