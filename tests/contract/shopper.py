"""Who else shops in a book? A process of its own: `python -m tests.contract.shopper URL KEYS PERSON NAME ROUNDS`.

It says when it is ready, begins when told to, and orders one more in each round.
"""

from __future__ import annotations

import sys
from pathlib import Path

from models.store import open_store
from models.values import PersonId
from tests.contract.village import EGGS, TODAY, Village, enter


def shop(url: str, keys: Path, person: PersonId, name: str, rounds: int) -> None:
    store = open_store(url, keys, busy_seconds=10)
    village = Village(store)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for turn in range(rounds):
        with store.unit() as unit:
            enter(unit, TODAY, village.order_of(person, (EGGS, str(turn + 1)), message=f"m-{name}-{turn}"))
            unit.commit()
    store.close()


if __name__ == "__main__":
    shop(sys.argv[1], Path(sys.argv[2]), PersonId(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
