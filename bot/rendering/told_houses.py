"""How is a house told in words? `3-2-501` where it is one of many, `3栋` where it heads those behind it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rendering.documents.values import door_in
from models.groupbuy.walking import Door
from models.mail import Json

NO_ADDRESS = "没写地址"


def house_text(door: Door) -> str:
    """`3-2-501`, as people here write it; empty where nothing is known."""
    return "-".join(filter(None, (door.building, door.unit, door.room)))


def building_text(door: Door) -> str:
    """`3栋`, `没写楼号`, `没写地址`."""
    if door.building:
        return f"{door.building}栋"
    return "没写楼号" if door else NO_ADDRESS


def inside_text(door: Door) -> str:
    """What is looked for once one is in the building: `2单元501`, `501`."""
    return f"{door.unit}单元{door.room or ''}" if door.unit else door.room or ""


def building_of(house: Mapping[str, Json]) -> str:
    """`3栋`, of a house that was looked up."""
    return building_text(door_in(house))


def inside_of(house: Mapping[str, Json]) -> str:
    """`2单元501`, of a house that was looked up."""
    return inside_text(door_in(house))
