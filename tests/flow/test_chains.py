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
