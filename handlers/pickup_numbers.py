"""By which number is a bag called at the pickup? Orders are numbered as they were opened."""

from __future__ import annotations

from collections.abc import Iterable

from models.ports import StandingLine
from models.values import OrderId


def numbers_of(lines: Iterable[StandingLine]) -> dict[OrderId, str]:
    """The number of each order of which something stands or waits."""
    return {order: str(number) for number, order in enumerate(sorted({line.order for line in lines}), 1)}
