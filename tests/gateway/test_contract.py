"""Does a channel do what models.ports.Channel promises? One suite over the fake and over the real gateway."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models.errors import ChannelError, NoSuchPlace, NotSent, SendUnknown
from models.ports import ChannelState
from models.values import Attachment, Incoming, MediaRef, MessageKind, Outgoing, Sent
from tests.gateway.waiting import eventually_async, take
from tests.gateway.worlds import BOT, ROOM, WANG, World

pytestmark = pytest.mark.asyncio


def to_room(text: str) -> Outgoing:
    return Outgoing(key="out-1", room_id=ROOM, text=text)


async def test_a_text_says_who_where_and_when(world: World) -> None:
    await world.say("鸡蛋+1")
    [heard] = await take(world.channel.listen(), 1)
    assert (heard.sender_id, heard.room_id, heard.text, heard.kind) == (WANG, ROOM, "鸡蛋+1", MessageKind.TEXT)
    assert (heard.channel, heard.account, heard.fault) == (world.channel.name, BOT, None)
    assert not heard.from_self
    assert abs(heard.sent_at - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_private_word_has_no_room(world: World) -> None:
    await world.say("我要退货", privately=True)
    [heard] = await take(world.channel.listen(), 1)
    assert (heard.room_id, heard.sender_id, heard.listener_id) == (None, WANG, None)


async def test_a_burst_comes_out_in_order_and_whole(world: World) -> None:
    await world.burst(500)
    heard = await take(world.channel.listen(), 500)
    assert [message.text for message in heard] == [f"第{number}条" for number in range(500)]
    assert len({message.message_id for message in heard}) == 500


async def test_a_new_listener_goes_on_where_the_last_one_stopped(world: World) -> None:
    await world.burst(3)
    first = await take(world.channel.listen(), 1)
    rest = await take(world.channel.listen(), 2)
    assert [message.text for message in first + rest] == ["第0条", "第1条", "第2条"]


async def test_listen_ends_after_close_and_close_may_come_twice(world: World) -> None:
    async def listen() -> list[Incoming]:
        return [message async for message in world.channel.listen()]

    listening = asyncio.create_task(listen())
    await world.channel.close()
    await world.channel.close()
    assert await asyncio.wait_for(listening, 5) == []
    assert world.channel.state is ChannelState.STOPPED
    assert [message async for message in world.channel.listen()] == []


async def test_what_is_sent_gets_an_id_and_is_heard_as_ones_own(world: World) -> None:
    answer = await world.channel.send(to_room("收到"))
    [echo] = await take(world.channel.listen(), 1)
    assert answer == Sent(echo.message_id)
    assert echo.from_self
    assert (echo.room_id, echo.text) == (ROOM, "收到")
    assert await world.sent() == [(ROOM, "收到")]


async def test_an_own_private_word_tells_to_whom_it_went(world: World) -> None:
    await world.channel.send(Outgoing(key="out-1", contact_id=WANG, text="您的货到了"))
    [echo] = await take(world.channel.listen(), 1)
    assert (echo.room_id, echo.listener_id, echo.from_self) == (None, WANG, True)


async def test_a_send_may_come_back_without_an_id(world: World) -> None:
    await world.no_ids()
    assert await world.channel.send(to_room("收到")) == Sent(None)
    assert await world.sent() == [(ROOM, "收到")]


async def test_the_echo_may_come_before_the_answer(world: World) -> None:
    await world.echo_first()
    order: list[str] = []

    async def listen() -> None:
        await take(world.channel.listen(), 1)
        order.append("echo")

    listening = asyncio.create_task(listen())
    # The listener must stand before the send for its turn to come first.
    await asyncio.sleep(0)
    await world.channel.send(to_room("收到"))
    order.append("answer")
    await listening
    assert order == ["echo", "answer"]


async def test_no_answer_in_time_is_unknown_and_may_go_out_later(world: World) -> None:
    await world.send_late()
    with pytest.raises(SendUnknown):
        await world.channel.send(to_room("晚到的话"))
    assert await world.sent() == []
    await world.let_out()
    [echo] = await take(world.channel.listen(), 1)
    assert (echo.text, echo.from_self) == ("晚到的话", True)
    assert await world.sent() == [(ROOM, "晚到的话")]


async def test_a_refusal_is_not_sent(world: World) -> None:
    await world.refuse_next()
    with pytest.raises(NotSent):
        await world.channel.send(to_room("收到"))
    assert await world.sent() == []


async def test_a_lost_room_is_no_such_place(world: World) -> None:
    room_id = await world.lose_room()
    with pytest.raises(NoSuchPlace):
        await world.channel.send(Outgoing(key="out-1", room_id=room_id, text="有人吗"))
    assert await world.sent() == []


async def test_away_nothing_is_sent_and_back_again_all_works(world: World) -> None:
    await world.go_away()
    with pytest.raises(NotSent):
        await world.channel.send(to_room("收到"))
    await world.come_back()
    await world.say("还在吗")
    [heard] = await take(world.channel.listen(), 1)
    assert heard.text == "还在吗"
    await world.channel.send(to_room("在的"))
    assert await world.sent() == [(ROOM, "在的")]


async def test_a_mention_is_written_into_the_text(world: World) -> None:
    calling = Outgoing(key="out-1", room_id=ROOM, text="货到了", mention_ids=(WANG,), mention_names=("王芳 3-501",))
    await world.channel.send(calling)
    [echo] = await take(world.channel.listen(), 1)
    assert (echo.text, echo.mention_ids) == ("@王芳 3-501\u2005货到了", (WANG,))


async def test_a_picture_comes_with_its_bytes(world: World) -> None:
    await world.show("鸡蛋.jpg", 40_000)
    [heard] = await take(world.channel.listen(), 1)
    assert heard.kind is MessageKind.IMAGE
    assert heard.media is not None
    assert heard.media.file_name == "鸡蛋.jpg"
    assert len(await world.channel.download(heard.media)) == 40_000


async def test_a_picture_goes_out_and_is_heard(world: World) -> None:
    poster = Attachment("海报.png", b"\x89PNG" * 500)
    await world.channel.send(Outgoing(key="out-1", room_id=ROOM, attachment=poster))
    [echo] = await take(world.channel.listen(), 1)
    assert (echo.kind, echo.from_self) == (MessageKind.IMAGE, True)
    assert echo.media is not None
    assert echo.media.file_name == "海报.png"
    await eventually_async(world.sent)


async def test_bytes_that_are_not_there_are_an_error(world: World) -> None:
    with pytest.raises(ChannelError):
        await world.channel.download(MediaRef("file:nowhere", "没有.pdf"))
