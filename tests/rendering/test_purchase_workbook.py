"""Does a supplier's table hold what is to be bought, and nothing else?"""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from bot.rendering.documents.purchase_workbook import read_purchase
from bot.rendering.workbooks.purchase import NAME, UNKNOWN, write
from models.errors import RenderError
from models.mail import Json


def row(number: str, name: str, quantity: str, unit: str, **more: Json) -> Json:
    return {"number": number, "name": name, "measure": None, "quantity": quantity, "unit": unit, **more}


EGGS = row("1", "散养土鸡蛋", "42", "板", measure="30枚", supplier="老张蛋行")
RIBS = row("3", "黑猪肋排", "12.5", "斤", supplier="肉铺=1+1")


def opened(*products: Json, **more: Json) -> Any:
    made = write(read_purchase({"title": "周末生鲜", "day": "2026-11-23", "products": list(products), **more}))
    return openpyxl.load_workbook(io.BytesIO(made.content))


def rows(sheet: Any) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_one_sheet_where_nobody_knows_the_suppliers() -> None:
    book = opened(row("1", "散养土鸡蛋", "42", "板", measure="30枚"), row("3", "黑猪肋排", "12.5", "斤"))
    assert book.sheetnames == [NAME]
    assert rows(book[NAME]) == [
        ("编号", "商品", "规格", "数量", "单位"),
        ("1", "散养土鸡蛋", "30枚", 42, "板"),
        ("3", "黑猪肋排", None, 12.5, "斤"),
        ("合计", None, None, "=SUM(D2:D3)", None),
    ]


def test_a_sheet_for_each_supplier_and_one_for_the_rest() -> None:
    book = opened(EGGS, RIBS, row("4", "青菜", "9", "把"))
    assert book.sheetnames == ["1老张蛋行", "2肉铺11", f"3{UNKNOWN}"]
    assert rows(book["2肉铺11"])[1] == ("3", "黑猪肋排", None, 12.5, "斤")


def test_what_nobody_ordered_is_not_bought() -> None:
    assert len(rows(opened(EGGS, row("9", "牛奶", "0", "箱"))[NAME])) == 3


def test_no_supplier_reads_a_formula() -> None:
    cell = opened(row("1", "=1+1", "1", "板"))[NAME]["B2"]
    assert (cell.data_type, cell.value) == ("s", "“=1+1”")


def test_values_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(RenderError, match="purchase_workbook"):
        read_purchase({"products": [{"number": "1"}]})
