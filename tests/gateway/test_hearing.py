"""What does WeChat tell us, and does each kind of it arrive? Over the real gateway."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.wechaty import WechatyChannel
from models.errors import NotSent
from models.ports import ChannelState
from models.values import Incoming, MessageKind, Outgoing, Quote
from tests.gateway.gateway import Gateway
from tests.gateway.waiting import eventually, take
from tests.gateway.worlds import BOT, LI, OWNER, ROOM, WANG, Shown, WallClock, quick, until_ready, wechaty_channel

pytestmark = pytest.mark.asyncio


class Group:
    """The group as the gateway knows it: what is done there, and what the channel makes of it."""

    def __init__(self, gateway: Gateway, channel: WechatyChannel) -> None:
        self._gateway = gateway
        self._heard = channel.listen()

    async def does(self, control: str, **wanted: Any) -> Incoming:
        await self._gateway.ask(control, **wanted)
        [heard] = await take(self._heard, 1)
        return heard

    async def says(self, text: str, **wanted: Any) -> Incoming:
        return await self.does("say", text=text, **wanted)

    async def settled(self) -> None:
        """Everything that the gateway said so far was taken in: the next message is behind it."""
        await self.says("。")


@pytest_asyncio.fixture
async def group(gateway: Gateway, wechat: WechatyChannel) -> AsyncIterator[Group]:
    yield Group(gateway, wechat)


async def test_the_name_is_the_one_that_the_room_shows(group: Group) -> None:
    heard = await group.says("+1")
    assert (heard.sender_name, heard.room_name, heard.sender_is_friend) == ("王芳 3-501", "阳光小区团购群", True)
    stranger = await group.says("+1", talker=LI)
    assert (stranger.sender_name, stranger.sender_is_friend) == ("李哥", False)


async def test_a_changed_name_is_asked_for_again(gateway: Gateway, group: Group) -> None:
    await group.says("+1")
    await gateway.ask("alias", who=WANG, text="王芳 搬到5-202")
    await group.settled()
    try:
        assert (await group.says("+1")).sender_name == "王芳 搬到5-202"
    finally:
        await gateway.ask("alias", who=WANG, text="王芳 3-501")


async def test_a_changed_contact_is_asked_for_again(gateway: Gateway, group: Group) -> None:
    await group.says("+1", talker=LI)
    await gateway.ask("rename", who=LI, text="李哥 7-101")
    await group.settled()
    try:
        assert (await group.says("+1", talker=LI)).sender_name == "李哥 7-101"
    finally:
        await gateway.ask("rename", who=LI, text="李哥")


async def test_each_message_costs_one_call_once_names_are_known(gateway: Gateway, wechat: WechatyChannel) -> None:
    before = (await gateway.ask("state"))["asked"]
    await gateway.ask("burst", count=200)
    await take(wechat.listen(), 200)
    after = (await gateway.ask("state"))["asked"]
    assert after["payloads"] - before["payloads"] == 200
    assert after["names"] - before["names"] == 1


async def test_mentions_are_ids_beside_the_text(group: Group) -> None:
    heard = await group.says("@小团\u2005截单了吗", mentions=[BOT, OWNER])
    assert heard.mention_ids == (BOT, OWNER)
    assert heard.text == "@小团\u2005截单了吗"


async def test_a_chain_is_a_group_note_with_its_text(group: Group) -> None:
    chain = "#接龙\n本地鸡蛋 15元/30枚\n\n1. 王芳 2份\n2. 李哥 1份"
    heard = await group.says(chain, type="GroupNote")
    assert (heard.kind, heard.text, heard.fault) == (MessageKind.GROUP_NOTE, chain, None)


async def test_a_quote_is_taken_apart(group: Group) -> None:
    heard = await group.says("「王芳：鸡蛋2盒」\n- - - - - - - - - - - - - - -\n我也要一份")
    assert (heard.text, heard.quote) == ("我也要一份", Quote(text="鸡蛋2盒", name="王芳"))
    assert "「王芳：鸡蛋2盒」" in heard.raw


async def test_a_recall_names_what_was_recalled(group: Group) -> None:
    said = await group.says("鸡蛋+1")
    heard = await group.says(said.message_id, type="Recalled")
    assert (heard.kind, heard.recalled_id, heard.text) == (MessageKind.RECALL, said.message_id, "")
    assert heard.message_id != said.message_id


async def test_the_time_is_the_gateways_to_the_millisecond(group: Group) -> None:
    heard = await group.says("+1", at=1_700_000_000_123)
    assert heard.sent_at == datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)
    in_seconds = await group.says("+1", at=1_700_000_000)
    assert in_seconds.sent_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Attachment", MessageKind.FILE),
        ("Audio", MessageKind.AUDIO),
        ("Contact", MessageKind.CONTACT),
        ("ChatHistory", MessageKind.CHAT_HISTORY),
        ("Emoticon", MessageKind.EMOTICON),
        ("Image", MessageKind.IMAGE),
        ("Location", MessageKind.LOCATION),
        ("MiniProgram", MessageKind.MINI_PROGRAM),
        ("Transfer", MessageKind.TRANSFER),
        ("RedEnvelope", MessageKind.RED_ENVELOPE),
        ("Url", MessageKind.LINK),
        ("Video", MessageKind.VIDEO),
        ("Post", MessageKind.OTHER),
    ],
)
async def test_each_type_of_message_has_its_kind(group: Group, name: str, kind: MessageKind) -> None:
    heard = await group.says("某物", type=name)
    assert (heard.kind, heard.fault) == (kind, None)


@pytest.mark.parametrize("number", [0, 99])
async def test_an_unknown_type_is_kept(group: Group, number: int) -> None:
    heard = await group.says("谁知道", typeNumber=number)
    assert heard.fault == f"a message of unknown type {number}"
    assert (heard.kind, heard.text, heard.sender_id) == (MessageKind.OTHER, "谁知道", WANG)
    assert "谁知道" in heard.raw


async def test_a_message_that_can_not_be_had_is_kept(group: Group) -> None:
    heard = await group.does("emit", name="message", payload={"messageId": "lost-1"})
    assert heard.message_id == "lost-1"
    assert heard.fault is not None
    assert "no payload" in heard.fault
    assert heard.raw == '{"messageId":"lost-1"}'


@pytest.mark.parametrize("payload", ["garbage", 7, [], {}, {"messageId": 5}])
async def test_an_event_that_makes_no_sense_is_kept(group: Group, payload: object) -> None:
    heard = await group.does("emit", name="message", payload=payload)
    assert heard.fault is not None
    assert heard.raw
    assert not heard.from_self
    assert (await group.says("还在")).text == "还在"


async def test_an_error_of_the_gateway_ends_nothing(gateway: Gateway, group: Group) -> None:
    await gateway.ask("emit", name="error", payload={"data": "boom"})
    await gateway.ask("emit", name="heartbeat", payload={"data": "still here"})
    await gateway.ask("emit", name="friendship", payload={"friendshipId": "f-1"})
    assert (await group.says("还在")).text == "还在"


async def test_who_joins_and_who_leaves_is_told(group: Group) -> None:
    joined = await group.does("join", who="wxid_new")
    assert (joined.kind, joined.room_id, joined.sender_id) == (MessageKind.JOIN, ROOM, OWNER)
    assert (joined.member_ids, joined.member_names) == (("wxid_new",), ("新邻居",))
    left = await group.does("leave", who="wxid_new")
    assert (left.kind, left.member_ids, left.member_names) == (MessageKind.LEAVE, ("wxid_new",), ("新邻居",))
    assert joined.message_id != left.message_id


async def test_a_new_topic_is_told_and_used_from_then_on(gateway: Gateway, group: Group) -> None:
    await group.says("+1")
    renamed = await group.does("topic", text="阳光小区二群")
    assert (renamed.kind, renamed.text, renamed.sender_id) == (MessageKind.TOPIC, "阳光小区二群", OWNER)
    await gateway.ask("emit", name="dirty", payload={"payloadType": 3, "payloadId": ROOM})
    await group.settled()
    try:
        assert (await group.says("+1")).room_name == "阳光小区二群"
    finally:
        await group.does("topic", text="阳光小区团购群")


async def test_a_room_event_without_a_room_is_kept(group: Group) -> None:
    heard = await group.does("emit", name="room-join", payload={"inviteeIdList": ["a"]})
    assert heard.fault == "an event of a room that is not named"


async def test_the_same_event_has_the_same_id(group: Group) -> None:
    event = {"changerId": OWNER, "newTopic": "阳光小区团购群", "roomId": ROOM, "timestamp": 1_700_000_000_000}
    first = await group.does("emit", name="room-topic", payload=event)
    again = await group.does("emit", name="room-topic", payload=event)
    later = await group.does("emit", name="room-topic", payload=event | {"timestamp": 1_700_000_000_001})
    assert first.message_id == again.message_id != later.message_id


async def test_a_second_login_counts(gateway: Gateway, wechat: WechatyChannel, group: Group) -> None:
    await gateway.ask("login", who=OWNER)
    try:
        await eventually(lambda: wechat.account == OWNER)
        assert wechat.state is ChannelState.READY
        assert (await group.says("我自己说的", talker=OWNER)).from_self
    finally:
        await gateway.ask("login", who=BOT)
    await eventually(lambda: wechat.account == BOT)


async def test_logged_out_is_away_until_the_next_login(gateway: Gateway, wechat: WechatyChannel) -> None:
    await gateway.ask("logout")
    await eventually(lambda: wechat.state is ChannelState.AWAY)
    with pytest.raises(NotSent, match="logged in"):
        await wechat.send(Outgoing(key="out-1", room_id=ROOM, text="有人吗"))
    await gateway.ask("login")
    await until_ready(wechat)


async def test_the_code_to_scan_is_shown_once(installed: None) -> None:
    gateway = Gateway(logged_in=False)
    shown = Shown()
    channel = wechaty_channel(quick(gateway.endpoint, gateway.token), shown=shown)
    try:
        gateway.start()
        await channel.start()
        await gateway.ask("scan", link="https://login.weixin.qq.com/l/abc")
        await eventually(lambda: channel.state is ChannelState.SCAN)
        await gateway.ask("scan", link="https://login.weixin.qq.com/l/abc")
        assert channel.login_link == "https://login.weixin.qq.com/l/abc"
        await gateway.ask("login")
        await until_ready(channel)
        assert shown == ["https://login.weixin.qq.com/l/abc"]
        assert channel.login_link is None
    finally:
        await channel.close()
        gateway.kill()


async def test_an_error_of_our_own_is_not_silent(installed: None) -> None:
    gateway = Gateway(logged_in=False)
    gateway.start()

    def broken(link: str) -> None:
        raise OSError(f"no terminal for {link}")

    channel = WechatyChannel(quick(gateway.endpoint, gateway.token), clock=WallClock(), show_qr=broken)
    try:
        await channel.start()
        listening = asyncio.create_task(take(channel.listen(), 1))
        await gateway.ask("scan", link="l")
        with pytest.raises(ExceptionGroup) as raised:
            await listening
        assert raised.group_contains(OSError, match="no terminal for l")
    finally:
        await channel.close()
        gateway.kill()
