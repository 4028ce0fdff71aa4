"""How many sale units is what was said? By the product's own unit and by its measure (order-language, section 3).

A measure is what one sale unit holds, as the organizer wrote it: ``30枚``, ``5斤``, ``600ml*24瓶``. Each of its amounts
is a part; where several stand (24瓶 of 600ml), each can be said, and each can be restated without being a quantity.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.acts import AskAbout
from models.language.normalize import simplify
from models.language.numerals import NUMERAL, parse_number
from models.language.patterns import unhurried
from models.language.units import DOZENS, PIECES, UNIT_PATTERN, VOLUMES, WEIGHTS, same_unit, unit_factor

_PART = unhurried(rf"(?P<number>{NUMERAL})\s*(?P<unit>{UNIT_PATTERN})(?P<half>半)?")
_RANGE = unhurried(rf"{NUMERAL}\s*(?:{UNIT_PATTERN})?\s*[-~到至]\s*(?={NUMERAL})")
#: Fewer 块 are pieces.
_LEAST_MONEY = 10
_TIMES = unhurried(r"[x*]")


@dataclass(frozen=True, slots=True)
class MeasurePart:
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class SaleUnit:
    """What the sizes of one product are: its unit, whether it goes by weight, what one unit holds."""

    unit: str
    loose: bool
    parts: tuple[MeasurePart, ...]

    def part_in(self, unit: str) -> MeasurePart | None:
        """The part of the measure that ``unit`` counts; where it stands twice (500g*2袋, 1kg), the last."""
        return next((part for part in reversed(self.parts) if same_unit(part.unit, unit)), None)

    def restated_by(self, value: Decimal | None, unit: str | None) -> bool:
        """Whether an amount only says the measure again."""
        if value is None or unit is None or unit == self.unit:
            return False
        return any(
            same_unit(part.unit, unit) and value * unit_factor(unit, part.unit) == part.value for part in self.parts
        )


def read_measure(measure: str | None) -> tuple[MeasurePart, ...]:
    """The amounts in a measure; a range (``3-4斤``) says nothing exact and has none.

    >>> read_measure("600ml*24瓶")
    (MeasurePart(value=Decimal('600'), unit='ml'), MeasurePart(value=Decimal('24'), unit='瓶'))
    """
    if not measure:
        return ()
    text = simplify(measure)
    if _RANGE.search(text) and not _TIMES.search(text):
        return ()
    found = []
    for match in _PART.finditer(text):
        value = parse_number(match["number"])
        if value:
            found.append(MeasurePart(value + (Decimal("0.5") if match["half"] else 0), match["unit"]))
    weights = [part for part in found if part.unit in WEIGHTS]
    counts = [part for part in found if part.unit not in WEIGHTS and part.unit not in VOLUMES]
    if _TIMES.search(text) and len(weights) == 1 and len(counts) == 1:
        found.insert(1, MeasurePart(weights[0].value * counts[0].value, weights[0].unit))
    return tuple(found)


def whole(value: Decimal) -> Decimal | AskAbout:
    """A count of sale units of goods that are not weighed: a whole number above nothing, or a question."""
    return value if value == value.to_integral_value() else AskAbout.QUANTITY


def count_sale_units(size: SaleUnit, value: Decimal | None, unit: str | None) -> Decimal | AskAbout:
    """How many sale units ``value`` of ``unit`` is; ``unit`` None is a bare number. A question where it can't be told.

    ``value`` None is a vague amount (两三盒, 几个).
    """
    if value is None:
        return AskAbout.QUANTITY
    if unit == "块" != size.unit and value >= _LEAST_MONEY and size.part_in(unit) is None:
        return AskAbout.QUANTITY  # 五十块的牛肉: money
    if size.loose:
        return _weighed(size, value, unit)
    if unit is None:
        measure_said = value > 1 and any(part.value == value for part in size.parts)
        return AskAbout.QUANTITY if measure_said else whole(value)
    return _counted(size, value, unit)


def _weighed(size: SaleUnit, value: Decimal, unit: str | None) -> Decimal | AskAbout:
    """Goods sold by weight: weights convert, a bare number is weight, a piece counts where its weight is known."""
    if unit is None or unit == size.unit:
        return value
    if unit in WEIGHTS and size.unit in WEIGHTS:
        return (value * unit_factor(unit, size.unit)).normalize()
    if unit in VOLUMES and size.unit in VOLUMES:
        return (value * unit_factor(unit, size.unit)).normalize()
    weight = next((part for part in size.parts if part.unit in WEIGHTS), None)
    if weight is None or size.unit not in WEIGHTS or unit in WEIGHTS:
        return AskAbout.UNIT
    return (value * weight.value * unit_factor(weight.unit, size.unit)).normalize()


def _counted(size: SaleUnit, value: Decimal, unit: str) -> Decimal | AskAbout:
    """Goods in whole units: own unit, then the measure's, then dozens, then any counter."""
    if unit == size.unit:
        return whole(value)
    if same_unit(unit, size.unit) and unit in WEIGHTS:
        return whole(value * unit_factor(unit, size.unit))
    part = size.part_in(unit)
    if part is not None and part.unit != size.unit:
        return whole(value * unit_factor(unit, part.unit) / part.value)
    if unit in WEIGHTS or unit in VOLUMES:
        return AskAbout.UNIT
    if unit in DOZENS:
        return _dozens(size, value * DOZENS[unit])
    return whole(value)


def _dozens(size: SaleUnit, pieces: Decimal) -> Decimal | AskAbout:
    """Where the measure is in pieces (30枚), 打 and 对 count those; else they count sale units."""
    part = next((part for part in size.parts if part.unit in PIECES), None)
    if part is None or part.unit == size.unit:
        return whole(pieces)
    return whole(pieces / part.value)
