"""Does a group hear its own settings in what is said: 你 or 您, until when somebody is there, what is limited?"""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from models.community.people import AddressForm, GroupSettings
from tests.flow.shop import Stage, bring_to, open_sqlite, posts_since, shop
from tests.flow.world import World

pytestmark = pytest.mark.asyncio


async def test_a_polite_group_is_spoken_to_politely(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    try:
        async with World(store, tmp_path, settings=GroupSettings(address_form=AddressForm.POLITE)) as world:
            await bring_to(Stage.CLOSED, world)
            before = len(world.group())
            for _ in range(3):
                # In one of the three ways at least she is called by it.
                await world.say("王芳", "我的订单")
                await world.advance(minutes=10)
            posts = posts_since(world, before)
            assert any("您" in post for post in posts)
            assert not any("你" in post for post in posts)
            assert "你" in "\n".join(await world.tell("帮助 开团")), "she is spoken to as ever"
    finally:
        store.close()


@pytest.mark.parametrize(("minute", "is_told"), [(0, True), (30, False)])
async def test_until_when_somebody_is_there_is_told_while_it_is_to_come(
    minute: int, *, is_told: bool, tmp_path: Path
) -> None:
    store = open_sqlite(tmp_path)
    try:
        settings = GroupSettings(pickup_until=time(16, 15), pickup_at=None)
        async with World(store, tmp_path, settings=settings) as world:
            await bring_to(Stage.CLOSED, world)
            await world.advance_to(16, minute)
            before = len(world.group())
            await world.tell("到了")
            (post,) = posts_since(world, before)
            assert ("4点15" in post) is is_told
    finally:
        store.close()


async def test_a_list_tells_what_is_limited(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("1. 土鸡蛋 32元/板 限2板\n2. 草莓 29.9元/盒 共40盒\n3. 豆腐 4元/块\n晚上8点截单")
        before = len(world.group())
        await world.tell("发")
        (post,) = posts_since(world, before)
        assert "1. 土鸡蛋 32元/板 限2板\n2. 草莓 29.9元/盒 有40盒\n3. 豆腐 4元/块\n" in post
