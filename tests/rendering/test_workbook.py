"""Does the workbook hold what was ordered, with formulas of ours and none of anybody else's?"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from bot.rendering.workbook import LATE, OPEN, ORDERS, TOTALS, safe_text, write
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.documents.orders_workbook import read_workbook, read_workbooks
from models.errors import RenderError
from models.mail import Json
from tests.rendering.days import line, order, workbook_values


def opened(values: dict[str, Json], *, results: bool = False) -> Any:
    content = write(read_workbook(values)).content
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def rows(sheet: Any) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_orders_stand_line_by_line_with_their_sums() -> None:
    assert rows(opened(workbook_values(), results=True)[ORDERS]) == [
        ("谁", "地址", "编号", "商品", "数量", "单位", "单价", "金额", "本单", "排队", "付款"),
        ("芳芳妈（奶奶）", "3-501 王芳", "1", "鸡蛋", 2, "板", 32, 64, 122, None, "付了"),
        ("芳芳妈（奶奶）", "3-501 王芳", "2", "草莓", 1, "盒", 58, 58, None, 2, None),
        ("邻居", None, "3", "排骨", 1.5, "斤", 38.01, 57.02, 57.02, None, "没付"),
        ("邻居", None, "4", "青菜", 1, "份", None, 0, None, None, None),
        ("合计", None, None, None, None, None, None, 179.02, None, None, None),
    ]


def test_what_a_neighbour_is_to_have_stands_beside_whose_order_it_is() -> None:
    eggs = line("鸡蛋", "1", "3", "板", 3200)
    written = order("米粒妈", eggs, others=[{"who": "老郑", "lines": [{**eggs, "quantity": "1"}]}])
    assert rows(opened(workbook_values(orders=[written]))[ORDERS])[1][0] == "米粒妈（含老郑：鸡蛋1板）"


def test_totals_are_formulas_over_the_orders_with_their_results() -> None:
    results = rows(opened(workbook_values(), results=True)[TOTALS])
    assert results[1:] == [
        ("1", "散养土鸡蛋", "板", 32, 2, 64, 0),
        ("2", "丹东草莓", "盒", 58, 1, 58, 2),
        ("3", "黑猪肋排", "斤", 38.01, 1.5, 57.02, 0),
        ("4", "有机青菜", "份", None, 1, 0, 0),
        ("合计", None, None, None, None, 179.02, None),
    ]
    sheet = opened(workbook_values())[TOTALS]
    assert sheet["E2"].value == "=SUMIF('订单'!$C$2:$C$5,$A2,'订单'!$E$2:$E$5)"
    assert sheet["F6"].value == "=SUM(F2:F5)"


def test_what_came_late_or_is_open_stands_on_its_own_sheets() -> None:
    book = opened(workbook_values())
    assert book.sheetnames == [ORDERS, TOTALS, LATE, OPEN]
    assert rows(book[LATE])[1] == (1, "小美", "“+1”", datetime(2026, 11, 23, 20, 10))  # noqa: DTZ001 - a cell has no zone
    assert rows(book[OPEN])[1] == ("老高", "要哪样", "排骨、五花", "黑猪2斤")


def test_several_group_buys_are_one_file() -> None:
    values = {
        "books": [workbook_values(late=[], questions=[]), workbook_values(title="[二团]:蔬菜/水果", questions=[])]
    }
    made = write(*read_workbooks(values))
    assert made.file_name == "订单-1123.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == [
        "1周末生鲜订单",
        "1周末生鲜汇总",
        "2二团蔬菜水果订单",
        "2二团蔬菜水果汇总",
        "2二团蔬菜水果晚单",
    ]
    assert book["2二团蔬菜水果汇总"]["E2"].value == (
        "=SUMIF('2二团蔬菜水果订单'!$C$2:$C$5,$A2,'2二团蔬菜水果订单'!$E$2:$E$5)"
    )


def test_a_quiet_day_has_no_empty_sheets() -> None:
    assert opened(workbook_values(late=[], questions=[])).sheetnames == [ORDERS, TOTALS]


def test_it_can_be_read_and_printed() -> None:
    sheet = opened(workbook_values())[ORDERS]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["H2"].number_format == "#,##0.00"
    assert sheet.column_dimensions["D"].width > 12


def test_the_file_has_a_name_that_says_what_it_is() -> None:
    assert write(read_workbook(workbook_values())).file_name == "订单-周末生鲜-1123.xlsx"
    assert write(read_workbook(workbook_values(title="../a:b*", day=None))).file_name == "订单-ab.xlsx"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1", " =1", "%x", "|x"]
)
def test_a_text_is_never_a_formula(text: str) -> None:
    book = opened(workbook_values(orders=[order(text, line(text, "1", "1", text, 100), recipient=text)]))
    for cell in (book[ORDERS][place] for place in ("A2", "B2", "D2", "F2")):
        assert cell.data_type == "s"
        assert cell.value.startswith("“")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=600))
def test_whatever_people_write_the_book_opens_and_only_ours_calculate(who: str, said: str) -> None:
    late: list[Json] = [{"who": who, "text": said, "at": None}]
    book = opened(workbook_values(orders=[order(who, line(said, "1", "1", "板", 100), recipient=said)], late=late))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                ours = cell.data_type == "f" and str(cell.value).startswith(("=SUM(", "=SUMIF(", "=ROUND("))
                assert cell.data_type != "f" or ours
    assert book[LATE]["C2"].data_type == "s" or not said.strip() or book[LATE]["C2"].value is None


def test_a_long_text_is_shortened() -> None:
    assert len(safe_text("长" * 40_000)) == 500


def test_money_and_quantities_add_up_to_the_fen() -> None:
    orders = [order(f"住户{index}", line("排骨", "3", "1.3", "斤", 3333)) for index in range(7)]
    book = opened(workbook_values(orders=orders), results=True)
    total = rows(book[ORDERS])[-1][7]
    assert Decimal(str(total)) == Decimal(7 * 4333) / 100


@pytest.mark.parametrize(
    "broken",
    [
        {"orders": [{"who": "小美"}]},
        {"orders": [order("小美", {"product": "鸡蛋", "quantity": "两"})]},
        {"day": "明天"},
        {"late": 7},
    ],
)
def test_values_that_do_not_fit_are_an_error(broken: dict[str, Json]) -> None:
    with pytest.raises(RenderError, match="orders_workbook"):
        read_workbook(workbook_values(**broken))
