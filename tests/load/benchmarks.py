"""Which benchmarks are there? By name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.load import intake, memory, start
from tests.load.figure import Figure
from tests.load.sizes import Sizes

BENCHMARKS: Mapping[str, Callable[[Sizes], list[Figure]]] = {
    "intake": intake.measure,
    "memory": memory.measure,
    "start": start.measure,
}
