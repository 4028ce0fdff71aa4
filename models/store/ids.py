"""Which id has not been used yet? Twenty letters that sort by time of making."""

from __future__ import annotations

import secrets
import time
from threading import Lock

#: Crockford's base 32, small: no letter that looks like a digit, and the same order in every collation.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 20
_RANDOM_BITS = 46
_LARGEST_STEP = 1 << 30


def _letters(number: int) -> str:
    found = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        found.append(_ALPHABET[digit])
    return "".join(reversed(found))


class StoreIds:
    """Microseconds since 1970 and chance. Within one process each is higher than the one before, also where the
    machine's clock steps back; then it goes on from the highest."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def new(self) -> str:
        with self._lock:
            drawn = (time.time_ns() // 1000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
            self._last = drawn if drawn > self._last else self._last + 1 + secrets.randbelow(_LARGEST_STEP)
            return _letters(self._last)
