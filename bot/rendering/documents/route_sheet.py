"""What stands on the sheet of whoever brings goods to doors? Its description, read from the values of ``route_sheet``.

Neither money nor what was wished in confidence: it goes to drivers and helpers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rendering.documents.values import NOT_READABLE, Goods, day_of, door_in, goods_in, name_in, picked, text_of
from bot.rendering.names import SOMEBODY, clean_name
from bot.rendering.told_amounts import amount
from models.errors import RenderError
from models.groupbuy.walking import Door
from models.mail import Json


@dataclass(frozen=True, slots=True)
class Stop:
    """One door; ``goods`` are told in words (`鸡蛋2板`)."""

    number: str
    door: Door
    who: str
    goods: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """``stops`` stand in walking order; ``load`` is what is taken along altogether; ``walker``: whose part it is."""

    title: str
    walker: str
    day: date | None
    load: tuple[str, ...]
    stops: tuple[Stop, ...]


def read_route(values: Mapping[str, Json]) -> RouteSheet:
    """The description in the values of ``route_sheet``. Raises RenderError where they are not what it needs."""
    try:
        goods = goods_in(values)
        return RouteSheet(
            text_of(values.get("title")),
            text_of(values.get("walker")),
            day_of(values.get("day")),
            _told(values.get("load") or (), goods),
            tuple(_stop(row, goods) for row in values.get("stops") or ()),
        )
    except NOT_READABLE as fault:
        raise RenderError(f"route_sheet: {fault!r}") from fault


def _told(lines: Sequence[Json], goods: Sequence[Goods]) -> tuple[str, ...]:
    return tuple(
        amount({"product": one.product, "quantity": quantity, "unit": one.unit})
        for one, quantity in picked(lines, goods)
    )


def _stop(row: Mapping[str, Json], goods: Sequence[Goods]) -> Stop:
    named = name_in(row.get("house")) or text_of(row.get("who"))
    return Stop(
        text_of(row.get("number")),
        door_in(row.get("house")),
        clean_name(named) if named else SOMEBODY,
        _told(row["lines"], goods),
        text_of(row.get("note")),
    )
