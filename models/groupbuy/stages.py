"""In which stage is a group-buy, and to which may it go from there? One explicit table (docs/stages.md)."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """``postponed``: orders are closed, and the goods come on another day than was told. ``cancelled``: a draft that
    was dropped, or a group-buy that was called off."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ORDERED = "ordered"
    POSTPONED = "postponed"
    ARRIVED = "arrived"
    HANDING_OUT = "handing_out"
    SETTLED = "settled"
    CANCELLED = "cancelled"


#: From each stage to those that an organizer's word, or the clock, may lead to. A word that is taken back leads the
#: same ways; only what was cancelled comes back by that alone.
NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.OPEN, Stage.CANCELLED}),
    Stage.OPEN: frozenset({Stage.DRAFT, Stage.CLOSED, Stage.CANCELLED}),
    Stage.CLOSED: frozenset(
        {Stage.OPEN, Stage.ORDERED, Stage.POSTPONED, Stage.ARRIVED, Stage.HANDING_OUT, Stage.CANCELLED}
    ),
    Stage.ORDERED: frozenset(
        {Stage.OPEN, Stage.CLOSED, Stage.POSTPONED, Stage.ARRIVED, Stage.HANDING_OUT, Stage.CANCELLED}
    ),
    Stage.POSTPONED: frozenset(
        {Stage.CLOSED, Stage.ORDERED, Stage.POSTPONED, Stage.ARRIVED, Stage.HANDING_OUT, Stage.CANCELLED}
    ),
    Stage.ARRIVED: frozenset(
        {Stage.HANDING_OUT, Stage.CLOSED, Stage.ORDERED, Stage.POSTPONED, Stage.SETTLED, Stage.CANCELLED}
    ),
    Stage.HANDING_OUT: frozenset({Stage.ARRIVED, Stage.CLOSED, Stage.ORDERED, Stage.POSTPONED, Stage.SETTLED}),
    Stage.SETTLED: frozenset({Stage.HANDING_OUT}),
    Stage.CANCELLED: frozenset({Stage.OPEN, Stage.CLOSED, Stage.ORDERED, Stage.POSTPONED, Stage.ARRIVED}),
}

#: Stages in which a group-buy still matters to its group: it is looked for when somebody speaks.
LIVE = frozenset({Stage.OPEN, Stage.CLOSED, Stage.ORDERED, Stage.POSTPONED, Stage.ARRIVED, Stage.HANDING_OUT})

#: Orders are over, and the goods are not there yet.
ON_THE_WAY = (Stage.CLOSED, Stage.ORDERED, Stage.POSTPONED)


def may_go(current: Stage, target: Stage) -> bool:
    """Whether a group-buy in ``current`` may be put into ``target``."""
    return target in NEXT[current]
