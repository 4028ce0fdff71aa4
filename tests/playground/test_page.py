"""Does the page show what was said and planned, and do its buttons do what they say?"""

from __future__ import annotations

import asyncio
import html
import json
import re
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.channels.playground import cast
from bot.channels.playground.actions import LARGEST_FILE_BYTES
from bot.channels.playground.backstage import OutboxLine
from bot.channels.playground.channel import Utterance
from models.mail import OutboxState
from models.values import Attachment, MessageKind, Outgoing
from tests.playground.backstage import MORNING
from tests.playground.conftest import Site

pytestmark = pytest.mark.asyncio

PNG = b"\x89PNG\r\n\x1a\n and so on"
PAGE = {"Accept": "text/html"}


async def page(site: Site, **query: str) -> str:
    async with site.session.get("/", params=query) as response:
        assert response.status == 200
        return await response.text()


async def post(site: Site, address: str, **form: object) -> tuple[int, Any]:
    async with site.session.post(address, json=form) as response:
        return response.status, await response.json()


async def test_the_page_shows_everybody_and_the_panel(site: Site) -> None:
    text = await page(site)
    for one in cast.EVERYBODY:
        assert f'data-person="{one.id}"' in text
    for word in ("07:30:00", "11月23日 周一", "截单提醒", "取货通知", "还没有要发的", "还没放 0/64"):
        assert word in text


async def test_what_is_said_is_shown_and_heard(site: Site) -> None:
    status, answer = await post(site, "/playground/say", person="res-02", text="鸡蛋一板\n")
    assert status == 200
    await site.channel.heard_out()
    text = await page(site, **{"as": "res-02"})
    assert f'id="m-{answer["id"]}"' in text
    assert '<div class="bubble">鸡蛋一板</div>' in text
    assert '<div class="bubble">听到了：鸡蛋一板</div>' in text
    assert 'class="message from-resident mine"' in text
    assert 'class="message from-bot"' in text


async def test_what_people_write_is_never_markup(site: Site) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    first = site.channel.say(Utterance("res-02", evil))
    site.channel.say(Utterance("res-01", evil, quotes=first.id))
    site.channel.say(Utterance("res-01", attachment=Attachment(f"{evil}.xlsx", b"PK")))
    await site.channel.heard_out()
    for text in (await page(site), json.loads((await next_event(site, "message"))["data"])["html"]):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert html.escape(evil, quote=False)[:30] in text


async def test_a_private_chat_is_shown_to_its_person_alone(site: Site) -> None:
    site.channel.say(Utterance("res-01", "我的订单", private=True))
    bubble = '<div class="bubble">我的订单</div>'
    assert bubble in await page(site, **{"as": "res-01", "in": "private"})
    assert bubble not in await page(site, **{"as": "res-01"})
    assert bubble not in await page(site, **{"as": "res-03", "in": "private"})


async def test_a_strangers_private_chat_is_the_group(site: Site) -> None:
    site.channel.say(Utterance("res-02", "鸡蛋一板"))
    assert 'data-private="false"' in await page(site, **{"as": "res-02", "in": "private"})
    status, answer = await post(site, "/playground/say", person="res-02", private=True, text="在吗")
    assert status == 403
    assert "好友" in answer["error"]


async def test_a_quote_and_a_recall(site: Site) -> None:
    first = site.channel.say(Utterance("res-02", "鸡蛋一板"))
    status, answer = await post(site, "/playground/say", person="res-01", text="+1", quotes=first.id)
    assert status == 200
    assert "老周：鸡蛋一板" in await page(site)
    assert (await post(site, "/playground/recall", person="res-02", message=answer["id"]))[0] == 400
    assert (await post(site, "/playground/recall", person="res-01", message=answer["id"]))[0] == 200
    assert "芳芳妈 撤回了一条消息" in await page(site)


async def test_a_chain_is_started_and_joined(site: Site) -> None:
    async with site.session.get("/playground/chain", params={"as": "res-06"}) as response:
        draft = await response.json()
    assert draft["joins"] is False
    status, answer = await post(site, "/playground/say", person="res-06", text=draft["before"] + "西瓜1", chain=True)
    assert status == 200
    message = site.channel.conversation.get(answer["id"])
    assert message is not None
    assert message.kind is MessageKind.GROUP_NOTE
    async with site.session.get("/playground/chain", params={"as": "res-02"}) as response:
        draft = await response.json()
    assert draft["joins"] is True
    assert draft["before"].endswith("1. 豆豆爸 7-1201 西瓜1\n2. 老周 3-1202 ")


async def send_file(site: Site, name: str, content: bytes, **query: str) -> tuple[int, Any]:
    form = aiohttp.FormData()
    form.add_field("file", content, filename=name)
    async with site.session.post("/playground/file", params=query, data=form) as response:
        return response.status, await response.json()


async def test_a_picture_is_shown_and_a_workbook_is_offered(site: Site) -> None:
    assert (await send_file(site, "转账.png", PNG, person="res-02"))[0] == 200
    assert (await send_file(site, "货单.xlsx", b"PK\x03\x04", person="res-02"))[0] == 200
    picture, workbook = (one.file for one in site.channel.conversation.in_place("group"))
    assert picture is not None
    assert workbook is not None
    text = await page(site)
    assert f'<img src="/playground/files/{picture.key}"' in text
    assert f'download="{workbook.name}"' in text
    async with site.session.get(f"/playground/files/{picture.key}") as response:
        assert (response.content_type, await response.read()) == ("image/png", PNG)
    async with site.session.get(f"/playground/files/{workbook.key}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_page_that_calls_itself_a_picture_is_not_shown(site: Site) -> None:
    assert (await send_file(site, "x.png", b"<script>alert(1)</script>", person="res-02"))[0] == 200
    file = site.channel.conversation.in_place("group")[0].file
    assert file is not None
    async with site.session.get(f"/playground/files/{file.key}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_files_have_bounds(site: Site) -> None:
    assert (await send_file(site, "x.png", b"", person="res-02"))[0] == 400
    status, answer = await send_file(site, "x.png", bytes(LARGEST_FILE_BYTES + 1), person="res-02")
    assert status == 400
    assert "10 MB" in answer["error"]
    assert (await post(site, "/playground/file"))[0] == 400
    assert site.channel.conversation.cursor == 0


async def test_a_file_that_is_gone_is_not_found(site: Site) -> None:
    async with site.session.get("/playground/files/none") as response:
        assert response.status == 404


async def test_the_outbox_shows_what_waits_and_what_went_wrong(site: Site) -> None:
    states = (OutboxState.SENT, OutboxState.UNSURE, OutboxState.FAILED, OutboxState.SENDING, OutboxState.WAITING)
    for state in states:
        site.backstage.rows.append(OutboxLine(state, MORNING, "幸福里鲜货群", "noted", state, "", f"因为{state}"))
    text = await page(site)
    assert "2 条还没发" in text
    assert "钟停着，2 句话等着发" in text
    await post(site, "/playground/clock", do="run")
    assert "句话等着发" not in await page(site)
    words = re.findall(r'<span class="state">([^<]+)</span> <span class="row-place">', text)
    assert words == ["等着发", "在发", "没发成", "不确定", "发了"]
    assert '<p class="fault">因为unsure</p>' in text


async def test_the_clock_is_stepped(site: Site) -> None:
    await post(site, "/playground/clock", do="advance", seconds=600)
    assert site.clock.now() == MORNING + timedelta(minutes=10)
    await post(site, "/playground/clock", do="next")
    assert site.clock.now() == MORNING.replace(hour=11, minute=30)
    await post(site, "/playground/clock", do="reach", at="12:05")
    assert site.clock.now() == MORNING.replace(hour=12, minute=5)
    await post(site, "/playground/clock", do="reach", at="12:00")
    assert site.clock.now() == MORNING.replace(hour=12, minute=0) + timedelta(days=1)
    await post(site, "/playground/clock", do="run")
    assert "自己在走" in await page(site)
    await post(site, "/playground/clock", do="hold")
    assert "停着，手动拨" in await page(site)


async def test_the_clock_pauses_the_day(site: Site) -> None:
    await post(site, "/playground/day", do="play", speed="1")
    assert "正在放" in await page(site)
    await post(site, "/playground/clock", do="advance", seconds=60)
    assert "停着 " in await page(site)


async def test_the_day_is_played_to_its_end(site: Site) -> None:
    await post(site, "/playground/day", do="play", speed="fastest")
    async with asyncio.timeout(30):
        while "放完了" not in await page(site):
            await site.channel.bell.wait_beyond(site.channel.bell.rings, 5)
    text = await page(site)
    assert "放完了 64/64" in text
    assert "21:40:00" in text


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/playground/say", {}),
        ("/playground/say", {"person": "res-02", "text": "x", "secret": 1}),
        ("/playground/say", {"person": "res-02", "text": "字" * 20_001}),
        ("/playground/say", {"person": "res-99", "text": "在吗"}),
        ("/playground/say", {"person": "res-02", "text": "  "}),
        ("/playground/say", {"person": "res-02", "text": "+1", "quotes": "none"}),
        ("/playground/recall", {"person": "res-02", "message": "none"}),
        ("/playground/clock", {"do": "back"}),
        ("/playground/clock", {"do": "advance", "seconds": -60}),
        ("/playground/clock", {"do": "advance", "seconds": 10**9}),
        ("/playground/day", {"do": "play", "speed": "2"}),
    ],
)
async def test_what_makes_no_sense_is_refused_with_a_word(site: Site, address: str, form: dict[str, object]) -> None:
    status, answer = await post(site, address, **form)
    assert status == 400
    assert answer["error"]
    assert site.channel.conversation.cursor == 0


async def next_event(site: Site, name: str, after: str | None = None) -> dict[str, str]:
    """The first event of this name in a stream of its own."""
    seen = f"{site.channel.run}:0" if after is None else after
    async with asyncio.timeout(10), site.session.get("/playground/events", params={"after": seen}) as response:
        assert response.content_type == "text/event-stream"
        event: dict[str, str] = {}
        async for line in response.content:
            key, _, value = line.decode().rstrip("\n").partition(": ")
            event[key] = value
            if not key and event.get("event") == name:
                return event
            event = event if key else {}
    raise AssertionError("the stream ended")


async def test_the_stream_tells_of_messages_from_where_the_page_stood(site: Site) -> None:
    site.channel.say(Utterance("res-02", "鸡蛋一板"))
    await site.channel.heard_out()
    first = await next_event(site, "message")
    assert "鸡蛋一板" in json.loads(first["data"])["html"]
    stood = f"{site.channel.run}:{site.channel.conversation.cursor}"
    waiting = asyncio.create_task(next_event(site, "message", after=stood))
    await asyncio.wait({waiting}, timeout=0.05)
    await site.channel.send(Outgoing("row", contact_id="res-01", text="记上了"))
    told = json.loads((await waiting)["data"])
    assert told["place"] == "private-res-01"
    assert "记上了" in told["html"]


async def test_the_stream_tells_of_the_panel(site: Site) -> None:
    parts = json.loads((await next_event(site, "panel"))["data"])
    assert set(parts) == {"waiting", "clock", "day", "outbox", "schedule", "health"}


@pytest.mark.parametrize("after", ["", "earlier:3", "x:y:z", "{run}:999", "{run}:-1", "{run}:²"])
async def test_a_page_of_another_run_loads_itself_again(site: Site, after: str) -> None:
    assert await next_event(site, "reload", after=after.format(run=site.channel.run))
