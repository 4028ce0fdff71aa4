"""Does a day that is killed twenty times end as one that is not: the same book, nothing lost, nothing twice?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.driver import Driver, Outcome, compare

KILLS = 20


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def lived(folder: Path, kills: int) -> Outcome:
    return await Driver(f"sqlite:///{folder}/tuan.db", folder, kills=kills, seed=20).run()


@pytest.mark.asyncio
async def test_a_day_of_kills_ends_as_a_calm_one(tmp_path: Path) -> None:
    calm = await lived(made(tmp_path / "calm"), 0)
    killed = await lived(made(tmp_path / "killed"), KILLS)
    verdict = compare(calm, killed)
    assert killed.kills == KILLS
    assert calm.book
    assert verdict.same_book
    assert (verdict.lost, verdict.doubled, killed.failed) == (0, 0, 0)
    assert verdict.unsure <= KILLS
    assert (calm.kills, calm.unsure, calm.failed) == (0, 0, 0)
