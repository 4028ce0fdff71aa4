"""What does ``tuan simulate`` do with what was typed? Checks it, runs, and prints."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from bot.simulation.profiles import profile_named
from bot.simulation.report import as_json, as_table, log_lines
from bot.simulation.running import Options, checked, set_up_quiet_logs, simulate
from bot.simulation.town import Plan
from models.errors import BadInput

#: A Monday.
FIRST_DAY = date(2026, 11, 23)


def plan_of(days: int, groups: int, profile: str | None, seed: int) -> Plan:
    """Raises BadInput where that can't be simulated."""
    chosen = None if profile is None else profile_named(profile)
    return checked(Plan(days=days, groups=groups, seed=seed, first_day=FIRST_DAY, profile=chosen))


def run_simulation(options: Options, *, json: bool, log: Path | None) -> None:
    """Run, and print the figures. Raises TuanError where the log or the database can't be used."""
    if not 0 <= options.mishaps <= 1:
        raise BadInput(f"--mishaps {options.mishaps:g}: a share, from 0 to 1")
    set_up_quiet_logs()
    with _opened(log) as file:
        outcome = simulate(options)
        if file is not None:
            file.writelines(f"{line}\n" for line in log_lines(outcome))
    sys.stdout.write((as_json(outcome) if json else as_table(outcome)) + "\n")


@contextlib.contextmanager
def _opened(log: Path | None) -> Iterator[TextIO | None]:
    """Opened before the first day: nobody should wait for minutes to read that a folder is missing."""
    if log is None:
        yield None
        return
    try:
        file = log.open("w", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"--log {log}: can't be written ({error.strerror})") from None
    with file:
        yield file
