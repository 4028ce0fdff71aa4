"""`make crash KILLS=50`: the sample day, killed at random moments, held against an undisturbed one."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.crash.driver import Driver, Outcome, compare


async def _day(folder: Path, kills: int, seed: int) -> Outcome:
    await asyncio.to_thread(folder.mkdir)
    return await Driver(f"sqlite:///{folder}/tuan.db", folder, kills=kills, seed=seed).run()


async def run(kills: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        calm = await _day(Path(name) / "calm", 0, seed)
        killed = await _day(Path(name) / "killed", kills, seed)
    verdict = compare(calm, killed)
    for post in killed.posts:
        if post["state"] == "unsure":
            sys.stdout.write(f"unsure: {post['kind']}\n")
    sys.stdout.write(f"the book equals that of an undisturbed day: {'yes' if verdict.same_book else 'NO'}\n")
    sys.stdout.write(f"{verdict}\n")
    return 0 if verdict.same_book and not verdict.lost and not verdict.doubled else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return asyncio.run(run(options.kills, options.seed))


if __name__ == "__main__":
    raise SystemExit(main())
