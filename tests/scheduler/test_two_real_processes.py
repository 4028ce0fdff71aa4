"""Two real processes on one PostgreSQL, one of which is killed: does the other say the rest, once, within 30 seconds?

The one test in which the lease runs out in real time; all others move the clock (tests/flow/test_taking_over.py).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from models.community.people import Group, GroupSettings, Organizer
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.ports import Sighting, UnitOfWork
from models.schedule import Job, Once, Schedule
from models.store import open_store
from models.values import GroupBuyId, GroupId, Product, ProductId
from tests.fakes.world import CHANNEL, ORGANIZER

WITHIN_SECONDS = 30.0
#: Before the kill, and in the seconds after it.
_EARLY, _LATE = 5, 12


class Survivor:
    """A bot in a process of its own, and when it said what."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scheduler.survivor", *arguments], stdout=subprocess.PIPE, text=True
        )
        self._lines: Queue[tuple[float, str]] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put((time.monotonic(), line.strip()))

    def until(self, wanted: str, count: int, seconds: float) -> list[tuple[float, str]]:
        """The next lines that begin so."""
        found: list[tuple[float, str]] = []
        end = time.monotonic() + seconds
        while len(found) < count:
            try:
                at, line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise AssertionError(f"{len(found)} of {count} {wanted!r} within {seconds} s") from None
            if line.startswith(wanted):
                found.append((at, line))
        return found

    def rest(self) -> list[str]:
        return [self._lines.get_nowait()[1] for _ in range(self._lines.qsize())]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def furnish(unit: UnitOfWork, now: datetime) -> None:
    """Many groups, each with an open group-buy; nobody is told anything yet."""
    boss = unit.people.id_of(ORGANIZER, CHANNEL, "boss")
    unit.organizers.put(Organizer(ORGANIZER, "团长", boss))
    unit.people.see(Sighting(ORGANIZER, CHANNEL, "boss", "团长", is_friend=True, group=None, at=now))
    # By the real clock, whatever the hour: no night holds anything back.
    awake = GroupSettings(quiet_hours=None, soft_quiet_hours=None)
    for number in range(_EARLY + _LATE):
        group = Group(GroupId(f"g{number:02}"), ORGANIZER, CHANNEL, f"room{number:02}", f"{number}群", awake)
        chosen = frozenset({"quiet_hours", "soft_quiet_hours"})
        unit.groups.put(replace(group, kept_notice_said=True, own=chosen))
        unit.group_buys.put(
            GroupBuy(
                id=GroupBuyId(f"gb{number:02}"),
                organizer=ORGANIZER,
                groups=(group.id,),
                title="",
                products=(Product(ProductId("eggs"), "1", "鸡蛋", "板", 3200),),
                stage=Stage.OPEN,
                opened_at=now,
                closes_at=now + timedelta(hours=9),
                created_at=now,
            )
        )


def plan(unit: UnitOfWork, numbers: range, first: datetime, apart: timedelta) -> None:
    for place, number in enumerate(numbers):
        at = first + apart * place
        group = GroupId(f"g{number:02}")
        unit.schedules.put(
            Schedule(f"s{number:02}", ORGANIZER, group, Job.DAILY_LIST, Once(at), "Asia/Shanghai", next_due=at)
        )


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_the_rest_is_said_by_the_other_within_half_a_minute(url: str, tmp_path: Path) -> None:
    keys = tmp_path / "keys.sqlite3"
    store = open_store(url, keys)
    with store.unit() as unit:
        now = datetime.now(UTC)
        furnish(unit, now)
        plan(unit, range(_EARLY), now, timedelta())
        unit.commit()
    first = Survivor(url, str(keys), str(tmp_path), "first")
    second = None
    try:
        first.until("connected", 1, 20)
        second = Survivor(url, str(keys), str(tmp_path), "second")
        second.until("ready", 1, 20)
        said = first.until("sent room", _EARLY, 20)
        with store.unit() as unit:
            plan(unit, range(_EARLY, _EARLY + _LATE), datetime.now(UTC) + timedelta(seconds=1), timedelta(seconds=1))
            unit.commit()
        first.kill()
        killed_at = time.monotonic()
        later = second.until("sent room", _LATE, WITHIN_SECONDS + 10)
        assert later[0][0] - killed_at <= WITHIN_SECONDS
        rooms = Counter(line for _, line in [*said, *later])
        assert rooms == Counter(f"sent room{number:02}" for number in range(_EARLY + _LATE))
        assert not [line for line in second.rest() if line.startswith("sent room")]
    finally:
        for process in (first, second):
            if process is not None:
                process.kill()
        store.close()
