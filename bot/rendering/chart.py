"""What does the day look like? A picture for a phone: the figures, sales by product, talk by the hour.

Only the process beside the loop imports this: matplotlib takes half a second and 60 MB.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.documents.summary_chart import HOURS, ProductTotal, SummaryChart
from bot.rendering.documents.values import file_name
from bot.rendering.names import shorten
from bot.rendering.sheet import GREEN, INK, LINE, MARGIN, ORANGE, PALE_GREEN, QUIET, WIDTH, Sheet, fitting
from bot.rendering.told_amounts import money
from models.values import Attachment, decimal_text

_GAP = 24
_HEADING, _PRODUCTS_HEAD, _ROW, _TALK = 272, 140, 92, 496
_WEEKDAYS = "一二三四五六日"

#: Products beyond these are put together in one row.
MOST_PRODUCTS = 10
_LONGEST_UNIT = 3


def draw(chart: SummaryChart) -> Attachment:
    """The picture as PNG, 1080 pixels wide, as high as it needs to be."""
    rows = _rows(chart.products)
    sheet = Sheet(height=_height(len(rows), talk=chart.messages > 0))
    _heading(sheet, chart)
    if rows:
        _products(sheet, rows)
    if chart.messages:
        _talk(sheet, chart)
    return Attachment(file_name(["日报"], chart.day, ".png"), sheet.png())


def _height(rows: int, *, talk: bool) -> int:
    products = _PRODUCTS_HEAD + rows * _ROW + _GAP if rows else 0
    return _HEADING + products + (_TALK + _GAP if talk else 0)


def _heading(sheet: Sheet, chart: SummaryChart) -> None:
    day = f"{chart.day.month}月{chart.day.day}日 周{_WEEKDAYS[chart.day.weekday()]}" if chart.day else ""
    sheet.text(MARGIN, 92, day or chart.title, 44, QUIET)
    figures = [money(chart.sum_fen)]
    if chart.orders is not None:
        figures.append(f"{chart.orders}单")
    x = float(MARGIN)
    for place, figure in enumerate(figures):
        size = 108 if place == 0 else 60
        sheet.text(x, 220, figure, size, GREEN if place == 0 else INK)
        x += sheet.width_of(figure, size) + 44
    sheet.y = _HEADING


def _rows(products: Sequence[ProductTotal]) -> list[tuple[str, str, int]]:
    """Name, quantity, money: what sold best first, and the rest together."""
    sold = sorted((one for one in products if one.quantity), key=lambda one: -one.sum_fen)
    shown, rest = (sold, []) if len(sold) <= MOST_PRODUCTS else (sold[: MOST_PRODUCTS - 1], sold[MOST_PRODUCTS - 1 :])
    rows = [
        (one.product, f"{decimal_text(one.quantity)}{shorten(one.unit, _LONGEST_UNIT)}", one.sum_fen) for one in shown
    ]
    if rest:
        rows.append((f"另外{len(rest)}样", "", sum(one.sum_fen for one in rest)))
    return rows


def _sold(one: ProductTotal) -> str:
    return f"{decimal_text(one.quantity)}{shorten(one.unit, _LONGEST_UNIT)}"


def _products(sheet: Sheet, rows: Sequence[tuple[str, str, int]]) -> None:
    height = _PRODUCTS_HEAD + len(rows) * _ROW
    sheet.card(sheet.y, height)
    sheet.text(MARGIN + 24, sheet.y + 78, "卖了什么", 42)
    most = max([fen for _, _, fen in rows] + [1])
    room = WIDTH - 2 * MARGIN - 48
    for place, (name, quantity, fen) in enumerate(rows):
        base = sheet.y + 156 + place * _ROW
        sheet.text(MARGIN + 24, base, fitting(sheet, name, 38, 520), 38)
        sheet.text(WIDTH - MARGIN - 260, base, quantity, 36, QUIET, ha="right")
        sheet.text(WIDTH - MARGIN - 24, base, money(fen), 38, ha="right")
        sheet.bar(MARGIN + 24, base + 18, room, 12, PALE_GREEN)
        sheet.bar(MARGIN + 24, base + 18, room * fen / most, 12, GREEN)
    sheet.y += height + _GAP


def _talk(sheet: Sheet, chart: SummaryChart) -> None:
    sheet.card(sheet.y, _TALK)
    sheet.text(MARGIN + 24, sheet.y + 78, "群里几点热闹", 42)
    said = f"{chart.messages}条  {chart.speakers}人"
    sheet.text(WIDTH - MARGIN - 24, sheet.y + 78, said, 36, QUIET, ha="right")
    left, right = MARGIN + 24.0, WIDTH - MARGIN - 24.0
    floor, tallest = sheet.y + 420, 240
    step = (right - left) / HOURS
    most = max([*chart.by_hour, 1])
    peak = chart.by_hour.index(most) if most in chart.by_hour else -1
    for hour, count in enumerate(chart.by_hour):
        height = tallest * count / most
        colour = ORANGE if hour == peak else GREEN
        sheet.bar(left + hour * step + step * 0.14, floor - height, step * 0.72, height, colour)
        if hour == peak:
            sheet.text(left + (hour + 0.5) * step, floor - height - 16, str(count), 34, ORANGE, ha="center")
    sheet.bar(left, floor, right - left, 3, LINE)
    for hour in range(6, HOURS, 6):
        sheet.text(left + (hour + 0.5) * step, floor + 48, f"{hour}点", 32, QUIET, ha="center")
    sheet.text(left, floor + 48, "0点", 32, QUIET)
    sheet.text(right, floor + 48, "23点", 32, QUIET, ha="right")
    sheet.y += _TALK + _GAP
