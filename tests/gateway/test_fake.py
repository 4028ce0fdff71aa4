"""Does the fake break faith in the ways that it was told to?"""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.fake import Echo, FakeChannel
from models.errors import NoSuchPlace, NotSent, SendUnknown
from models.ports import ChannelState
from models.values import Outgoing, Sent
from tests.gateway.waiting import take
from tests.gateway.worlds import ROOM, WANG, FakeWorld, WallClock

pytestmark = pytest.mark.asyncio

HELLO = Outgoing(key="out-1", room_id=ROOM, text="大家好")


async def ready(echo: Echo = Echo.NEVER) -> FakeChannel:
    channel = FakeChannel(WallClock(), echo=echo)
    await channel.start()
    return channel


async def test_failures_come_in_the_order_in_which_they_were_asked_for() -> None:
    channel = await ready()
    channel.fail_next(NotSent("no"), times=2)
    channel.fail_next(NoSuchPlace("gone"))
    for expected in (NotSent, NotSent, NoSuchPlace):
        with pytest.raises(expected):
            await channel.send(HELLO)
    assert await channel.send(HELLO) == Sent("sent-1")
    assert channel.sent == [HELLO]


async def test_only_the_unknown_goes_out_late() -> None:
    channel = await ready()
    with pytest.raises(ValueError, match="unknown"):
        channel.fail_next(NotSent("no"), goes_out_late=True)
    channel.fail_next(SendUnknown("lost for good"))
    with pytest.raises(SendUnknown):
        await channel.send(HELLO)
    await channel.let_out()
    assert channel.sent == []


async def test_what_goes_out_late_is_heard_late_and_once() -> None:
    channel = await ready(Echo.AFTER_ANSWER)
    channel.fail_next(SendUnknown("slow"), goes_out_late=True)
    with pytest.raises(SendUnknown):
        await channel.send(HELLO)
    await channel.let_out()
    await channel.let_out()
    await channel.close()
    assert [message.text async for message in channel.listen()] == ["大家好"]


async def test_an_echo_before_the_answer_is_dealt_with_before_it() -> None:
    channel = await ready(Echo.BEFORE_ANSWER)
    dealt_with: list[str] = []

    async def listen() -> None:
        async for message in channel.listen():
            await asyncio.sleep(0)
            dealt_with.append(message.message_id)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0)
    answer = await channel.send(HELLO)
    assert dealt_with == [answer.message_id]
    await channel.close()
    await listening


async def test_one_can_wait_until_all_that_was_said_is_dealt_with() -> None:
    world = FakeWorld()
    await world.channel.start()
    dealt_with: list[str] = []

    async def listen() -> None:
        async for message in world.channel.listen():
            await asyncio.sleep(0)
            dealt_with.append(message.text)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0)
    await world.burst(5)
    await world.channel.heard_out()
    assert dealt_with == [f"第{number}条" for number in range(5)]
    await world.channel.close()
    await listening


async def test_nobody_hears_what_is_said_while_it_is_away() -> None:
    world = FakeWorld()
    await world.channel.start()
    await world.go_away()
    await world.say("有人吗")
    await world.come_back()
    await world.say("现在呢")
    assert [message.text for message in await take(world.channel.listen(), 1)] == ["现在呢"]
    assert [message.text for message in world.channel.missed] == ["有人吗"]


async def test_without_an_account_it_waits_for_a_scan() -> None:
    channel = FakeChannel(WallClock(), account=None)
    states = [channel.state]
    await channel.start()
    assert [*states, channel.state] == [ChannelState.STARTING, ChannelState.SCAN]
    with pytest.raises(NotSent):
        await channel.send(HELLO)
    channel.log_in(WANG)
    await channel.send(HELLO)
    assert channel.account == WANG
