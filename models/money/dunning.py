"""Who may be reminded of money, and when? A day after the goods, again on the fourth day, then by nobody but her."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.money.statement import LEAST_DEBT_FEN

#: organizer-notes, section 6: by the clock so long after the goods were there.
BY_THE_CLOCK = (timedelta(hours=24), timedelta(days=4))
#: Of money people hear between these hours only.
FIRST_HOUR, LAST_HOUR = time(9, 0), time(20, 30)
#: Nobody is reminded twice within this time, whoever says so.
APART = timedelta(hours=20)


class NoDun(StrEnum):
    """Why somebody is not reminded."""

    LITTLE = "little"
    CLAIM = "claim"
    LATELY = "lately"


@dataclass(frozen=True, slots=True)
class Debt:
    """What is due of a household, and what stands in the way of saying so."""

    fen: int
    open_claims: int = 0
    told_payments: int = 0
    dunned_at: datetime | None = None


def hindrance(debt: Debt, now: datetime) -> NoDun | None:
    """Why a household is not to be reminded now; None where it may be. Who says that they have paid is waited for like
    who says that something was bad."""
    if debt.fen < LEAST_DEBT_FEN:
        return NoDun.LITTLE
    if debt.open_claims or debt.told_payments:
        return NoDun.CLAIM
    if debt.dunned_at is not None and now - debt.dunned_at < APART:
        return NoDun.LATELY
    return None


def next_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """The next moment, now perhaps, at which people may be told of money."""
    local = now.astimezone(zone)
    if local.time() < FIRST_HOUR:
        return datetime.combine(local.date(), FIRST_HOUR, zone)
    if local.time() >= LAST_HOUR:
        return datetime.combine(local.date() + timedelta(days=1), FIRST_HOUR, zone)
    return now
