"""Does a written day happen at its times, at every speed?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
import pytest_asyncio

from bot.channels.playground.cast import ZONE
from bot.channels.playground.channel import PlaygroundChannel
from bot.channels.playground.day_player import TICK, DayPlayer, DayState, Speed
from bot.channels.playground.heard_day import heard_day
from bot.channels.playground.sample_day import DAY_ENDS_AT, SAMPLE_DAY, Saying
from bot.clock import SteppedClock
from tests.playground.backstage import MORNING, EchoBackstage, morning_clock

pytestmark = pytest.mark.asyncio


@dataclass(slots=True)
class Stage:
    channel: PlaygroundChannel
    backstage: EchoBackstage
    clock: SteppedClock
    naps: list[float]
    on_nap: Callable[[], None]

    async def nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.on_nap()
        await asyncio.sleep(0)

    def player(self, *sayings: Saying) -> DayPlayer:
        return DayPlayer(self.channel, self.backstage, self.channel.bell, sayings=sayings or SAMPLE_DAY, sleep=self.nap)

    def told(self) -> list[tuple[str, datetime]]:
        """What people said, with the times, in the order in which it was said."""
        changed = self.channel.conversation.changed_since(0)
        assert changed is not None
        return [(one.id.partition("-")[2].partition("-")[2], one.at) for one in changed if one.author != "bot"]


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    clock = morning_clock()
    channel = PlaygroundChannel(clock)
    backstage = EchoBackstage(channel, clock)
    await backstage.start()
    yield Stage(channel, backstage, clock, [], lambda: None)
    await backstage.close()


def in_the_morning(id_: str, minute: int) -> Saying:
    return Saying(id_, time(7, minute), "res-01", f"话{id_}")


async def finish(player: DayPlayer) -> None:
    await asyncio.wait_for(player.finished(), timeout=30)


async def test_the_whole_day_as_fast_as_possible(stage: Stage) -> None:
    player = stage.player()
    player.play(Speed.FASTEST)
    await finish(player)
    assert player.progress.state is DayState.OVER
    assert player.progress.said == len(SAMPLE_DAY)
    spoken = [one for one in SAMPLE_DAY if one.recalls is None]
    assert sorted(stage.told()) == sorted((one.id, one.moment(MORNING.date())) for one in spoken)
    assert stage.clock.now() == datetime.combine(MORNING.date(), DAY_ENDS_AT, tzinfo=ZONE)


async def test_what_is_heard_of_it_is_the_same_by_any_means(stage: Stage) -> None:
    player = stage.player()
    player.play(Speed.FASTEST)
    await finish(player)
    day = MORNING.date()
    assert stage.backstage.heard == list(heard_day(day, prefix=f"{stage.channel.run}-{day:%Y%m%d}"))


async def test_everything_was_answered_before_the_clock_moved_on(stage: Stage) -> None:
    player = stage.player(in_the_morning("a", 36), in_the_morning("b", 50))
    player.play(Speed.FASTEST)
    await finish(player)
    answers = [one for one in stage.channel.conversation.in_place("group") if one.author == "bot"]
    assert [one.at.astimezone(ZONE).time() for one in answers] == [time(7, 36), time(7, 50)]


@pytest.mark.parametrize(("speed", "step"), [(Speed.REAL, TICK), (Speed.MINUTE_A_SECOND, TICK * 60)])
async def test_at_a_speed_the_clock_moves_by_small_steps(stage: Stage, speed: Speed, step: timedelta) -> None:
    player = stage.player(in_the_morning("a", 36), in_the_morning("b", 37))
    stage.on_nap = lambda: player.play(Speed.FASTEST) if len(stage.told()) == 2 else None
    player.play(speed)
    await finish(player)
    first, second = (at for _, at in stage.told())
    between = [moment for moment in stage.backstage.moves if first < moment <= second]
    assert between == [first + step * number for number in range(1, timedelta(minutes=1) // step + 1)]
    assert set(stage.naps) == {TICK.total_seconds(), 0}


async def test_a_pause_stops_the_clock_until_it_goes_on(stage: Stage) -> None:
    player = stage.player(in_the_morning("a", 36), in_the_morning("b", 50))
    stage.on_nap = player.pause
    player.play(Speed.MINUTE_A_SECOND)
    bell = stage.channel.bell
    while player.progress.state != "paused":
        assert await bell.wait_beyond(bell.rings, 5)
    stood_at = stage.clock.now()
    await stage.channel.heard_out()
    assert stage.clock.now() == stood_at
    stage.on_nap = lambda: None
    player.play(Speed.FASTEST)
    await finish(player)
    assert player.progress.state is DayState.OVER


async def test_a_day_that_has_begun_is_played_tomorrow(stage: Stage) -> None:
    stage.clock.advance_to(MORNING.replace(hour=9))
    player = stage.player(in_the_morning("a", 36))
    player.play(Speed.FASTEST)
    await finish(player)
    assert stage.told() == [("a", (MORNING + timedelta(days=1)).replace(hour=7, minute=36))]


async def test_the_same_day_again_has_ids_of_its_own(stage: Stage) -> None:
    player = stage.player(in_the_morning("a", 36))
    for _ in range(2):
        player.play(Speed.FASTEST)
        await finish(player)
    messages = [one for one in stage.channel.conversation.in_place("group") if one.author == "res-01"]
    assert len({one.id for one in messages}) == len(messages) == 2


async def test_what_can_not_go_on_is_told(stage: Stage) -> None:
    player = stage.player(in_the_morning("a", 36), Saying("b", time(7, 40), "res-02", "悄悄话", private=True))
    player.play(Speed.FASTEST)
    await finish(player)
    assert player.progress.state is DayState.FAILED
    assert "好友" in player.progress.fault
