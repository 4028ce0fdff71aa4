"""Does the second reader take nothing on trust? Right answers, wrong ones, none, and late ones."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from bot.second_reader import RULE, ReaderSettings
from models.acts import Evidence, Line, Op, Order
from models.errors import NoSecondReading
from models.values import Product, ProductId
from tests.second_reader.server import line, lines, model_server, reader_of

EGGS = Product(ProductId("eggs"), "1", "土鸡蛋", "板", 3200, aliases=("鸡蛋",), measure="30枚", cost_fen=2500)
RIBS = Product(ProductId("ribs"), "2", "肋排", "斤", 3800, loose=True)
ON_SALE = (EGGS, RIBS)
TEXT = "鸡旦整两板，排骨也弄点一斤半"

pytestmark = pytest.mark.asyncio


async def read(content: str) -> Order | None:
    async with model_server() as server, reader_of(server) as reader:
        server.content = content
        return await reader.read(TEXT, ON_SALE)


async def test_a_right_answer_is_an_order_that_rests_on_the_words() -> None:
    order = await read(lines(line("1", "2", "鸡旦整两板"), line("2", "1.5", "排骨也弄点一斤半", "add")))
    assert order == Order((Line(EGGS.id, Op.ORDER, Decimal(2)), Line(RIBS.id, Op.ADD, Decimal("1.5"))))
    assert order.because == (Evidence(RULE, 0, 5), Evidence(RULE, 6, 14))


async def test_no_lines_are_no_order() -> None:
    assert await read(lines()) is None


async def test_all_of_a_product_can_be_removed() -> None:
    assert await read(lines(line("1", None, "鸡旦", "remove"))) == Order((Line(EGGS.id, Op.REMOVE, None),))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "鸡蛋2板",
        "{}",
        "[]",
        '{"lines": null}',
        '{"lines": [], "why": "?"}',
        '```json\n{"lines": []}\n```',
        json.dumps({"lines": [{"product": "1", "op": "order", "quantity": "2"}]}),
        json.dumps({"lines": [{**line("1", "2", "鸡旦"), "price": 1}]}),
        json.dumps({"lines": [{**line("1", "2", "鸡旦"), "product": 1}]}),
        json.dumps({"lines": [{**line("1", "2", "鸡旦"), "quantity": 2}]}),
        lines(line("1", None, "鸡旦")),
        lines(line("1", "0", "鸡旦")),
        lines(line("1", "-2", "鸡旦")),
        lines(line("1", "1e3", "鸡旦")),
        lines(line("1", "NaN", "鸡旦")),
        lines(line("1", "999", "鸡旦")),
        lines(line("1", "1.5", "鸡旦")),
        lines(line("1", "2", "鸡旦", "buy")),
        lines(line("7", "2", "鸡旦")),
        lines(line("eggs", "2", "鸡旦")),
        lines(line("1", "2", "鸡蛋两板")),
        lines(line("1", "2", " ")),
        lines(line("1", "2", "")),
        lines(line("1", "2", "鸡旦"), line("1", "3", "两板")),
        lines(*[line("1", "2", "鸡旦")] * 21),
        "[" * 100_000,
    ],
)
async def test_whatever_can_not_be_checked_is_no_answer(content: str) -> None:
    with pytest.raises(NoSecondReading) as caught:
        await read(content)
    assert "鸡" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff", b"x" * 70_000],
)
async def test_what_is_no_completion_is_no_answer(body: bytes) -> None:
    async with model_server() as server, reader_of(server) as reader:
        server.body = body
        with pytest.raises(NoSecondReading):
            await reader.read(TEXT, ON_SALE)


@pytest.mark.parametrize("status", [201, 400, 401, 429, 500, 503])
async def test_a_refusal_is_told_by_its_number_and_not_tried_again(status: int) -> None:
    async with model_server() as server, reader_of(server) as reader:
        server.status = status
        with pytest.raises(NoSecondReading, match=str(status)):
            await reader.read(TEXT, ON_SALE)
        assert len(server.asked) == 1


async def test_a_redirect_is_not_followed() -> None:
    async with model_server() as elsewhere, model_server() as server, reader_of(server) as reader:
        server.status, server.headers = 307, {"Location": f"{elsewhere.address}/chat/completions"}
        with pytest.raises(NoSecondReading, match="307"):
            await reader.read(TEXT, ON_SALE)
        assert elsewhere.asked == []


async def test_a_server_that_never_answers_is_left() -> None:
    async with model_server() as server, reader_of(server, timeout_seconds=0.2) as reader:
        server.silent = True
        with pytest.raises(NoSecondReading, match=r"within 0\.2 seconds"):
            await reader.read(TEXT, ON_SALE)


async def test_a_server_that_is_not_there() -> None:
    async with model_server() as server:
        pass
    async with reader_of(server) as reader:
        with pytest.raises(NoSecondReading, match="not reached"):
            await reader.read(TEXT, ON_SALE)


async def test_what_is_told_of_goods_is_no_price_no_cost_and_no_id() -> None:
    async with model_server() as server, reader_of(server, api_key="secret") as reader:
        await reader.read(TEXT, ON_SALE)
        asked = json.dumps(server.asked, ensure_ascii=False)
    assert server.told()["message"] == TEXT
    assert [product["name"] for product in server.told()["products"]] == ["土鸡蛋", "肋排"]
    assert server.keys == ["Bearer secret"]
    assert server.paths == ["/v1/chat/completions"]
    assert server.asked[0]["model"] == "small-model"
    for inside in ("3200", "2500", '"eggs"', "secret"):
        assert inside not in asked


async def test_a_key_is_never_shown() -> None:
    assert "secret" not in repr(ReaderSettings("https://host/v1", "small-model", "secret"))


async def test_a_text_without_end_is_not_sent() -> None:
    async with model_server() as server, reader_of(server) as reader:
        with pytest.raises(NoSecondReading, match="too long"):
            await reader.read("啊" * 1001, ON_SALE)
        assert server.asked == []
