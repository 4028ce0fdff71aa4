"""What may be done with a group-buy, in which stage of it, and by whom? One explicit table (docs/stages.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.groupbuy.stages import LIVE, ON_THE_WAY, Stage
from models.values import Role


class Deed(StrEnum):
    """One thing that an organizer, or a helper of hers, does with a group-buy."""

    MEND_LIST = "mend_list"
    PUBLISH = "publish"
    POST_LIST = "post_list"
    CHANGE_GOODS = "change_goods"
    CHANGE_PRICE = "change_price"
    TELL_TRADE = "tell_trade"
    CLOSE = "close"
    MOVE_CUTOFF = "move_cutoff"
    REOPEN = "reopen"
    BUY = "buy"
    ASK_PRICE = "ask_price"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    LET_IN = "let_in"
    ARRIVE = "arrive"
    HAND_OUT = "hand_out"


_BOTH = frozenset({Role.ORGANIZER, Role.HELPER})
#: What costs money, or faith, is hers alone.
_HERS = frozenset({Role.ORGANIZER})


@dataclass(frozen=True, slots=True)
class Rule:
    """``stages`` in which it may be done, by whom, and to which stage it leads (None: it stays where it is)."""

    stages: frozenset[Stage]
    by: frozenset[Role] = _BOTH
    leads_to: Stage | None = None


RULES: dict[Deed, Rule] = {
    Deed.MEND_LIST: Rule(frozenset({Stage.DRAFT})),
    Deed.PUBLISH: Rule(frozenset({Stage.DRAFT}), leads_to=Stage.OPEN),
    Deed.POST_LIST: Rule(frozenset({Stage.OPEN})),
    Deed.CHANGE_GOODS: Rule(frozenset({Stage.DRAFT, Stage.OPEN})),
    Deed.CHANGE_PRICE: Rule(frozenset({Stage.DRAFT, Stage.OPEN}), _HERS),
    Deed.TELL_TRADE: Rule(frozenset({Stage.DRAFT, Stage.OPEN, *ON_THE_WAY})),
    Deed.CLOSE: Rule(frozenset({Stage.OPEN}), leads_to=Stage.CLOSED),
    Deed.MOVE_CUTOFF: Rule(frozenset({Stage.DRAFT, Stage.OPEN})),
    Deed.REOPEN: Rule(frozenset({Stage.CLOSED, Stage.ORDERED}), leads_to=Stage.OPEN),
    Deed.BUY: Rule(frozenset(ON_THE_WAY)),
    Deed.ASK_PRICE: Rule(frozenset({Stage.OPEN, *ON_THE_WAY}), _HERS),
    Deed.POSTPONE: Rule(frozenset({Stage.OPEN, *ON_THE_WAY}), _HERS),
    Deed.CANCEL: Rule(frozenset({Stage.OPEN, *ON_THE_WAY, Stage.ARRIVED}), _HERS, leads_to=Stage.CANCELLED),
    Deed.LET_IN: Rule(LIVE),
    Deed.ARRIVE: Rule(frozenset(ON_THE_WAY), leads_to=Stage.HANDING_OUT),
    Deed.HAND_OUT: Rule(frozenset({Stage.ARRIVED, Stage.HANDING_OUT})),
}


def may(deed: Deed, stage: Stage, role: Role = Role.ORGANIZER) -> bool:
    """Whether somebody with this role may do it with a group-buy in this stage."""
    rule = RULES[deed]
    return stage in rule.stages and role in rule.by
