"""Does the make-believe group keep the contract of a channel?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.playground import cast
from bot.channels.playground.channel import PlaygroundChannel, Utterance
from bot.channels.playground.conversation import GROUP_PLACE, private_place
from models.errors import BadInput, ChannelError, NoSuchPlace, NotAllowed, NotSent
from models.ports import Channel, ChannelState
from models.values import Attachment, Incoming, MediaRef, MessageKind, Outgoing
from tests.playground.backstage import morning_clock

FANG, ZHOU = cast.REGULARS[0], cast.REGULARS[1]

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def channel() -> AsyncIterator[PlaygroundChannel]:
    channel = PlaygroundChannel(morning_clock())
    await channel.start()
    yield channel
    await channel.close()


async def heard(channel: PlaygroundChannel) -> list[Incoming]:
    """All that comes out until the end."""
    await channel.close()
    return [incoming async for incoming in channel.listen()]


async def test_it_is_a_channel() -> None:
    channel: Channel = PlaygroundChannel(morning_clock())
    assert (channel.name, channel.account) == ("playground", cast.BOT_ID)
    states = [channel.state]
    for step in (channel.start, channel.start, channel.close, channel.close):
        await step()
        states.append(channel.state)
    ready, stopped = ChannelState.READY, ChannelState.STOPPED
    assert states == [ChannelState.STARTING, ready, ready, stopped, stopped]


async def test_messages_come_out_in_the_order_in_which_they_were_said(channel: PlaygroundChannel) -> None:
    for number in range(50):
        channel.say(Utterance(FANG.id, f"第{number}句"))
    assert [incoming.text for incoming in await heard(channel)] == [f"第{number}句" for number in range(50)]


async def test_a_new_listener_goes_on_where_the_last_one_stopped(channel: PlaygroundChannel) -> None:
    for number in range(3):
        channel.say(Utterance(FANG.id, f"第{number}句"))
    first = channel.listen()
    assert (await anext(first)).text == "第0句"
    await first.aclose()  # type: ignore[attr-defined]  # the port promises an iterator, it is a generator
    assert [incoming.text for incoming in await heard(channel)] == ["第1句", "第2句"]


async def test_what_is_said_in_the_group_tells_who_where_and_when(channel: PlaygroundChannel) -> None:
    message = channel.say(Utterance(ZHOU.id, "鸡蛋2板"))
    assert await heard(channel) == [
        Incoming(
            channel="playground",
            account=cast.BOT_ID,
            message_id=message.id,
            sender_id=ZHOU.id,
            sent_at=morning_clock().now(),
            text="鸡蛋2板",
            room_id=cast.ROOM_ID,
            room_name=cast.ROOM_NAME,
            sender_name=ZHOU.nickname,
        )
    ]


async def test_a_private_word_has_no_room(channel: PlaygroundChannel) -> None:
    channel.say(Utterance(FANG.id, "我的订单", private=True))
    [incoming] = await heard(channel)
    assert (incoming.room_id, incoming.sender_is_friend, incoming.from_self) == (None, True, False)


async def test_who_is_no_friend_can_not_speak_privately(channel: PlaygroundChannel) -> None:
    with pytest.raises(NotAllowed, match="好友"):
        channel.say(Utterance(ZHOU.id, "在吗", private=True))
    assert await heard(channel) == []


async def test_a_quote_carries_text_name_and_id(channel: PlaygroundChannel) -> None:
    first = channel.say(Utterance(ZHOU.id, "鸡蛋一板"))
    channel.say(Utterance(FANG.id, "+1", quotes=first.id))
    quote = (await heard(channel))[1].quote
    assert quote is not None
    assert (quote.text, quote.name, quote.message_id) == ("鸡蛋一板", ZHOU.nickname, first.id)


async def test_nothing_of_another_place_can_be_quoted(channel: PlaygroundChannel) -> None:
    private = channel.say(Utterance(FANG.id, "悄悄话", private=True))
    with pytest.raises(BadInput):
        channel.say(Utterance(ZHOU.id, "+1", quotes=private.id))


async def test_mentions_are_read_longest_name_first(channel: PlaygroundChannel) -> None:
    channel.say(Utterance(ZHOU.id, f"@{cast.BOT_NAME} @小土豆 你们好"))
    [incoming] = await heard(channel)
    assert incoming.mention_ids == (cast.BOT_ID, "res-10")


async def test_a_recall_names_the_message_and_hides_it(channel: PlaygroundChannel) -> None:
    message = channel.say(Utterance(ZHOU.id, "发错了"))
    channel.recall(ZHOU.id, message.id)
    shown = channel.conversation.get(message.id)
    assert shown is not None
    assert (shown.recalled, shown.text) == (True, "")
    recall = (await heard(channel))[1]
    assert (recall.kind, recall.recalled_id, recall.sender_id) == (MessageKind.RECALL, message.id, ZHOU.id)
    assert recall.message_id != message.id


async def test_only_ones_own_words_can_be_recalled_and_once(channel: PlaygroundChannel) -> None:
    message = channel.say(Utterance(ZHOU.id, "鸡蛋一板"))
    with pytest.raises(BadInput):
        channel.recall(FANG.id, message.id)
    channel.recall(ZHOU.id, message.id)
    with pytest.raises(BadInput):
        channel.recall(ZHOU.id, message.id)


async def test_a_picture_can_be_downloaded_until_it_is_recalled(channel: PlaygroundChannel) -> None:
    message = channel.say(Utterance(ZHOU.id, attachment=Attachment("转账.PNG", b"\x89PNG")))
    assert message.kind is MessageKind.IMAGE
    assert message.file is not None
    media = MediaRef(message.file.key, "转账.PNG", 4)
    assert await channel.download(media) == b"\x89PNG"
    channel.recall(ZHOU.id, message.id)
    with pytest.raises(ChannelError):
        await channel.download(media)
    assert (await heard(channel))[0].media == media


async def test_the_bot_posts_in_the_group_and_hears_nothing_of_it(channel: PlaygroundChannel) -> None:
    sent = await channel.send(Outgoing("row-1", room_id=cast.ROOM_ID, text="早，今天的菜"))
    [shown] = channel.conversation.in_place(GROUP_PLACE)
    assert (shown.id, shown.author, shown.text) == (sent.message_id, cast.BOT_ID, "早，今天的菜")
    assert await heard(channel) == []


async def test_the_bots_mentions_are_written_as_the_group_knows_them(channel: PlaygroundChannel) -> None:
    calls = Outgoing("row", cast.ROOM_ID, text="@老周 鸡蛋要几板？", mention_ids=(ZHOU.id,), mention_names=("老周",))
    await channel.send(calls)
    [shown] = channel.conversation.in_place(GROUP_PLACE)
    assert shown.text == "@老周\u2005鸡蛋要几板？"


async def test_the_organizer_takes_the_bot_in(channel: PlaygroundChannel) -> None:
    entrance = channel.entrance()
    assert (entrance.kind, entrance.room_id, entrance.sender_id) == (
        MessageKind.JOIN,
        cast.ROOM_ID,
        cast.ORGANIZER_ID,
    )
    assert entrance.member_ids == (cast.BOT_ID,)


async def test_heard_out_waits_for_the_listener_to_come_back(channel: PlaygroundChannel) -> None:
    channel.say(Utterance(ZHOU.id, "鸡蛋2板"))
    listening = channel.listen()
    await anext(listening)
    heard_out = asyncio.create_task(channel.heard_out())
    await asyncio.wait({heard_out}, timeout=0.01)
    assert not heard_out.done()
    coming_back = asyncio.ensure_future(anext(listening))
    await asyncio.wait_for(heard_out, 5)
    await channel.close()
    with pytest.raises(StopAsyncIteration):
        await coming_back


async def test_with_the_echo_on_it_hears_itself() -> None:
    channel = PlaygroundChannel(morning_clock(), echo=True)
    await channel.start()
    in_group = await channel.send(Outgoing("row-1", room_id=cast.ROOM_ID, text="截啦", mention_ids=(FANG.id,)))
    in_private = await channel.send(Outgoing("row-2", contact_id=FANG.id, text="记上了"))
    group_echo, private_echo = await heard(channel)
    assert (group_echo.from_self, group_echo.message_id) == (True, in_group.message_id)
    assert (group_echo.room_id, group_echo.mention_ids, group_echo.listener_id) == (cast.ROOM_ID, (FANG.id,), None)
    assert (private_echo.from_self, private_echo.message_id) == (True, in_private.message_id)
    assert (private_echo.room_id, private_echo.listener_id) == (None, FANG.id)


async def test_a_file_that_the_bot_sends_is_there_to_save(channel: PlaygroundChannel) -> None:
    await channel.send(Outgoing("row-1", contact_id=FANG.id, attachment=Attachment("报货.xlsx", b"PK")))
    [shown] = channel.conversation.in_place(private_place(FANG.id))
    assert shown.kind is MessageKind.FILE
    assert shown.file is not None
    assert (shown.file.name, shown.file.content) == ("报货.xlsx", b"PK")


@pytest.mark.parametrize(
    ("outgoing", "error"),
    [
        (Outgoing("row", room_id="room-9", text="在吗"), NoSuchPlace),
        (Outgoing("row", contact_id=ZHOU.id, text="在吗"), NoSuchPlace),
        (Outgoing("row", contact_id="res-99", text="在吗"), NoSuchPlace),
        (Outgoing("row", contact_id=cast.BOT_ID, text="在吗"), NoSuchPlace),
        (Outgoing("row", text="在吗"), NotSent),
        (Outgoing("row", room_id=cast.ROOM_ID, contact_id=FANG.id, text="在吗"), NotSent),
        (Outgoing("row", room_id=cast.ROOM_ID), NotSent),
    ],
)
async def test_what_can_not_be_sent(channel: PlaygroundChannel, outgoing: Outgoing, error: type[ChannelError]) -> None:
    with pytest.raises(error):
        await channel.send(outgoing)
    assert channel.conversation.cursor == 0


async def test_nothing_is_sent_before_the_start_or_after_the_end() -> None:
    channel = PlaygroundChannel(morning_clock())
    outgoing = Outgoing("row", room_id=cast.ROOM_ID, text="在吗")
    with pytest.raises(NotSent):
        await channel.send(outgoing)
    await channel.start()
    await channel.close()
    with pytest.raises(NotSent):
        await channel.send(outgoing)
    with pytest.raises(NotAllowed):
        channel.say(Utterance(FANG.id, "在吗"))


async def test_ids_of_two_runs_differ() -> None:
    runs = [PlaygroundChannel(morning_clock()) for _ in range(2)]
    for run in runs:
        await run.start()
    first, second = (run.say(Utterance(FANG.id, "鸡蛋2板")).id for run in runs)
    assert first != second


async def test_a_given_id_is_kept(channel: PlaygroundChannel) -> None:
    channel.say(Utterance(FANG.id, "鸡蛋2板", id="day-1"))
    assert (await heard(channel))[0].message_id == "day-1"


@pytest.mark.parametrize("utterance", [Utterance("res-99", "在吗"), Utterance(FANG.id, " \n"), Utterance(FANG.id)])
async def test_what_nobody_can_say(channel: PlaygroundChannel, utterance: Utterance) -> None:
    with pytest.raises(BadInput):
        channel.say(utterance)


async def test_a_second_listener_ends_too(channel: PlaygroundChannel) -> None:
    channel.say(Utterance(FANG.id, "鸡蛋2板"))
    assert len(await heard(channel)) == 1
    assert [incoming async for incoming in channel.listen()] == []
