"""What came too late, and what is not decided?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.documents.orders_workbook import LateRequest, OpenQuestion
from bot.rendering.workbooks.cells import File, write_text

LATE, OPEN = "晚单", "未定"

#: How the things that are asked about are called (models.acts.AskAbout).
_ASKED_ABOUT = {
    "product": "要哪样",
    "quantity": "要多少",
    "unit": "按什么算",
    "recipient": "给哪一家",
    "change": "再加还是一共",
}


def write_late(file: File, requests: Sequence[LateRequest]) -> None:
    if not requests:
        return
    styles = file.styles
    sheet = file.sheet(LATE, (("序号", 6), ("谁", 14), ("说了什么", 50), ("几时", 12)))
    for row, late in enumerate(requests, 1):
        sheet.write_number(row, 0, row, styles.number)
        write_text(sheet, row, 1, late.who, styles.text)
        write_text(sheet, row, 2, late.text, styles.wrapped)
        if late.at is not None:
            sheet.write_datetime(row, 3, late.at.replace(tzinfo=None), styles.time)


def write_open(file: File, questions: Sequence[OpenQuestion]) -> None:
    if not questions:
        return
    styles = file.styles
    sheet = file.sheet(OPEN, (("谁", 14), ("没定什么", 14), ("商品", 20), ("说了什么", 50)))
    for row, question in enumerate(questions, 1):
        write_text(sheet, row, 0, question.who, styles.text)
        write_text(sheet, row, 1, _ASKED_ABOUT.get(question.about, question.about), styles.text)
        write_text(sheet, row, 2, question.product, styles.text)
        write_text(sheet, row, 3, question.text, styles.wrapped)
