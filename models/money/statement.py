"""Why does a household owe what it owes? Its account line by line, and what of it is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.community.people import PayMode
from models.groupbuy.stages import Stage
from models.money.accounts import Account, Posting, PostingKind
from models.values import GroupBuyId, PersonId

#: Smaller sums are nobody's debt: they are carried on to the next order (organizer-notes, section 6).
LEAST_DEBT_FEN = 500


#: Stages of a group-buy from which on its goods are to be paid.
_DELIVERED = frozenset({Stage.ARRIVED, Stage.HANDING_OUT, Stage.SETTLED})


def is_due(stage: Stage, mode: PayMode) -> bool:
    """Whether the goods of a group-buy are to be paid by now."""
    return mode is PayMode.AHEAD or stage in _DELIVERED


def due_fen(balance: int, not_due: int) -> int:
    """How much of what stands on an account is to be paid now: whatever was paid went off the oldest first."""
    return max(balance - not_due, 0)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of an account: by what, and by how many fen it changed; ``posting`` is None for goods, whose postings
    of one group-buy are told as what they come to together."""

    kind: PostingKind
    fen: int
    at: datetime
    group_buy: GroupBuyId | None = None
    way: Account | None = None
    posting: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """``before`` stood on the account when the first line came; with the lines it comes to ``balance``."""

    before: int
    lines: tuple[StatementLine, ...]

    @property
    def balance(self) -> int:
        return self.before + sum(line.fen for line in self.lines)


def statement(household: PersonId, postings: Sequence[Posting], balance: int) -> Statement:
    """An account, from its last postings (oldest first) and what stands on it now. What was taken back is left out
    together with what took it back, where both are there."""
    here = {posting.id for posting in postings}
    reversed_here = {posting.reverses for posting in postings if posting.reverses in here}
    told = [one for one in postings if one.id not in reversed_here and one.reverses not in here]
    lines: list[StatementLine] = []
    goods: dict[GroupBuyId, int] = {}
    for posting in told:
        fen = posting.change_of(household)
        if posting.kind is PostingKind.GOODS and posting.group_buy is not None and posting.group_buy in goods:
            place = goods[posting.group_buy]
            known = lines[place]
            lines[place] = StatementLine(known.kind, known.fen + fen, known.at, known.group_buy)
        elif posting.kind is PostingKind.GOODS and posting.group_buy is not None:
            goods[posting.group_buy] = len(lines)
            lines.append(StatementLine(posting.kind, fen, posting.at, posting.group_buy))
        elif fen:
            lines.append(StatementLine(posting.kind, fen, posting.at, posting.group_buy, posting.way, posting.id))
    kept = tuple(line for line in lines if line.fen)
    return Statement(balance - sum(line.fen for line in kept), kept)


def remainder(balance: int) -> int | None:
    """What `抹零` lets off: the part below a yuan, else a rest of a few yuan; None where nothing small is left."""
    if balance <= 0:
        return None
    if balance % 100:
        return balance % 100
    return balance if balance < LEAST_DEBT_FEN else None
