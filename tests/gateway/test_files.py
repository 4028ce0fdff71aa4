"""Do pictures and files pass in both directions, small and large, bytes unchanged? Over the real gateway."""

from __future__ import annotations

import hashlib
import random
from types import SimpleNamespace

import pytest

from bot.channels.wechaty import WechatyChannel
from bot.channels.wechaty.calls import CallFailed
from bot.channels.wechaty.files import INLINE_BYTES, fetch
from bot.channels.wechaty.wire import GatewayStub
from models.errors import ChannelError, NotSent
from models.values import Attachment, MediaRef, MessageKind, Outgoing
from tests.gateway.gateway import Gateway
from tests.gateway.waiting import take
from tests.gateway.worlds import ROOM, quick, until_ready, wechaty_channel

pytestmark = pytest.mark.asyncio

LARGE = 12 * 1024 * 1024


@pytest.mark.parametrize("size", [1, INLINE_BYTES, INLINE_BYTES + 1, LARGE])
async def test_a_file_goes_up_unchanged(gateway: Gateway, wechat: WechatyChannel, size: int) -> None:
    content = random.Random(size).randbytes(size)
    await wechat.send(Outgoing(key="out-1", room_id=ROOM, attachment=Attachment("对账单.xlsx", content)))
    sent = (await gateway.sent())[-1]
    assert (sent["size"], sent["sha256"]) == (size, hashlib.sha256(content).hexdigest())
    assert sent["filename"] == "对账单.xlsx"
    [echo] = await take(wechat.listen(), 1)
    assert echo.media is not None
    assert await wechat.download(echo.media) == content


@pytest.mark.parametrize("kind", ["Image", "Attachment", "Video"])
@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("size", [1000, LARGE])
async def test_a_file_comes_down_unchanged(
    gateway: Gateway, wechat: WechatyChannel, kind: str, web: bool, size: int
) -> None:
    told = await gateway.ask("say", type=kind, file={"name": "坏鸡蛋.bin", "size": size, "web": web})
    [heard] = await take(wechat.listen(), 1)
    assert heard.media is not None
    assert heard.media.file_name == "坏鸡蛋.bin"
    content = await wechat.download(heard.media)
    assert hashlib.sha256(content).hexdigest() == told["sha256"]


async def test_a_picture_without_a_name_gets_one(gateway: Gateway, wechat: WechatyChannel) -> None:
    await gateway.ask("say", type="Image")
    [heard] = await take(wechat.listen(), 1)
    assert heard.kind is MessageKind.IMAGE
    assert heard.media == MediaRef(key=f"image:{heard.message_id}", file_name="image.jpg")


async def test_a_file_that_the_gateway_lost_is_an_error(gateway: Gateway, wechat: WechatyChannel) -> None:
    await gateway.ask("say", type="Image")
    [heard] = await take(wechat.listen(), 1)
    assert heard.media is not None
    with pytest.raises(ChannelError, match="no such file"):
        await wechat.download(heard.media)


class Boxes(GatewayStub):
    """A gateway that answers with one file box, whatever is asked."""

    def __init__(self, box: str) -> None:
        self._box = box

    async def message_file(self, **_: object) -> SimpleNamespace:
        return SimpleNamespace(filebox=self._box)


@pytest.mark.parametrize(
    "box",
    [
        "",
        "[]",
        '{"type": 3, "qrCode": "a"}',
        '{"type": 1, "base64": "鸡蛋"}',
        '{"type": 2, "url": "file:///etc/passwd"}',
        '{"type": 2, "url": "http://127.0.0.1:1/nobody-listens"}',
    ],
)
async def test_a_box_that_holds_nothing_is_a_failed_call(box: str) -> None:
    with pytest.raises(CallFailed):
        await fetch(Boxes(box), MediaRef("file:m-1", "a.png"), seconds=2)


async def test_an_older_gateways_box_is_read() -> None:
    box = '{"boxType": 1, "base64": "6bih6JuL"}'
    assert (await fetch(Boxes(box), MediaRef("file:m-1", "a.txt"), seconds=2)).decode() == "鸡蛋"


async def test_a_file_of_another_channel_is_an_error() -> None:
    with pytest.raises(ChannelError, match="no file of this channel"):
        await fetch(Boxes("{}"), MediaRef("somewhere/else", "a.png"), seconds=2)


async def test_a_file_that_did_not_reach_the_gateway_is_not_sent(own_gateway: Gateway) -> None:
    own_gateway.start()
    channel = wechaty_channel(quick(own_gateway.endpoint, own_gateway.token))
    await channel.start()
    await until_ready(channel)
    own_gateway.freeze()
    with pytest.raises(NotSent):
        await channel.send(Outgoing(key="out-1", room_id=ROOM, attachment=Attachment("大.pdf", bytes(LARGE))))
    own_gateway.kill()
    await channel.close()
