"""Do the small parts of a channel keep their word? Mentions, order, waits, the login code, reading; without a wire."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mentions import MENTION_END, with_mentions
from bot.channels.wechaty.backoff import Backoff
from bot.channels.wechaty.calls import Refused
from bot.channels.wechaty.hearing import Hearing
from bot.channels.wechaty.in_order import InOrder
from bot.channels.wechaty.line import Line
from bot.channels.wechaty.login_code import login_code, show_in_terminal
from bot.channels.wechaty.names import Names
from bot.channels.wechaty.reading import Scene, read_message
from bot.channels.wechaty.reception import Reception
from bot.channels.wechaty.wire import MessagePayload, MessageType, SendAnswer
from models.values import Incoming, MessageKind, Quote
from tests.gateway.waiting import take
from tests.gateway.worlds import Shown, WallClock, quick

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def read(**told: Any) -> Incoming:
    payload = MessagePayload(**{"id": "m-1", "talker_id": "wxid_wang", "type": MessageType.TEXT, **told})
    return read_message("m-1", payload, Scene("wxid_bot", NOW))


@pytest.mark.parametrize(
    ("text", "people", "written"),
    [
        ("货到了", [("王芳", "王芳 3-501")], "@王芳 3-501\u2005货到了"),
        ("@王芳 货到了", [("王芳", "王芳 3-501")], "@王芳 3-501\u2005货到了"),
        ("@王芳\u2005货到了", [("王芳", "")], "@王芳\u2005货到了"),
        ("@王芳 3-501 货到了", [("王芳", "王芳 3-501")], "@王芳 3-501\u2005货到了"),
        ("请@王芳来取", [("王芳", "王芳")], "请@王芳\u2005来取"),
        ("货到了", [("王芳", ""), ("", "李哥")], "@王芳\u2005@李哥\u2005货到了"),
        ("货到了", [("", "")], "货到了"),
        ("货到了", [], "货到了"),
    ],
)
def test_a_mention_stands_once_and_closed(text: str, people: list[tuple[str, str]], written: str) -> None:
    assert with_mentions(text, people) == written


@given(text=st.text(max_size=30), name=st.text("王芳李哥ab1", min_size=1, max_size=6))
def test_writing_a_mention_twice_changes_nothing(text: str, name: str) -> None:
    once = with_mentions(text, [(name, name)])
    assert with_mentions(once, [(name, name)]) == once
    assert f"@{name}{MENTION_END}" in once


def test_waits_double_up_to_the_most_and_start_again_after_a_success() -> None:
    backoff = Backoff(0.5, 30.0)
    assert [backoff.next_wait() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    for _ in range(2_000):
        assert backoff.next_wait() == 30
    backoff.reset()
    assert backoff.next_wait() == 0.5


@pytest.mark.asyncio
async def test_work_that_ends_in_any_order_comes_out_in_the_order_of_asking() -> None:
    line: InOrder[int] = InOrder(most_waiting=10, at_once=4)
    gates = [asyncio.Event() for _ in range(4)]

    for number in range(4):

        async def work(number: int = number) -> int:
            await gates[number].wait()
            return number

        await line.put(work)
    for gate in reversed(gates):
        gate.set()
        # Each in its own turn of the loop, last first.
        await asyncio.sleep(0)
    assert await take(line.items(), 4) == [0, 1, 2, 3]


@pytest.mark.asyncio
async def test_no_more_runs_at_once_than_allowed() -> None:
    line: InOrder[None] = InOrder(most_waiting=100, at_once=3)
    running, most = 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    for _ in range(20):
        await line.put(work)
    await take(line.items(), 20)
    assert most == 3


@pytest.mark.asyncio
async def test_a_full_queue_holds_up_the_source() -> None:
    line: InOrder[int] = InOrder(most_waiting=2, at_once=2)

    async def one() -> int:
        return 1

    await line.put(one)
    await line.put(one)
    third = asyncio.create_task(line.put(one))
    done, _ = await asyncio.wait([third], timeout=0.05)
    assert not done
    await take(line.items(), 1)
    await asyncio.wait_for(third, 1)


@pytest.mark.asyncio
async def test_an_error_comes_out_in_its_place_and_once() -> None:
    line: InOrder[int] = InOrder(most_waiting=5, at_once=1)

    async def one() -> int:
        return 1

    async def broken() -> int:
        raise RuntimeError("broken")

    for work in (one, broken, one):
        await line.put(work)
    line.end()
    first = line.items()
    assert await take(first, 1) == [1]
    with pytest.raises(RuntimeError, match="broken"):
        await anext(first)
    assert [item async for item in line.items()] == [1]


@pytest.mark.asyncio
async def test_an_event_of_unknown_number_is_kept() -> None:
    settings = quick("127.0.0.1:8788", "token")
    line = Line(settings)
    names = Names(line, settings.rpc_seconds)
    reception = Reception(Hearing(line, names, WallClock(), 1.0), names, Shown().append, settings.token)
    await reception.event(99, '{"from":"the future"}')
    [heard] = await take(reception.heard.items(), 1)
    assert (heard.raw, heard.fault) == ('{"from":"the future"}', "an event of unknown number 99")


def test_the_login_code_is_drawn_for_a_terminal() -> None:
    drawn = login_code("https://login.weixin.qq.com/l/abc")
    assert len(drawn.splitlines()) > 10
    assert "█" in drawn or "▀" in drawn


def test_the_login_code_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    show_in_terminal("https://login.weixin.qq.com/l/abc")
    seen = capsys.readouterr()
    assert seen.out == ""
    assert "扫码" in seen.err
    assert "https://login.weixin.qq.com/l/abc" in seen.err


def test_the_id_of_what_was_sent_is_read_from_either_place() -> None:
    assert SendAnswer().parse(bytes(SendAnswer(wrapped_id="old"))).message_id == "old"
    assert SendAnswer().parse(bytes(SendAnswer(id="new"))).message_id == "new"
    assert SendAnswer().parse(b"").message_id is None


@pytest.mark.parametrize(
    ("refused", "is_open"),
    [
        (Refused("UNKNOWN", "Error: not a friend"), False),
        (Refused("UNKNOWN", "Error: TimeoutPromise timed out after 60 s"), True),
        (Refused("DEADLINE_EXCEEDED", ""), True),
        (Refused("UNAVAILABLE", ""), True),
        (Refused("UNAUTHENTICATED", ""), False),
    ],
)
def test_some_refusals_leave_it_open_whether_it_went_out(refused: Refused, is_open: bool) -> None:
    assert refused.leaves_it_open is is_open


def test_a_refusal_is_told_without_the_gateways_stack() -> None:
    assert str(Refused("UNKNOWN", "Error: no\n    at Puppet.send (file:///a.js:1)")) == "UNKNOWN: Error: no"


@pytest.mark.parametrize("timestamp", [0, 2**63])
def test_a_time_that_makes_no_sense_is_the_time_of_hearing(timestamp: int) -> None:
    assert read(timestamp=timestamp).sent_at == NOW


def test_a_newer_gateways_time_of_receipt_is_read() -> None:
    received = datetime(2026, 5, 1, 11, 59, 58, tzinfo=UTC)
    again = MessagePayload().parse(bytes(MessagePayload(id="m-1", talker_id="a", receive_time=received)))
    assert read_message("m-1", again, Scene("wxid_bot", NOW)).sent_at == received


@pytest.mark.parametrize(
    ("text", "recalled_id"),
    [
        ("7000123", "7000123"),
        ('<sysmsg type="revokemsg"><revokemsg><newmsgid>7000123</newmsgid></revokemsg></sysmsg>', "7000123"),
        ('"王芳" 撤回了一条消息', None),
        ("", None),
    ],
)
def test_what_was_recalled_is_found_or_faulted(text: str, recalled_id: str | None) -> None:
    heard = read(type=MessageType.RECALLED, text=text)
    assert (heard.kind, heard.recalled_id) == (MessageKind.RECALL, recalled_id)
    assert (heard.fault is None) is (recalled_id is not None)


def test_a_reply_filed_as_a_link_is_a_text_with_its_quote() -> None:
    reply = (
        "<msg><appmsg><title>+1</title><refermsg><svrid>7</svrid><displayname>王芳</displayname>"
        "<content>鸡蛋</content></refermsg></appmsg></msg>"
    )
    heard = read(type=MessageType.URL, text=reply)
    assert (heard.kind, heard.text) == (MessageKind.TEXT, "+1")
    assert heard.quote == Quote(text="鸡蛋", name="王芳", message_id="7")


def test_a_chain_that_quotes_nothing_is_left_alone() -> None:
    chain = f"「王芳：鸡蛋」\n{'- ' * 10}\n1. 李哥"
    assert read(type=MessageType.GROUP_NOTE, text=chain).text == chain


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\\b.png", "c:\\x.png", ".hidden", "x\n.png", "长" * 400 + ".png"]
)
def test_a_file_name_leads_nowhere(name: str) -> None:
    media = read(type=MessageType.IMAGE, filename=name).media
    assert media is not None
    assert not set(media.file_name) & set("/\\:\n")
    assert not media.file_name.startswith(".")
    assert 0 < len(media.file_name) <= 120


def test_a_message_without_a_sender_is_kept() -> None:
    heard = read(talker_id="", text="谁说的")
    assert (heard.fault, heard.text) == ("a message without a sender", "谁说的")
