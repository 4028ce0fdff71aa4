"""For whom is which wish? Addresses, names and 帮我妈 divide a message into households (order-language, section 4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from models.language.addresses import AddressMatch
from models.language.tokens import Token
from models.language.wish import Wish
from models.values import Recipient

#: A building and two of its rooms.
_FEWEST_ADDRESSES = 3
_SELF = frozenset(
    {"我自己", "我家", "自己家", "自家", "我家里", "我这边", "我们家", "我的", "自己", "我自家", "俺家", "咱家", "我"}
)


@dataclass(slots=True)
class Household:
    """One head of a message: what was said of who receives, and the wishes under it; ``said`` are the tokens that
    say it. ``is_other``: it is said that something is done for them (帮501带)."""

    place: int
    recipient: Recipient = field(default_factory=Recipient)
    on_behalf_of: str | None = None
    is_self: bool = False
    is_other: bool = False
    wishes: list[Wish] = field(default_factory=list)
    said: list[Token] = field(default_factory=list)

    def takes(self, other: Household) -> bool:
        """Whether what the other says only adds to what this one says."""
        mine, theirs = _said(self), _said(other)
        if (self.is_self and other.on_behalf_of) or (other.is_self and self.on_behalf_of):
            return False
        return not (mine.keys() & theirs.keys()) or mine == theirs or _floor_by_floor(self, other)

    def take(self, other: Household) -> None:
        """Add what the other says."""
        said = {**_said(self), **_said(other)}
        self.on_behalf_of = said.pop("on_behalf_of", None)
        self.recipient = Recipient(**said)
        self.wishes += other.wishes
        self.said += other.said


def _floor_by_floor(one: Household, other: Household) -> bool:
    """``3栋`` and then ``3-501``: the same building again is no other household."""
    first, second = one.recipient, other.recipient
    return bool(first.building) and first.building == second.building and not (first.room and second.room)


def _said(household: Household) -> dict[str, str]:
    recipient = household.recipient
    fields = {
        "building": recipient.building,
        "unit": recipient.unit,
        "room": recipient.room,
        "name": recipient.name,
        "phone": recipient.phone,
        "on_behalf_of": household.on_behalf_of,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _head(token: Token) -> Household | None:
    if token.kind == "R":
        return Household(token.start, token.value(AddressMatch).recipient, said=[token])
    if token.kind == "T":
        return Household(token.start, Recipient(phone=token.value(str)), said=[token])
    if token.kind == "W":
        return Household(token.start, Recipient(name=token.value(str).strip()), said=[token])
    if token.kind == "B":
        return Household(token.start, on_behalf_of="".join(token.value(str).split()), said=[token])
    if token.kind == "i" and token.text in _SELF:
        return Household(token.start, is_self=True)
    return None


def divide(
    tokens: Sequence[Token],
    wishes: Sequence[Wish],
    *,
    each: int | None = None,
    others: Collection[int] = (),
) -> list[Household]:
    """The households of a message with their wishes, in order; one without a head where nothing is said of it.

    ``each`` is the place of a 各: several addresses before it all receive what follows. ``others`` are the places of
    addresses for which something is done.
    """
    if each is not None:
        spread = _each_of_them(tokens, wishes, each)
        if spread:
            return spread
    said = [head for head in map(_head, _in_one_building(tokens)) if head is not None]
    for head in said:
        head.is_other = head.place in others
    heads = _joined(said, wishes)
    if not heads:
        return [Household(0, wishes=list(wishes))]
    _assign(heads, wishes)
    return _merged(heads)


def _in_one_building(tokens: Sequence[Token]) -> Sequence[Token]:
    """``5栋：101土豆1袋，102鸡蛋1板``: rooms behind a building that stands by itself at the head are all in it."""
    if len(tokens) < _FEWEST_ADDRESSES:
        return tokens
    addresses = [token for token in tokens if token.kind == "R"]
    if len(addresses) < _FEWEST_ADDRESSES:
        return tokens
    building, *rooms = [token.value(AddressMatch).recipient for token in addresses]
    if building.room or not building.building or any(one.building or not one.room for one in rooms):
        return tokens
    return [_within(token, building) if token.kind == "R" and token is not addresses[0] else token for token in tokens]


def _within(token: Token, building: Recipient) -> Token:
    """An address token with the building that was said before."""
    match = token.value(AddressMatch)
    assert token.entity is not None
    recipient = replace(match.recipient, building=building.building, unit=match.recipient.unit or building.unit)
    return replace(token, entity=replace(token.entity, value=replace(match, recipient=recipient)))


def _each_of_them(tokens: Sequence[Token], wishes: Sequence[Wish], each: int) -> list[Household]:
    """``5栋301 302各要2份A``: the same for every room, the building said once."""
    if not wishes or wishes[0].end < each:
        return []
    if [token.kind for token in tokens if token.start < each] == ["i", "B"]:
        both = [Household(tokens[0].start, is_self=True), _head(tokens[1])]
        return [replace(home, wishes=[replace(wish) for wish in wishes]) for home in both if home is not None]
    if any(token.kind in "TWB" for token in tokens) or wishes[0].start < each:
        return []
    homes: list[Household] = []
    building = Recipient()
    for token in tokens:
        if token.kind != "R":
            continue
        said = token.value(AddressMatch).recipient
        building = said if said.building else building
        if said.room:
            full = replace(said, building=said.building or building.building, unit=said.unit or building.unit)
            homes.append(Household(token.start, full, said=[token]))
    apart = len({home.recipient for home in homes}) == len(homes) > 1 and homes[-1].place < each
    return [replace(home, wishes=[replace(wish) for wish in wishes]) for home in homes] if apart else []


def _joined(heads: list[Household], wishes: Sequence[Wish]) -> list[Household]:
    """Heads with no wish between them are one, where they don't contradict each other."""
    starts = [wish.start for wish in wishes]
    joined: list[Household] = []
    for head in heads:
        before = joined[-1] if joined else None
        apart = before is not None and bisect_left(starts, before.place) != bisect_left(starts, head.place)
        if len(joined) > 1 and not apart and head.is_self and _closes(joined[-2], joined[-1]):
            joined[-2].take(joined.pop())
            apart = True
        if before is None or apart or not before.takes(head):
            joined.append(head)
        else:
            before.take(head)
            before.is_self = before.is_self or head.is_self
    return joined


def _closes(led: Household, last: Household) -> bool:
    """``帮我婆婆订鸡蛋1板，7-202，再给我自己来一箱``: an address between two households is the first one's."""
    address_alone = bool(last.recipient) and last.on_behalf_of is None and not last.is_self
    return address_alone and led.on_behalf_of is not None and not led.recipient


def _assign(heads: list[Household], wishes: Sequence[Wish]) -> None:
    """Heads lead their wishes if one stands before the first wish, else they trail them.

    帮我妈 and 帮501 lead what follows them; what was ordered before it is the sender's own.
    """
    places = [head.place for head in heads]
    leading = bool(wishes) and places[0] < wishes[0].end
    for_another = bool(heads[0].on_behalf_of) or heads[0].is_other
    if not leading and for_another and wishes and wishes[-1].start > places[0]:
        heads.insert(0, Household(-1, is_self=True))
        places.insert(0, -1)
        leading = True
    for wish in wishes:
        if leading:
            index = max(0, bisect_left(places, wish.end) - 1)
        else:
            index = min(len(heads) - 1, bisect_left(places, wish.start))
        heads[index].wishes.append(wish)


def _merged(heads: list[Household]) -> list[Household]:
    """A head without wishes belongs to its neighbour; the same household named twice is one."""
    merged: list[Household] = []
    known: dict[tuple[object, ...], Household] = {}
    for head in heads:
        key = (*sorted(_said(head).items()), head.is_self)
        if key in known:
            known[key].wishes += head.wishes
            known[key].said += head.said
        elif merged and (not head.wishes or not merged[-1].wishes) and merged[-1].takes(head):
            merged[-1].take(head)
        else:
            merged.append(head)
            known[key] = head
    return [replace(head, wishes=sorted(head.wishes, key=lambda wish: wish.start)) for head in merged]
