"""How is a simulation run? A store of its own, the town on it, and what the figures say of it afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing import current_process, get_context
from pathlib import Path
from random import Random

from bot.logs import set_up_logs
from bot.rendering.warm import WarmRenderer
from bot.simulation.channel import Mishap, no_mishap
from bot.simulation.documents import Placeholders
from bot.simulation.figures import Figures, GroupsFigures, add_up, look_at
from bot.simulation.one_thread import CountedIds
from bot.simulation.profiles import NAMES
from bot.simulation.record import Record
from bot.simulation.stalls import Stalls
from bot.simulation.town import Faults, Plan, Town, promised
from models.errors import BadInput
from models.store import SqlStore, open_store

MOST_DAYS, MOST_GROUPS = 366, 10_000


@dataclass(frozen=True, slots=True)
class Options:
    """``database`` is an empty one, else one in a temporary folder; ``documents``: pictures and tables are made for
    real; ``mishaps`` is the share of sends of which nobody learns what became of them."""

    plan: Plan
    database: str | None = None
    documents: bool = False
    mishaps: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has come of it: the figures of all groups and of each profile, and all that was said."""

    plan: Plan
    record: Record
    groups: tuple[GroupsFigures, ...]
    faults: Faults
    longest_stall_ms: float

    def figures(self, profile: str | None = None) -> Figures:
        """Of all groups, or of those of one profile."""
        chosen = [group for group in self.groups if profile in (None, group.place.profile.name)]
        return add_up(chosen, self.plan.every_day())

    def profiles(self) -> list[str]:
        """The profiles that took part."""
        present = {group.place.profile.name for group in self.groups}
        return [name for name in NAMES if name in present]


def checked(plan: Plan) -> Plan:
    """Raises BadInput where there is nothing to simulate, or too much."""
    if not 1 <= plan.days <= MOST_DAYS:
        raise BadInput(f"--days {plan.days}: from 1 to {MOST_DAYS}")
    if not 1 <= plan.groups <= MOST_GROUPS:
        raise BadInput(f"--groups {plan.groups}: from 1 to {MOST_GROUPS}")
    return plan


def set_up_quiet_logs() -> None:
    """Errors only: a town says much, and most of it is told by the figures."""
    set_up_logs("error", "console")


def simulate(options: Options) -> Outcome:
    """Run it to its end; several accounts side by side, each in a process of its own, as a bot has it in life. Raises
    BadInput where there is nothing to simulate, too much, or a database that can't be used."""
    accounts = checked(options.plan).accounts()
    if len(accounts) == 1:
        return _account_lived(options)
    if options.database is not None:
        raise BadInput(
            f"--database: it holds one account, and {options.plan.groups} groups are {len(accounts)} of them"
        )
    record, groups, faults, longest = Record(), list[GroupsFigures](), Faults(0, 0, 0), 0.0
    with _workers(len(accounts)) as workers:
        lived = workers.map(_account_lived, [replace(options, plan=account) for account in accounts])
        for outcome in _shown(lived, len(accounts)):
            record.add(outcome.record)
            groups += outcome.groups
            faults += outcome.faults
            longest = max(longest, outcome.longest_stall_ms)
    return Outcome(options.plan, record, tuple(groups), faults, longest)


def _workers(most: int) -> ProcessPoolExecutor:
    # Not forked: a process that has drawn pictures has threads.
    count = min(os.cpu_count() or 1, most)
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=set_up_quiet_logs)


def _shown(lived: Iterator[Outcome], accounts: int) -> Iterator[Outcome]:
    for number, outcome in enumerate(lived, 1):
        _show_progress(f"account {number} of {accounts}")
        yield outcome


def _account_lived(options: Options) -> Outcome:
    stalls = Stalls()
    with asyncio.Runner(loop_factory=stalls.loop) as runner:
        return runner.run(_lived(options, stalls))


async def _lived(options: Options, stalls: Stalls) -> Outcome:
    plan = options.plan
    with tempfile.TemporaryDirectory(prefix="tuan-simulate-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        store = stack.enter_context(_empty_store(options.database, folder))
        documents = WarmRenderer() if options.documents else Placeholders()
        town = Town(plan, store, folder, documents, _mishap(options.mishaps, plan.seed))
        try:
            async with town:
                # How long a start takes is another figure.
                stalls.longest_ms = 0.0
                await town.live(lambda day: _show_progress(f"{day + timedelta(days=1)}"))
                faults, longest = await town.faults(), stalls.longest_ms
        finally:
            await documents.close()
    return Outcome(plan, town.record, tuple(_counted(plan, town.record)), faults, longest)


def _counted(plan: Plan, record: Record) -> Iterator[GroupsFigures]:
    for place in plan.places():
        yield look_at(place, record, promised(plan, place), plan.ends_at)


@contextlib.contextmanager
def _empty_store(url: str | None, folder: Path) -> Iterator[SqlStore]:
    """A store that nobody has used before. The default is gone with its folder, so nothing waits for the disk."""
    chosen = url or f"sqlite:///{folder}/tuan.db"
    with contextlib.closing(open_store(chosen, folder / "keys", ids=CountedIds(), durable=url is not None)) as store:
        store.migrate(accept_new_keys=True)
        with store.reader() as unit:
            if unit.organizers.all():
                raise BadInput("--database: a simulation needs an empty one, and this one is in use")
        yield store


def _mishap(share: float, seed: int) -> Mishap:
    if not share:
        return no_mishap
    chance = Random(f"mishaps {seed}")

    def next_one() -> bool | None:
        return chance.random() < 0.5 if chance.random() < share else None

    return next_one


def _show_progress(reached: str) -> None:
    if sys.stderr.isatty() and current_process().name == "MainProcess":
        sys.stderr.write(f"\r{reached}")
        sys.stderr.flush()
