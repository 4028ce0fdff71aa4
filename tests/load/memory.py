"""Does the bot's process grow with the messages that it heard?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load.figure import Figure, Measured, compared
from tests.load.sizes import Sizes

_ROOT = Path(__file__).parents[2]
_WANTED = "<= 1.20"


def measure(sizes: Sizes) -> Iterator[Figure]:
    figures = (sizes.rooms, sizes.residents, sizes.day, sizes.soon, sizes.late)
    with TemporaryDirectory(prefix="tuan-load-") as folder:
        told = subprocess.run(
            [sys.executable, "-m", "tests.load.memory_child", folder, *map(str, figures)],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
    soon, late = (json.loads(line) for line in told.splitlines())
    yield compared(
        Measured(f"memory_after_{late['said']}", late["mib"], "MiB"),
        Measured(f"memory_after_{soon['said']}", soon["mib"], "MiB"),
        wanted=_WANTED,
    )
