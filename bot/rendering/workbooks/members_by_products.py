"""Who has how much of what? A row for each order, a column for each product, and sums on both edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.rendering.documents.orders_workbook import OrdersWorkbook, WorkbookOrder, WorkbookProduct
from bot.rendering.told_houses import house_text
from bot.rendering.workbooks.cells import (
    File,
    column_name,
    line_fen,
    write_bottom,
    write_price,
    write_text,
    write_texts,
    yuan,
)
from bot.rendering.workbooks.order_lines import whose

NAME = "人×商品"
_FIRST = (("取货号", 7.0), ("谁", 14), ("地址", 12))
_WIDTH = 9.0
#: Prices stand in the second row, orders from the third on.
_PRICES, _ORDERS = 1, 2


def write(file: File, book: OrdersWorkbook) -> None:
    if not book.orders or not book.products:
        return
    heads = [(f"{product.number} {product.short}".strip(), _WIDTH) for product in book.products]
    sheet = file.sheet(NAME, [*_FIRST, *heads, ("金额", 10)], landscape=True, frozen_columns=2)
    sheet.set_row(0, 44)
    place = {product.number: column for column, product in enumerate(book.products, len(_FIRST))}
    _prices(file, sheet, book.products)
    totals: dict[int, Decimal] = dict.fromkeys(place.values(), Decimal(0))
    total = 0
    for row, order in enumerate(book.orders, _ORDERS):
        total += _order(file, sheet, order, row, place, totals)
    _sums(file, sheet, _ORDERS + len(book.orders), totals, total)


def _prices(file: File, sheet: Any, products: Sequence[WorkbookProduct]) -> None:
    write_texts(sheet, _PRICES, ("单价", "", ""), file.styles.text)
    for column, product in enumerate(products, len(_FIRST)):
        write_price(sheet, _PRICES, column, product.price_fen, file.styles.money)
    sheet.write_blank(_PRICES, len(_FIRST) + len(products), None, file.styles.money)


def _order(
    file: File, sheet: Any, order: WorkbookOrder, row: int, place: Mapping[str, int], totals: dict[int, Decimal]
) -> int:
    """What the order costs, in fen; ``totals`` gets what it adds to each column."""
    styles = file.styles
    for column, text in enumerate((order.number, whose(order), house_text(order.door))):
        write_text(sheet, row, column, text, styles.text)
    cost = 0
    for line in order.lines:
        column = place[line.product.number]
        sheet.write_number(row, column, line.quantity, styles.number)
        totals[column] += line.quantity
        cost += line_fen(line)
    end = len(_FIRST) + len(place)
    first, last = column_name(len(_FIRST)), column_name(end - 1)
    # Each line is rounded to the fen by itself, here as everywhere.
    formula = f"=SUMPRODUCT(ROUND({first}{row + 1}:{last}{row + 1}*{first}${_PRICES + 1}:{last}${_PRICES + 1},2))"
    sheet.write_formula(row, end, formula, styles.money, yuan(cost))
    return cost


def _sums(file: File, sheet: Any, row: int, totals: Mapping[int, Decimal], total_fen: int) -> None:
    end = len(_FIRST) + len(totals)

    def formula(column: int) -> str:
        name = column_name(column)
        return f"=SUM({name}{_ORDERS + 1}:{name}{row})"

    sums = {column: (formula(column), total, file.styles.total_number) for column, total in totals.items()}
    sums[end] = (formula(end), yuan(total_fen), file.styles.total_money)
    write_bottom(sheet, row, end + 1, sums, file.styles.total)
