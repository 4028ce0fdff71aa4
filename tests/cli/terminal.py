"""How do tests type commands? As an operator does, in a process of its own or in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command wrote, and with which status it ended."""

    status: int
    out: str
    err: str


def environment(**variables: str) -> dict[str, str]:
    """This one's, without settings of ours, and with those that are given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUAN_")}
    return kept | {"PYTHONPATH": str(ROOT)} | variables


def tuan(*words: str, folder: Path, given: str | bytes = "", variables: Mapping[str, str] | None = None) -> Answer:
    """Run ``tuan`` in a folder, with something on its standard input."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(**(variables or {})),
        input=given if isinstance(given, bytes) else given.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Answer(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


class Running:
    """A bot that runs in the playground on its own port, until it is stopped. Use ``with``."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self._folder = folder
        self._variables = variables
        self.out: Path = folder / "out.txt"
        self.err: Path = folder / "err.txt"

    def __enter__(self) -> Running:
        with self.out.open("w") as out, self.err.open("w") as err:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=self._folder,
                env=environment(TUAN_PLAYGROUND__PORT="0", **self._variables),
                stdout=out,
                stderr=err,
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        assert self._process.wait(timeout=30) == 0, self.err.read_text()

    @property
    def address(self) -> str | None:
        """Where its page is; None as long as it is starting."""
        assert self._process.poll() is None, self.err.read_text()
        _, said, rest = self.out.read_text().partition("the playground is open: ")
        return rest.strip() if said and rest.endswith("\n") else None
