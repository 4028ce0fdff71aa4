"""Who and what stands in the samples? A list, its times, and neighbours whose references are looked up here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from handlers.replies.parts import amount_value
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, person_ref
from models.values import GroupBuyId, GroupId, OrganizerId, PersonId, Product, ProductId

ZONE = "Asia/Shanghai"
_EAST_EIGHT = timezone(timedelta(hours=8))
GROUP = GroupId("sample-group")
ORGANIZER = PersonId("sample-organizer")


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    """A time of the sample days; the 23rd, a Monday, is today."""
    return datetime(2026, 11, day, hour, minute, tzinfo=_EAST_EIGHT)


def _product(number: str, name: str, unit: str, price_fen: int | None, **more: object) -> Product:
    return Product(ProductId(f"p{number}"), number, name, unit, price_fen, **more)  # type: ignore[arg-type]


EGGS = _product("1", "散养土鸡蛋", "板", 3200, aliases=("鸡蛋",), measure="30枚", cost_fen=2500)
BERRIES = _product("2", "丹东草莓", "盒", 5800, aliases=("草莓",), measure="3斤", stock=Decimal(10), limit=Decimal(2))
RIBS = _product("3", "黑猪肋排", "斤", 3800, aliases=("排骨",), loose=True)
MILK = _product("4", "鲜牛奶", "箱", 6600, aliases=("牛奶",), measure="12瓶", cost_fen=7000)
TOFU = _product("5", "老豆腐", "块", 400, aliases=("豆腐",))
GREENS = _product("6", "有机青菜", "份", None, aliases=("青菜",), measure="500克", cost_fen=350)

GROUP_BUY = GroupBuy(
    id=GroupBuyId("sample"),
    organizer=OrganizerId("sample"),
    groups=(GROUP,),
    title="",
    products=(EGGS, BERRIES, RIBS, MILK, TOFU),
    opened_at=at(9),
    closes_at=at(20),
    arrives_at=at(16, day=24),
    pickup_place="3号楼架空层",
)

_NICKNAMES = ("芳芳妈", "老周", "李梅", "陈静", "阿福", "小美", "田田", "何姐", "老高", "赵敏")

#: Nicknames by reference; 阿强 was forgotten.
NEIGHBOURS: Mapping[str, str | None] = {
    **{f"n{index}": name for index, name in enumerate(_NICKNAMES)},
    **{f"m{index}": f"住户{index:02d}" for index in range(1, 24)},
    "强": None,
}
_TEXTS: Mapping[str, Mapping[str, Json]] = {
    "$message": {
        "m1": "鸡蛋那个照旧，多一个",
        "m2": "1. 王芳 鸡蛋3",
        "m3": "鸡蛋坏了两个",
        "entry": "1. 王芳 3-501 鸡蛋3",
    },
    "$recipient": {"o1": "3-501 王芳", "o2": None},
    "$home": {"o1": "3-501", "o2": None},
    "$house": {
        "o1": {"building": "3", "unit": "2", "room": "501", "name": "王芳"},
        "o3": {"building": "3", "unit": "2", "room": "1203", "name": None},
        "o4": {"building": "12", "unit": None, "room": "302", "name": None},
        "o5": {"building": None, "unit": None, "room": "101", "name": None},
    },
    "$open_note": {"o1": "放门口"},
}


def person(nickname: str) -> PersonId:
    return PersonId(next(key for key, name in NEIGHBOURS.items() if nickname in (name, key)))


def line(product: Product, quantity: str | None) -> dict[str, Json]:
    return amount_value(product, None if quantity is None else Decimal(quantity))


def order(nickname: str, *lines: Json, **more: Json) -> dict[str, Json]:
    return {"who": person_ref(person(nickname)), "lines": list(lines), **more}


def many_orders(count: int) -> Sequence[Json]:
    return [order(f"m{index}", line(EGGS, "1")) for index in range(1, count + 1)]


def look_up(values: Json) -> Json:
    """References looked up as the database would."""
    if isinstance(values, Mapping):
        if "$person" in values:
            return NEIGHBOURS.get(values["$person"])
        for kind, texts in _TEXTS.items():
            if kind in values:
                return texts.get(values[kind])
        return {key: look_up(value) for key, value in values.items()}
    return [look_up(value) for value in values] if isinstance(values, list) else values
