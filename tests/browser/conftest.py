"""What do tests in a real browser share? Chromium, pages that remember what went wrong, and a served playground.

``open_page`` fits any address: it is what a test of the whole bot needs from here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.channels.playground.channel import PlaygroundChannel
from bot.channels.playground.pages import create_playground
from bot.clock import SteppedClock
from bot.web.server import create_site, serve
from tests.playground.backstage import EchoBackstage, morning_clock, plans_of_a_day

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

#: Nothing that a browser does on its own may reach out, or write outside its profile.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(slots=True)
class BrowserPage:
    """One open page. ``complaints``: what the console and the page's scripts had to say against it."""

    page: Page
    shots: Path
    complaints: list[str] = field(default_factory=list)

    async def shoot(self, name: str) -> Path:
        path = self.shots / f"{name}.png"
        await self.page.screenshot(path=path)
        return path


OpenPage = Callable[..., Awaitable[BrowserPage]]


@dataclass(frozen=True, slots=True)
class Bench:
    """A served playground whose bot repeats what it hears."""

    channel: PlaygroundChannel
    backstage: EchoBackstage
    clock: SteppedClock
    address: str


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = os.environ.get("TUAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("browser tests need Chromium: apt-get install chromium, or name one in TUAN_CHROMIUM")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    reason = "browser tests need Playwright for Python: pip install playwright"
    playwright = pytest.importorskip("playwright.async_api", reason=reason)
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium_path, args=[*QUIET, *root])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(chromium: Browser, tmp_path: Path) -> AsyncIterator[OpenPage]:
    """Opens an address; afterwards the test fails if any of its pages complained."""
    opened: list[BrowserPage] = []

    async def open_(address: str, *, phone: bool = False, locale: str = "zh-CN") -> BrowserPage:
        context = await chromium.new_context(
            viewport=PHONE if phone else DESKTOP, is_mobile=phone, has_touch=phone, locale=locale
        )
        page = await context.new_page()
        one = BrowserPage(page, tmp_path)
        page.on("console", lambda said: one.complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        opened.append(one)
        await page.goto(address)
        return one

    yield open_
    for one in opened:
        await one.page.context.close()
    assert [complaint for one in opened for complaint in one.complaints] == []


@pytest_asyncio.fixture(loop_scope="session")
async def bench() -> AsyncIterator[Bench]:
    clock = morning_clock()
    channel = PlaygroundChannel(clock)
    backstage = EchoBackstage(channel, clock, plans_of_a_day())
    await backstage.start()
    served = await serve(create_site([create_playground(channel, backstage)]), "127.0.0.1", 0)
    yield Bench(channel, backstage, clock, served.address)
    await served.close()
    await backstage.close()
