"""Does a whole day go as people expect? List, orders, changes, cut-off, arrival, summary, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from bot.channels.fake import FakeChannel
from bot.channels.playground import cast
from bot.channels.playground.heard_day import heard_day
from bot.channels.playground.sample_day import (
    CUTOFF_AT,
    DAY_ENDS_AT,
    STANDING_AT_CUTOFF,
    TAKEN_LATE,
    totals,
)
from bot.clock import SteppedClock
from models.mail import OutboxState
from models.ports import UnitOfWork
from models.store import SqlStore
from models.values import Incoming
from tests.flow.world import World

DAY = date(2026, 11, 23)


class SampleWorld(World):
    """The playground's people, who live their day."""

    async def live(self, until: time, *, since: time = time(0)) -> None:
        """Everybody says what they say up to then; then the clock shows ``until``."""
        for message in heard_day(DAY):
            at = message.sent_at.astimezone(cast.ZONE).time()
            if since <= at < until:
                await self.alarm.advance(message.sent_at)
                self.fake.hear(message)
                await self.settled()
        await self.alarm.advance(datetime.combine(DAY, until, cast.ZONE))

    def told(self, contact: str) -> list[str]:
        return [one.text for one in self.fake.sent if one.contact_id == contact and not one.attachment]

    def posts(self) -> list[str]:
        return [one.text for one in self.fake.sent if one.room_id == cast.ROOM_ID]

    def files(self) -> list[str]:
        return [one.attachment.file_name for one in self.fake.sent if one.attachment]


def sample_world(store: SqlStore, folder: Path) -> SampleWorld:
    start = datetime.combine(DAY, time(7), cast.ZONE)
    channel = FakeChannel(SteppedClock(start), name="playground", account=cast.BOT_ID)
    channel.hear(entrance(start))
    return SampleWorld(store, folder, start_at=start, channel=channel, organizer=cast.ORGANIZER_ID)


def entrance(at: datetime) -> Incoming:
    first = heard_day(DAY)[2]
    return replace(first, message_id="entrance", sender_id=cast.ORGANIZER_ID, sent_at=at, text="大家好")


def standing(unit: UnitOfWork) -> dict[str, dict[str, Decimal]]:
    """What stands in the newest group-buy: nickname to product number to quantity."""
    (organizer,) = unit.organizers.all()
    newest = unit.group_buys.latest_of(organizer.id)[0]
    numbers = {product.id: product.number for product in newest.products}
    lines = unit.books.standing(newest.id)
    people = unit.people.many({line.member for line in lines})
    held: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        if line.quantity:
            of_person = held.setdefault(people[line.member].nickname, {})
            number = numbers[line.product]
            of_person[number] = of_person.get(number, Decimal(0)) + line.quantity
    return held


def expected(*parts: Mapping[str, Mapping[str, Decimal]]) -> dict[str, dict[str, Decimal]]:
    return {cast.name_of(person): dict(lines) for part in parts for person, lines in part.items()}


@pytest.mark.asyncio
async def test_the_book_at_the_cutoff_is_what_people_meant(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(CUTOFF_AT)
        held = await world.database.read(standing)
    assert held == expected(STANDING_AT_CUTOFF)


@pytest.mark.asyncio
async def test_the_list_goes_out_once_and_the_group_is_told_of_the_cutoff(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(time(12, 5))
        posts = world.posts()
    assert sum("散养土鸡蛋" in post and "32元" in post for post in posts) == 1
    assert sum("半小时" in post for post in posts) == 1
    assert sum("截" in post and "半小时" not in post and "32元" not in post for post in posts) == 1


@pytest.mark.asyncio
async def test_who_came_late_is_told_and_taken_in_by_one_word(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(time(12, 10), since=time(0))
        late_post = [post for post in world.posts() if "@大鹏" in post]
        before = await world.database.read(standing)
        await world.live(time(12, 15), since=time(12, 10))
        after = await world.database.read(standing)
    assert len(late_post) == 1
    assert before == expected(STANDING_AT_CUTOFF)
    assert after == expected(STANDING_AT_CUTOFF, TAKEN_LATE)


@pytest.mark.asyncio
async def test_the_whole_day_ends_with_one_summary_a_picture_and_a_table(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(DAY_ENDS_AT)
        organizer, posts, files = world.told(cast.ORGANIZER_ID), world.posts(), world.files()
        waiting = await world.database.read(lambda unit: unit.outbox.page(states=[OutboxState.WAITING]))
        faults = await world.database.read(lambda unit: unit.inbox.faults())
    summaries = [text for text in organizer if text.startswith("今天")]
    assert len(summaries) == 1
    assert len(summaries[0].splitlines()) <= 12
    assert f"{len(STANDING_AT_CUTOFF) + len(TAKEN_LATE)}单" in summaries[0]
    assert sorted((name[:2], name.rsplit(".", 1)[1]) for name in files) == [
        ("日报", "png"),
        ("清单", "png"),
        ("订单", "xlsx"),
    ]
    assert sum("3号楼架空层" in post and "32元" not in post for post in posts) == 1
    assert not faults
    assert not waiting


@pytest.mark.asyncio
async def test_totals_are_the_sum_of_what_people_hold(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(DAY_ENDS_AT)
        held = await world.database.read(standing)
    sums: dict[str, Decimal] = {}
    for lines in held.values():
        for number, quantity in lines.items():
            sums[number] = sums.get(number, Decimal(0)) + quantity
    assert sums == totals(STANDING_AT_CUTOFF, TAKEN_LATE)


@pytest.mark.asyncio
async def test_the_group_never_reads_rooms_sums_costs_or_a_call_to_all(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(DAY_ENDS_AT)
        text = "\n".join(world.posts())
    for forbidden in ("501", "5-302", "@所有人", "进价", "还没付", "系统", "已成功"):
        assert forbidden not in text


@pytest.mark.asyncio
async def test_the_bot_keeps_to_its_ceiling(store: SqlStore, tmp_path: Path) -> None:
    async with sample_world(store, tmp_path) as world:
        await world.live(DAY_ENDS_AT)
        rows = await world.database.read(lambda unit: unit.outbox.page(states=[OutboxState.SENT], limit=500))
    # A list and its picture are one post to whoever reads them.
    unasked = [
        row.post.kind
        for row in rows
        if row.post.group is not None and not row.post.answers and row.post.kind != "list_poster"
    ]
    assert len(unasked) <= 8, unasked
