"""What does a table of the orders look like? Sheets by order, by product, by building, and for what is open."""

from __future__ import annotations

import io

from bot.rendering.documents.orders_workbook import OrdersWorkbook
from bot.rendering.documents.values import file_name
from bot.rendering.workbooks import by_building, history, members_by_products, open_ends, order_lines, totals
from bot.rendering.workbooks.cells import File, label_of, new_file
from models.values import Attachment


def write(*books: OrdersWorkbook) -> Attachment:
    """The .xlsx file: of one group-buy, or of several, whose sheets carry their place and title."""
    content = io.BytesIO()
    title = books[0].title if len(books) == 1 else ""
    with new_file(title or order_lines.NAME, content) as file:
        for place, book in enumerate(books, 1):
            write_sheets(file if len(books) == 1 else file.labelled(label_of(place, book.title)), book)
    return Attachment(file_name([order_lines.NAME, title], books[0].day, ".xlsx"), content.getvalue())


def write_sheets(file: File, book: OrdersWorkbook) -> None:
    """The sheets of one group-buy; none that would be empty."""
    order_lines.write(file, book.orders)
    totals.write(file, book)
    members_by_products.write(file, book)
    by_building.write(file, book.orders)
    open_ends.write_late(file, book.late)
    open_ends.write_open(file, book.questions)
    history.write(file, book.history)
