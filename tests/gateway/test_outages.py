"""What happens when the gateway goes away? Killed, frozen, cut off, taken by somebody else; over the real one."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.wechaty import WechatyChannel, WechatySettings
from models.errors import NotSent, SendUnknown
from models.ports import ChannelState
from models.values import Outgoing
from tests.gateway.gateway import Gateway, Proxy
from tests.gateway.waiting import eventually, eventually_async, take, take_until
from tests.gateway.worlds import ROOM, quick, until_ready, wechaty_channel

pytestmark = pytest.mark.asyncio

#: What a return may take on top of the first wait between two tries.
SOON_SECONDS = 1.5


async def until_away(channel: WechatyChannel) -> None:
    await eventually(lambda: channel.state is ChannelState.AWAY)


async def test_a_gateway_that_is_down_at_the_start_is_waited_for(own_gateway: Gateway) -> None:
    channel = wechaty_channel(quick(own_gateway.endpoint, own_gateway.token))
    await channel.start()
    with pytest.raises(NotSent):
        await channel.send(Outgoing(key="out-1", room_id=ROOM, text="有人吗"))
    await asyncio.to_thread(own_gateway.start)
    await until_ready(channel, within=SOON_SECONDS)
    assert (await own_gateway.ask("state"))["asked"] == {"start": 1, "stop": 0, "payloads": 0, "names": 0}
    await channel.close()


async def test_a_killed_gateway_is_found_again_and_heard(own_gateway: Gateway) -> None:
    own_gateway.start()
    channel = wechaty_channel(quick(own_gateway.endpoint, own_gateway.token))
    await channel.start()
    await until_ready(channel)
    listening = channel.listen()
    for round_number in range(3):
        own_gateway.kill()
        await until_away(channel)
        await asyncio.to_thread(own_gateway.start)
        await until_ready(channel, within=SOON_SECONDS)
        await own_gateway.ask("say", text=f"第{round_number}次回来")
        [heard] = await take(listening, 1)
        assert heard.text == f"第{round_number}次回来"
    assert (await own_gateway.ask("state"))["asked"]["stop"] == 0
    await channel.close()


async def test_a_frozen_gateway_is_noticed_and_found_again(own_gateway: Gateway) -> None:
    own_gateway.start()
    settings = quick(own_gateway.endpoint, own_gateway.token)
    channel = wechaty_channel(settings)
    await channel.start()
    await until_ready(channel)
    own_gateway.freeze()
    await eventually(
        lambda: channel.state is ChannelState.AWAY, within=settings.ping_every_seconds + settings.ping_seconds + 1
    )
    own_gateway.thaw()
    await until_ready(channel)
    await own_gateway.ask("say", text="醒了")
    [heard] = await take(channel.listen(), 1)
    assert heard.text == "醒了"
    await channel.close()


async def test_by_default_a_frozen_gateway_is_noticed_within_ten_seconds() -> None:
    settings = WechatySettings("127.0.0.1:8788", "token")
    assert settings.ping_every_seconds + settings.ping_seconds < 10


async def test_a_wire_cut_after_the_words_went_out_leaves_it_unknown(own_gateway: Gateway) -> None:
    own_gateway.start()
    async with Proxy(own_gateway.port) as proxy:
        channel = wechaty_channel(quick(f"127.0.0.1:{proxy.port}", own_gateway.token))
        await channel.start()
        await until_ready(channel)
        await own_gateway.ask("behave", delayMs=300)
        sending = asyncio.create_task(channel.send(Outgoing(key="out-1", room_id=ROOM, text="截单了")))
        # The gateway holds the message for a while; cut once it has begun to.
        await asyncio.wait([sending], timeout=0.1)
        proxy.cut()
        with pytest.raises(SendUnknown):
            await sending
        await eventually_async(own_gateway.sent)
        assert [out["text"] for out in await own_gateway.sent()] == ["截单了"]
        await until_ready(channel)
        await channel.close()


async def test_a_wire_that_goes_silent_is_noticed_and_left(own_gateway: Gateway) -> None:
    own_gateway.start()
    async with Proxy(own_gateway.port) as proxy:
        channel = wechaty_channel(quick(f"127.0.0.1:{proxy.port}", own_gateway.token))
        await channel.start()
        await until_ready(channel)
        proxy.freeze()
        with pytest.raises(SendUnknown):
            await channel.send(Outgoing(key="out-1", room_id=ROOM, text="截单了"))
        await until_away(channel)
        proxy.thaw()
        await until_ready(channel)
        await own_gateway.ask("say", text="通了")
        # What was on its way may have arrived all the same; its echo then comes first.
        heard = [message.text for message in await take_until(channel.listen(), lambda message: message.text == "通了")]
        assert heard in (["通了"], ["截单了", "通了"])
        await channel.close()


async def test_a_slow_wire_is_not_taken_for_a_dead_one(own_gateway: Gateway) -> None:
    own_gateway.start()
    async with Proxy(own_gateway.port) as proxy:
        channel = wechaty_channel(quick(f"127.0.0.1:{proxy.port}", own_gateway.token))
        await channel.start()
        await until_ready(channel)
        proxy.delay_seconds = 0.03
        await own_gateway.ask("burst", count=100)
        heard = await take(channel.listen(), 100)
        assert [message.text for message in heard] == [f"第{number}条" for number in range(100)]
        assert channel.state is ChannelState.READY
        await channel.close()


async def test_a_message_announced_before_a_cut_is_fetched_after_it(own_gateway: Gateway) -> None:
    own_gateway.start()
    async with Proxy(own_gateway.port) as proxy:
        channel = wechaty_channel(quick(f"127.0.0.1:{proxy.port}", own_gateway.token))
        await channel.start()
        await until_ready(channel)
        await own_gateway.ask("behave", payloadDelayMs=300)
        await own_gateway.ask("say", text="鸡蛋+1")
        await eventually_async(lambda: fetches(own_gateway))
        proxy.cut()
        [heard] = await take(channel.listen(), 1)
        assert (heard.text, heard.fault) == ("鸡蛋+1", None)
        await channel.close()


async def fetches(gateway: Gateway) -> int:
    return int((await gateway.ask("state"))["asked"]["payloads"])


async def test_a_message_that_never_comes_does_not_hold_up_the_others(own_gateway: Gateway) -> None:
    own_gateway.start()
    channel = wechaty_channel(quick(own_gateway.endpoint, own_gateway.token, rpc_seconds=0.15))
    await channel.start()
    await until_ready(channel)
    await own_gateway.ask("behave", stuck="stuck-1")
    await own_gateway.ask("say", text="永远不来", id="stuck-1")
    await own_gateway.ask("say", text="来了")
    stuck, came = await take(channel.listen(), 2)
    assert stuck.message_id == "stuck-1"
    assert stuck.fault is not None
    assert (came.text, came.fault) == ("来了", None)
    await channel.close()


async def test_a_second_client_waits_for_its_turn(own_gateway: Gateway) -> None:
    own_gateway.start()
    settings = quick(own_gateway.endpoint, own_gateway.token)
    first, second = wechaty_channel(settings), wechaty_channel(settings)
    await first.start()
    await until_ready(first)
    await second.start()
    await until_away(second)
    await own_gateway.ask("say", text="谁听见了")
    [heard] = await take(first.listen(), 1)
    assert heard.text == "谁听见了"
    assert first.state is ChannelState.READY
    await first.close()
    await until_ready(second)
    await second.close()


async def test_close_in_the_middle_of_a_fetch_keeps_what_was_announced(own_gateway: Gateway) -> None:
    own_gateway.start()
    channel = wechaty_channel(quick(own_gateway.endpoint, own_gateway.token))
    await channel.start()
    await until_ready(channel)
    await own_gateway.ask("behave", stuck="cut-short-1")
    await own_gateway.ask("say", text="鸡蛋+1", id="cut-short-1")
    await eventually_async(lambda: fetches(own_gateway))
    await channel.close()
    [heard] = [message async for message in channel.listen()]
    assert heard.message_id == "cut-short-1"
    assert heard.fault == "the gateway did not give the message: the channel was closed"
