"""How is a house told in words? `3-2-501` where it is one of many, `3栋` where it heads those behind it."""

from __future__ import annotations

from collections.abc import Mapping

from models.groupbuy.walking import Door
from models.mail import Json

NO_ADDRESS = "没写地址"


def house_text(door: Door) -> str:
    """`3-2-501`, as people here write it; empty where nothing is known."""
    return "-".join(filter(None, (door.building, door.unit, door.room)))


def building_text(building: str | None, *, beyond: str | None) -> str:
    """`3栋`, `没写楼号`; `没写地址` where nothing ``beyond`` the building is known either."""
    if building:
        return f"{building}栋"
    return "没写楼号" if beyond else NO_ADDRESS


def inside_text(unit: str | None, room: str | None) -> str:
    """What is looked for once one is in the building: `2单元501`, `501`."""
    return f"{unit}单元{room or ''}" if unit else room or ""


def building_of(house: Mapping[str, Json]) -> str:
    """`3栋`, of a house that was looked up."""
    return building_text(house.get("building"), beyond=house.get("unit") or house.get("room"))


def inside_of(house: Mapping[str, Json]) -> str:
    """`2单元501`, of a house that was looked up."""
    return inside_text(house.get("unit"), house.get("room"))


def building_at(door: Door) -> str:
    return building_text(door.building, beyond=door.unit or door.room)


def inside_at(door: Door) -> str:
    return inside_text(door.unit, door.room)
