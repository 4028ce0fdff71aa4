"""Which posts are put together only when they are sent? By kind, what is called in the last moment before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from handlers import claims_shown, enquiries_due, payments_seen
from handlers.house import House
from handlers.replies import on_claims, on_money
from models.mail import OutboxRow
from models.ports import UnitOfWork

Freshen = Callable[[OutboxRow, UnitOfWork, datetime], None]


def by_kind(house: House) -> Mapping[str, Freshen]:
    """What is called for the rows of each kind."""
    return {
        **enquiries_due.by_kind(house),
        on_money.TOLD: partial(payments_seen.freshen_told, house=house),
        on_claims.SEEN: partial(claims_shown.freshen_seen, house=house),
        "claim": partial(claims_shown.freshen_claim, house=house),
        "whole_lot_bad": partial(claims_shown.freshen_lot, house=house),
    }
