"""How does a group hand out? Its pickup points, what the notice lists, and who goes without where goods are short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.values import Recipient


class NoticeBy(StrEnum):
    """What the pickup notice lists beside the place: pickup numbers with nicknames, the same by building, or nobody."""

    NUMBER = "number"
    BUILDING = "building"
    NOBODY = "nobody"


class ShortageRule(StrEnum):
    """Whose goods are missing first: of those who ordered last, or of those who have most."""

    LAST_FIRST = "last_first"
    MOST_FIRST = "most_first"


@dataclass(frozen=True, slots=True)
class PickupPoint:
    """One place where goods are collected; ``buildings`` are those that go there (none: whoever goes nowhere else)."""

    name: str
    buildings: tuple[str, ...] = ()


def point_of(points: Sequence[PickupPoint], recipient: Recipient | None, chosen: str | None = None) -> str | None:
    """At which point an order is collected: the one that was chosen for it, else its building's, else the first that
    is anybody's; None where the group has no points."""
    known = {point.name for point in points}
    if chosen in known:
        return chosen
    building = recipient.building if recipient else None
    by_building = (point.name for point in points if building and building in point.buildings)
    anybodys = (point.name for point in points if not point.buildings)
    return next(by_building, None) or next(anybodys, None) or (points[0].name if points else None)
