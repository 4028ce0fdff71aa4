"""How long to wait before the next try? Twice as long each time, up to a most, and from the start after a success."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Backoff:
    first_seconds: float
    most_seconds: float
    _failures: int = field(default=0, init=False)

    def next_wait(self) -> float:
        # The exponent is held: 2.0 ** 1024 overflows after a week without a gateway.
        wait = self.first_seconds * 2.0 ** min(self._failures, 32)
        self._failures += 1
        return min(wait, self.most_seconds)

    def reset(self) -> None:
        self._failures = 0
