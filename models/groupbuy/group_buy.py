"""What is one round of selling? The list as it stands, its times, and its stage; the orders are in the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.groupbuy.stages import Stage
from models.values import GroupBuyId, GroupId, OrganizerId, Product, Quantity


@dataclass(frozen=True, slots=True)
class GroupBuy:
    """One group-buy (团). ``groups`` are the rooms in which it is offered; ``version`` grows with each change of its
    book, so that two processes notice each other. Product numbers run on through a day and are never reused.
    ``arrives_at`` is a date where no hour is known. ``full_at``: so many sale units, over all goods, close it.
    """

    id: GroupBuyId
    organizer: OrganizerId
    groups: tuple[GroupId, ...]
    title: str
    products: tuple[Product, ...]
    stage: Stage = Stage.DRAFT
    opens_at: datetime | None = None
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    arrives_at: datetime | date | None = None
    arrived_at: datetime | None = None
    pickup_place: str = ""
    full_at: Quantity | None = None
    created_at: datetime | None = None
    version: int = 0
