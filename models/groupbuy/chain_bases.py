"""From which earlier snapshots was a post written? Those from which it differs least."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from models.groupbuy.chain_parts import members_of

#: An added or a missing entry counts two, an entry of the same owner or name with another text counts one.
_ALONE, _PAIRED = 2, 1
#: So many pairs are weighed against each other; nobody has more entries of their own in a list that people wrote.
_MOST_COMPARED = 400


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
        by_key: dict[Hashable, list[int]] = {}
        for each in left:
            key = getattr(identify(each), trait)
            if key in groups:
                by_key.setdefault(key, []).append(each)
        for key, group in by_key.items():
            _pair_group(group, groups[key], pairs, likeness)
    return pairs


def _pair_group(
    added: list[int], missing: list[int], pairs: dict[int, int], likeness: Callable[[int, int], int]
) -> None:
    """Pair the entries of one place, name or owner, the most alike first; of very many as they stand."""
    if len(added) * len(missing) > _MOST_COMPARED:
        pairs.update(zip(added, missing, strict=False))
        return
    choices = [(-likeness(each, other), each, other) for each in added for other in missing]
    used: set[int] = set()
    for _, each, other in sorted(choices):
        if each not in pairs and other not in used:
            pairs[each] = other
            used.add(other)
