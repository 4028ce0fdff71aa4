"""`make bench`, `make bench ONLY=intake`: measure, and print each figure beside what it is compared with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from bot.logs import set_up_logs
from tests.load.benchmarks import BENCHMARKS
from tests.load.sizes import FULL, TINY


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--only", choices=list(BENCHMARKS), help="run one benchmark")
    parser.add_argument("--tiny", action="store_true", help="hardly any work: only to see that it runs")
    options = parser.parse_args()
    set_up_logs("error", "console")
    for name in [options.only] if options.only else BENCHMARKS:
        for line in run(name, tiny=options.tiny):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def run(name: str, *, tiny: bool = False) -> Iterator[str]:
    """The lines of one benchmark, each as soon as it is known; a last one that says what is missing for it."""
    try:
        for figure in BENCHMARKS[name](TINY if tiny else FULL):
            yield str(figure)
    except LookupError as missing:
        yield f"{name}: {missing}"


if __name__ == "__main__":
    raise SystemExit(main())
