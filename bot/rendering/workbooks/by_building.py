"""What goes to which building? Orders in walking order, with a sum for each building, and the sum of those."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.rendering.documents.orders_workbook import WorkbookOrder
from bot.rendering.told_amounts import amounts
from bot.rendering.told_houses import building_at
from bot.rendering.workbooks import order_lines
from bot.rendering.workbooks.cells import File, line_fen, write_bottom, write_text, write_texts, yuan
from bot.rendering.workbooks.order_lines import ORDER_COST, whose
from models.groupbuy.walking import walking_key
from models.values import decimal_text

NAME = "按楼"
_COLUMNS = (
    ("楼", 9.0),
    ("单元", 6),
    ("房号", 8),
    ("谁", 14),
    ("姓名", 9),
    ("取货号", 7),
    ("送/取", 7),
    ("东西", 46),
    ("金额", 10),
)
_COST = len(_COLUMNS) - 1
#: Leaves out the subtotals that stand among what it sums.
_SUM = 9


def write(file: File, orders: Sequence[WorkbookOrder]) -> None:
    if not orders:
        return
    sheet = file.sheet(NAME, _COLUMNS, landscape=True)
    placed = sorted(zip(orders, order_lines.first_rows(orders), strict=True), key=lambda one: walking_key(one[0].door))
    row, total = 1, 0
    for building, theirs in groupby(placed, key=lambda one: building_at(one[0].door)):
        first, fen = row, 0
        for order, where in theirs:
            fen += _order(file, sheet, order, row, building, where)
            row += 1
        formula = f"=SUBTOTAL({_SUM},I{first + 1}:I{row})"
        write_texts(sheet, row, (f"{building} {row - first}家", *[""] * (_COST - 1)), file.styles.total)
        sheet.write_formula(row, _COST, formula, file.styles.total_money, yuan(fen))
        row, total = row + 1, total + fen
    sums = {_COST: (f"=SUBTOTAL({_SUM},I2:I{row})", yuan(total), file.styles.total_money)}
    write_bottom(sheet, row, len(_COLUMNS), sums, file.styles.total)


def _order(file: File, sheet: Any, order: WorkbookOrder, row: int, building: str, where: int) -> int:
    """What the order costs, in fen, as it is told in the row ``where`` of the orders."""
    styles, door = file.styles, order.door
    told = (
        building,
        door.unit or "",
        door.room or "",
        whose(order),
        order.name,
        order.number,
        "送上门" if order.to_door else "",
    )
    write_texts(sheet, row, told, styles.text)
    write_text(sheet, row, len(told), _goods(order), styles.wrapped)
    cost = sum(line_fen(line) for line in order.lines)
    formula = f"=SUM('{file.name(order_lines.NAME)}'!{ORDER_COST}{where})"
    sheet.write_formula(row, _COST, formula, styles.money, yuan(cost))
    return cost


def _goods(order: WorkbookOrder) -> str:
    return amounts(
        {"product": line.product.short, "quantity": decimal_text(line.quantity), "unit": line.product.unit}
        for line in order.lines
        if line.quantity
    )
