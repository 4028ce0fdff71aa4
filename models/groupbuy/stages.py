"""In which stage is a group-buy, and to which may it go from there? One explicit table."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ORDERED = "ordered"
    ARRIVED = "arrived"
    HANDING_OUT = "handing_out"
    SETTLED = "settled"
    CANCELLED = "cancelled"


#: From each stage to those that an organizer's word, or the clock, may lead to.
NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.OPEN, Stage.CANCELLED}),
    Stage.OPEN: frozenset({Stage.CLOSED, Stage.CANCELLED}),
    Stage.CLOSED: frozenset({Stage.OPEN, Stage.ORDERED, Stage.ARRIVED, Stage.CANCELLED}),
    Stage.ORDERED: frozenset({Stage.OPEN, Stage.ARRIVED, Stage.CANCELLED}),
    Stage.ARRIVED: frozenset({Stage.HANDING_OUT, Stage.CLOSED, Stage.ORDERED, Stage.SETTLED, Stage.CANCELLED}),
    Stage.HANDING_OUT: frozenset({Stage.ARRIVED, Stage.SETTLED}),
    Stage.SETTLED: frozenset({Stage.HANDING_OUT}),
    Stage.CANCELLED: frozenset(),
}

#: Stages in which a group-buy still matters to its group: it is looked for when somebody speaks.
LIVE = frozenset({Stage.OPEN, Stage.CLOSED, Stage.ORDERED, Stage.ARRIVED, Stage.HANDING_OUT})


def may_go(current: Stage, target: Stage) -> bool:
    """Whether a group-buy in ``current`` may be put into ``target``."""
    return target in NEXT[current]
