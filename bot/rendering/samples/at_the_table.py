"""What is said while goods are handed out, to the group, to residents and to the organizer? A sample of each turn."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import BERRIES, EGGS, GROUP, MILK, ORGANIZER, ZONE, at, line, person
from handlers.replies import at_the_table, on_hand_out, to_resident
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId


def _who(nickname: str, order: str = "o1", **more: Json) -> Json:
    return {"who": person_ref(person(nickname)), "recipient": recipient_ref(order), **more}


def _had(nickname: str, quantity: str) -> Json:
    return {"who": person_ref(person(nickname)), "quantity": quantity}


def _apology(*nicknames: str, why: str = "short", partly: bool = False) -> Post:
    people = [person(name) for name in nicknames]
    return at_the_table.short_apology(GROUP, people, line(BERRIES, "3"), why=why, partly=partly, message="m1")


def _sold(*taken: Json, missed: Sequence[str] = ()) -> Post:
    values: dict[str, Json] = {
        "product": "鸡蛋",
        "unit": "板",
        "people": list(taken),
        "missed": [{"who": person_ref(person(name))} for name in missed],
        "offer": "m1",
    }
    return at_the_table.leftovers_sold(GROUP, values, at(17))


def _kept(nickname: str) -> Json:
    return {"who": person_ref(person(nickname)), "person": person(nickname), "until_at": at(9, day=24).isoformat()}


def _deal(about: str, **more: Json) -> dict[str, Json]:
    goods = line(BERRIES if about == "gift" else MILK, "1")
    return {
        "about": about,
        "who": person_ref(person("李梅")),
        "to": person_ref(person("田田")),
        "lines": [goods],
        **more,
    }


def _sum(unread: int = 0, nothing: int = 1) -> dict[str, Json]:
    lines = [line(EGGS, "4"), line(MILK, "1")]
    return {"building": "5", "households": 3, "nothing": nothing, "lines": lines, "unread": unread}


_GROUP: Sequence[tuple[str, Post]] = (
    ("with a place", at_the_table.part_arrived(GROUP, ["鸡蛋", "牛奶"], "3号楼架空层")),
    ("without a place", at_the_table.part_arrived(GROUP, ["鸡蛋"], "")),
    ("two", _apology("阿福", "田田")),
    ("one", _apology("阿福")),
    ("a part of it", _apology("阿福", "田田", partly=True)),
    ("a part of one's", _apology("阿福", partly=True)),
    ("broken", _apology("阿福", "田田", why="broken")),
    ("with a price", at_the_table.leftovers_offered(GROUP, line(EGGS, "2"), 3000)),
    ("without a price", at_the_table.leftovers_offered(GROUP, line(EGGS, "2"), None)),
    ("two, and one too late", _sold(_had("老周", "1"), _had("李梅", "1"), missed=["小美"])),
    ("all to one", _sold(_had("老周", "2"))),
    ("one bag", at_the_table.kept_for(GROUP, [_kept("老周")], at(17), ZONE)),
    ("two bags", at_the_table.kept_for(GROUP, [_kept("老周"), _kept("何姐")], at(17), ZONE)),
    ("by a neighbour", at_the_table.who_has_mine(GROUP, person("何姐"), person("老周"), at(17, 5), ZONE)),
    ("by nobody known", at_the_table.who_has_mine(GROUP, person("何姐"), None, at(17, 5), ZONE)),
    ("by nobody", at_the_table.who_has_mine(GROUP, person("何姐"), None, None, ZONE)),
    ("a warning", at_the_table.mixed_bags_warning(GROUP, "虾")),
    ("given on", at_the_table.deal_closed(GROUP, _deal("gift"))),
    ("shared", at_the_table.deal_closed(GROUP, _deal("share"))),
    ("all read", at_the_table.captain_read_back(GROUP, person("何姐"), _sum())),
    ("one unread", at_the_table.captain_read_back(GROUP, person("何姐"), _sum(unread=1, nothing=0))),
)

_RESIDENT: Sequence[tuple[str, Post]] = (
    *((choice, to_resident.lack_settled(person("阿福"), choice, 5800)) for choice in ("refund", "later", "exchange")),
    ("a bag", to_resident.bag_kept(person("老周"), at(9, day=24), ZONE)),
    ("by a neighbour", to_resident.who_has_mine(person("何姐"), person("老周"), at(17, 5), ZONE)),
    ("by nobody known", to_resident.who_has_mine(person("何姐"), None, at(17, 5), ZONE)),
    ("by nobody", to_resident.who_has_mine(person("何姐"), None, None, ZONE)),
)


def _proposal(why: str = "short", left: str | None = None) -> Post:
    people = [_who("阿福", "o2", quantity="1"), _who("田田", "o2", quantity="2")]
    return on_hand_out.loss_proposal(ORGANIZER, {**line(BERRIES, "3"), "why": why, "people": people, "left": left})


def _noted(*, public: bool, unheard: Sequence[str] = (), sum_fen: int = 5800) -> Post:
    values = {
        **line(BERRIES, "1"),
        "people": [_who("阿福", quantity="1")],
        "public": public,
        "unheard": [{"who": person_ref(person(name))} for name in unheard],
        "sum_fen": sum_fen,
        "labels": [] if public else ["退", "补", "换"],
    }
    return on_hand_out.losses_noted(ORGANIZER, values)


def _lack(nickname: str, choice: str | None, instead: str | None = None) -> Json:
    return {**_who(nickname), **line(BERRIES, "1"), "choice": choice, "instead": instead}


_EACH = [_lack("阿福", "refund"), _lack("田田", "later"), _lack("小美", "exchange", "牛奶"), _lack("老高", None)]


def _bags(*nicknames: str, asked: bool) -> Post:
    values = {
        "people": [_who(name) for name in nicknames],
        "until_at": at(9, day=24).isoformat(),
        "text": message_ref(MessageId("m3")) if asked else None,
        "asked": asked,
    }
    return on_hand_out.bags_kept(ORGANIZER, values)


def _mixed(*nicknames: str, missing: str | None = "草莓") -> Post:
    values = {
        **_who("小美"),
        "text": message_ref(MessageId("m3")),
        "wrong": "虾",
        "missing": missing,
        "people": [_who(name, at=at(17, 5).isoformat()) for name in nicknames],
        "minutes": 20,
        "labels": ["在群里说一声，不点名"],
    }
    return on_hand_out.mixed_bags(ORGANIZER, values)


def _owners(*people: Json, more: int = 0) -> Post:
    values = {"goods": ["鸡蛋", "草莓"], "people": list(people), "more": more}
    return on_hand_out.ownerless(ORGANIZER, values)


_TWO = [line(EGGS, "2"), line(BERRIES, "1")]
_POINTS = [{"name": "东门", "buildings": "1、2、3栋"}, {"name": "小卖部", "buildings": ""}]


def _captain(*labels: str, late: bool = False, unread: int = 0) -> Post:
    values = {**_sum(unread), "who": person_ref(person("何姐")), "late": late, "sum_fen": 19_400}
    return on_hand_out.captains_sum(ORGANIZER, values, labels)


def _marked(*, to_door: bool | None = None, spared: bool | None = None) -> Post:
    return on_hand_out.marked(ORGANIZER, {**_who("何姐"), "where": None}, to_door=to_door, spared=spared)


_DOORS = {"bags": 2, "lines": _TWO}
_ORGANIZER: Sequence[tuple[str, Post]] = (
    ("two lose", _proposal()),
    ("broken, and more than there is", _proposal("broken", "1")),
    ("said in the group", _noted(public=True)),
    ("said to some", _noted(public=True, unheard=["何姐"])),
    ("one bag", _noted(public=False)),
    ("one bag without a price", _noted(public=False, sum_fen=0)),
    ("all choices", on_hand_out.lacks(ORGANIZER, {"lacks": _EACH, "sum_fen": 11_600, "open": 1, "more": 0})),
    ("all said", on_hand_out.lacks(ORGANIZER, {"lacks": _EACH[1:2], "sum_fen": 0, "open": 0, "more": 2})),
    ("named", on_hand_out.lack_chosen(ORGANIZER, _lack("小美", "exchange", "牛奶"))),
    ("not named", on_hand_out.lack_chosen(ORGANIZER, _lack("小美", "exchange"))),
    ("eggs", on_hand_out.goods_arrived(ORGANIZER, ["鸡蛋"], ["草莓", "牛奶"], ["先喊鸡蛋的来拿"])),
    ("said by us", on_hand_out.leftovers_told(ORGANIZER, {**line(EGGS, "2"), "price_fen": 3000, "heard": False})),
    ("said by her", on_hand_out.leftovers_told(ORGANIZER, {**line(EGGS, "2"), "price_fen": None, "heard": True})),
    ("by her", _bags("老周", "何姐", asked=False)),
    ("by themselves", _bags("老周", asked=True)),
    ("two had it", _mixed("老周", "何姐")),
    ("nobody had it", _mixed(missing=None)),
    ("some", _owners(_who("田田", at=None, lines=_TWO), _who("何姐", at=at(18, 10).isoformat(), lines=_TWO), more=1)),
    ("nobody's", _owners()),
    ("two points", on_hand_out.points(ORGANIZER, _POINTS)),
    ("two points now", on_hand_out.points(ORGANIZER, _POINTS, changed=True)),
    ("no point", on_hand_out.points(ORGANIZER, [])),
    ("no point any more", on_hand_out.points(ORGANIZER, [], changed=True)),
    ("to the door", _marked(to_door=True)),
    ("not to the door", _marked(to_door=False)),
    ("spared", _marked(spared=True)),
    ("not spared", _marked(spared=False)),
    ("points and doors", on_hand_out.loads(ORGANIZER, {"points": [{"name": "东门", **_DOORS}], "doors": _DOORS})),
    (
        "one place",
        on_hand_out.loads(ORGANIZER, {"points": [{"name": "", **_DOORS}], "doors": {"bags": 0, "lines": []}}),
    ),
    ("entered", _captain()),
    ("asked", _captain("收", "不收", late=True, unread=1)),
    ("some rooms", on_hand_out.silent_rooms(ORGANIZER, "5", [_who("老周"), _who("何姐", "o2")])),
    ("all rooms", on_hand_out.silent_rooms(ORGANIZER, "5", [])),
    ("a gift", on_hand_out.dealt(ORGANIZER, _deal("gift", sum_fen=5800, half_fen=None, paid=False, hers=False))),
    (
        "a gift that is paid",
        on_hand_out.dealt(ORGANIZER, _deal("gift", sum_fen=5800, half_fen=None, paid=True, hers=False)),
    ),
    ("a share", on_hand_out.dealt(ORGANIZER, _deal("share", sum_fen=6600, half_fen=3300, paid=False, hers=True))),
)

POSTS: Sequence[tuple[str, Post]] = (*_GROUP, *_RESIDENT, *_ORGANIZER)
