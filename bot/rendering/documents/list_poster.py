"""What stands in the picture of a list? Its description, read from the values of ``list_poster``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.rendering.documents.values import NOT_READABLE, day_of, text_of, whole
from bot.rendering.told_times import moment, when
from models.errors import RenderError
from models.mail import Json


@dataclass(frozen=True, slots=True)
class PosterRow:
    """One product: ``note`` is what stands under its name, size and limits."""

    number: str
    name: str
    note: str
    price_fen: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class ListPoster:
    """What is on sale, for the group's eyes; ``times`` and ``foot`` are told in words."""

    title: str
    day: date | None
    times: str
    rows: tuple[PosterRow, ...]
    foot: str


def read_poster(values: Mapping[str, Json]) -> ListPoster:
    """The description in the values of ``list_poster``. Raises RenderError where they are not what it needs."""
    try:
        zone = ZoneInfo(values.get("time_zone") or "Asia/Shanghai")
        day = day_of(values.get("day"))
        today = datetime.combine(day or date.min, time(9), zone)
        return ListPoster(
            title=text_of(values.get("title")) or "今天的菜",
            day=day,
            times=_times(values, today, zone),
            rows=tuple(_poster_row(row) for row in values.get("products") or ()),
            foot="要啥直接说名字或编号，接龙也行。",
        )
    except NOT_READABLE as fault:
        raise RenderError(f"list_poster: {fault!r}") from fault


def _times(values: Mapping[str, Json], today: datetime, zone: ZoneInfo) -> str:
    """`今晚8点截 明天下午4点左右到 3号楼架空层拿`"""
    closes = moment(text_of(values.get("closes_at")), today, zone)
    arrives = moment(text_of(values.get("arrives_at")), today, zone)
    place = text_of(values.get("place"))
    told = [
        f"{when(closes)}截" if closes else "",
        f"{when(arrives)}{'左右' if arrives.has_hour else ''}到" if arrives else "",
        f"{place}拿" if place else "",
    ]
    return "  ".join(filter(None, told))


def _poster_row(row: Mapping[str, Json]) -> PosterRow:
    limits = [
        f"每人限{row['limit']}{text_of(row.get('unit'))}" if row.get("limit") else "",
        f"有{row['stock']}{text_of(row.get('unit'))}" if row.get("stock") else "",
    ]
    note = "  ".join(filter(None, [text_of(row.get("measure")), *limits]))
    return PosterRow(
        text_of(row.get("number")), text_of(row["name"]), note, whole(row.get("price_fen")), text_of(row.get("unit"))
    )
