"""Is the site closed to whom it is not for? Hosts, origins, headers, addresses to listen on."""

from __future__ import annotations

import asyncio
import re

import aiohttp
import pytest

from bot.channels.playground.channel import PlaygroundChannel
from bot.channels.playground.pages import create_playground
from bot.web import guards
from bot.web.server import SHUTDOWN_SECONDS, create_site, serve
from models.errors import ConfigError
from tests.playground.backstage import EchoBackstage, morning_clock
from tests.playground.conftest import Site

pytestmark = pytest.mark.asyncio

WORDS = {"person": "res-02", "text": "鸡蛋一板"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "192.168.1.9", "", "[::"]
)
async def test_another_name_is_refused(site: Site, host: str) -> None:
    async with site.session.get("/", headers={"Host": host}) as response:
        assert response.status in (400, 421)
        assert "res-01" not in await response.text()


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:99", "LOCALHOST"])
async def test_this_computers_names_are_answered(site: Site, host: str) -> None:
    async with site.session.get("/", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "{own}.evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "{own}", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "{own}", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
async def test_a_post_from_elsewhere_is_refused(site: Site, headers: dict[str, str]) -> None:
    own = site.address.rstrip("/")
    sent = {name: value.format(own=own) for name, value in headers.items()}
    async with (
        aiohttp.ClientSession(site.address) as stranger,
        stranger.post("/playground/say", json=WORDS, headers=sent) as response,
    ):
        assert response.status == 403
    assert site.channel.conversation.cursor == 0


@pytest.mark.parametrize("headers", [{"Origin": "{own}"}, {"Sec-Fetch-Site": "same-origin"}])
async def test_a_post_of_our_own_page_is_heard(site: Site, headers: dict[str, str]) -> None:
    own = site.address.rstrip("/")
    sent = {name: value.format(own=own) for name, value in headers.items()}
    async with (
        aiohttp.ClientSession(site.address) as page,
        page.post("/playground/say", json=WORDS, headers=sent) as response,
    ):
        assert response.status == 200


@pytest.mark.parametrize("address", ["/", "/nothing", "/playground/events?after=", "/playground/files/none"])
async def test_every_answer_has_the_headers(site: Site, address: str) -> None:
    async with site.session.get(address) as response:
        for name, value in guards.SECURITY_HEADERS.items():
            assert response.headers[name] == value
        assert response.headers["Cache-Control"] == "no-store"


async def test_nothing_inline_stands_on_the_page(site: Site) -> None:
    async with site.session.get("/") as response:
        text = await response.text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


async def test_static_files_stand_under_a_hash_of_their_contents(site: Site) -> None:
    async with site.session.get("/") as response:
        addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', await response.text())
    assert len(addresses) >= 5
    for address in addresses:
        async with site.session.get(address) as response:
            assert response.status == 200
            assert "immutable" in response.headers["Cache-Control"]
    name = addresses[0].split("/", 3)[3]
    for wrong in (f"/static/0000/{name}", addresses[0] + "x", addresses[0].replace(name, "frame/../../server.py")):
        async with site.session.get(wrong) as response:
            assert response.status == 404


async def test_an_error_is_a_page_to_a_person_and_json_to_a_script(site: Site) -> None:
    async with site.session.get("/nothing", headers={"Accept": "text/html"}) as response:
        assert response.status == 404
        assert "这里没有东西" in await response.text()
    async with site.session.get("/nothing") as response:
        assert (await response.json())["error"] == "这里没有东西。"


def playground_site() -> aiohttp.web.Application:
    channel = PlaygroundChannel(morning_clock())
    return create_site([create_playground(channel, EchoBackstage(channel, morning_clock()))])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.9", "tuan.example"])
async def test_the_playground_is_served_to_this_computer_alone(host: str) -> None:
    with pytest.raises(ConfigError, match="organizer"):
        await serve(playground_site(), host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_port_nought_is_a_free_one(host: str) -> None:
    served = await serve(playground_site(), host, 0)
    assert served.port > 0
    assert served.address == f"http://127.0.0.1:{served.port}/"
    await served.close()


async def test_a_port_that_is_taken_is_told(site: Site) -> None:
    port = int(site.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(ConfigError, match=f"{port} on 127.0.0.1 is taken"):
        await serve(playground_site(), "127.0.0.1", port)


async def test_a_port_that_can_not_be_is_told() -> None:
    with pytest.raises(ConfigError, match="port 99999"):
        await serve(playground_site(), "127.0.0.1", 99999)


async def test_an_open_stream_does_not_hold_the_server_open() -> None:
    channel = PlaygroundChannel(morning_clock())
    part = create_playground(channel, EchoBackstage(channel, morning_clock()))
    served = await serve(create_site([part]), "127.0.0.1", 0)
    async with (
        asyncio.timeout(SHUTDOWN_SECONDS - 1),
        aiohttp.ClientSession(served.address) as session,
        session.get("/playground/events", params={"after": f"{channel.run}:0"}) as response,
    ):
        assert (await response.content.readline()).startswith(b"id: ")
        await served.close()
        assert b"event: panel" in await response.read()
