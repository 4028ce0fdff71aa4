"""What stands on the labels of the bags? Their description, read from the values of ``labels``.

A bag stands on a table where everybody passes: its label tells a number, a nickname and goods; an address only where
the values have one, since the goods go to a door or the group shows rooms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.rendering.documents.values import NOT_READABLE, Goods, day_of, door_in, exact, goods_in, picked, text_of
from bot.rendering.names import clean_name
from models.errors import RenderError
from models.groupbuy.walking import Door
from models.mail import Json


class Paper(StrEnum):
    """On what they are printed: single labels of 40 × 60 mm, or sheets of A4 to be cut or torn."""

    SINGLE = "single"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Label:
    """One bag. ``large``: it is read by somebody who doesn't see well."""

    number: str
    who: str
    door: Door
    goods: tuple[tuple[Goods, Decimal], ...]
    note: str
    large: bool


@dataclass(frozen=True, slots=True)
class Labels:
    paper: Paper
    day: date | None
    labels: tuple[Label, ...]


def read_labels(values: Mapping[str, Json]) -> Labels:
    """The description in the values of ``labels``. Raises RenderError where they are not what it needs."""
    try:
        goods = goods_in(values)
        return Labels(
            Paper(values.get("paper") or Paper.SINGLE),
            day_of(values.get("day")),
            tuple(_label(row, goods) for row in values.get("labels") or ()),
        )
    except NOT_READABLE as fault:
        raise RenderError(f"labels: {fault!r}") from fault


def _label(row: Mapping[str, Json], goods: Sequence[Goods]) -> Label:
    return Label(
        text_of(row.get("number")),
        clean_name(row.get("who")),
        door_in(row.get("house")),
        tuple((one, exact(quantity)) for one, quantity in picked(row["lines"], goods)),
        text_of(row.get("note")),
        bool(row.get("large")),
    )
