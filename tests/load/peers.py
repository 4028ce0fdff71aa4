"""Where are others' tools, and how long do they take over a text? In an environment of their own, as a process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_HERE = Path(__file__).parent
_PYTHON = _HERE.parents[1] / ".venv-peers" / "bin" / "python"


class Peers:
    """The tools of `make bench-peers`, in one process that stays."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def seconds(self, peer: str, texts: Sequence[str]) -> list[float]:
        """How long each text took."""
        return self._ask({"peer": peer, "texts": list(texts)})

    def load_seconds(self, peer: str) -> float:
        """How long it took to load, with its dictionary; for a peer that was not asked before."""
        return self._ask({"peer": peer, "load": True})[0]

    def _ask(self, wanted: dict[str, object]) -> list[float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        answer: list[float] = json.loads(self._process.stdout.readline())
        return answer


def are_there() -> bool:
    return _PYTHON.exists()


@contextmanager
def running_peers() -> Iterator[Peers]:
    """Raises LookupError where they were not installed."""
    if not are_there():
        raise LookupError("the peers are not installed: run make bench-peers")
    with subprocess.Popen(
        [str(_PYTHON), str(_HERE / "peer_child.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Peers(process)
        finally:
            process.kill()
