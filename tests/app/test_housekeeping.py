"""Is what is past its term gone in the night, with its files, and nothing else?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.housekeeping import Housekeeper
from models.ports import KeepingTerms, UnitOfWork
from models.store import SqlStore
from models.values import MediaRef, MessageKind
from tests.flow.world import ZONE, World


@pytest.mark.asyncio
async def test_pictures_and_chatter_go_when_their_terms_are_over(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        terms = KeepingTerms(chatter_days=30, media_days=14, orders_days=365)
        Housekeeper(store, world.clock, world.alarm, tmp_path / "media", terms, ZONE).start()
        world.fake.files["key-1"] = b"picture"
        picture = await world.say("王芳", "", kind=MessageKind.IMAGE, media=MediaRef("key-1", "cat.jpg"))
        said = await world.say("王芳", "谁家的猫")

        await world.alarm.advance(world.clock.now() + timedelta(days=15))
        assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
        assert await _text(world, said) == "谁家的猫"

        await world.alarm.advance(world.clock.now() + timedelta(days=17))
        assert await _text(world, said) is None
        assert await _text(world, picture) is None


async def _text(world: World, channel_id: str) -> str | None:
    def read_text(unit: UnitOfWork) -> str | None:
        message = unit.inbox.by_channel_id("fake", channel_id)
        line = None if message is None else unit.chat_log.get(message)
        return None if line is None else line.text

    return await world.database.read(read_text)
