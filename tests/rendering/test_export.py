"""Is the data of a group-buy whole, and in the form that is told?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.rendering.documents.export import FORM, read_export
from bot.rendering.exported import write
from models.errors import RenderError
from models.mail import Json
from tests.rendering.days import PRODUCTS, workbook_values

VALUES: dict[str, Json] = {
    **workbook_values(),
    "stage": "closed",
    "groups": ["翠湖一群"],
    "times": {"opened_at": "2026-11-23T01:00:00+00:00", "closes_at": None},
    "place": "",
    "goods": [{**row, "measure": None, "cost_fen": 2500} for row in PRODUCTS],
    "history": [{"at": "2026-11-23T01:05:00+00:00", "what": "line_changed", "step": "ordered", "who": "芳芳妈"}],
    "made_at": "2026-11-23T13:00:00+00:00",
}


def exported(**more: Json) -> dict[str, Any]:
    made = write(read_export({**VALUES, **more}))
    assert made.file_name == "导出-周末生鲜-1123.json"
    read: dict[str, Any] = json.loads(made.content)
    return read


def test_everything_is_there() -> None:
    told = exported()
    assert (told["form"], told["stage"], told["groups"]) == (FORM, "closed", ["翠湖一群"])
    assert told["opened_at"] == "2026-11-23T01:00:00+00:00"
    assert told["products"][0]["cost_fen"] == 2500
    assert told["history"][0]["step"] == "ordered"
    assert told["late"][0]["text"] == "+1"
    assert told["questions"][0]["about"] == "product"


def test_an_order_is_told_with_its_house_and_its_sum() -> None:
    first, second = exported()["orders"]
    assert (first["number"], first["nickname"], first["name"]) == ("7", "芳芳妈", "王芳")
    assert (first["building"], first["unit"], first["room"], first["to_door"]) == ("3", "2", "501", True)
    assert (first["note"], first["sum_fen"]) == ("少糖", 12_200)
    assert first["lines"][1] == {
        "product": "2",
        "quantity": "1",
        "waiting": "2",
        "missing": "0",
        "price_fen": 5800,
        "sum_fen": 5800,
    }
    assert (second["nickname"], second["building"], second["lines"][1]["sum_fen"]) == ("邻居", None, None)


def test_sums_are_those_of_the_lines() -> None:
    told = exported()
    assert told["sum_fen"] == sum(order["sum_fen"] for order in told["orders"]) == 17_902


def test_half_a_character_spoils_no_file() -> None:
    assert exported(late=[{"who": "小美", "text": "好\ud83d", "at": None}])["late"][0]["text"].startswith("好")


def test_values_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(RenderError, match="export"):
        read_export({"title": "周末生鲜"})
