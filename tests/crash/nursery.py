"""Of which process are all bots born? Of one that has imported everything, and has lived a day: what is loaded once in
a process's life is there already when they are, so that a death costs a moment and not seconds."""

from __future__ import annotations

from bot.logs import set_up_logs
from bot.simulation.command import plan_of
from bot.simulation.running import Options, simulate
from tests.crash.child import live

__all__ = ["live"]

set_up_logs("error", "console")
simulate(Options(plan_of(days=1, groups=1, profile="20-shop", seed=1)))
