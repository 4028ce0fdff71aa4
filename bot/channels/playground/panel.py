"""What stands in the side panel right now? Its parts as HTML, made anew while somebody looks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from bot.channels.playground import views
from bot.channels.playground.backstage import HealthLine, PlaygroundBackstage
from bot.channels.playground.bell import Bell
from bot.channels.playground.day_player import DayPlayer, DayState
from models.errors import TuanError
from models.mail import OutboxState

REFRESH_SECONDS = 1.0
OUTBOX_ROWS = 40
PARTS = ("waiting", "clock", "day", "outbox", "schedule", "health")
UNDER_WAY = (OutboxState.WAITING, OutboxState.SENDING)

DAY_WORDS = {
    DayState.IDLE: "还没放",
    DayState.PLAYING: "正在放",
    DayState.PAUSED: "停着",
    DayState.OVER: "放完了",
    DayState.FAILED: "放不下去了",
}


class Panel:
    """``parts``: the HTML of each part by its name. Whoever shows them sends on what differs from what it sent."""

    def __init__(
        self, backstage: PlaygroundBackstage, player: DayPlayer, bell: Bell, render: Callable[..., str]
    ) -> None:
        self._backstage = backstage
        self._player = player
        self._bell = bell
        self._render = render
        self._viewers = 0
        self._refreshing: asyncio.Task[None] | None = None
        self.parts: Mapping[str, str] = dict.fromkeys(PARTS, "")

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While anybody is in here, the parts are kept up to date."""
        self._viewers += 1
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.create_task(self._keep_fresh())
        try:
            yield
        finally:
            self._viewers -= 1

    async def refresh(self) -> None:
        parts = await self._make_parts()
        if parts != self.parts:
            self.parts = parts
            self._bell.ring()

    async def close(self) -> None:
        if self._refreshing is not None:
            self._refreshing.cancel()
            await asyncio.wait({self._refreshing})

    async def _keep_fresh(self) -> None:
        while self._viewers:
            await self.refresh()
            await asyncio.sleep(REFRESH_SECONDS)

    async def _make_parts(self) -> Mapping[str, str]:
        # The database may be away for a moment; the page then says so beside what it knew last.
        progress = self._player.progress
        playing = progress.state is DayState.PLAYING
        try:
            rows = await self._backstage.outbox_rows(OUTBOX_ROWS)
            clock = self._backstage.clock_state()
            waiting = sum(row.state in UNDER_WAY for row in rows)
            told = {
                "waiting": self._part("waiting", waiting=0 if clock.running or playing else waiting),
                "outbox": self._part("outbox", rows=rows, waiting=waiting),
                "schedule": self._part("schedule", lines=await self._backstage.schedules()),
                "health": self._part("health", lines=await self._backstage.health()),
            }
        except TuanError as error:
            clock = self._backstage.clock_state()
            trouble = HealthLine("后台", well=False, word=str(error))
            told = {**self.parts, "health": self._part("health", lines=[trouble])}
        return {
            **told,
            "clock": self._part("clock", clock=clock, playing=playing),
            "day": self._part("day", progress=progress, word=DAY_WORDS[progress.state]),
        }

    def _part(self, name: str, **values: object) -> str:
        return self._render(f"playground/panel_{name}.html", words=views, at=_at, **values)


def _at(moment: datetime) -> str:
    return views.clock_text(moment)
