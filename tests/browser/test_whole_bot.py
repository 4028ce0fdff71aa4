"""Does the real bot work in the browser, from a pasted list to the answer that arrives by itself?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.channels.playground.sample_day import SAMPLE_DAY
from bot.config import Config, PlaygroundSection
from bot.process import playground
from bot.rendering.kinds import KIND_WORDS
from tests.browser.conftest import OpenPage
from tests.browser.test_playground import OVERFLOW_PX, say

expect = pytest.importorskip("playwright.async_api", reason="pip install playwright").expect

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

LIST = "今天的货\n1. 土鸡蛋 30枚/板 供货价25 零售32元\n2. 草莓 1斤/盒 29.9元"
#: Nothing on this day may go wrong: neither fail, nor stay open.
BAD_ROWS = ".outbox-row.state-failed, .outbox-row.state-unsure, .outbox-row.state-waiting, .outbox-row .fault"


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where the whole bot is served, with a clock that is stepped."""
    config = Config(
        database=SecretStr(f"sqlite:///{tmp_path}/tuan.db"),
        keys=tmp_path / "keys" / "keys.sqlite",
        media=tmp_path / "media",
        playground=PlaygroundSection(port=0, clock="stepped"),
    )
    async with playground(config) as opened:
        yield opened


async def step(page: Page, times: int = 1) -> None:
    """Press `+1 分钟`, each time until the clock shows it."""
    face = page.locator(".clock-time")
    for _ in range(times):
        before = await face.inner_text()
        await page.get_by_role("button", name="+1 分钟").click()
        await expect(face).not_to_have_text(before, timeout=15_000)


async def reach(page: Page, at: str) -> None:
    """Turn the clock to the next time at which it shows this: what a bot says hangs on the hour."""
    await page.fill("#reach-time", at)
    await page.press("#reach-time", "Enter")
    await expect(page.locator(".clock-time")).to_contain_text(at, timeout=15_000)


@pytest.mark.parametrize("phone", [True, False], ids=["390px", "1280px"])
async def test_a_list_is_pasted_sent_and_ordered_from(address: str, open_page: OpenPage, phone: bool) -> None:
    organizer = (await open_page(f"{address}?as=organizer&in=private")).page
    resident = (await open_page(f"{address}?as=res-01", phone=phone)).page
    answers = organizer.locator(".message.from-bot .bubble")
    await reach(organizer, "10:00")
    await say(organizer, LIST)
    await step(organizer)
    await expect(answers.last).to_contain_text("土鸡蛋")
    await say(organizer, "发")
    await step(organizer)
    posts = resident.locator(".message.from-bot .bubble")
    await expect(posts.last).to_contain_text("32元")
    await expect(resident.locator("body")).not_to_contain_text("供货价")
    await say(resident, "鸡蛋2板 3-501")
    await expect(resident.locator(".message.mine .bubble")).to_have_text("鸡蛋2板 3-501")
    # A wave of orders is over after three quiet minutes; nobody touches her page meanwhile.
    await step(organizer, times=4)
    await expect(posts.last).to_contain_text("芳芳妈 鸡蛋2", timeout=15_000)
    for tab in ("people", "chat", "panel") if phone else ("chat",):
        if phone:
            await resident.locator(f".tabs [data-tab-button={tab}]").tap()
        assert await resident.evaluate(OVERFLOW_PX) == 0, tab


async def test_the_sample_day_is_played_to_its_end(address: str, open_page: OpenPage) -> None:
    page = (await open_page(f"{address}?as=organizer&in=private")).page
    await page.get_by_role("button", name="最快").click()
    await expect(page.locator("[data-part=day]")).to_contain_text(f"放完了 {len(SAMPLE_DAY)}/", timeout=60_000)
    outbox = page.locator("[data-part=outbox]")
    for kind in ("summary", "summary_chart", "orders_workbook", "pickup_notice"):
        shown = outbox.locator(".row-kind", has_text=KIND_WORDS[kind]).first
        await expect(shown).to_be_visible(timeout=15_000)
    await expect(outbox.locator(BAD_ROWS)).to_have_count(0)
    await expect(page.locator("[data-part=health] .ill")).to_have_count(0)
    summary = page.locator(".message.from-bot .bubble", has_text="今天").last
    await expect(summary).to_contain_text("32单")
    await expect(page.locator(".bubble.picture img").last).to_have_js_property("complete", True)
    await expect(page.locator(".bubble.file a").last).to_contain_text(".xlsx")
    assert await page.evaluate(OVERFLOW_PX) == 0
