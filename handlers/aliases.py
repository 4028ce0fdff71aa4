"""What will people call a product whose list says only its full name? The plain word that it ends in."""

from __future__ import annotations

from collections.abc import Sequence

from models.language.common_goods import COMMON_GOODS


def aliases_of(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each name the longest plain word at its end that no other name holds (`散养土鸡蛋`: `鸡蛋`); none where there
    is no such word, or where it is the whole name."""
    return {name: _aliases(name, [other for other in names if other != name]) for name in names}


def _aliases(name: str, others: Sequence[str]) -> tuple[str, ...]:
    for start in range(1, len(name) - 1):
        ending = name[start:]
        if ending in COMMON_GOODS and not any(ending in other for other in others):
            return (ending,)
    return ()
