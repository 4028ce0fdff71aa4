"""How late does an event loop ring, while something is done beside it?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter

_LOOK_EVERY_SECONDS = 0.001
_ALL_BUT_ONE_IN_A_THOUSAND = 0.999


async def delay_during(work: Callable[[], Awaitable[object]]) -> float:
    """By how many seconds a timer of this loop rings too late, at its worst but one in a thousand."""
    delays: list[float] = []
    stop = asyncio.Event()

    async def look() -> None:
        while not stop.is_set():
            begin = perf_counter()
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
            delays.append(perf_counter() - begin - _LOOK_EVERY_SECONDS)

    looking = asyncio.create_task(look())
    await work()
    stop.set()
    await looking
    return sorted(delays)[int(len(delays) * _ALL_BUT_ONE_IN_A_THOUSAND)]
