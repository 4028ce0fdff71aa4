"""By which sheet does somebody walk from door to door? A4, to be printed and ticked with a pen."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from bot.rendering.documents.route_sheet import RouteSheet, Stop
from bot.rendering.documents.values import file_name
from bot.rendering.glyphs import drawable
from bot.rendering.names import SOMEBODY
from bot.rendering.told_houses import building_at, inside_at
from bot.rendering.typesetting import set_pages
from models.values import Attachment

NAME = "送货单"


def draw(route: RouteSheet) -> Attachment:
    """The PDF."""
    return Attachment(
        file_name([NAME, route.title, route.walker], route.day, ".pdf"), set_pages("route", as_data(route))
    )


def as_data(route: RouteSheet) -> dict[str, Any]:
    """The sheet as the template takes it: buildings, each with its doors in walking order."""
    day = f"{route.day.month}月{route.day.day}日" if route.day else ""
    buildings = [
        {"name": drawable(building), "stops": [_stop(stop) for stop in stops]}
        for building, stops in groupby(route.stops, key=lambda stop: building_at(stop.door))
    ]
    return {
        "title": " ".join(filter(None, (NAME, drawable(route.title), day, drawable(route.walker)))),
        "count": len(route.stops),
        "load": [drawable(goods) for goods in route.load],
        "buildings": buildings,
    }


def _stop(stop: Stop) -> list[str]:
    return [
        drawable(inside_at(stop.door)),
        drawable(stop.who).strip() or SOMEBODY,
        "\u3000".join(drawable(goods) for goods in stop.goods),
        drawable(stop.note),
        drawable(stop.number),
    ]
