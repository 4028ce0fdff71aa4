"""How is what stands in an outbox row read for a document? Texts, figures, days, houses, and a name for its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.rendering.names import flatten
from models.groupbuy.walking import Door, floor_of
from models.mail import Json

NOT_READABLE = (KeyError, TypeError, ValueError, AttributeError, InvalidOperation)


def text_of(value: Json) -> str:
    return "" if value is None else flatten(str(value))


def exact(value: Json) -> Decimal:
    return Decimal(0) if value in (None, "") else Decimal(str(value))


def whole(value: Json) -> int | None:
    return None if value is None else int(value)


def day_of(value: Json) -> date | None:
    return None if not value else date.fromisoformat(str(value)[:10])


def door_in(house: Mapping[str, Json] | None) -> Door:
    """The door of a house that was looked up (``$house``); one without anything where there is none."""
    building, unit, room = (text_of((house or {}).get(part)) or None for part in ("building", "unit", "room"))
    return Door(building, unit, floor_of(room), room)


def name_in(house: Mapping[str, Json] | None) -> str:
    """The name that stands on a house that was looked up; empty where there is none."""
    return text_of((house or {}).get("name"))


@dataclass(frozen=True, slots=True)
class Goods:
    """One thing on the list, by what people call it."""

    product: str
    unit: str


def goods_in(values: Mapping[str, Json]) -> tuple[Goods, ...]:
    """The ``goods`` that bags name by place (handlers/bags.py)."""
    return tuple(Goods(text_of(one["product"]), text_of(one.get("unit"))) for one in values.get("goods") or ())


def picked(lines: Sequence[Json], goods: Sequence[Goods]) -> Iterator[tuple[Goods, Json]]:
    """Of ``[place, quantity, place, quantity …]`` the goods, each with its quantity. Raises ValueError, TypeError."""
    for place, quantity in zip(lines[::2], lines[1::2], strict=True):
        if not 0 <= place < len(goods):
            raise ValueError(f"no goods at {place}")
        yield goods[place], quantity


def file_name(words: Sequence[str], day: date | None, ending: str) -> str:
    """`订单-周末生鲜-1123.xlsx`: a name that no file system and no phone stumbles over."""
    dated = [*words, f"{day:%m%d}" if day else ""]
    kept = ["".join(character for character in word if character.isalnum() or character in "_ ") for word in dated]
    return "-".join(part.strip()[:24] for part in kept if part.strip()) + ending
