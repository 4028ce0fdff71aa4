"""From which earlier snapshots was a post written? Those from which it differs least."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from models.groupbuy.chain_parts import members_of

#: An added or a missing entry counts two, an entry of the same owner or name with another text counts one.
_ALONE, _PAIRED = 2, 1


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier snapshot that a post may have been written from, and which of the post's entries stand in place of
    which of its."""

    mask: int
    replaced: dict[int, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """By what an entry may be the same person's as another: its place, its name, its owner; each None where not
    known."""

    place: int | None
    name: str | None
    owner: Hashable | None


Identify = Callable[[int], Identity]


def nearest(mask: int, earlier: Sequence[int], identify: Identify, likeness: Callable[[int, int], int]) -> list[Base]:
    """The bases of a post (order-language, section 6): those of the ``earlier`` snapshots that differ least.

    Snapshots are compared as sets; entries are looked at one by one only where they differ, and only where the
    difference could still be the least.
    """
    if not earlier:
        return [Base(0, {})]
    bounded = sorted((_least(mask, each), place) for place, each in enumerate(dict.fromkeys(earlier)))
    distinct = list(dict.fromkeys(earlier))
    best, bases = -1, list[Base]()
    for least, place in bounded:
        if bases and least > best:
            break
        base = Base(distinct[place], _pair(mask, distinct[place], identify, likeness))
        distance = _distance(mask, base)
        if not bases or distance < best:
            best, bases = distance, [base]
        elif distance == best:
            bases.append(base)
    return bases


def _least(mask: int, other: int) -> int:
    """The least that two snapshots can differ by, whoever the entries are."""
    added, missing = (mask & ~other).bit_count(), (other & ~mask).bit_count()
    return _ALONE * (added + missing) - (2 * _ALONE - _PAIRED) * min(added, missing)


def _distance(mask: int, base: Base) -> int:
    alone = (mask ^ base.mask).bit_count() - 2 * len(base.replaced)
    return _ALONE * alone + _PAIRED * len(base.replaced)


def _pair(mask: int, other: int, identify: Identify, likeness: Callable[[int, int], int]) -> dict[int, int]:
    """Which added entry stands in place of which missing one: the same place first, then the name, then the owner."""
    added, missing = list(members_of(mask & ~other)), list(members_of(other & ~mask))
    pairs: dict[int, int] = {}
    if not added or not missing:
        return pairs
    for trait in ("place", "name", "owner"):
        left = [each for each in added if each not in pairs]
        taken = set(pairs.values())
        groups: dict[Hashable, list[int]] = {}
        for each in missing:
            key = getattr(identify(each), trait)
            if key is not None and each not in taken:
                groups.setdefault(key, []).append(each)
        _pair_by(left, groups, ((each, getattr(identify(each), trait)) for each in left), pairs, likeness)
    return pairs


def _pair_by(
    added: list[int],
    groups: dict[Hashable, list[int]],
    keys: Iterable[tuple[int, Hashable | None]],
    pairs: dict[int, int],
    likeness: Callable[[int, int], int],
) -> None:
    """Pair within each group, the most alike first."""
    choices = [
        (-likeness(each, other), each, other) for each, key in keys if key is not None for other in groups.get(key, ())
    ]
    used: set[int] = set()
    for _, each, other in sorted(choices):
        if each not in pairs and other not in used:
            pairs[each] = other
            used.add(other)
