"""A process that is killed, again and again: is each message handled once, each due time fired once, nothing halved?"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from models.mail import InboxState
from models.schedule import Job, Once, Schedule
from tests.fakes.stores import AnyStore, opened_store
from tests.fakes.world import CHANNEL, ORGANIZER, after
from tests.intake.victim import FAILS_EVERY, GROUP

COUNT = 600
#: After how many rows in the outbox it is killed: early, in the midst, late.
KILLED_AFTER = (1, 150, 500, 900)


def plan(store: AnyStore) -> None:
    with store.unit() as unit:
        for number in range(60):
            once = Once(after(number))
            unit.schedules.put(
                Schedule(f"s{number}", ORGANIZER, GROUP, Job.CUTOFF, once, "Asia/Shanghai", next_due=once.at)
            )
        unit.commit()


def said(store: AnyStore) -> Counter[tuple[str, str]]:
    with store.reader() as unit:
        rows = unit.outbox.page(limit=10_000)
    return Counter((row.post.kind, row.post.values.get("to") or row.post.values["of"]) for row in rows)


async def run(folder: Path, store: AnyStore, *, kill_after: int | None) -> int | None:
    """One life of the process; how it ended."""
    victim = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.intake.victim", str(folder), str(COUNT))
    waiting = asyncio.create_task(victim.wait())
    while kill_after is not None and not waiting.done() and said(store).total() < kill_after:
        await asyncio.wait([waiting], timeout=0.005)
    if kill_after is not None and not waiting.done():
        victim.kill()
    await asyncio.wait_for(waiting, 60)
    return victim.returncode


@pytest.mark.asyncio
async def test_whenever_it_is_killed_everything_happens_once(tmp_path: Path) -> None:
    with opened_store(f"sqlite:///{tmp_path}/tuan.sqlite3", tmp_path) as store:
        plan(store)
        ends = [await run(tmp_path, store, kill_after=kill_after) for kill_after in KILLED_AFTER]
        assert -signal.SIGKILL in ends, "it was killed while it worked"
        assert await run(tmp_path, store, kill_after=None) == 0
        good = [f"m{number}" for number in range(COUNT) if number % FAILS_EVERY]
        fired = Counter({("done", f"s{number}"): 1 for number in range(60)})
        assert said(store) == Counter({(kind, id_): 1 for kind in ("answer", "noted") for id_ in good}) + fired
        with store.reader() as unit:
            assert unit.inbox.next_waiting() == []
            ids = [unit.inbox.by_channel_id(CHANNEL, f"m{number}") for number in range(COUNT)]
            rows = [unit.inbox.get(message) for message in ids if message is not None]
        states = Counter(row.state for row in rows if row is not None)
        assert states == {InboxState.HANDLED: len(good), InboxState.FAILED: COUNT - len(good)}
