"""Which of a member's orders does a message mean? Households, told by address, name, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from models.groupbuy.orders import MemberOrder
from models.values import Recipient

_FIELDS = tuple(each.name for each in fields(Recipient))


#: Whether an order is known to be for the member's own household.
AtHome = Callable[[MemberOrder], bool]


def _nowhere(_order: MemberOrder) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Household:
    """For whom something is meant, as far as a message says it. ``at_home`` knows the member's own one;
    ``alone``: no other household is named in the same message, so an order without address may take this one."""

    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    at_home: AtHome = _nowhere
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Several:
    """It could be any of these."""

    orders: tuple[MemberOrder, ...]


#: An order; None: a new one; or several that it might be.
Meant = MemberOrder | Several | None


def meant_order(orders: Sequence[MemberOrder], household: Household) -> Meant:
    """Which order of a member's is meant (order-language, section 7).

    What stands goes first; an order of which nothing stands any more still knows its address.
    """
    standing = [order for order in orders if order.stands]
    found = _among(standing, household)
    if found is None:
        left = [order for order in orders if not order.stands and not order.undone]
        found = _left(left, standing, household)
    return found


def _among(orders: list[MemberOrder], household: Household) -> Meant:
    given = household.recipient
    if household.on_behalf_of is not None:
        same = [order for order in orders if order.on_behalf_of == household.on_behalf_of]
        return _fitting(same, given) if given else _only(same)
    if given:
        return _by_address(orders, given, household)
    return own_order(orders, household.at_home)


def own_order(orders: Sequence[MemberOrder], at_home: AtHome) -> Meant:
    """A member's standing order for their own household; several where none is theirs (order-language, section 7)."""
    own = [order for order in orders if not order.for_other]
    if len(own) <= 1:
        return own[0] if own else None
    without = [order for order in own if not has_address(order.recipient)]
    for these in ([order for order in own if at_home(order)], without):
        if len(these) == 1:
            return these[0]
    return Several(tuple(own))


def _by_address(orders: list[MemberOrder], given: Recipient, household: Household) -> Meant:
    shared = [each for each in orders if each.recipient and shares(each.recipient, given)]
    for these in ([each for each in shared if not each.for_other], shared):
        found = _fitting(these, given)
        if found is not None:
            return found
    own = [each for each in orders if not each.for_other and not contradicts(each.recipient, given)]
    if not household.alone:
        own = [each for each in own if each.recipient]
    return own[0] if len(own) == 1 else _without_address(own)


def _without_address(orders: list[MemberOrder]) -> Meant:
    """An address given later belongs to the order that stood without one."""
    without = [order for order in orders if not has_address(order.recipient)]
    return without[0] if len(without) == 1 else None


def _fitting(orders: list[MemberOrder], given: Recipient) -> Meant:
    exact = [each for each in orders if each.recipient == given]
    return _only(exact) or _only([each for each in orders if not contradicts(each.recipient, given)])


def _only(orders: Sequence[MemberOrder]) -> Meant:
    if len(orders) > 1:
        return Several(tuple(orders))
    return orders[0] if orders else None


def _left(left: list[MemberOrder], standing: list[MemberOrder], household: Household) -> MemberOrder | None:
    """An order that was emptied, when it is meant again: by its address, or because nothing else stands."""
    behalf, given = household.on_behalf_of, household.recipient
    same = [each for each in left if each.on_behalf_of == behalf and each.for_other == (behalf is not None)]
    if given:
        same = [each for each in same if each.recipient and shares(each.recipient, given)]
        same = [each for each in same if not contradicts(each.recipient, given)]
    elif behalf is None and any(not order.for_other for order in standing):
        return None
    return same[-1] if same else None


def contradicts(one: Recipient | None, other: Recipient | None) -> bool:
    """Whether both say something about the same field, and not the same."""
    if one is None or other is None:
        return False
    return any(
        getattr(one, name) and getattr(other, name) and getattr(one, name) != getattr(other, name) for name in _FIELDS
    )


def shares(one: Recipient, other: Recipient) -> bool:
    """Whether they agree about something, and contradict each other in nothing."""
    if contradicts(one, other):
        return False
    return any(getattr(one, name) and getattr(one, name) == getattr(other, name) for name in _FIELDS)


def has_address(recipient: Recipient | None) -> bool:
    return recipient is not None and any((recipient.building, recipient.unit, recipient.room))


def merged(old: Recipient | None, new: Recipient | None) -> Recipient | None:
    """What is known after ``new`` was told; a new building leaves nothing of the old address."""
    if not old or not new:
        return new or old
    if new.building and old.building and new.building != old.building:
        old = replace(old, building=None, unit=None, room=None)
    return Recipient(**{name: getattr(new, name) or getattr(old, name) for name in _FIELDS})
