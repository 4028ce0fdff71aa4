"""`make crash KILLS=500`: a week of twenty groups whose bots are killed at random moments, held against promises."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import ExitStack

from bot.simulation.profiles import NAMES
from tests.contract.databases import postgres_for_a_session
from tests.crash.verdict import Verdict, judged
from tests.crash.weeks import MODES, a_week, lived


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _explain(verdict: Verdict) -> None:
    """What was not as it should be, and what is unsure."""
    for promise in verdict.lost:
        _say(f"  lost: {promise.kind} of group {promise.group}, due at {promise.due_at}")
    for name, posts in (("doubled", verdict.doubled), ("unplanned", verdict.unplanned)):
        for post in posts:
            _say(f"  {name}: {post.kind} of group {post.group}, at {post.at}")
    for one in verdict.unasked:
        _say(f"  nobody was told of {one.kind} of group {one.group}, made at {one.made_at}")
    kinds = Counter(one.kind for one in verdict.unsure)
    if kinds:
        _say("  unsure: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", choices=[mode.name for mode in MODES], help="one of the three, else all")
    parser.add_argument("--profile", choices=NAMES, help="of all groups, else a mix")
    options = parser.parse_args()
    plan = a_week(options.profile, options.seed)
    calm = lived(plan, MODES[0], 0, options.seed, None)
    _say(f"calm: {judged(plan, calm, calm)}")
    good = True
    with ExitStack() as stack:
        server = None
        for mode in MODES:
            if options.mode not in (None, mode.name):
                continue
            if mode.postgres and server is None:
                server = stack.enter_context(postgres_for_a_session())
            begin = time.monotonic()
            verdict = judged(plan, lived(plan, mode, options.kills, options.seed, server), calm)
            _say(f"{mode.name}: {verdict} ({time.monotonic() - begin:.0f} s)")
            _explain(verdict)
            good = good and verdict.is_good
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
