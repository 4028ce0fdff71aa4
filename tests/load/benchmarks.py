"""Which benchmarks are there? By name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.load import clockwork, documents, intake, language, memory, merge, start
from tests.load.figure import Figure
from tests.load.sizes import Sizes

BENCHMARKS: Mapping[str, Callable[[Sizes], Iterator[Figure]]] = {
    "intake": intake.measure,
    "memory": memory.measure,
    "start": start.measure,
    "language": language.measure,
    "merge": merge.measure,
    "clockwork": clockwork.measure,
    "documents": documents.measure,
}
