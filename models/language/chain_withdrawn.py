"""What of an entry is taken back by its own words? ``吐司1条 取消``, ``可颂2 吐司1条不要了``, ``已取消``."""

from __future__ import annotations

from collections.abc import Sequence

from models.acts import Op
from models.language.chain_status import TAKEN_BACK, WITHDRAWN
from models.language.patterns import unhurried
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict
from models.language.wish import Wish, Wishes

#: What may stand between goods and the word that withdraws all of them.
_BEFORE_DROP = unhurried(r"[\s,;:。(\[]*(?:(?:先|都|全部?|我的?|这次|本次|以上|还是|就|那|算了|也|现在|已经?)[\s,]*)*")


def is_withdrawn(tokens: Sequence[Token]) -> bool:
    """Whether nothing but a withdrawal stands in place of an order."""
    said = "".join(
        token.text if token.kind != "N" else str(token.amount.value)
        for token in tokens
        if token.kind not in "RTWBF_,;、"
    )
    said = said.replace("Q", "0") if any(token.kind == "Q" and token.amount.value == 0 for token in tokens) else said
    return WITHDRAWN.fullmatch(said) is not None


def standing(wishes: Wishes, verdicts: Sequence[Verdict], said: str) -> list[Wish] | None:
    """The wishes of an entry that stand; None where all are withdrawn. ``said`` is its sketch.

    ``可颂2 吐司1条不要了`` withdraws the toast; behind a gap (``可颂2 吐司1条 取消``) it is said of the whole entry;
    ``可颂2 袋子不要了`` withdraws nothing that is on sale.
    """
    found, drop = wishes.found, wishes.bare_drop
    if not found:
        return found
    end = max(wish.end for wish in found)
    if drop is not None and drop.start == end and len(found) > 1:
        return [wish for wish in found if wish.end < end]
    dropped = drop is not None and drop.start >= end and _BEFORE_DROP.fullmatch(said, end, drop.start) is not None
    cancelled = any(_withdraws(verdict, behind=verdict.clause.start >= end) for verdict in verdicts)
    all_taken = all(wish.op is Op.REMOVE and wish.products for wish in found)
    return None if dropped or cancelled or all_taken else found


def _withdraws(verdict: Verdict, *, behind: bool) -> bool:
    """Whether a clause takes an entry back: behind its goods with any such word, anywhere as a mark (已取消)."""
    text = verdict.clause.text
    if not behind and not text.startswith("已"):
        return False
    return verdict.kind is Kind.CANCEL or TAKEN_BACK.fullmatch(text) is not None
