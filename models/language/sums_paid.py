"""How much does somebody say that they have paid? The sum stands in the clause, or by itself right beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.language.addresses import AddressMatch
from models.language.amounts import Amount, Money
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict

#: What leads a sum by itself: 钱转了，一共86.5.
_SUMS = frozenset({"共", "一共", "总共", "总计", "合计", "是"})
_SILENT = frozenset("f_,;、")
_PAYING = re.compile("[转付打](?:给?[你您]|过去|账)?[了过]?(?:[你您])?$")
#: A larger bare number beside a payment is no quantity (order-language, section 3).
_MOST_BARE = 20
#: Nobody has more doors on a floor: 130 is no room beside a payment, 501 may be one.
_MOST_DOORS = 20


def amount_paid(verdict: Verdict) -> int | None:
    """What was paid, in fen: an amount of money, or a bare number beside the words of paying; None where none is. Of
    several the one right behind such a word: 豆腐3块钱转了12."""
    addresses = sum(token.kind == "R" for token in verdict.tokens)
    first: int | None = None
    before = ""
    for token in verdict.tokens:
        fen = _fen(token, alone=addresses == 1)
        if fen is not None and _PAYING.search(before) is not None:
            return fen
        first = fen if first is None else first
        before = before if token.kind in _SILENT else token.text
    return first


def _fen(token: Token, *, alone: bool = True) -> int | None:
    """The sum that a thing can be; ``alone``: no other address stands beside it."""
    if token.kind == "M":
        return int(token.value(Money).value * 100)
    if token.kind in "QN":
        amount = token.value(Amount)
        countable = amount.value is not None and amount.unit in (None, "块")
        return int(amount.value * 100) if countable and amount.value is not None else None
    if token.kind == "R":
        return _room_as_fen(token, alone=alone)
    return None


def _room_as_fen(token: Token, *, alone: bool) -> int | None:
    """``钱付了 130``: digits that look like a room, but not like a door of a floor, or beside another address."""
    recipient = token.value(AddressMatch).recipient
    room = recipient.room or ""
    if recipient.building or recipient.unit or not (room.isascii() and room.isdigit()):
        return None
    entity = token.entity
    if entity is None or entity.end - entity.start != len(room):
        return None  # 501室
    is_door = 0 < int(room[-2:]) <= _MOST_DOORS
    return None if is_door and alone else int(room) * 100


def with_sums(verdicts: Sequence[Verdict], *, shows_product: bool) -> list[Verdict]:
    """Verdicts in which a sum by itself belongs to the payment right before or behind it: ``钱转你了 86.5``.
    ``shows_product``: a small number alone would say enough for an order."""
    found = list(verdicts)
    for index, verdict in enumerate(verdicts):
        if verdict.kind is not Kind.PAID or amount_paid(verdict) is not None:
            continue
        for beside in (index + 1, index - 1):
            told = _sum_alone(verdicts[beside], shows_product) if 0 <= beside < len(verdicts) else None
            if told is not None and (beside > index or verdicts[beside].clause.tokens[0] is told):
                found[index] = replace(verdict, tokens=(*verdict.tokens, told))
                found[beside] = replace(verdicts[beside], kind=Kind.POLITE, rule="sum-paid")
                break
    return found


def _sum_alone(verdict: Verdict, shows_product: bool) -> Token | None:
    """The sum that a clause is, if it is nothing else."""
    said = [token for token in verdict.clause.tokens if token.kind not in _SILENT and token.text not in _SUMS]
    if len(said) != 1 or _fen(said[0]) is None:
        return None
    if said[0].kind in "QN":
        value = said[0].amount.value
        whole = value is None or value == value.to_integral_value()
        small = shows_product and whole and (value or 0) <= _MOST_BARE
        return None if small or said[0].amount.sign else said[0]
    return said[0]
