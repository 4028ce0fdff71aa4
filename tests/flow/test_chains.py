"""A chain in the group: what its organizer is told of it, and what she sees of who is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.shop import Stage, answer_to, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio


async def post(world: World, name: str, *entries: str) -> None:
    lines = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    await world.say(name, f"#接龙\n今天的货\n\n{lines}")
    await world.advance(minutes=2)


async def told_of(world: World, name: str, *entries: str) -> list[str]:
    """What the organizer is told when somebody posts this."""
    before = len(world.heard(ORGANIZER))
    await post(world, name, *entries)
    return world.heard(ORGANIZER)[before:]


async def test_a_change_of_somebody_elses_entry_is_told_with_what_was_changed(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await post(world, "豆豆爸", "豆豆爸 3-803 鸡蛋2")
        (told,) = await told_of(world, "豆豆妈", "豆豆爸 3-803 鸡蛋3", "豆豆妈 草莓1")
        assert told == "豆豆妈在接龙里动了豆豆爸那条：鸡蛋2→3板。我没改，要改回“豆豆爸鸡蛋改成3”。"
        assert "鸡蛋2板" in await answer_to(world, "订单 豆豆爸")
        await world.tell("豆豆爸鸡蛋改成3")
        assert "鸡蛋3板" in await answer_to(world, "订单 豆豆爸")


async def test_where_no_quantity_was_changed_both_texts_are_told(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await post(world, "豆豆爸", "豆豆爸 3-803 鸡蛋2")
        (told,) = await told_of(world, "豆豆妈", "豆豆爸 5-803 鸡蛋2", "豆豆妈 草莓1")
        assert told.endswith("「1. 豆豆爸 3-803 鸡蛋2」→「1. 豆豆爸 5-803 鸡蛋2」")


async def test_what_somebody_writes_for_a_neighbour_stands_in_their_own_order_and_is_told(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("老郑", "草莓1盒 3-602")
        await post(world, "米粒妈", "米粒妈 3-803 鸡蛋2", "老郑鸡蛋一板")
        his = "老郑 3-602：草莓1盒，29.9块"
        hers = "米粒妈 3-803：鸡蛋3板，96块（其中老郑的鸡蛋1板）"
        assert (await answer_to(world, "订单")).split("\n") == [his, hers]
        assert (await answer_to(world, "订单 老郑")).split("\n") == [his, hers]
        assert await answer_to(world, "订单 米粒妈") == hers
        assert "2单" in await answer_to(world, "统计")
        assert "老郑鸡蛋一板" in await answer_to(world, "为什么 老郑")
        assert (await answer_to(world, "接龙补齐")).split("\n")[-3:] == [
            "1. 米粒妈 3-803 鸡蛋2",
            "2. 老郑鸡蛋一板",
            "3. 老郑 3-602 草莓1盒",
        ]


async def test_an_order_keeps_its_members_name_when_their_own_entry_changes(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("老郑", "早")
        await post(world, "米粒妈", "老郑鸡蛋一板", "米粒妈 3-803 鸡蛋2")
        await post(world, "米粒妈", "老郑鸡蛋一板", "米粒妈 3-803 鸡蛋3")
        assert await answer_to(world, "订单") == "米粒妈 3-803：鸡蛋4板，128块（其中老郑的鸡蛋1板）"
        why = await answer_to(world, "为什么 803")
        assert "「2. 米粒妈 3-803 鸡蛋3」 接龙里是3板，一共4板" in why


async def test_what_a_neighbour_wrote_for_them_is_told_to_who_asks(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("老郑", "早")
        await post(world, "米粒妈", "米粒妈 3-803 鸡蛋2", "老郑鸡蛋一板")
        await world.say("老郑", "我的订单")
        await world.advance(minutes=5)
        told = world.group()[-1]
        assert told.startswith("@老郑")
        assert all(each in told for each in ("接龙", "米粒妈", "鸡蛋1板"))
        await world.say("老郑", "草莓1盒")
        await world.say("老郑", "我的订单", private=True)
        await world.advance(minutes=5)
        assert all(each in world.heard("老郑")[-1] for each in ("草莓1盒", "接龙", "米粒妈", "鸡蛋1板"))


async def test_a_neighbours_entry_is_written_anew_without_the_writers_room(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.say("老郑", "早")
        await post(world, "米粒妈", "老郑鸡蛋2板", "米粒妈 3-803 草莓1盒")
        await world.say("米粒妈", "鸡蛋少要1板")
        text = (await answer_to(world, "接龙补齐")).split("\n")[-2:]
        assert text == ["1. 老郑 土鸡蛋1板", "2. 米粒妈 3-803 草莓1盒"]
