"""Who goes without, where fewer goods came than were ordered? A proposal by the group's rule, for her to change.

By order of time: who came last loses first (organizer-notes, section 6, `草莓少3盒，按先后是阿明1、田田2`). Whom she
has marked to be spared, elders, babies and who never complains, comes last in any case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.community.pickup import ShortageRule
from models.groupbuy.lacks import Loss
from models.groupbuy.orders import NOTHING
from models.values import OrderId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class Claimant:
    """An order with so much of the product, in the order in which they came. ``spared``: loses last; ``kept``: she
    said that it loses nothing; ``gives``: she said that it loses first."""

    order_id: OrderId
    member: PersonId
    has: Quantity
    spared: bool = False
    kept: bool = False
    gives: bool = False


def share_out(
    product: ProductId, short: Quantity, claimants: Iterable[Claimant], rule: ShortageRule
) -> tuple[Loss, ...]:
    """Who loses how much, so that it comes to ``short``; less, where those who may lose have less."""
    losing = sorted(enumerate(one for one in claimants if not one.kept), key=lambda each: _rank(*each, rule=rule))
    losses: list[Loss] = []
    left = short
    for _, one in losing:
        lost = min(left, one.has)
        if lost > NOTHING:
            losses.append(Loss(one.order_id, product, lost))
            left -= lost
    return tuple(losses)


def _rank(place: int, one: Claimant, *, rule: ShortageRule) -> tuple[bool, bool, Quantity, int]:
    most = -one.has if rule is ShortageRule.MOST_FIRST else NOTHING
    return (not one.gives, one.spared, most, -place)
