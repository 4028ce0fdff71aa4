"""Does the workbook hold what was ordered, with formulas of ours and none of anybody else's?"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.documents.orders_workbook import read_workbook, read_workbooks
from bot.rendering.workbooks import by_building, history, members_by_products, open_ends, order_lines, totals
from bot.rendering.workbooks.cells import column_name, safe_text
from bot.rendering.workbooks.orders import write
from models.errors import RenderError
from models.mail import Json
from tests.rendering.days import PRODUCTS, house, order, product, workbook_values
from tests.rendering.formulas import Calculator

ORDERS, TOTALS, LATE, OPEN = order_lines.NAME, totals.NAME, open_ends.LATE, open_ends.OPEN
MATRIX, BUILDINGS, HISTORY = members_by_products.NAME, by_building.NAME, history.NAME


def opened(values: dict[str, Json], *, results: bool = False) -> Any:
    content = write(read_workbook(values)).content
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def rows(sheet: Any) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_orders_stand_line_by_line_with_their_sums() -> None:
    told = rows(opened(workbook_values(), results=True)[ORDERS])
    assert told[0] == (
        *(
            "取货号",
            "谁",
            "地址",
            "姓名",
            "编号",
            "商品",
            "数量",
            "单位",
            "单价",
            "金额",
            "本单",
            "排队",
            "送/取",
            "备注",
        ),
        "付款",
    )
    owner = ("7", "芳芳妈（奶奶）", "3-2-501", "王芳")
    assert told[1] == (*owner, "1", "鸡蛋", 2, "板", 32, 64, 122, None, "送上门", "少糖", "付了")
    assert told[2] == (*owner, "2", "草莓", 1, "盒", 58, 58, None, 2, None, None, None)
    assert told[3] == ("8", "邻居", None, None, "3", "排骨", 1.5, "斤", 38.01, 57.02, 57.02, None, None, None, "没付")
    assert told[4] == ("8", "邻居", None, None, "4", "青菜", 1, "份", None, 0, None, None, None, None, None)
    assert told[5] == ("合计", *[None] * 8, 179.02, *[None] * 5)


def test_what_is_missing_has_a_column_where_anything_is() -> None:
    orders = [order("一", ["1", "2", "0", "1"], ["2", "1", "0"], number="1"), order("二", ["1", "1", "0"], number="2")]
    told = rows(opened(workbook_values(orders=orders))[ORDERS])
    assert told[0][-1] == "缺"
    assert [row[-1] for row in told[1:4]] == [1, None, None]
    assert "缺" not in rows(opened(workbook_values())[ORDERS])[0]


def test_what_a_neighbour_is_to_have_stands_beside_whose_order_it_is() -> None:
    others = [{"who": "老郑", "lines": [{"product": "鸡蛋", "quantity": "1", "unit": "板"}]}]
    written = order("米粒妈", ["1", "3", "0"], others=others)
    assert rows(opened(workbook_values(orders=[written]))[ORDERS])[1][1] == "米粒妈（含老郑：鸡蛋1板）"


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
    assert sheet["E2"].value == "=SUMIF('订单'!$E$2:$E$5,$A2,'订单'!$G$2:$G$5)"
    assert sheet["F6"].value == "=SUM(F2:F5)"


def test_members_stand_beside_products() -> None:
    assert rows(opened(workbook_values(), results=True)[MATRIX]) == [
        ("取货号", "谁", "地址", "1 鸡蛋", "2 草莓", "3 排骨", "4 青菜", "金额"),
        ("单价", None, None, 32, 58, 38.01, None, None),
        ("7", "芳芳妈（奶奶）", "3-2-501", 2, 1, None, None, 122),
        ("8", "邻居", None, None, None, 1.5, 1, 57.02),
        ("合计", None, None, 2, 1, 1.5, 1, 179.02),
    ]


def test_buildings_are_walked_and_summed_one_by_one() -> None:
    orders = [
        order("一", ["1", "1", "0"], number="1", house=house("10", None, "201")),
        order("二", ["1", "2", "0"], number="2", house=house("2", "1", "1201")),
        order("三", ["2", "1", "0"], number="3", house=house("2", "1", "302")),
        order("四", ["3", "1.5", "0"], number="4"),
    ]
    told = rows(opened(workbook_values(orders=orders), results=True)[BUILDINGS])
    assert [(row[0], row[2], row[5], row[7], row[8]) for row in told[1:]] == [
        ("2栋", "302", "3", "草莓1盒", 58),
        ("2栋", "1201", "2", "鸡蛋2板", 64),
        ("2栋 2家", None, None, None, 122),
        ("10栋", "201", "1", "鸡蛋1板", 32),
        ("10栋 1家", None, None, None, 32),
        ("没写地址", None, "4", "排骨1.5斤", 57.02),
        ("没写地址 1家", None, None, None, 57.02),
        ("合计", None, None, None, 211.02),
    ]


QUANTITIES = st.decimals(min_value=Decimal("0.1"), max_value=99, places=1)
LINES = st.dictionaries(st.sampled_from(["1", "2", "3", "4"]), QUANTITIES, min_size=1)
HOUSES = st.tuples(st.sampled_from([None, "1", "2", "B"]), st.sampled_from([None, "101", "1203"]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(LINES, HOUSES), min_size=1, max_size=12))
def test_every_formula_comes_to_the_result_beside_it(held: list[Any]) -> None:
    orders = [
        order(
            f"住户{number}",
            *([product, str(quantity), "0"] for product, quantity in lines.items()),
            number=str(number),
            house=house(building, None, room),
        )
        for number, (lines, (building, room)) in enumerate(held, 1)
    ]
    values = workbook_values(orders=orders)
    formulas, results = opened(values), opened(values, results=True)
    calculator, counted = Calculator(formulas), 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith("="):
                    counted += 1
                    told = Decimal(str(results[sheet.title][cell.coordinate].value))
                    assert calculator.value(cell) == told, (sheet.title, cell.coordinate, cell.value)
    assert counted > 3 * len(orders)


def test_what_came_late_or_is_open_stands_on_its_own_sheets() -> None:
    book = opened(workbook_values())
    assert book.sheetnames == [ORDERS, TOTALS, MATRIX, BUILDINGS, LATE, OPEN]
    assert rows(book[LATE])[1] == (1, "小美", "“+1”", datetime(2026, 11, 23, 20, 10))  # noqa: DTZ001 - a cell has no zone
    assert rows(book[OPEN])[1] == ("老高", "要哪样", "排骨、五花", "黑猪2斤")


def test_what_happened_stands_word_by_word_where_everything_was_asked_for() -> None:
    happened = {"at": "2026-11-23T01:05:00+00:00", "what": "line_changed", "step": "added", "who": "芳芳妈"}
    told = {**happened, "order": "7", "product": "1", "total": "2", "text": "再来一板"}
    book = opened(workbook_values(history=[told, {**happened, "what": "book_closed", "step": None}]))
    assert rows(book[HISTORY])[1:] == [
        (datetime(2026, 11, 23, 9, 5), "芳芳妈", "加", "7", "鸡蛋", "2", "再来一板"),  # noqa: DTZ001
        (datetime(2026, 11, 23, 9, 5), "芳芳妈", "截单", None, None, None, None),  # noqa: DTZ001
    ]


def test_several_group_buys_are_one_file() -> None:
    values = {
        "books": [workbook_values(late=[], questions=[]), workbook_values(title="[二团]:蔬菜/水果", questions=[])]
    }
    made = write(*read_workbooks(values))
    assert made.file_name == "订单-1123.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    second = "2二团蔬菜水果"
    assert book.sheetnames == [
        *(f"1周末生鲜{name}" for name in (ORDERS, TOTALS, MATRIX, BUILDINGS)),
        *(f"{second}{name}" for name in (ORDERS, TOTALS, MATRIX, BUILDINGS, LATE)),
    ]
    summed = f"'{second}订单'!$E$2:$E$5,$A2,'{second}订单'!$G$2:$G$5"
    assert book[f"{second}汇总"]["E2"].value == f"=SUMIF({summed})"
    assert book[f"{second}按楼"]["I2"].value == f"=SUM('{second}订单'!K2)"


def test_a_quiet_day_has_no_empty_sheets() -> None:
    assert opened(workbook_values(orders=[], late=[], questions=[])).sheetnames == [ORDERS, TOTALS]


def test_it_can_be_read_and_printed() -> None:
    sheet = opened(workbook_values())[ORDERS]
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["J2"].number_format == "#,##0.00"
    assert sheet.column_dimensions["F"].width > 12


def test_the_file_has_a_name_that_says_what_it_is() -> None:
    assert write(read_workbook(workbook_values())).file_name == "订单-周末生鲜-1123.xlsx"
    assert write(read_workbook(workbook_values(title="../a:b*", day=None))).file_name == "订单-ab.xlsx"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1", " =1", "%x", "|x"]
)
def test_a_text_is_never_a_formula(text: str) -> None:
    told = order(text, ["1", "1", "0"], house=house(text, text, text, text), note=text, number=text)
    book = opened(workbook_values(orders=[told], products=[product("1", text, text, text, 100)]))
    places = [(ORDERS, place) for place in ("A2", "B2", "D2", "F2", "H2", "N2")]
    places += [(BUILDINGS, place) for place in ("B2", "C2", "D2", "E2", "F2")]
    for cell in (book[sheet][place] for sheet, place in places):
        assert cell.data_type == "s"
        assert cell.value.startswith("“")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=600))
def test_whatever_people_write_the_book_opens_and_only_ours_calculate(who: str, said: str) -> None:
    late: list[Json] = [{"who": who, "text": said, "at": None}]
    told = order(who, ["1", "1", "0"], house=house(said, who, said, said), note=said)
    book = opened(workbook_values(orders=[told], late=late))
    calculator = Calculator(book)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    calculator.value(cell)
    assert book[LATE]["C2"].data_type == "s" or not said.strip() or book[LATE]["C2"].value is None


def test_a_long_text_is_shortened() -> None:
    assert len(safe_text("长" * 40_000)) == 500


def test_money_and_quantities_add_up_to_the_fen() -> None:
    products = [product("3", "排骨", "排骨", "斤", 3333)]
    orders = [order(f"住户{index}", ["3", "1.3", "0"]) for index in range(7)]
    book = opened(workbook_values(orders=orders, products=products), results=True)
    total = rows(book[ORDERS])[-1][9]
    assert Decimal(str(total)) == Decimal(7 * 4333) / 100


def test_columns_are_lettered_on() -> None:
    assert [column_name(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    "broken",
    [
        {"orders": [{"who": "小美"}]},
        {"orders": [order("小美", ["1", "两", "0"])]},
        {"orders": [order("小美", ["9", "1", "0"])], "products": PRODUCTS},
        {"day": "明天"},
        {"late": 7},
    ],
)
def test_values_that_do_not_fit_are_an_error(broken: dict[str, Json]) -> None:
    with pytest.raises(RenderError, match="orders_workbook"):
        read_workbook(workbook_values(**broken))
