"""In which state is an order, and where are its goods on their way into somebody's hands? Two explicit tables.

Both states are worked out from what the book and the group-buy's stage tell, so that an order is always in exactly one
of each (docs/stages.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.groupbuy.stages import ON_THE_WAY, Stage


class OrderState(StrEnum):
    """``empty``: withdrawn, or nothing was ever to be had. ``waiting``: all of it is on the waiting list. ``noted``: it
    stands, and its member may change it. ``fixed``: the cut-off is past. ``bought``: the supplier has it. ``put_off``:
    it comes on another day. ``ready``: the goods are there. ``called_off``: it is not coming, and is not owed."""

    EMPTY = "empty"
    WAITING = "waiting"
    NOTED = "noted"
    FIXED = "fixed"
    BOUGHT = "bought"
    PUT_OFF = "put_off"
    READY = "ready"
    COLLECTED = "collected"
    CALLED_OFF = "called_off"


class HandOutState(StrEnum):
    """Where the goods of one order are: not there yet, ready, kept for another day, collected, or left behind when the
    group-buy was settled; ``none``: there are no goods."""

    NONE = "none"
    AWAITED = "awaited"
    READY = "ready"
    KEPT = "kept"
    COLLECTED = "collected"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What decides the states of one order: whether anything of it ``stands``, or only ``waits``; whether lines of it
    were ``called_off``, whether its goods were ``handed`` out, or are ``kept`` for another day."""

    stands: bool
    waits: bool = False
    called_off: bool = False
    handed: bool = False
    kept: bool = False


_BY_STAGE: dict[Stage, OrderState] = {
    Stage.DRAFT: OrderState.NOTED,
    Stage.OPEN: OrderState.NOTED,
    Stage.CLOSED: OrderState.FIXED,
    Stage.ORDERED: OrderState.BOUGHT,
    Stage.POSTPONED: OrderState.PUT_OFF,
    Stage.ARRIVED: OrderState.READY,
    Stage.HANDING_OUT: OrderState.READY,
    Stage.SETTLED: OrderState.READY,
    Stage.CANCELLED: OrderState.CALLED_OFF,
}

#: Goods that are only being ordered are in nobody's hands, whatever is said of an earlier list.
_TAKES_ORDERS = (Stage.DRAFT, Stage.OPEN)
_ENDS = frozenset({OrderState.EMPTY, OrderState.CALLED_OFF})
_HELD = frozenset(
    {OrderState.NOTED, OrderState.FIXED, OrderState.BOUGHT, OrderState.PUT_OFF, OrderState.READY, OrderState.WAITING}
)

#: From each state of an order to those that may follow it; what a word did, another may take back.
NEXT_ORDER: dict[OrderState, frozenset[OrderState]] = {
    # A late order may be taken in for somebody who has collected the rest.
    OrderState.EMPTY: _HELD | _ENDS | {OrderState.COLLECTED},
    OrderState.WAITING: _HELD | _ENDS | {OrderState.COLLECTED},
    OrderState.NOTED: (_HELD | _ENDS) - {OrderState.READY},
    OrderState.FIXED: _HELD | _ENDS | {OrderState.COLLECTED},
    OrderState.BOUGHT: _HELD | _ENDS | {OrderState.COLLECTED},
    OrderState.PUT_OFF: (_HELD | _ENDS | {OrderState.COLLECTED}) - {OrderState.NOTED},
    OrderState.READY: (_HELD | _ENDS | {OrderState.COLLECTED}) - {OrderState.NOTED},
    # What was said to be collected was not, after all.
    OrderState.COLLECTED: _HELD | _ENDS,
    OrderState.CALLED_OFF: _HELD | _ENDS,
}

#: The same for the goods of an order.
NEXT_HAND_OUT: dict[HandOutState, frozenset[HandOutState]] = {
    HandOutState.NONE: frozenset({HandOutState.AWAITED, HandOutState.READY, HandOutState.KEPT, HandOutState.COLLECTED}),
    HandOutState.AWAITED: frozenset({HandOutState.NONE, HandOutState.READY, HandOutState.COLLECTED, HandOutState.KEPT}),
    HandOutState.READY: frozenset(
        {HandOutState.NONE, HandOutState.AWAITED, HandOutState.KEPT, HandOutState.COLLECTED, HandOutState.LEFT}
    ),
    HandOutState.KEPT: frozenset(
        {HandOutState.NONE, HandOutState.AWAITED, HandOutState.READY, HandOutState.COLLECTED, HandOutState.LEFT}
    ),
    HandOutState.COLLECTED: frozenset({HandOutState.NONE, HandOutState.READY, HandOutState.KEPT, HandOutState.AWAITED}),
    HandOutState.LEFT: frozenset({HandOutState.READY, HandOutState.KEPT, HandOutState.COLLECTED}),
}


def order_state(facts: OrderFacts, stage: Stage) -> OrderState:
    """The one state of an order in a group-buy of this stage."""
    if not facts.stands and not facts.waits:
        return OrderState.CALLED_OFF if facts.called_off else OrderState.EMPTY
    if facts.handed and facts.stands and stage not in _TAKES_ORDERS:
        return OrderState.COLLECTED
    if not facts.stands:
        return OrderState.WAITING if stage is not Stage.CANCELLED else OrderState.CALLED_OFF
    return _BY_STAGE[stage]


def hand_out_state(facts: OrderFacts, stage: Stage) -> HandOutState:
    """Where the goods of an order are, in a group-buy of this stage."""
    if not facts.stands or stage is Stage.CANCELLED:
        return HandOutState.NONE
    if facts.handed and stage not in _TAKES_ORDERS:
        return HandOutState.COLLECTED
    if stage in (*_TAKES_ORDERS, *ON_THE_WAY):
        return HandOutState.AWAITED
    if facts.kept:
        return HandOutState.KEPT
    return HandOutState.LEFT if stage is Stage.SETTLED else HandOutState.READY
