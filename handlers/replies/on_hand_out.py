"""What does the organizer read of goods that are short, bags that wait, points and rounds?"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId


def loss_proposal(person: PersonId, values: dict[str, Json]) -> Post:
    """`草莓少3盒，按先后是阿明1、田田2。这么办？回“发”，或说给谁留。`: {product, quantity, unit, why, people: [{who,
    recipient, quantity}], left: what nobody of them has to lose}"""
    return private(person, "loss_proposal", values)


def losses_noted(person: PersonId, values: dict[str, Json]) -> Post:
    """What was noted of goods that are missing: {product, quantity, unit, people: [{who, recipient, quantity}], public,
    unheard: those who are not in the group, sum_fen, options}"""
    return private(person, "losses_noted", values)


def lacks(person: PersonId, values: dict[str, Json]) -> Post:
    """``缺的``: {lacks: [{who, recipient, product, quantity, unit, choice, instead}], sum_fen: what is to be paid
    back, open: how many have not said, more}"""
    return private(person, "lacks", values)


def lack_chosen(person: PersonId, values: dict[str, Json]) -> Post:
    """One who wants other goods in place of what is missing: {who, recipient, product, quantity, unit, instead}"""
    return private(person, "lack_chosen", values)


def goods_arrived(person: PersonId, here: Sequence[str], missing: Sequence[str], labels: Sequence[str]) -> Post:
    """`鸡蛋到了，还差草莓、牛奶。` with what to do about it."""
    return private(person, "goods_arrived", {"here": list(here), "missing": list(missing), "labels": list(labels)})


def leftovers_told(person: PersonId, values: dict[str, Json]) -> Post:
    """`鸡蛋多2板，32一板，先到先得，卖完我说一声。`: {product, quantity, unit, price_fen, heard}"""
    return private(person, "leftovers_told", values)


def bags_kept(person: PersonId, values: dict[str, Json]) -> Post:
    """`老周 3-501的先寄着，明早9点再提醒你。`: {people: [{who, recipient}], until_at, text, asked}"""
    return private(person, "bags_kept", values)


def mixed_bags(person: PersonId, values: dict[str, Json]) -> Post:
    """`孙莉说袋子里是虾，没有草莓。这20分钟拿了虾的：…`: {who, recipient, text, wrong, missing, minutes,
    people: [{who, recipient, at}], labels}"""
    return private(person, "mixed_bags", values)


def ownerless(person: PersonId, values: dict[str, Json]) -> Post:
    """Whose a bag may be that nobody owns: {lines, people: [{who, recipient, at}], more}"""
    return private(person, "ownerless", values)


def points(person: PersonId, told: Sequence[Json], *, changed: bool = False) -> Post:
    """``取货点``: [{name, buildings}]"""
    return private(person, "points", {"points": list(told), "changed": changed})


def marked(person: PersonId, household: Json, *, to_door: bool | None, spared: bool | None) -> Post:
    """How somebody's goods are handed out from now on."""
    return private(person, "marked", {"household": household, "to_door": to_door, "spared": spared})


def loads(person: PersonId, values: dict[str, Json]) -> Post:
    """``司机单``: {points: [{name, bags, lines}], doors: {bags, lines}}"""
    return private(person, "loads", values)


def captains_sum(person: PersonId, values: dict[str, Json], labels: Sequence[str] = ()) -> Post:
    """What a captain has added up: {who, building, households, nothing, lines, unread, late, sum_fen}; with ``labels``
    it waits for her word."""
    return private(person, "captains_sum", {**values, "labels": list(labels)})


def silent_rooms(person: PersonId, building: str, rooms: Sequence[Json]) -> Post:
    """`5号楼还有3户没报：…`: [{who, recipient}]"""
    return private(person, "silent_rooms", {"building": building, "people": list(rooms)})


def dealt(person: PersonId, values: dict[str, Json]) -> Post:
    """What two neighbours agreed on: {about: gift|share, who, to, lines, sum_fen, half_fen, paid, hers}"""
    return private(person, "dealt", values)
