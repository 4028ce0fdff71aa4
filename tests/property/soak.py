"""Does the book hold against very many chain histories? ``python -m tests.property.soak --histories 100000``."""

from __future__ import annotations

import argparse
import os
import random
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.property.histories import History, got


def try_one(seed: int) -> str | None:
    """One history by its seed; what went wrong, or None."""
    dice = random.Random(seed)
    history = History(dice.randrange, xml=bool(dice.randrange(2)), talks=bool(dice.randrange(2)))
    history.write(residents=2 + dice.randrange(8), length=1 + dice.randrange(25))
    arrivals = history.arrivals(dice.choice((0, 0, 2, 5, 40)))
    arrivals += dice.sample(history.posts, min(len(history.posts), dice.randrange(3)))
    book = history.book(arrivals)
    if got(book) != history.meant():
        return f"seed {seed}: meant {history.meant()}, got {got(book)}"
    reported = {report.message_id for report in book.reported()}
    if reported != history.foreign:
        return f"seed {seed}: meddled {sorted(history.foreign)}, reported {sorted(reported)}"
    return None


def try_some(seeds: range) -> list[str]:
    return [wrong for wrong in map(try_one, seeds) if wrong]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    step = 500
    chunks = [
        range(start, min(start + step, options.first + options.histories))
        for start in range(options.first, options.first + options.histories, step)
    ]
    wrong = 0
    with ProcessPoolExecutor(options.cores) as pool:
        for found in pool.map(try_some, chunks):
            wrong += len(found)
            for each in found[:5]:
                print(each)
    print(f"{options.histories} histories, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
