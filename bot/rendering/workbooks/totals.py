"""How much is that of each product? Formulas over the orders, found by the product's number."""

from __future__ import annotations

from typing import Any

from bot.rendering.documents.orders_workbook import OrdersWorkbook, WorkbookLine, WorkbookProduct
from bot.rendering.workbooks import order_lines
from bot.rendering.workbooks.cells import File, write_bottom, write_price, write_texts, yuan
from bot.rendering.workbooks.order_lines import COST, NUMBER, QUANTITY, WAITING, sum_of

NAME = "汇总"
_COLUMNS = (("编号", 6.0), ("商品", 24), ("单位", 6), ("单价", 9), ("数量", 9), ("金额", 11), ("排队", 7))


def write(file: File, book: OrdersWorkbook) -> None:
    sheet = file.sheet(NAME, _COLUMNS)
    by_number: dict[str, list[WorkbookLine]] = {product.number: [] for product in book.products}
    count, total = 0, 0
    for order in book.orders:
        count += len(order.lines)
        for line in order.lines:
            by_number[line.product.number].append(line)
    last = max(count, 1) + 1
    for row, product in enumerate(book.products, 1):
        total += _product(file, sheet, product, by_number[product.number], row, last)
    if book.products:
        row = len(book.products) + 1
        sums = {5: (f"=SUM(F2:F{row})", yuan(total), file.styles.total_money)}
        write_bottom(sheet, row, len(_COLUMNS), sums, file.styles.total)


def _product(file: File, sheet: Any, product: WorkbookProduct, lines: list[WorkbookLine], row: int, last: int) -> int:
    """What was ordered of it costs, in fen."""
    styles, orders = file.styles, file.name(order_lines.NAME)
    write_texts(sheet, row, (product.number, product.name, product.unit), styles.text)
    write_price(sheet, row, 3, product.price_fen, styles.money)
    standing, cost, waiting = sum_of(lines)
    figures = (
        (4, QUANTITY, styles.number, standing),
        (5, COST, styles.money, yuan(cost)),
        (6, WAITING, styles.number, waiting),
    )
    for column, source, style, result in figures:
        formula = f"=SUMIF('{orders}'!${NUMBER}$2:${NUMBER}${last},$A{row + 1},'{orders}'!${source}$2:${source}${last})"
        sheet.write_formula(row, column, formula, style, result)
    return cost
