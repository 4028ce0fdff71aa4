"""What becomes of one thing that is said, where it does not simply go out? Over the real gateway."""

from __future__ import annotations

import pytest

from bot.channels.wechaty import WechatyChannel
from models.errors import NoSuchPlace, NotSent, SendUnknown
from models.values import Outgoing
from tests.gateway.gateway import Gateway
from tests.gateway.waiting import take
from tests.gateway.worlds import LI, OWNER, ROOM, WANG

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("contact_id", [LI, "wxid_nobody"])
async def test_who_is_no_friend_can_not_be_written_to(wechat: WechatyChannel, contact_id: str) -> None:
    with pytest.raises(NoSuchPlace):
        await wechat.send(Outgoing(key="out-1", contact_id=contact_id, text="您的货到了"))


async def test_a_friend_to_whom_it_was_refused_is_still_a_friend(gateway: Gateway, wechat: WechatyChannel) -> None:
    await gateway.ask("behave", refuse="too many messages")
    with pytest.raises(NotSent, match="too many messages"):
        await wechat.send(Outgoing(key="out-1", contact_id=WANG, text="您的货到了"))


async def test_a_gateway_that_gave_up_waiting_leaves_it_open(gateway: Gateway, wechat: WechatyChannel) -> None:
    await gateway.ask("behave", refuse="TimeoutPromise timed out after 60000 ms")
    with pytest.raises(SendUnknown):
        await wechat.send(Outgoing(key="out-1", room_id=ROOM, text="截单了"))


@pytest.mark.parametrize(("room_id", "contact_id"), [(None, None), (ROOM, WANG)])
async def test_one_place_is_needed(wechat: WechatyChannel, room_id: str | None, contact_id: str | None) -> None:
    with pytest.raises(NotSent, match="exactly one"):
        await wechat.send(Outgoing(key="out-1", room_id=room_id, contact_id=contact_id, text="给谁"))


async def test_a_mention_shows_the_name_of_the_room_not_the_one_given(gateway: Gateway, wechat: WechatyChannel) -> None:
    calling = Outgoing(
        key="out-1",
        room_id=ROOM,
        text="@王芳 @团长 货到了",
        mention_ids=(WANG, OWNER),
        mention_names=("王芳", "团长"),
    )
    await wechat.send(calling)
    sent = (await gateway.sent())[-1]
    assert sent["text"] == "@王芳 3-501\u2005@团长\u2005货到了"
    assert sent["mentionIdList"] == [WANG, OWNER]
    [echo] = await take(wechat.listen(), 1)
    assert echo.mention_ids == (WANG, OWNER)


async def test_a_mention_without_a_name_gets_the_one_of_the_room(gateway: Gateway, wechat: WechatyChannel) -> None:
    await wechat.send(Outgoing(key="out-1", room_id=ROOM, text="货到了", mention_ids=(WANG,)))
    assert (await gateway.sent())[-1]["text"] == "@王芳 3-501\u2005货到了"


async def test_line_breaks_and_signs_pass_unchanged(gateway: Gateway, wechat: WechatyChannel) -> None:
    text = "#接龙\n1. 王芳 2份🥚\n\n\t<b>&amp;</b> “引号”\\n"
    await wechat.send(Outgoing(key="out-1", room_id=ROOM, text=text))
    assert (await gateway.sent())[-1]["text"] == text
    [echo] = await take(wechat.listen(), 1)
    assert echo.text == text
