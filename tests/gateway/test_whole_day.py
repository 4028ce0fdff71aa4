"""Does a whole day go through a real gateway as it goes without one? Every post once, every echo known."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import time
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.playground import cast
from bot.channels.playground.sample_day import DAY_ENDS_AT, SAMPLE_DAY, STANDING_AT_CUTOFF, TAKEN_LATE
from models.mail import OutboxState
from models.ports import UnitOfWork
from models.store import SqlStore, open_store
from tests.flow.test_whole_day import expected, standing
from tests.gateway.day import ROOM, GatewayDay
from tests.gateway.gateway import Gateway

pytestmark = pytest.mark.asyncio

ORGANIZER = cast.ORGANIZER_ID


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/tuan.db", tmp_path / "keys.sqlite")
    opened.migrate()
    yield opened
    opened.close()


@pytest_asyncio.fixture
async def day(store: SqlStore, tmp_path: Path, own_gateway: Gateway) -> AsyncIterator[GatewayDay]:
    own_gateway.start()
    async with GatewayDay(store, tmp_path, own_gateway) as lived:
        yield lived


async def test_the_sample_day(day: GatewayDay) -> None:
    await day.live(DAY_ENDS_AT)
    posts, private = await day.told(ROOM), await day.told(ORGANIZER)
    files = await day.files(ORGANIZER)
    assert await day.database.read(standing) == expected(STANDING_AT_CUTOFF, TAKEN_LATE)
    assert sum("散养土鸡蛋" in post and "32元" in post for post in posts) == 1
    assert sum("半小时" in post for post in posts) == 1
    assert sum("截" in post and not any(word in post for word in ("半小时", "32元", "@大鹏")) for post in posts) == 1
    assert sum("3号楼架空层" in post and "32元" not in post for post in posts) == 1
    assert sum("@大鹏\u2005" in post for post in posts) == 1
    (summary,) = [text for text in private if text.startswith("今天")]
    assert len(summary.splitlines()) <= 12
    assert f"{len(STANDING_AT_CUTOFF) + len(TAKEN_LATE)}单" in summary
    assert sorted(name.rsplit(".", 1)[1] for name in files) == ["png", "xlsx"]
    assert [name.rsplit(".", 1)[1] for name in await day.files(ROOM)] == ["png"], "the picture of the list"
    await _nothing_is_left(day)
    await _own_words_are_no_talk(day)


async def _nothing_is_left(day: GatewayDay) -> None:
    """Each post went out exactly once, and its echo settled its row and no other."""
    rows = await day.database.read(lambda unit: unit.outbox.page(limit=500))
    assert {row.state for row in rows} <= {OutboxState.SENT, OutboxState.WITHDRAWN, OutboxState.EXPIRED}
    sent = {row.channel_message_id for row in rows if row.state is OutboxState.SENT}
    assert sent == {out["id"] for out in await day.gateway.sent()}
    assert not await day.database.read(lambda unit: unit.inbox.faults())


async def _own_words_are_no_talk(day: GatewayDay) -> None:
    def spoken(unit: UnitOfWork) -> list[str | None]:
        (organizer,) = unit.organizers.all()
        (group,) = unit.groups.of_organizer(organizer.id)
        return [line.text for line in unit.chat_log.recent(group.id, limit=500) if not line.by_bot]

    heard = await day.database.read(spoken)
    said_in_group = [saying.text for saying in SAMPLE_DAY if not saying.private and not saying.recalls]
    assert sorted(text or "" for text in heard[1:]) == sorted(said_in_group), "the first is the organizer's hello"


@pytest.mark.parametrize("echo", ["before", "after"])
@pytest.mark.parametrize("ids", [True, False], ids=["ids", "no ids"])
async def test_echoes_are_known_where_the_room_names_people_otherwise(day: GatewayDay, echo: str, ids: bool) -> None:
    await day.live(time(7, 40))
    await day.live(time(11, 10, 30), since=time(11, 8))
    # She renamed herself before she was asked: what comes back calls her as the bot did not write it.
    await day.gateway.ask("alias", who="res-35", text="晓晓 二期@老业主 13900001111", roomId=ROOM)
    await day.gateway.ask("behave", echo=echo, ids=ids)
    await day.live(time(11, 16), since=time(11, 11))
    rows = await day.database.read(lambda unit: unit.outbox.page(states=[OutboxState.SENT], limit=500))
    assert sum("@晓晓 二期@老业主 13900001111\u2005" in post for post in await day.told(ROOM)) == 1
    assert [row.text_sent for row in rows if "@晓晓\u2005" in (row.text_sent or "")]
    assert {row.channel_message_id for row in rows} == {out["id"] for out in await day.gateway.sent()}
    await _only_people_are_in_the_log(day)


async def _only_people_are_in_the_log(day: GatewayDay) -> None:
    posts = set(await day.told(ROOM))

    def lines(unit: UnitOfWork) -> set[str | None]:
        (organizer,) = unit.organizers.all()
        (group,) = unit.groups.of_organizer(organizer.id)
        return {line.text for line in unit.chat_log.recent(group.id, limit=500)}

    assert not posts & await day.database.read(lines)
