"""What does a table of the orders look like? Sheets for orders, totals, late requests and open questions.

Only the process beside the loop imports this: XlsxWriter would hold the loop for the time of a large book.
What people wrote stands in it as text, whatever it looks like; formulas are ours alone, and carry their results for
readers that don't calculate, such as WeChat's preview.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsxwriter import Workbook

from bot.rendering.documents.orders_workbook import OrdersWorkbook, WorkbookLine, WorkbookOrder, WorkbookProduct
from bot.rendering.documents.values import file_name
from bot.rendering.names import shorten
from models.values import Attachment

ORDERS, TOTALS, LATE, OPEN = "订单", "汇总", "晚单", "未定"

#: At the head of a text, one program or another takes these for a formula or a command.
_DANGEROUS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_LONGEST_TEXT = 500
_LONGEST_LABEL = 20

#: How the things that are asked about are called (models.acts.AskAbout).
_ASKED_ABOUT = {
    "product": "要哪样",
    "quantity": "要多少",
    "unit": "按什么算",
    "recipient": "给哪一家",
    "change": "再加还是一共",
}

_PAID = {True: "付了", False: "没付", None: ""}

_ORDER_COLUMNS = (
    ("谁", 14),
    ("地址", 18),
    ("编号", 6),
    ("商品", 18),
    ("数量", 8),
    ("单位", 6),
    ("单价", 9),
    ("金额", 10),
    ("本单", 10),
    ("排队", 7),
)
_TOTAL_COLUMNS = (("编号", 6), ("商品", 24), ("单位", 6), ("单价", 9), ("数量", 9), ("金额", 11), ("排队", 7))


@dataclass(frozen=True, slots=True)
class _Styles:
    head: Any
    text: Any
    wrapped: Any
    number: Any
    money: Any
    total: Any
    total_money: Any
    time: Any


def write(*books: OrdersWorkbook) -> Attachment:
    """The .xlsx file: of one group-buy, or of several, whose sheets carry their place and title."""
    content = io.BytesIO()
    # No string becomes a formula, a link or a number by its looks.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as file:
        title = books[0].title if len(books) == 1 else ""
        file.set_properties({"title": title or ORDERS})
        styles = _styles(file)
        for place, book in enumerate(books, 1):
            _book(file, styles, book, "" if len(books) == 1 else _label(place, book.title))
    return Attachment(file_name([ORDERS, title], books[0].day, ".xlsx"), content.getvalue())


def _label(place: int, title: str) -> str:
    """What tells a group-buy's sheets from another's; no program takes more than 31 characters, or some signs."""
    kept = "".join(one for one in title if one.isalnum() or one in "_- ")
    return f"{place}{kept.strip()[:_LONGEST_LABEL]}"


def _book(file: Any, styles: _Styles, book: OrdersWorkbook, label: str) -> None:
    _orders(file, styles, book.orders, label + ORDERS)
    _totals(file, styles, book, label)
    if book.late:
        _late(file, styles, book, label + LATE)
    if book.questions:
        _questions(file, styles, book, label + OPEN)


def safe_text(text: str) -> str:
    """A text that no program runs, also when it is copied out or saved as .csv: `=1+1` is `“=1+1”`."""
    short = shorten(text, _LONGEST_TEXT)
    return f"“{short}”" if short.lstrip().startswith(_DANGEROUS) else short


def _styles(file: Any) -> _Styles:
    def style(**more: Any) -> Any:
        return file.add_format({"font_size": 11, "valign": "vcenter", "bottom": 1, "bottom_color": "#D9D9D9", **more})

    return _Styles(
        head=style(bold=True, bg_color="#DCEBE2", align="center"),
        text=style(),
        wrapped=style(text_wrap=True),
        number=style(num_format="0.##;-0.##;0"),
        money=style(num_format="#,##0.00"),
        total=style(bold=True, top=1),
        total_money=style(bold=True, top=1, num_format="#,##0.00"),
        time=style(num_format="m-d hh:mm"),
    )


def _sheet(
    file: Any, name: str, styles: _Styles, columns: Sequence[tuple[str, int]], *, landscape: bool = False
) -> Any:
    sheet = file.add_worksheet(name)
    for place, (title, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, styles.head)
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&A  &P / &N")
    if landscape:
        sheet.set_landscape()
    return sheet


def _orders(file: Any, styles: _Styles, orders: Sequence[WorkbookOrder], name: str) -> None:
    """A row for each line of each order, and the sum of the order beside its first one."""
    paid_known = any(order.paid is not None for order in orders)
    columns = [*_ORDER_COLUMNS, *([("付款", 7)] if paid_known else [])]
    sheet = _sheet(file, name, styles, columns, landscape=True)
    row = 1
    for order in orders:
        _order(sheet, styles, order, row, paid_known=paid_known)
        row += len(order.lines)
    if row > 1:
        sheet.autofilter(0, 0, row - 1, len(columns) - 1)
        total = sum((_order_fen(order) for order in orders), start=0)
        _bottom(sheet, styles, row, len(columns), {7: f"=SUM(H2:H{row})"}, total)


def _order(sheet: Any, styles: _Styles, order: WorkbookOrder, first: int, *, paid_known: bool) -> None:
    whose = f"{order.who}（{order.on_behalf_of}）" if order.on_behalf_of else order.who
    for row, line in enumerate(order.lines, first):
        _write_text(sheet, row, 0, whose, styles.text)
        _write_text(sheet, row, 1, order.recipient, styles.text)
        _order_line(sheet, styles, line, row)
        for blank in (8, *((10,) if paid_known else ())):
            sheet.write_blank(row, blank, None, styles.text)
    if order.lines:
        formula = f"=SUM(H{first + 1}:H{first + len(order.lines)})"
        sheet.write_formula(first, 8, formula, styles.money, _yuan(_order_fen(order)))
        if paid_known:
            _write_text(sheet, first, 10, _PAID[order.paid], styles.text)


def _order_line(sheet: Any, styles: _Styles, line: WorkbookLine, row: int) -> None:
    _write_text(sheet, row, 2, line.number, styles.text)
    _write_text(sheet, row, 3, line.product, styles.text)
    sheet.write_number(row, 4, line.quantity, styles.number)
    _write_text(sheet, row, 5, line.unit, styles.text)
    _write_price(sheet, row, 6, line.price_fen, styles)
    formula = f"=ROUND(E{row + 1}*G{row + 1},2)"
    sheet.write_formula(row, 7, formula, styles.money, _yuan(_line_fen(line)))
    if line.waiting:
        sheet.write_number(row, 9, line.waiting, styles.number)
    else:
        sheet.write_blank(row, 9, None, styles.number)


def _totals(file: Any, styles: _Styles, book: OrdersWorkbook, label: str) -> None:
    """A row for each product; its figures are formulas over the orders, found by the product's number."""
    sheet = _sheet(file, label + TOTALS, styles, _TOTAL_COLUMNS)
    lines = [line for order in book.orders for line in order.lines]
    last = max(len(lines), 1) + 1
    for row, product in enumerate(book.products, 1):
        theirs = [line for line in lines if line.number == product.number]
        _total(sheet, styles, product, theirs, row, last=last, orders=label + ORDERS)
    row = len(book.products) + 1
    if book.products:
        total = sum((_line_fen(line) for line in lines), start=0)
        _bottom(sheet, styles, row, len(_TOTAL_COLUMNS), {5: f"=SUM(F2:F{row})"}, total)


def _total(
    sheet: Any,
    styles: _Styles,
    product: WorkbookProduct,
    lines: Sequence[WorkbookLine],
    row: int,
    *,
    last: int,
    orders: str,
) -> None:
    _write_text(sheet, row, 0, product.number, styles.text)
    _write_text(sheet, row, 1, product.product, styles.text)
    _write_text(sheet, row, 2, product.unit, styles.text)
    _write_price(sheet, row, 3, product.price_fen, styles)
    figures = (
        (4, "E", styles.number, sum((line.quantity for line in lines), start=Decimal(0))),
        (5, "H", styles.money, _yuan(sum((_line_fen(line) for line in lines), start=0))),
        (6, "J", styles.number, sum((line.waiting for line in lines), start=Decimal(0))),
    )
    for column, source, style, result in figures:
        formula = f"=SUMIF('{orders}'!$C$2:$C${last},$A{row + 1},'{orders}'!${source}$2:${source}${last})"
        sheet.write_formula(row, column, formula, style, result)


def _late(file: Any, styles: _Styles, book: OrdersWorkbook, name: str) -> None:
    sheet = _sheet(file, name, styles, (("序号", 6), ("谁", 14), ("说了什么", 50), ("几时", 12)))
    for row, late in enumerate(book.late, 1):
        sheet.write_number(row, 0, row, styles.number)
        _write_text(sheet, row, 1, late.who, styles.text)
        _write_text(sheet, row, 2, late.text, styles.wrapped)
        if late.at is not None:
            sheet.write_datetime(row, 3, late.at.replace(tzinfo=None), styles.time)


def _questions(file: Any, styles: _Styles, book: OrdersWorkbook, name: str) -> None:
    sheet = _sheet(file, name, styles, (("谁", 14), ("没定什么", 14), ("商品", 20), ("说了什么", 50)))
    for row, question in enumerate(book.questions, 1):
        _write_text(sheet, row, 0, question.who, styles.text)
        _write_text(sheet, row, 1, _ASKED_ABOUT.get(question.about, question.about), styles.text)
        _write_text(sheet, row, 2, question.product, styles.text)
        _write_text(sheet, row, 3, question.text, styles.wrapped)


def _write_text(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    if text:
        sheet.write_string(row, column, safe_text(text), style)
    else:
        sheet.write_blank(row, column, None, style)


def _bottom(sheet: Any, styles: _Styles, row: int, columns: int, formulas: dict[int, str], total_fen: int) -> None:
    for column in range(columns):
        if column in formulas:
            sheet.write_formula(row, column, formulas[column], styles.total_money, _yuan(total_fen))
        else:
            _write_text(sheet, row, column, "" if column else "合计", styles.total)


def _write_price(sheet: Any, row: int, column: int, price_fen: int | None, styles: _Styles) -> None:
    if price_fen is None:
        sheet.write_blank(row, column, None, styles.money)
    else:
        sheet.write_number(row, column, _yuan(price_fen), styles.money)


def _line_fen(line: WorkbookLine) -> int:
    exact = (line.price_fen or 0) * line.quantity
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _order_fen(order: WorkbookOrder) -> int:
    return sum((_line_fen(line) for line in order.lines), start=0)


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100
