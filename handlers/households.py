"""Of which household does the organizer speak? By room or name: an order that stands, somebody known, or nobody yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.book_commands import Household
from handlers.targets import groups_of
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.households import has_address
from models.groupbuy.names import name_key
from models.groupbuy.orders import OrderStanding
from models.ports import Sighting
from models.values import OrderId, PersonId, Recipient

#: The channel of households that are known by name or room alone: nothing can be sent there, and nobody speaks from
#: there.
HOUSEHOLDS = "household"
#: Group-buys before this one in which a room, or a name, is looked for.
_LOOKED_BACK = 6
#: A name of one character is in too many others to be a part of one.
_LEAST_OF_A_PART = 2


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom she names: ``name`` and ``recipient`` as far as they are said. ``row``: in which line of her message."""

    name: str | None = None
    recipient: Recipient | None = None
    row: int | None = None

    def __bool__(self) -> bool:
        return bool(self.name or self.recipient)


def is_household(person: PersonId, turn: Turn) -> bool:
    """Whether this is a household known by name or room alone, which hears of nothing by itself."""
    known = turn.unit.people.get(person)
    return known is None or known.channel == HOUSEHOLDS


def lives_there(recipient: Recipient | None, asked: Recipient) -> bool:
    """Whether an address is the asked one, as far as that is said."""
    if recipient is None:
        return False
    parts = ((recipient.building, asked.building), (recipient.unit, asked.unit), (recipient.room, asked.room))
    return all(wanted is None or wanted == held for held, wanted in parts)


def meant_households(whose: Whose, group_buy: GroupBuy, turn: Turn) -> list[Household]:
    """The households that fit: those with an order in this group-buy; else those known by their nickname, or from
    earlier group-buys; else one that is new. Several where it can't be told which."""
    orders = turn.unit.books.read(group_buy.id).orders()
    here = _own_first(_with_order(whose, orders, turn), whose) or _without_address(whose, orders, turn)
    if here:
        return [_with_this(one, whose) for one in here]
    called = _by_nickname(whose.name, group_buy, turn) if whose.name else []
    if called:
        return [_told(whose, member=person) for person in called]
    if whose.name and whose.recipient:
        # 3-501 王芳 may stand under her husband's nickname.
        there = _with_order(replace(whose, name=None), orders, turn)
        if len(there) == 1:
            return [_with_this(there[0], whose)]
    return _known_earlier(whose, group_buy, turn) or [_told(whose, name=whose.name)]


def _told(
    whose: Whose, *, member: PersonId | None = None, order: OrderId | None = None, name: str | None = None
) -> Household:
    """A household with what she says of where it is."""
    recipient = whose.recipient or Recipient()
    return Household(
        member=member,
        order=order,
        name=name or (None if member else recipient.name),
        building=recipient.building,
        unit=recipient.unit,
        room=recipient.room,
        phone=recipient.phone,
    )


def _with_this(order: OrderStanding, whose: Whose) -> Household:
    return _told(whose, member=order.member, order=order.id)


def _without_address(whose: Whose, orders: Sequence[OrderStanding], turn: Turn) -> list[OrderStanding]:
    """An address that is told now belongs to the order that stood without one (order-language, section 7)."""
    if whose.name is None or whose.recipient is None:
        return []
    theirs = [one for one in _with_order(replace(whose, recipient=None), orders, turn) if not one.for_other]
    left = [one for one in theirs if not has_address(one.recipient)]
    return left if len(left) == 1 else []


def _with_order(whose: Whose, orders: Sequence[OrderStanding], turn: Turn) -> list[OrderStanding]:
    there = [one for one in orders if whose.recipient is None or lives_there(one.recipient, whose.recipient)]
    if not whose.name:
        return there
    names = {person: known.nickname for person, known in turn.unit.people.many({one.member for one in there}).items()}
    exact = [one for one in there if _bears(whose.name, one, names, exact=True)]
    return exact or [one for one in there if _bears(whose.name, one, names, exact=False)]


def _own_first(orders: list[OrderStanding], whose: Whose) -> list[OrderStanding]:
    """Of one member's orders, named by the member alone, the one for their own household."""
    own = [one for one in orders if not one.for_other]
    alone = len({one.member for one in orders}) == 1 and whose.recipient is None
    return own if alone and len(own) == 1 else orders


def _bears(name: str, order: OrderStanding, names: dict[PersonId, str], *, exact: bool) -> bool:
    borne = (names.get(order.member), order.name, order.on_behalf_of)
    return any(_is_called(each, name, exact=exact) for each in borne if each)


def _is_called(borne: str, name: str, *, exact: bool) -> bool:
    if exact or len(name) < _LEAST_OF_A_PART:
        return name_key(borne) == name_key(name)
    return name_key(name) in name_key(borne)


def _by_nickname(name: str, group_buy: GroupBuy, turn: Turn) -> list[PersonId]:
    nicknames: dict[PersonId, str] = {}
    for group in groups_of(turn, group_buy):
        nicknames.update(turn.unit.people.names_in(group.id))
    nicknames.pop(turn.speaker.organizer.person, None)
    exact = [person for person, nickname in nicknames.items() if _is_called(nickname, name, exact=True)]
    return exact or [person for person, nickname in nicknames.items() if _is_called(nickname, name, exact=False)]


def _known_earlier(whose: Whose, group_buy: GroupBuy, turn: Turn) -> list[Household]:
    """Whoever ordered for this room, or under this name, in the last of the group-buys before."""
    for other in turn.unit.group_buys.latest_of(group_buy.organizer, limit=_LOOKED_BACK):
        if other.id == group_buy.id or not other.version:
            continue
        found = {one.member: one for one in _with_order(whose, turn.unit.books.read(other.id).orders(), turn)}
        if found:
            return [_as_before(one) for one in found.values()]
    return []


def _as_before(order: OrderStanding) -> Household:
    recipient = order.recipient or Recipient()
    return Household(
        member=order.member,
        name=recipient.name,
        building=recipient.building,
        unit=recipient.unit,
        room=recipient.room,
        phone=recipient.phone,
    )


def recipient_of(household: Household) -> Recipient | None:
    """Where the goods of a new order go, and for whom."""
    found = Recipient(household.building, household.unit, household.room, household.name, household.phone)
    return found or None


def contact_by_name(name: str, house: str = "") -> str:
    """What stands in a contact's place for a household that is known by name and room alone."""
    return f"{house}|{name_key(name)}"


def made_known(household: Household, turn: Turn) -> Household:
    """A household that was not known before gets a record of its own: with a key that can be dropped, as a person."""
    if household.member is not None:
        return household
    house = "-".join(filter(None, (household.building, household.unit, household.room)))
    person = turn.unit.people.see(
        Sighting(
            organizer=turn.speaker.organizer.id,
            channel=HOUSEHOLDS,
            contact_id=contact_by_name(household.name or "", house),
            nickname=household.name or house,
            is_friend=False,
            group=None,
            at=turn.now,
        )
    )
    name = None if household.name == person.nickname else household.name
    return household.model_copy(update={"member": person.id, "name": name})


def whose_with(one: Whose, other: Whose) -> Whose:
    """Name and address that were said apart."""
    return replace(one, name=one.name or other.name, recipient=one.recipient or other.recipient)
