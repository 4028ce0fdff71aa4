"""Does the bot live in the town as it does outside: the same each time for one seed, faults counted, nothing lost?"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.simulation.command import plan_of
from bot.simulation.documents import Placeholders
from bot.simulation.one_thread import CountedIds
from bot.simulation.report import as_object, as_table, log_lines
from bot.simulation.running import Options, Outcome, simulate
from bot.simulation.sayings import CHANNEL_NAME, Numbered, heard
from bot.simulation.stalls import Stalls
from bot.simulation.town import Faults, Plan, Town
from models.community.modes import defaults_of
from models.community.people import GroupMode
from models.errors import BadInput
from models.store import open_store

SMALL = plan_of(days=2, groups=2, profile="20-shop", seed=7)


def figures(options: Options) -> dict[str, Any]:
    """Without what the machine has to do with."""
    told = as_object(simulate(options))
    assert told.pop("longest_stall_ms") > 0
    return told


@pytest.fixture(scope="module")
def lived() -> Outcome:
    return simulate(Options(SMALL))


def test_the_object_has_all_that_it_should(lived: Outcome) -> None:
    told = as_object(lived)
    assert told["messages"] == 80
    assert {
        "posts",
        "unasked",
        "posts_per_group_day_max",
        "bot_share",
        "due",
        "lost",
        "doubled",
        "unsure",
    } <= told.keys()
    assert told["due"] >= 2 * 2 * 4
    assert (told["lost"], told["doubled"], told["unplanned"], told["unsure"]) == (0, 0, 0, 0)
    assert (told["failed_posts"], told["failed_messages"]) == (0, 0)
    assert told["bot_share"] == pytest.approx(told["unasked"] / (told["messages"] + told["posts"]), abs=1e-4)
    assert list(told["profiles"]) == ["20-shop"]


def test_one_seed_gives_one_object(lived: Outcome) -> None:
    told = as_object(lived)
    del told["longest_stall_ms"]
    assert figures(Options(SMALL)) == told
    assert figures(Options(replace(SMALL, seed=8))) != told


def test_the_log_has_each_post(lived: Outcome) -> None:
    lines = list(log_lines(lived))
    groups = [line.split("\t") for line in lines if "> " not in line.split("\t")[1]]
    assert len(groups) == lived.figures().posts
    first_list = next(line for line in groups if line[2] == "list")
    assert first_list[0].startswith("2026-11-23 0")
    assert first_list[1].endswith("号院团购群")
    assert "1. " in first_list[3]
    assert [line[0] for line in groups] == sorted(line[0] for line in groups)


def test_the_table_marks_what_is_over_its_bound(lived: Outcome) -> None:
    bad = replace(lived, faults=Faults(unsure=3, failed_posts=0, failed_messages=0))
    rows = {row.split()[0]: row for row in as_table(bad).splitlines() if row.strip()}
    assert "3 *" in rows["unsure"]
    assert "*" not in rows["failed_posts"]
    # In a group of twenty messages a day the bot's share says nothing.
    assert "*" not in rows["bot_share"]


def test_sends_whose_answer_is_lost_are_unsure_or_lost() -> None:
    told = figures(Options(SMALL, mishaps=0.5))
    assert told["unsure"] > 0
    assert told["lost"] > 0
    assert figures(Options(SMALL, mishaps=0.5)) == told


@pytest.mark.asyncio
async def test_a_message_that_nobody_can_read_is_a_fault(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/tuan.db", tmp_path / "keys", ids=CountedIds(), durable=False)
    store.migrate()
    plan = Plan(days=1, groups=1, seed=7, first_day=date(2026, 11, 23), profile=SMALL.profile)
    town = Town(plan, store, tmp_path, Placeholders())
    async with town:
        await town.live()
        assert await town.faults() == Faults(0, 0, 0)
        once_more = heard(Numbered("once-more", town.record.said[0][0]), plan.place(0))
        town.channel.hear(replace(once_more, fault="torn"))
        await town.channel.heard_out()
        await town.bot.settled()
        assert await town.faults() == Faults(0, 0, 1)
    store.close()


@pytest.mark.asyncio
async def test_how_a_group_is_run_outlives_a_start(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/tuan.db", tmp_path / "keys", ids=CountedIds(), durable=False)
    store.migrate()
    plan = plan_of(days=1, groups=1, profile="20-village", seed=7)
    async with Town(plan, store, tmp_path, Placeholders()) as town:
        await town.live()
    async with Town(plan, store, tmp_path, Placeholders()) as again:
        group = await again.database.read(lambda unit: unit.groups.by_room(CHANNEL_NAME, plan.place(0).room_id))
    store.close()
    assert group is not None
    assert group.settings == defaults_of(GroupMode.VILLAGE)


def test_a_database_that_is_in_use_is_refused(tmp_path: Path) -> None:
    options = Options(replace(SMALL, days=1, groups=1), database=f"sqlite:///{tmp_path}/tuan.db")
    assert figures(options)["messages"] > 0
    with pytest.raises(BadInput, match="needs an empty one"):
        simulate(options)


def test_more_groups_than_an_account_bears_have_several_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(days=2, groups=3, profile="20-shop", seed=7)
    together = simulate(Options(plan))
    monkeypatch.setattr("bot.simulation.town.GROUPS_OF_AN_ACCOUNT", 2)
    assert [(one.first_group, one.groups) for one in plan.accounts()] == [(0, 2), (2, 1)]
    apart = simulate(Options(plan))
    assert [group.place.number for group in apart.groups] == [0, 1, 2]
    assert apart.record.said == together.record.said
    for key in ("messages", "due", "lost", "doubled", "failed_messages"):
        assert as_object(apart)[key] == as_object(together)[key], key
    assert {given.group for given in apart.record.everything_given() if given.kind == "list"} == {0, 1, 2}
    with pytest.raises(BadInput, match="3 groups are 2"):
        simulate(Options(plan, database="sqlite:///unused.db"))


def test_a_stall_is_the_time_in_which_the_loop_came_to_nothing_else() -> None:
    seconds = [0.0]
    stalls = Stalls(clock=lambda: seconds[0])
    loop = stalls.loop()

    async def hold_up(for_seconds: float) -> None:
        seconds[0] += for_seconds

    async def wait_twice() -> None:
        await hold_up(0.05)
        await asyncio.sleep(0)
        await hold_up(0.06)

    loop.run_until_complete(wait_twice())
    assert stalls.longest_ms == pytest.approx(60), "two turns of the loop, not one"
    loop.run_until_complete(hold_up(0.08))
    loop.run_until_complete(hold_up(0))
    loop.close()
    assert stalls.longest_ms == pytest.approx(80)


def test_the_mix_has_figures_for_each_profile() -> None:
    told = as_object(simulate(Options(plan_of(days=1, groups=5, profile=None, seed=7))))
    assert told["profile"] == "mix"
    assert list(told["profiles"]) == ["20-shop", "80-shop", "300-shop", "20-village"]
    assert sum(part["messages"] for part in told["profiles"].values()) == told["messages"]
    assert json.loads(json.dumps(told)) == told
