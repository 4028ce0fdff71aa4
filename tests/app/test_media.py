"""Are pictures that people send kept as files, each noted in the log, whatever they are called?"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store import SqlStore
from models.values import MediaRef, MessageKind
from tests.flow.world import World


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("file_name", "ending"), [("egg.JPG", ".jpg"), ("../../etc/passwd", ""), ("a.b/c.png", ".png"), ("x.p\u0000ng", "")]
)
async def test_a_picture_is_kept_under_the_messages_own_name(
    store: SqlStore, tmp_path: Path, file_name: str, ending: str
) -> None:
    async with World(store, tmp_path) as world:
        world.fake.files["key-1"] = b"picture"
        message = await world.say("王芳", "", kind=MessageKind.IMAGE, media=MediaRef("key-1", file_name))
        kept = await world.database.read(lambda unit: unit.inbox.by_channel_id("fake", message))
        assert kept is not None
        line = await world.database.read(lambda unit: unit.chat_log.get(kept))
    files = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert line is not None
    assert line.media_path == str(files[0].relative_to(tmp_path / "media"))
    assert files[0].name == f"{kept}{ending}"
    assert files[0].read_bytes() == b"picture"


@pytest.mark.asyncio
async def test_a_picture_that_cannot_be_had_stops_nobody(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say("王芳", "", kind=MessageKind.IMAGE, media=MediaRef("gone", "egg.jpg"))
        await world.say("王芳", "看看这个")
        lines = await world.database.read(lambda unit: len(unit.inbox.faults()))
    assert lines == 0
    assert not (tmp_path / "media").exists()
