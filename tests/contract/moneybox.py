"""How does money move in the tests of the store? One posting, by a cause."""

from __future__ import annotations

from datetime import datetime

from models.money.accounts import Cause, Entry, Posting, PostingKind
from models.ports import UnitOfWork
from models.values import GroupBuyId
from tests.contract.village import LI, NOW, TODAY


def post(
    unit: UnitOfWork,
    entries: tuple[Entry, ...],
    *,
    cause: str,
    index: int = 0,
    kind: PostingKind = PostingKind.PAYMENT,
    at: datetime = NOW,
    group_buy: GroupBuyId | None = TODAY,
    reverses: str | None = None,
) -> bool:
    """Post it under the id ``cause:index``; whether it was posted."""
    posting = Posting(
        f"{cause}:{index}", LI, kind, Cause(cause, index), at, entries, group_buy=group_buy, reverses=reverses
    )
    return unit.accounts.post(posting)
