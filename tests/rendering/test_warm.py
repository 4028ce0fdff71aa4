"""Does the process beside the loop make documents, survive its own death, and leave nothing behind?"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from bot.rendering.warm import WarmRenderer
from models.errors import RenderError
from tests.rendering.days import chart_values, workbook_values

ROOT = Path(__file__).parents[2]


@pytest.mark.asyncio
async def test_it_makes_what_is_asked_for() -> None:
    renderer = WarmRenderer()
    renderer.start()
    try:
        picture, book = await asyncio.gather(
            renderer.render("summary_chart", chart_values()), renderer.render("orders_workbook", workbook_values())
        )
    finally:
        await renderer.close()
    assert picture.content.startswith(b"\x89PNG")
    assert book.content.startswith(b"PK")
    assert (picture.file_name, book.file_name) == ("日报-1123.png", "订单-周末生鲜-1123.xlsx")


@pytest.mark.asyncio
async def test_one_that_was_killed_is_replaced() -> None:
    renderer = WarmRenderer()
    try:
        await renderer.render("orders_workbook", workbook_values())
        first = renderer.process_id
        assert first is not None
        os.kill(first, signal.SIGKILL)
        book = await renderer.render("orders_workbook", workbook_values())
        assert book.content.startswith(b"PK")
        assert renderer.process_id not in {None, first}
    finally:
        await renderer.close()


@pytest.mark.asyncio
async def test_one_that_hangs_is_given_up_after_two_tries() -> None:
    renderer = WarmRenderer(most_seconds=0.001)
    try:
        with pytest.raises(RenderError, match="died 2 times"):
            await renderer.render("summary_chart", chart_values())
        assert renderer.process_id is None
    finally:
        await renderer.close()


@pytest.mark.asyncio
async def test_what_can_not_be_made_is_told_and_the_process_stays() -> None:
    renderer = WarmRenderer()
    try:
        with pytest.raises(RenderError, match="1 hours in a day"):
            await renderer.render("summary_chart", chart_values(by_hour=[1]))
        first = renderer.process_id
        with pytest.raises(RenderError, match="no such document: poem"):
            await renderer.render("poem", {})
        assert (await renderer.render("orders_workbook", workbook_values())).content
        assert renderer.process_id == first
    finally:
        await renderer.close()


@pytest.mark.asyncio
async def test_a_broken_off_request_does_not_spoil_the_next_one() -> None:
    renderer = WarmRenderer()
    try:
        await renderer.render("orders_workbook", workbook_values())
        given_up = asyncio.create_task(renderer.render("summary_chart", chart_values()))
        done, _ = await asyncio.wait({given_up}, timeout=0.01)
        assert not done
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        assert (await renderer.render("orders_workbook", workbook_values())).content.startswith(b"PK")
    finally:
        await renderer.close()


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


@pytest.mark.asyncio
async def test_closing_leaves_no_process_behind() -> None:
    before = children()
    warm, warming, unused = WarmRenderer(), WarmRenderer(), WarmRenderer()
    await warm.render("orders_workbook", workbook_values())
    warming.start()
    for renderer in (warm, warming, unused, warm):
        await renderer.close()
    assert children() <= before
    with pytest.raises(RenderError, match="closed"):
        await warm.render("orders_workbook", workbook_values())


@pytest.mark.asyncio
@pytest.mark.parametrize("seconds", [0.001, 0.05, 0.3])
async def test_closing_does_not_wait_for_a_document(seconds: float) -> None:
    """Broken off while it starts, warms up, or draws."""
    before = children()
    renderer = WarmRenderer()
    waiting = [asyncio.create_task(renderer.render("summary_chart", chart_values())) for _ in range(20)]
    await asyncio.wait(waiting, timeout=seconds)
    await renderer.close()
    assert children() <= before
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(outcomes[-1], RenderError)


def test_the_main_process_never_imports_what_is_heavy() -> None:
    program = (
        "import sys; import bot.rendering.rendering, bot.rendering.warm, bot.rendering.own_templates; "
        "print([name for name in ('matplotlib', 'numpy', 'xlsxwriter', 'PIL') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_process_ends_when_its_starter_is_gone() -> None:
    """Its input ends then, whatever became of the starter."""
    child = subprocess.Popen(
        [sys.executable, "-m", "bot.rendering.workshop"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=30) == 0
    assert child.stdout is not None
    child.stdout.close()
