"""What was said of money that nobody has seen come yet? Payments that residents tell, and claims for goods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.values import GroupBuyId, GroupId, MessageId, OrganizerId, PersonId, ProductId, Quantity

#: Photos up to so long before a claim belong to it: people send three pictures, and then `你看这`.
PHOTOS_BEFORE = timedelta(minutes=5)
#: So many claims on one product within this time are a sign that all of it is bad.
MANY_CLAIMS, MANY_WITHIN = 3, timedelta(minutes=30)
#: The group is told that it was seen only where she has not come by then.
SHE_IS_AWAY = timedelta(minutes=20)


class ToldState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class ToldPayment:
    """Somebody says that they have paid; it counts once the organizer has seen it.

    ``id`` is the message that says so. ``fen`` where it says how much; ``payer`` under whose name it was paid, where
    that is another; ``picture``: a screenshot came with it, or instead of words. ``beside``: households for which it
    was paid too; ``tip_fen`` of it are not to be given back.
    """

    id: MessageId
    organizer: OrganizerId
    household: PersonId
    at: datetime
    group: GroupId | None = None
    fen: int | None = None
    payer: str | None = None
    picture: MessageId | None = None
    beside: tuple[PersonId, ...] = ()
    tip_fen: int = 0
    state: ToldState = ToldState.WAITING


class ClaimState(StrEnum):
    """What became of a claim: ``WAIVED`` by who made it, the others by the organizer's word. ``NEXT_TIME``: it is to
    be made good with the next goods, ``MADE_GOOD``: it was."""

    OPEN = "open"
    WAIVED = "waived"
    REFUNDED = "refunded"
    NEXT_TIME = "next_time"
    MADE_GOOD = "made_good"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ClaimKept:
    """Something is wrong with goods that a household received. ``id`` is the message's, with the claim's place in it;
    ``photos`` are the messages of the pictures that belong to it."""

    id: str
    organizer: OrganizerId
    group_buy: GroupBuyId
    household: PersonId
    message: MessageId
    at: datetime
    group: GroupId | None = None
    product: ProductId | None = None
    quantity: Quantity | None = None
    photos: tuple[MessageId, ...] = ()
    state: ClaimState = ClaimState.OPEN
