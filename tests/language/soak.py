"""Does any of very many made-up texts break the reading? ``python -m tests.language.soak --inputs 1000000``."""

from __future__ import annotations

import argparse
import os
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

from models.acts import Context
from models.language import read
from models.language.listing import read_listing
from tests.language.shop import SHOP
from tests.language.test_any_text import PIECES

_AT = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
_STRANGE = (
    "\u202e",
    "\ud800",
    "\x00",
    "\u200d",
    "👨‍👩‍👧",
    "<appmsg>",
    "#接龙\n",
    "1. ",
    "元/板",
    "今晚8点截",
    "{{",
    "\\n",
    "￥",
)


def one_text(dice: random.Random) -> str:
    """Pieces of orders, lists and chains with strange characters among them, or anything at all."""
    if dice.random() < 0.1:
        return "".join(chr(dice.randrange(0x20, 0x2FFFF)) for _ in range(dice.randrange(40)))
    return "".join(dice.choice(PIECES if dice.random() < 0.9 else _STRANGE) for _ in range(1 + dice.randrange(20)))


def try_some(seeds: range) -> list[str]:
    """What raised, as `seed: fault`; every tenth text is read as a list too."""
    wrong = []
    for seed in seeds:
        text = one_text(random.Random(seed))
        try:
            read(text, SHOP, Context(at=_AT))
            if seed % 10 == 0:
                read_listing(text, _AT)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what this looks for
            wrong.append(f"{seed}: {type(fault).__name__}: {fault} in {text!r}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    step = 2_000
    chunks = [range(start, min(start + step, options.inputs)) for start in range(0, options.inputs, step)]
    wrong = 0
    with ProcessPoolExecutor(options.cores) as pool:
        for found in pool.map(try_some, chunks):
            wrong += len(found)
            for each in found[:5]:
                sys.stdout.write(each + "\n")
    sys.stdout.write(f"{options.inputs} texts, {wrong} exceptions\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
