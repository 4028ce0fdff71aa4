"""Do the odd corners of a day hold? Words that look like others, several group-buys at once, changes taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.groupbuy.group_buy import GroupBuy
from models.ports import UnitOfWork
from models.store import SqlStore
from tests.flow.world import ORGANIZER, World

LIST = "1. 土鸡蛋 32元/板\n2. 纯牛奶 58元/箱\n今晚8点截单"
ANOTHER = "3. 西瓜 20元/个\n4. 葡萄 35元/箱\n今晚8点截单"


async def published(world: World, text: str = LIST) -> None:
    """A list is open in the group, and the group has read it."""
    await world.say(ORGANIZER, "大家好")
    await world.tell(text)
    await world.tell("发")
    await world.advance(minutes=3)


def group_buys(unit: UnitOfWork) -> list[GroupBuy]:
    """All of them, newest first."""
    (organizer,) = unit.organizers.all()
    return list(unit.group_buys.latest_of(organizer.id))


async def newest(world: World) -> GroupBuy:
    return (await world.database.read(group_buys))[0]


@pytest.mark.asyncio
@pytest.mark.parametrize("heading", ["", "清单\n", "采购单：\n"])
async def test_a_pasted_list_that_looks_like_a_command_is_a_list(store: SqlStore, tmp_path: Path, heading: str) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        heard = await world.tell(heading + LIST)
        draft = await newest(world)
    assert "土鸡蛋" in heard[-1]
    assert [product.number for product in draft.products] == ["1", "2"]
