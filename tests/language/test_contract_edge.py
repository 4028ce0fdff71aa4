"""What does the edge take, and how does it refuse? One line with what is wrong and where, exit status 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.contract import listing_stream, load_catalog, main, parse_stream
from models.errors import BadInput

PRODUCT = {
    "id": "egg",
    "number": "1",
    "name": "土鸡蛋",
    "aliases": ["鸡蛋"],
    "price": "25.50",
    "unit": "板",
    "measure": "30枚",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps({"products": [PRODUCT]}, ensure_ascii=False), encoding="utf-8")
    return path


def answers(catalog: Path, *rows: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in parse_stream(catalog, [json.dumps(row) for row in rows])]


def test_a_message_is_answered_with_its_acts(catalog: Path) -> None:
    order = {
        "act": "order",
        "lines": [{"product": "egg", "op": "order", "quantity": "2"}],
        "recipient": {"building": "3", "room": "501"},
    }
    assert answers(catalog, {"id": "m1", "text": "鸡蛋2盒，3-501，钱转了"}) == [
        {"id": "m1", "acts": [order, {"act": "paid"}]}
    ]


def test_what_is_null_may_be_left_out_or_written(catalog: Path) -> None:
    row = {"id": "m", "text": "+1", "quoted": "egg", "above": None, "mine": None, "at": None, "stage": None}
    assert answers(catalog, row) == answers(catalog, {"id": "m", "text": "+1", "quoted": "egg"})


def test_prices_are_fen_and_decimals_are_exact(catalog: Path) -> None:
    (product,) = load_catalog(catalog)
    assert (product.price_fen, product.stock) == (2550, None)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{no json", "no JSON"),
        ('{"id": "m"}', "text"),
        ('{"id": "m", "text": "x", "colour": 1}', "colour"),
        ('{"id": "m", "text": "x", "quoted": "rib"}', "rib"),
        ('{"id": "m", "text": "x", "mine": [{"product": "rib", "quantity": "1"}]}', "rib"),
        ('{"id": "m", "text": "x", "mine": [{"product": "egg", "quantity": 1.5}]}', "decimal"),
        ('{"id": "m", "text": "x", "mine": [{"product": "egg", "quantity": "NaN"}]}', "amount"),
        ('{"id": "m", "text": "x", "stage": "shut"}', "stage"),
        ('{"id": "m", "text": "x", "at": "2026-11-22T09:00:00"}', "at"),
        ("[1]", "dictionary"),
    ],
)
def test_a_bad_line_is_told_with_its_number(catalog: Path, line: str, says: str) -> None:
    good = '{"id": "m", "text": "鸡蛋2"}'
    with pytest.raises(BadInput, match=says) as told:
        list(parse_stream(catalog, [good, "", line]))
    assert told.value.line == 3


@pytest.mark.parametrize(
    ("products", "says"),
    [
        ([PRODUCT, {**PRODUCT, "id": "other"}], "number '1'"),
        ([PRODUCT, {**PRODUCT, "number": "2"}], "id 'egg'"),
        ([{**PRODUCT, "price": "cheap"}], "price"),
        ([{**PRODUCT, "weight": "1"}], "weight"),
        ([{"id": "egg"}], "number"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(tmp_path: Path, products: list[object], says: str) -> None:
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps({"products": products}), encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        load_catalog(path)


def test_the_command_exits_with_two_and_one_line(
    catalog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "m", "text": "鸡蛋2"}\nnonsense\n', encoding="utf-8")
    assert main(["parse", "--catalog", str(catalog), str(rows)]) == 2
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert said.err.startswith("line 2: no JSON")
    assert len(said.err.splitlines()) == 1


def test_lists_need_no_catalogue() -> None:
    (answer,) = listing_stream(['{"id": "l", "text": "1. 土鸡蛋 25元/板", "at": "2026-11-22T09:00:00+08:00"}'])
    assert json.loads(answer)["products"][0]["name"] == "土鸡蛋"
