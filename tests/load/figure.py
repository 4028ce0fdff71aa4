"""What does a benchmark tell? A figure, beside what it is compared with, on one line."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Measured:
    """``VALUE UNIT`` of something with a name."""

    name: str
    value: float
    unit: str

    def __str__(self) -> str:
        return f"{self.name}: {_written(self.value)} {self.unit}"


@dataclass(frozen=True, slots=True)
class Ratio:
    """How a figure stands to what it is compared with; ``wanted`` is how it should, such as ``<= 4``."""

    value: float
    wanted: str = ""

    def __str__(self) -> str:
        return f"ratio: {self.value:.2f}" + (f" (wanted {self.wanted})" if self.wanted else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of ``make bench``: what was measured, what stands beside it, and the ratio to the first of those."""

    measured: Measured
    beside: tuple[Measured, ...] = ()
    ratio: Ratio | None = None

    def __str__(self) -> str:
        parts: tuple[object, ...] = (self.measured, *self.beside, *((self.ratio,) if self.ratio else ()))
        return "; ".join(map(str, parts))


def compared(measured: Measured, *beside: Measured, wanted: str = "") -> Figure:
    """A figure with its ratio to the first of those beside it."""
    return Figure(measured, beside, Ratio(measured.value / beside[0].value, wanted))


def seconds_of(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def median_seconds(works: Sequence[Callable[[], object]]) -> float:
    """The median over several pieces of work, each done once."""
    return median(seconds_of(work) for work in works)


def _written(value: float) -> str:
    """Three digits that count, and no more."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
