"""Is she done in ten minutes? Three hundred bags handed out by typing only, and both counts told.

300 orders, 12 of them to doors, 6 whose owners do not come, 2 wrong bags, 1 shortage: what she types, and what the
group is made to read of it (the figure: at most 60 and 3).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from models.groupbuy.group_buy import GroupBuy
from models.ports import UnitOfWork
from tests.flow.shop import Stage, bring_to, group_buys, open_sqlite
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

HOUSEHOLDS = 300
DOORS = 12
ABSENT = 6
#: As many numbers as fit into a line that is typed with a bag in the other hand.
AT_ONCE = 20
GOODS = "1. 土鸡蛋 30枚/板 供货价25 零售32元\n2. 草莓 1斤/盒 29.9元\n3. 基围虾 1斤/份 45元\n晚上8点截单"


class Typing:
    """What she types, counted."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.typed: list[str] = []

    async def __call__(self, text: str) -> str:
        self.typed.append(text)
        return "\n".join(await self.world.tell(text))


def name_of(number: int) -> str:
    return f"住户{number:03d}"


def address_of(number: int) -> str:
    building, rest = divmod(number - 1, 30)
    return f"{building + 1}-{rest // 2 + 1}0{rest % 2 + 1}"


def goods_of(number: int) -> str:
    """Eggs for all, berries for every third, shrimps for every tenth."""
    more = "，草莓1盒" if number % 3 == 0 else "，虾1份" if number % 10 == 0 else ""
    return f"鸡蛋1板{more}"


@asynccontextmanager
async def evening_before(folder: Path) -> AsyncIterator[World]:
    store = open_sqlite(folder)
    try:
        async with World(store, folder) as world:
            await bring_to(Stage.KNOWN, world)
            await world.tell(GOODS)
            await world.tell("发")
            for number in range(1, HOUSEHOLDS + 1):
                door = "，送到门口" if number % 25 == 0 else ""
                await world.say(name_of(number), f"{goods_of(number)} {address_of(number)}{door}")
            await world.advance_to(16, 10, days=1)
            yield world
    finally:
        store.close()


def the_group_buy(unit: UnitOfWork) -> GroupBuy:
    return group_buys(unit)[0]


async def test_she_is_done_with_sixty_messages_and_the_group_with_three(tmp_path: Path) -> None:
    async with evening_before(tmp_path) as world:
        type_ = Typing(world)
        before = len(world.group())
        numbers = await numbers_by_name(world)
        doors = [number for number in range(1, HOUSEHOLDS + 1) if number % 25 == 0]
        absent = [7, 58, 121, 166, 209, 281]
        assert (len(numbers), len(doors), len(absent)) == (HOUSEHOLDS, DOORS, ABSENT)

        told = await type_("都到了")
        assert "群里喊了" in told
        told = await type_("分工")
        assert "送货单，12家" in told
        assert all(f"{name_of(number)} {numbers[name_of(number)]}号" in told for number in doors)

        # One tray too few: two words, one apology.
        proposed = await type_("少1板鸡蛋")
        assert "按先后是" in proposed
        await type_("发")
        await world.say(name_of(HOUSEHOLDS), "退")

        # Bags go out by their numbers, twenty to a line, each line read back before it counts.
        coming = [number for number in range(1, HOUSEHOLDS + 1) if number not in (*doors, *absent)]
        for start in range(0, len(coming), AT_ONCE):
            line = " ".join(str(numbers[name_of(number)]) for number in coming[start : start + AT_ONCE])
            told = await type_(f"{line}号拿了")
            assert "都拿了？" in told or "拿了，还有" in told
            if "都拿了？" in told:
                assert "拿了，还有" in await type_("好")
            await world.advance(seconds=10)

        # Two bags were mixed up: who may have the other one is told to her alone.
        shrimps, berries = name_of(290), name_of(291)
        for who in (berries, shrimps):
            wrong, own = ("虾", "草莓") if who == berries else ("草莓", "虾")
            await world.say(who, f"我袋子里怎么是{wrong}？我的{own}呢")
            await world.advance(seconds=20)
        told = "\n".join(world.heard(ORGANIZER)[-2:])
        assert f"这20分钟拿了基围虾的：{shrimps} {address_of(290)}" in told
        assert f"这20分钟拿了草莓的：{berries} {address_of(291)}" in told

        # The doors, walked in order, and the six that stay.
        told = await type_(" ".join(address_of(number) for number in doors) + " 拿了")
        if "都拿了？" in told:
            told = await type_("好")
        assert f"还有{ABSENT}家没拿" in told
        told = await type_("谁没拿")
        assert all(name_of(number) in told for number in absent)
        await type_("缺的")
        told = await type_("收摊")
        assert f"还有{ABSENT}家没拿" in told
        await world.advance_to(21)

        heard = world.group()[before:]
        print(f"typed {len(type_.typed)}, heard by the group {len(heard)}")
        assert len(type_.typed) <= 60, type_.typed
        assert len(heard) <= 3, heard
        assert not any(word in post for post in heard for word in ("虾", "-1", "块"))


async def numbers_by_name(world: World) -> dict[str, int]:
    """Pickup numbers, as they stand on the bags."""

    def read(unit: UnitOfWork) -> dict[str, int]:
        book = unit.books.read(the_group_buy(unit).id)
        names = unit.people.many({order.member for order in book.orders()})
        numbers = book.numbers()
        return {names[order.member].nickname: numbers[order.id] for order in book.orders()}

    return await world.database.read(read)
