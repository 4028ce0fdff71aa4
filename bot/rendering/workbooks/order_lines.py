"""What has everybody ordered? A row for each line of each order, and the sum of the order beside its first one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.rendering.documents.orders_workbook import WorkbookLine, WorkbookOrder
from bot.rendering.told_houses import house_text
from bot.rendering.workbooks.cells import File, Styles, line_fen, write_bottom, write_price, write_text, yuan

NAME = "订单"
_COLUMNS = (
    ("取货号", 7.0),
    ("谁", 14),
    ("地址", 14),
    ("姓名", 9),
    ("编号", 6),
    ("商品", 18),
    ("数量", 8),
    ("单位", 6),
    ("单价", 9),
    ("金额", 10),
    ("本单", 10),
    ("排队", 7),
    ("送/取", 7),
    ("备注", 20),
)
_PAYMENT, _MISSING = "付款", "缺"
_PAID = {True: "付了", False: "没付", None: ""}
#: Where other sheets look: the number of a product, its quantity, what it costs, what an order costs, what waits.
NUMBER, QUANTITY, COST, ORDER_COST, WAITING = "E", "G", "J", "K", "L"
_SUMMED, _WHOLE, _QUEUED = 9, 10, 11
_FURTHER = len(_COLUMNS)


def write(file: File, orders: Sequence[WorkbookOrder]) -> None:
    columns = [*_COLUMNS, *_further(orders)]
    sheet = file.sheet(NAME, columns, landscape=True, frozen_columns=2)
    row, total = 1, 0
    for order in orders:
        total += _order(file, sheet, order, row, [name for name, _ in columns[len(_COLUMNS) :]])
        row += len(order.lines)
    if row > 1:
        sheet.autofilter(0, 0, row - 1, len(columns) - 1)
        sums = {_SUMMED: (f"=SUM({COST}2:{COST}{row})", yuan(total), file.styles.total_money)}
        write_bottom(sheet, row, len(columns), sums, file.styles.total)


def _further(orders: Sequence[WorkbookOrder]) -> list[tuple[str, float]]:
    """Columns that are there where there is something to tell in them."""
    paid = any(order.paid is not None for order in orders)
    missing = any(line.missing for order in orders for line in order.lines)
    return [*([(_PAYMENT, 7.0)] if paid else []), *([(_MISSING, 7.0)] if missing else [])]


def first_rows(orders: Sequence[WorkbookOrder]) -> list[int]:
    """In which row of the sheet, counted from 1, each order's sum stands."""
    rows, row = [], 2
    for order in orders:
        rows.append(row)
        row += len(order.lines)
    return rows


def whose(order: WorkbookOrder) -> str:
    return f"{order.who}（{order.on_behalf_of}）" if order.on_behalf_of else order.who


def _order(file: File, sheet: Any, order: WorkbookOrder, first: int, further: Sequence[str]) -> int:
    """What the order costs, in fen."""
    styles = file.styles
    owner = (order.number, whose(order), house_text(order.door), order.name)
    costs = [_line(file, sheet, owner, line, row) for row, line in enumerate(order.lines, first)]
    for row in range(first + 1, first + len(costs)):
        for column in (_WHOLE, 12, 13, *range(_FURTHER, _FURTHER + len(further))):
            sheet.write_blank(row, column, None, styles.text)
    if costs:
        formula = f"=SUM({COST}{first + 1}:{COST}{first + len(costs)})"
        sheet.write_formula(first, _WHOLE, formula, styles.money, yuan(sum(costs)))
        write_text(sheet, first, 12, "送上门" if order.to_door else "", styles.text)
        write_text(sheet, first, 13, order.note, styles.text)
        if _PAYMENT in further:
            write_text(sheet, first, _FURTHER, _PAID[order.paid], styles.text)
    if _MISSING in further:
        for row, line in enumerate(order.lines, first):
            _amount(sheet, row, _FURTHER + further.index(_MISSING), line.missing, styles)
    return sum(costs)


def _line(file: File, sheet: Any, owner: Sequence[str], line: WorkbookLine, row: int) -> int:
    styles, product, cost = file.styles, line.product, line_fen(line)
    for column, text in enumerate((*owner, product.number, product.short)):
        write_text(sheet, row, column, text, styles.text)
    sheet.write_number(row, 6, line.quantity, styles.number)
    write_text(sheet, row, 7, product.unit, styles.text)
    write_price(sheet, row, 8, product.price_fen, styles.money)
    formula = f"=ROUND({QUANTITY}{row + 1}*I{row + 1},2)"
    sheet.write_formula(row, _SUMMED, formula, styles.money, yuan(cost))
    _amount(sheet, row, _QUEUED, line.waiting, styles)
    return cost


def _amount(sheet: Any, row: int, column: int, amount: Decimal, styles: Styles) -> None:
    """Nothing where it is none."""
    if amount:
        sheet.write_number(row, column, amount, styles.number)
    else:
        sheet.write_blank(row, column, None, styles.number)


def sum_of(lines: Sequence[WorkbookLine]) -> tuple[Decimal, int, Decimal]:
    """Of some lines: how much stands, what it costs in fen, how much waits."""
    standing = sum((line.quantity for line in lines), start=Decimal(0))
    waiting = sum((line.waiting for line in lines), start=Decimal(0))
    return standing, sum(line_fen(line) for line in lines), waiting
