"""Whatever happens to channel and process, are the relay's laws kept: once, in order, at a distance, never silent?"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.database_thread import DatabaseThread
from models.errors import NoSuchPlace, NotSent, SendUnknown
from models.mail import OutboxRow, OutboxState, PostClass
from models.values import Outgoing
from tests.fakes.stores import MEMORY, opened_store
from tests.scheduler.post_office import PostOffice

GROUP_GAP = timedelta(seconds=8)
ACCOUNT_GAP = timedelta(seconds=1)
LONG_ENOUGH = timedelta(hours=6)


@dataclass(frozen=True)
class Say:
    room: int
    post_class: PostClass
    harmless: bool

    async def happen(self, office: PostOffice) -> None:
        await office.say("说", room=self.room, post_class=self.post_class, harmless_twice=self.harmless)
        await office.look()


@dataclass(frozen=True)
class Wait:
    seconds: int

    async def happen(self, office: PostOffice) -> None:
        await office.alarm.advance(office.clock.now() + timedelta(seconds=self.seconds))


@dataclass(frozen=True)
class Fail:
    error: type[NotSent] | type[SendUnknown] | type[NoSuchPlace]
    late: bool

    async def happen(self, office: PostOffice) -> None:
        office.channel.fail_next(self.error("…"), goes_out_late=self.late and self.error is SendUnknown)


@dataclass(frozen=True)
class Restart:
    async def happen(self, office: PostOffice) -> None:
        office.start(office.clock.now())
        await office.take_lease(f"after {office.holder}")
        await office.look()


@dataclass(frozen=True)
class Crash:
    """The process dies while it sends; ``went_out`` or not, nobody knows."""

    room: int
    harmless: bool
    went_out: bool

    async def happen(self, office: PostOffice) -> None:
        row_id = await office.say("说", room=self.room, harmless_twice=self.harmless)
        if self.went_out:
            office.channel.swallows_answers = True
        else:
            office.channel.silent_rooms = {"room1", "room2", "room3"}
        office.relay.nudge()
        for _ in range(200):
            if await office.state(row_id) is OutboxState.SENDING:
                break
        await office.die()
        office.channel.swallows_answers, office.channel.silent_rooms = False, set()
        await Restart().happen(office)


@dataclass(frozen=True)
class Away:
    is_away: bool

    async def happen(self, office: PostOffice) -> None:
        if self.is_away:
            office.channel.go_away()
        else:
            office.channel.come_back()


@dataclass(frozen=True)
class LetOut:
    """What timed out goes out after all, unheard."""

    async def happen(self, office: PostOffice) -> None:
        await office.channel.let_out()


Happening = Say | Wait | Fail | Restart | Crash | Away | LetOut

happenings = st.one_of(
    st.builds(Say, st.integers(1, 3), st.sampled_from(PostClass), st.booleans()),
    st.builds(Wait, st.integers(1, 200)),
    st.builds(Fail, st.sampled_from([NotSent, SendUnknown, NoSuchPlace]), st.booleans()),
    st.just(Restart()),
    st.builds(Crash, st.integers(1, 3), st.booleans(), st.booleans()),
    st.builds(Away, st.booleans()),
    st.just(LetOut()),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(script=st.lists(happenings, max_size=25))
def test_laws_of_the_relay(script: list[Happening]) -> None:
    asyncio.run(_play(script))


async def _play(script: list[Happening]) -> None:
    with opened_store(MEMORY, Path()) as store:
        database = DatabaseThread(store)
        office = PostOffice(store, database)
        await office.open()
        for happening in script:
            await happening.happen(office)
        for happening in (Away(is_away=False), Wait(int(LONG_ENOUGH.total_seconds())), LetOut()):
            await happening.happen(office)
        rows = await database.read(lambda unit: unit.outbox.page(limit=1000))
        await database.close()
    assert_laws(office, sorted(rows, key=lambda row: row.id))


def assert_laws(office: PostOffice, rows: list[OutboxRow]) -> None:
    out = Counter(outgoing.key for outgoing in office.channel.sent)
    told = {row_id for row_id, _, _ in office.told}
    for row in rows:
        assert row.post.harmless_twice or out[row.id] <= 1, "never twice"
        assert row.state in (OutboxState.SENT, OutboxState.FAILED, OutboxState.UNSURE), "never left lying"
        assert (row.state is OutboxState.SENT) != (row.id in told), "never silent, and told only where there is need"
        assert row.state is not OutboxState.SENT or out[row.id] >= 1, "what is said to be sent was"
    assert_distances(office)
    assert_order(office.channel.sent, {row.id: row for row in rows})


def assert_distances(office: PostOffice) -> None:
    by_room = defaultdict(list)
    for room, _, at in office.channel.times:
        by_room[room].append(at)
    for times in by_room.values():
        assert all(later - earlier >= GROUP_GAP for earlier, later in pairwise(times))


def assert_order(sent: list[Outgoing], rows: dict[str, OutboxRow]) -> None:
    """What went out at the first try is in the order of its making, within its class and place."""
    by_queue = defaultdict(list)
    for outgoing in sent:
        row = rows[outgoing.key]
        if row.attempts == 0 and row.text_sent is not None and row.channel_message_id is not None:
            by_queue[row.post.group, row.post.post_class].append(row.id)
    for queue in by_queue.values():
        assert queue == sorted(queue)
