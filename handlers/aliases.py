"""What will people call a product whose list says only its full name? The short end of it that is its alone."""

from __future__ import annotations

from collections.abc import Sequence

#: Words at the end of a name that say how goods are packed, not what they are.
_NO_NAME = frozenset({"礼盒", "套餐", "组合", "散装", "大号", "小号", "现货", "包邮", "特价"})


def aliases_of(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each name its shortest ending of two characters or more that no other name holds (`散养土鸡蛋`: `鸡蛋`)."""
    return {name: _aliases(name, [other for other in names if other != name]) for name in names}


def _aliases(name: str, others: Sequence[str]) -> tuple[str, ...]:
    if not all("\u4e00" <= char <= "\u9fff" for char in name):
        return ()
    for length in range(2, len(name)):
        ending = name[-length:]
        if ending not in _NO_NAME and not any(ending in other for other in others):
            return (ending,)
    return ()
