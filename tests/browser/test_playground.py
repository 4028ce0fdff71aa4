"""Can a person use the playground, on a phone and at a desk, with a finger and with keys alone?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.channels.playground.backstage import OutboxLine
from bot.channels.playground.cast import ROOM_ID
from bot.channels.playground.channel import PlaygroundChannel, Utterance
from bot.channels.playground.pages import create_playground
from bot.channels.playground.sample_day import LIST_TEXT, SAMPLE_DAY
from bot.web.server import create_site, serve
from models.mail import OutboxState
from models.values import Attachment, Outgoing
from tests.browser.conftest import Bench, OpenPage
from tests.playground.backstage import MORNING, EchoBackstage, morning_clock

expect = pytest.importorskip("playwright.async_api", reason="pip install playwright").expect

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

#: Measured on what can be pressed and is seen.
SMALL_TARGETS = """() => [...document.querySelectorAll('button, summary, input:not([type=file]), textarea, label.tool')]
  .filter((one) => one.checkVisibility({ opacityProperty: true }))
  .map((one) => [one.id || one.className || one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && (box.height < 44 || box.width < 44))
  .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
NAMELESS = """() => [...document.querySelectorAll('button, input, textarea, select, img')]
  .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.alt || one.labels?.length))
  .map((one) => one.outerHTML)"""
#: Between the menu of a bubble and the composer.
CLEAR_PX = 8
OVERFLOW_PX = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: What lies beyond the right edge of the column that shows it, and can't be seen.
CUT_OFF = """() => [...document.querySelectorAll('.people, .chat, .panel')].flatMap(column => {
    const edge = column.getBoundingClientRect().right + 1
    const beyond = one => one.getBoundingClientRect().width && one.getBoundingClientRect().right > edge
    return [...column.querySelectorAll('section, form, ul, button, progress')].filter(beyond).map(one => one.outerHTML)
})"""


async def say(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def test_an_order_is_typed_and_answered_live(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-02")).page
    await say(page, "鸡蛋2板 3-1202")
    await expect(page.locator(".message.mine .bubble")).to_have_text("鸡蛋2板 3-1202")
    await expect(page.locator(".message.from-bot .bubble")).to_have_text("听到了：鸡蛋2板 3-1202")
    await expect(page.locator("#text")).to_have_value("")
    await expect(page.locator("[data-part=outbox] .outbox-row")).to_contain_text("听到了")


async def test_what_others_see_is_white_and_at_the_left(bench: Bench, open_page: OpenPage) -> None:
    typed, watched = [(await open_page(f"{bench.address}?as={person}")).page for person in ("res-02", "res-01")]
    await say(typed, "鸡蛋2板")
    bubble = "element => getComputedStyle(element.querySelector('.bubble')).backgroundColor"
    own = typed.locator(".message", has_text="老周")
    others = watched.locator(".message", has_text="老周")
    assert await own.first.evaluate(bubble) == "rgb(158, 234, 106)"
    assert await others.first.evaluate(bubble) == "rgb(255, 255, 255)"


async def test_markup_stays_text(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(bench.address)).page
    evil = "<img src=x onerror=document.body.dataset.evil=1><script>document.body.dataset.evil=1</script>"
    await say(page, evil)
    await expect(page.locator(".message.mine .bubble")).to_have_text(evil)
    await expect(page.locator(".message.from-bot .bubble")).to_contain_text(evil)
    await page.reload()
    await expect(page.locator(".message.mine .bubble")).to_have_text(evil)
    assert await page.evaluate("document.body.dataset.evil") is None


async def test_a_tap_quotes(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-02", phone=True)).page
    await say(page, "鸡蛋一板")
    await page.locator(".message.mine .bubble").tap()
    await page.locator("#menu [data-do=quote]").tap()
    await expect(page.locator("#quote-text")).to_have_text("老周：鸡蛋一板")
    await say(page, "+1")
    await expect(page.locator(".quoted")).to_contain_text("老周：鸡蛋一板")
    await expect(page.locator("#quote-bar")).to_be_hidden()


@pytest.mark.parametrize("which", [-1, -2, 0], ids=["the last", "the one before", "the first"])
async def test_a_finger_reaches_what_can_be_done_with_a_bubble(bench: Bench, open_page: OpenPage, which: int) -> None:
    page = (await open_page(f"{bench.address}?as=res-02", phone=True)).page
    for number in range(6):
        await say(page, f"鸡蛋{number + 1}板")
        await expect(page.locator(".message")).to_have_count(2 * number + 2)
    await page.locator(".message .more").nth(which).tap()
    menu = page.locator("#menu")
    await expect(menu.locator("[data-do=quote]")).to_be_visible()
    seen, shown = await menu.bounding_box(), await page.locator("#scroller").bounding_box()
    assert seen
    assert shown
    assert shown["y"] <= seen["y"]
    assert seen["y"] + seen["height"] + CLEAR_PX <= shown["y"] + shown["height"], "behind the composer"
    await menu.locator("[data-do=quote]").tap()
    await expect(page.locator("#quote-bar")).to_be_visible()


async def test_a_menu_stands_clear_of_the_way_to_the_newest_words(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-02", phone=True)).page
    await say(page, "鸡蛋1板\n" * 30)
    await expect(page.locator(".message")).to_have_count(2)
    own = page.locator(".message.mine")
    await own.locator(".bubble").evaluate("bubble => bubble.scrollIntoView({ block: 'end' })")
    await bench.channel.send(Outgoing("row", room_id=ROOM_ID, text="记上了"))
    await expect(page.locator("#to-end")).to_be_visible()
    await own.locator(".bubble").tap()
    seen, way = await page.locator("#menu").bounding_box(), await page.locator("#to-end").bounding_box()
    assert seen
    assert way
    assert seen["y"] + seen["height"] <= way["y"]


async def test_ones_own_words_are_recalled_everywhere(bench: Bench, open_page: OpenPage) -> None:
    typed, watched = [(await open_page(f"{bench.address}?as={person}")).page for person in ("res-02", "res-01")]
    await say(typed, "发错了")
    await watched.locator(".message", has_text="老周").locator(".bubble").click()
    await expect(watched.locator("#menu [data-do=recall]")).to_be_hidden()
    await typed.locator(".message.mine .bubble").click()
    await typed.locator("#menu [data-do=recall]").click()
    for page in (typed, watched):
        await expect(page.locator(".recalled")).to_have_text("老周 撤回了一条消息")


async def test_keys_alone_are_enough(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(bench.address)).page
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await say(page, "鸡蛋一板")
    await expect(page.locator(".message.from-bot")).to_be_visible()
    await page.locator(".message.mine .more").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#menu [data-do=quote]")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator(".message.mine .more")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.type("+1")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("2-205")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.mine .bubble").last).to_have_text("+1\n2-205")


async def test_a_chain_grows(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-06", phone=True)).page
    await page.locator("#chain-button").tap()
    await expect(page.locator("#chain-text")).to_be_focused()
    await page.keyboard.type("西瓜1")
    await page.locator("#chain-form .primary").tap()
    await expect(page.locator(".bubble.chain")).to_contain_text("1. 豆豆爸 7-1201 西瓜1")
    await page.locator("#speaker").tap()
    await page.locator("[data-person=res-02]").tap()
    await page.locator("[data-join]").tap()
    await expect(page.locator("#chain-text")).to_be_focused()
    await page.keyboard.type("牛奶2")
    await page.locator("#chain-form .primary").tap()
    await expect(page.locator(".bubble.chain").last).to_contain_text("2. 老周 3-1202 牛奶2")


async def test_a_private_word_waits_to_be_read(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-02")).page
    await expect(page.locator("body")).to_have_attribute("data-live", "true")
    await bench.channel.send(Outgoing("row", contact_id="res-01", text="记上了"))
    await expect(page.locator("[data-person=res-01] [data-unread]")).to_have_text("1")
    await page.locator("[data-person=res-01]").click()
    await page.locator("[data-go=private]").click()
    await expect(page.locator(".bubble")).to_have_text("记上了")
    await expect(page.locator("[data-person=res-01] [data-unread]")).to_be_hidden()
    await expect(page.locator("#title")).to_contain_text("小助手")


async def test_a_stranger_is_told_why_not(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-02")).page
    # It is marked as disabled, and says why to whoever presses it all the same.
    await page.locator("[data-go=private]").click(force=True)
    await expect(page.locator("#toast")).to_contain_text("老周没加小助手好友")
    await expect(page.locator("[data-go=group]")).to_have_attribute("aria-pressed", "true")


async def test_pictures_and_files_of_the_bot(bench: Bench, open_page: OpenPage) -> None:
    opened = await open_page(f"{bench.address}?as=organizer&in=private")
    picture = await opened.shoot("poster")
    await bench.channel.send(
        Outgoing("a", contact_id="organizer", attachment=Attachment("海报.png", picture.read_bytes()))
    )
    await bench.channel.send(Outgoing("b", contact_id="organizer", attachment=Attachment("报货.xlsx", b"PK")))
    page = opened.page
    await expect(page.locator(".bubble.picture img")).to_have_js_property("naturalWidth", 1280)
    async with page.expect_download() as download:
        await page.locator(".bubble.file a").click()
    assert (await download.value).suggested_filename == "报货.xlsx"


async def test_a_picture_is_sent(bench: Bench, open_page: OpenPage) -> None:
    opened = await open_page(f"{bench.address}?as=res-02")
    await opened.page.set_input_files("#file-input", await opened.shoot("paid"))
    await expect(opened.page.locator(".message.mine .bubble.picture img")).to_have_js_property("naturalWidth", 1280)


async def test_the_clock_is_stepped(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(bench.address)).page
    face = page.locator(".clock-time")
    await expect(face).to_have_text("07:30:00")
    await page.get_by_role("button", name="+1 分钟").click()
    await expect(face).to_have_text("07:31:00")
    await page.get_by_role("button", name="下个定时").click()
    await expect(face).to_have_text("11:30:00")
    await expect(page.locator(".schedule .past")).to_contain_text("截单提醒")
    await page.fill("#reach-time", "12:34")
    await page.get_by_role("button", name="走到这时").click()
    await expect(face).to_have_text("12:34:00")
    assert bench.clock.now() == MORNING.replace(hour=12, minute=34)


@pytest.mark.parametrize(("typed", "shown"), [("21:05", "21:05:00"), ("9：05", "09:05:00"), ("1930", "19:30:00")])
async def test_hours_go_to_24_in_every_country(bench: Bench, open_page: OpenPage, typed: str, shown: str) -> None:
    page = (await open_page(bench.address, locale="en-US")).page
    field = page.get_by_label("拨到")
    await expect(field).to_have_attribute("type", "text")  # what a field of hours shows, the browser's language decides
    await expect(field).to_have_value("12:00")
    await field.fill("25:00")
    await page.get_by_role("button", name="走到这时").click()
    assert await field.evaluate("field => field.validity.patternMismatch")
    await expect(page.locator(".clock-time")).to_have_text("07:30:00")
    await field.fill(typed)
    await page.get_by_role("button", name="走到这时").click()
    await expect(page.locator(".clock-time")).to_have_text(shown)


async def test_on_a_clock_that_stands_one_is_told_what_waits(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(bench.address, phone=True)).page
    bench.backstage.rows.append(OutboxLine("row", MORNING, "群", "noted", OutboxState.WAITING))
    await expect(page.locator(".waiting")).to_contain_text("1 句话等着发")
    await page.locator(".waiting button").tap()
    await expect(page.locator("[data-part=clock]")).to_contain_text("07:31:00")
    bench.backstage.rows.clear()
    await expect(page.locator(".waiting")).to_have_count(0)


async def test_the_sample_day_is_played(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(bench.address)).page
    await page.get_by_role("button", name="最快").click()
    await expect(page.locator("[data-part=day]")).to_contain_text(f"放完了 {len(SAMPLE_DAY)}/", timeout=20_000)
    await expect(page.locator(".message").last.locator(".bubble")).to_have_text("听到了：转了89.7")
    await expect(page.locator("[data-person=organizer] [data-unread]")).to_be_visible()


async def test_the_first_steps_are_offered(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(bench.address)).page
    await bench.channel.send(Outgoing("row", room_id=ROOM_ID, text="我是帮团长记单的小助手。"))
    await expect(page.locator(".message")).to_be_visible()
    await page.locator("#try-list").click()
    await expect(page.locator("#text")).to_have_value(LIST_TEXT)
    await page.locator("#send").click()
    await expect(page.locator(".message.mine .bubble")).to_contain_text("散养土鸡蛋")
    await expect(page.locator("#empty")).to_be_hidden()


async def test_after_a_restart_the_page_is_made_anew(open_page: OpenPage) -> None:
    clock = morning_clock()
    port = 0
    for run in range(2):
        channel = PlaygroundChannel(clock)
        await channel.start()
        channel.say(Utterance("res-02", f"第{run}回"))
        part = create_playground(channel, EchoBackstage(channel, clock))
        served = await serve(create_site([part]), "127.0.0.1", port)
        if run == 0:
            port = served.port
            opened = await open_page(served.address)
        await expect(opened.page.locator(".bubble")).to_have_text(f"第{run}回", timeout=15_000)
        await expect(opened.page.locator("body")).to_have_attribute("data-live", "true")
        await served.close()
        await expect(opened.page.locator(".offline")).to_be_visible()
    # The browser itself notes that nobody answered for a while.
    assert [complaint for complaint in opened.complaints if "ERR_" not in complaint] == []
    opened.complaints.clear()


async def test_words_that_can_not_be_said_are_not_lost(bench: Bench, open_page: OpenPage) -> None:
    opened = await open_page(f"{bench.address}?as=res-02")
    await bench.channel.close()
    await say(opened.page, "鸡蛋一板")
    await expect(opened.page.locator("#toast")).to_contain_text("小助手没在线")
    await expect(opened.page.locator("#text")).to_have_value("鸡蛋一板")
    # The browser itself notes each refused request; that is the one here.
    assert [complaint for complaint in opened.complaints if "403" not in complaint] == []
    opened.complaints.clear()


@pytest.mark.parametrize("phone", [True, False], ids=["390px", "1280px"])
async def test_it_fits_and_can_be_hit_and_named(bench: Bench, open_page: OpenPage, phone: bool) -> None:
    opened = await open_page(f"{bench.address}?as=res-01", phone=phone)
    page = opened.page
    await say(page, "一个很长的词" * 40 + "https://example.com/" + "a" * 200)
    await expect(page.locator(".message.from-bot")).to_be_visible()
    for tab in ("people", "chat", "panel") if phone else ("chat",):
        if phone:
            await page.locator(f".tabs [data-tab-button={tab}]").tap()
        assert await page.evaluate(OVERFLOW_PX) == 0, tab
        assert await page.evaluate(CUT_OFF) == [], tab
        assert await page.evaluate(SMALL_TARGETS) == [], tab
        await opened.shoot(f"{'phone' if phone else 'desk'}-{tab}")
    assert await page.evaluate(NAMELESS) == []


async def test_a_page_that_was_hidden_catches_up(bench: Bench, open_page: OpenPage) -> None:
    page = (await open_page(f"{bench.address}?as=res-02")).page
    await say(page, "鸡蛋一板")
    await expect(page.locator(".message")).to_have_count(2)
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await bench.backstage.advance(timedelta(minutes=1))
    await say(page, "豆腐一块")
    await expect(page.locator(".message")).to_have_count(4)
