"""What stands in the picture of a week? Its description, read from the values of ``week_chart``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.rendering.documents.values import NOT_READABLE
from models.errors import RenderError
from models.mail import Json


@dataclass(frozen=True, slots=True)
class DaySold:
    day: date
    orders: int
    sum_fen: int
    before_fen: int


@dataclass(frozen=True, slots=True)
class WeekChart:
    """A week as a picture: what was sold on each day, beside the week before."""

    days: tuple[DaySold, ...]
    orders: int
    sum_fen: int
    before_fen: int | None


def read_week(values: Mapping[str, Json]) -> WeekChart:
    """The description in the values of ``week_chart``. Raises RenderError where they are not what it needs."""
    try:
        before = values.get("before")
        days = tuple(
            DaySold(
                date.fromisoformat(row["day"]), int(row["orders"]), int(row["sum_fen"]), int(row.get("before_fen") or 0)
            )
            for row in values["days"]
        )
        if not days:
            raise ValueError("a week without days")
        return WeekChart(
            days, int(values["orders"]), int(values["sum_fen"]), None if before is None else int(before["sum_fen"])
        )
    except NOT_READABLE as fault:
        raise RenderError(f"week_chart: {fault!r}") from fault
