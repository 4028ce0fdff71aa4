"""What does the table look like by which suppliers deliver? A sheet for each of them, and neither prices nor people."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

from bot.rendering.documents.purchase_workbook import Bought, PurchaseWorkbook
from bot.rendering.documents.values import file_name
from bot.rendering.workbooks.cells import File, label_of, new_file, write_bottom, write_text, write_texts
from models.values import Attachment

NAME = "报货单"
#: Those of which nobody knows who brings them, among others of which it is known.
UNKNOWN = "其他"
_COLUMNS = (("编号", 6.0), ("商品", 30), ("规格", 14), ("数量", 9), ("单位", 6))
_QUANTITY = 3


def write(purchase: PurchaseWorkbook) -> Attachment:
    content = io.BytesIO()
    suppliers = purchase.suppliers
    with new_file(purchase.title or NAME, content) as file:
        if len(suppliers) <= 1:
            _sheet(file, NAME, purchase.bought)
        else:
            for place, supplier in enumerate(suppliers, 1):
                theirs = [one for one in purchase.bought if one.supplier == supplier]
                _sheet(file, label_of(place, supplier or UNKNOWN), theirs)
    return Attachment(file_name([NAME, purchase.title], purchase.day, ".xlsx"), content.getvalue())


def _sheet(file: File, name: str, bought: Sequence[Bought]) -> None:
    sheet = file.sheet(name, _COLUMNS)
    styles = file.styles
    for row, one in enumerate(bought, 1):
        write_texts(sheet, row, (one.number, one.product, one.measure), styles.text)
        sheet.write_number(row, _QUANTITY, one.quantity, styles.number)
        write_text(sheet, row, _QUANTITY + 1, one.unit, styles.text)
    if bought:
        row = len(bought) + 1
        total = sum((one.quantity for one in bought), start=Decimal(0))
        sums = {_QUANTITY: (f"=SUM(D2:D{row})", total, styles.total_number)}
        write_bottom(sheet, row, len(_COLUMNS), sums, styles.total)
