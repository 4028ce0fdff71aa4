"""What does a pasted list say of boxes and minimums? `一箱12盒`, `10份成团`, `够10盒才发`, beside the goods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.language.normalize import simplify
from models.language.patterns import unhurried
from models.language.units import UNIT_PATTERN

_FIGURE = r"(\d{1,4})"
_UNIT = rf"(?:{UNIT_PATTERN}|份)"
_BOX = unhurried(
    rf"(?:一|每|整)[箱件]\s*(?:装|是|有|=)?\s*{_FIGURE}\s*{_UNIT}|{_FIGURE}\s*{_UNIT}\s*(?:一|每|整)[箱件]"
)
_MINIMUM = unhurried(
    rf"(?:够|满|凑够|凑满)\s*{_FIGURE}\s*{_UNIT}?\s*(?:才|就)?(?:发|开|成团|起送|送)"
    rf"|{_FIGURE}\s*{_UNIT}\s*(?:成团|起订|起发|起团)"
)


@dataclass(frozen=True, slots=True)
class Packed:
    """What one line says of its goods; quantities in their own sale unit."""

    line: str
    per_box: Decimal | None = None
    minimum: Decimal | None = None


def packed_in(text: str) -> Iterator[Packed]:
    """The lines of a list that say how goods are packed, or how many must be wanted."""
    for written in text.splitlines():
        line = simplify(written)
        per_box, minimum = _figure(_BOX.search(line)), _figure(_MINIMUM.search(line))
        if per_box is not None or minimum is not None:
            yield Packed(line, per_box, minimum)


def _figure(found: re.Match[str] | None) -> Decimal | None:
    """The figure in whichever way it was written; one of something is no box, and no minimum."""
    figure = next((each for each in found.groups() if each), None) if found else None
    return Decimal(figure) if figure and int(figure) > 1 else None
