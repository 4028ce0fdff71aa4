"""Does a week of twenty groups whose bots are killed fifty times end as a calm one: nothing lost, nothing twice?"""

from __future__ import annotations

import pytest

from tests.contract.databases import PostgresServer
from tests.crash.driver import Lived
from tests.crash.verdict import judged
from tests.crash.weeks import MODES, Mode, a_week, lived
from tests.fakes.fixtures import postgres

__all__ = ["postgres"]

KILLS, SEED = 50, 20
#: The quietest of all.
WEEK = a_week("20-village", SEED)


@pytest.fixture(scope="module")
def calm() -> Lived:
    return lived(WEEK, MODES[0], 0, SEED, None)


def test_a_calm_week_keeps_what_it_promises(calm: Lived) -> None:
    verdict = judged(WEEK, calm, calm)
    assert verdict.due > WEEK.groups * WEEK.days
    assert verdict.is_good, verdict
    assert verdict.kills == 0


@pytest.mark.parametrize("mode", MODES, ids=[mode.name for mode in MODES])
def test_a_week_of_kills_ends_as_a_calm_one(mode: Mode, calm: Lived, request: pytest.FixtureRequest) -> None:
    server: PostgresServer | None = request.getfixturevalue("postgres") if mode.postgres else None
    verdict = judged(WEEK, lived(WEEK, mode, KILLS, SEED, server), calm)
    assert verdict.kills == KILLS
    assert verdict.is_good, verdict
