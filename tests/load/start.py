"""How long does `tuan run` take until it says where it is open, beside what any such program must import?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.load.figure import Figure, Measured, compared
from tests.load.sizes import Sizes

_ROOT = Path(__file__).parents[2]
_WANTED = "<= 4"
_READY = "the playground is open"
_IMPORTS = "import sqlalchemy, aiohttp, pydantic"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Medians of several pairs; the first start, which makes the tables, is not counted."""
    with TemporaryDirectory(prefix="tuan-load-") as name:
        folder = Path(name)
        _start_seconds(folder)
        _import_seconds(folder)
        pairs = [(_start_seconds(folder), _import_seconds(folder)) for _ in range(sizes.starts)]
    starts, imports = zip(*pairs, strict=True)
    yield compared(
        Measured("start_to_ready", median(starts), "s"),
        Measured("imports_alone", median(imports), "s"),
        wanted=_WANTED,
    )


def _start_seconds(folder: Path) -> float:
    """From the start of the process to the line with the address. It is ended as an operator ends it."""
    begin = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        is_ready = any(_READY in line for line in process.stdout)
        seconds = perf_counter() - begin
        process.terminate()
    if not is_ready:
        raise RuntimeError("tuan run ended before it was ready")
    return seconds


def _import_seconds(folder: Path) -> float:
    begin = perf_counter()
    subprocess.run([sys.executable, "-c", _IMPORTS], cwd=folder, env=_environment(folder), check=True)
    return perf_counter() - begin


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(_ROOT),
        "TUAN_DATABASE": f"sqlite:///{folder}/tuan.db",
        "TUAN_KEYS": str(folder / "keys.sqlite"),
        "TUAN_MEDIA": str(folder / "media"),
        "TUAN_PLAYGROUND__PORT": "0",
        "TUAN_LOG__LEVEL": "error",
    }
