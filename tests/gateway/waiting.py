"""How do tests wait? For a condition, with a deadline; never for a fixed time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

Item = TypeVar("Item")


async def eventually(condition: Callable[[], object], *, within: float = 10.0) -> None:
    """Come back as soon as the condition holds; AssertionError after ``within`` seconds."""
    await _until(condition, within)


async def eventually_async(condition: Callable[[], Awaitable[object]], *, within: float = 10.0) -> None:
    deadline = asyncio.get_running_loop().time() + within
    while not await condition():
        assert asyncio.get_running_loop().time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)


async def _until(condition: Callable[[], object], within: float) -> None:
    async def holds() -> object:
        return condition()

    await eventually_async(holds, within=within)


async def take(source: AsyncIterator[Item], count: int, *, within: float = 10.0) -> list[Item]:
    """The next ``count`` items."""
    async with asyncio.timeout(within):
        return [await anext(source) for _ in range(count)]


async def take_until(
    source: AsyncIterator[Item], is_last: Callable[[Item], bool], *, within: float = 10.0
) -> list[Item]:
    """The next items, up to the first for which ``is_last`` holds."""
    taken: list[Item] = []
    async with asyncio.timeout(within):
        while not taken or not is_last(taken[-1]):
            taken.append(await anext(source))
    return taken
