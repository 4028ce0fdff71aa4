"""Which weeks are lived, and on which databases? Twenty groups, seven days, as the simulation writes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.simulation.command import plan_of
from bot.simulation.town import Plan
from tests.contract.databases import PostgresServer
from tests.crash.driver import Driver, Lived

DAYS, GROUPS = 7, 20


@dataclass(frozen=True, slots=True)
class Mode:
    """On which database bots are killed, and how many share it."""

    name: str
    postgres: bool
    bots: int


MODES = (
    Mode("sqlite", postgres=False, bots=1),
    Mode("postgresql", postgres=True, bots=1),
    Mode("two", postgres=True, bots=2),
)


def a_week(profile: str | None, seed: int) -> Plan:
    """Raises BadInput for a profile that there is not."""
    return plan_of(days=DAYS, groups=GROUPS, profile=profile, seed=seed)


def lived(plan: Plan, mode: Mode, kills: int, seed: int, server: PostgresServer | None) -> Lived:
    """Drive the week; ``server`` is needed for PostgreSQL."""
    with TemporaryDirectory(prefix="tuan-crash-") as name, _database(mode, Path(name), server) as url:
        return Driver(plan, url, Path(name), kills=kills, seed=seed, bots=mode.bots).run()


@contextmanager
def _database(mode: Mode, folder: Path, server: PostgresServer | None) -> Iterator[str]:
    if not mode.postgres:
        yield f"sqlite:///{folder}/tuan.sqlite3"
        return
    assert server is not None
    database = server.create()
    try:
        yield server.url(database)
    finally:
        server.drop(database)
