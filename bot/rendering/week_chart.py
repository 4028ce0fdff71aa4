"""What does the week look like? A picture for a phone: each day's sales beside those of the week before."""

from __future__ import annotations

from bot.rendering.documents.values import file_name
from bot.rendering.documents.week_chart import DaySold, WeekChart
from bot.rendering.sheet import GREEN, INK, LINE, MARGIN, ORANGE, QUIET, WIDTH, Sheet
from bot.rendering.told_amounts import money
from models.values import Attachment

_HEADING, _DAYS, _GAP = 320, 620, 24
_TALLEST, _FLOOR = 320, 500
_WEEKDAYS = "一二三四五六日"
_THEN = "#C9D8CF"


def draw(week: WeekChart) -> Attachment:
    """The picture as PNG, 1080 pixels wide."""
    sheet = Sheet(height=_HEADING + _DAYS + _GAP)
    _heading(sheet, week)
    _days(sheet, week)
    return Attachment(file_name(["周报"], week.days[-1].day, ".png"), sheet.png())


def _heading(sheet: Sheet, week: WeekChart) -> None:
    first, last = week.days[0].day, week.days[-1].day
    sheet.text(MARGIN, 92, f"{first.month}月{first.day}日到{last.month}月{last.day}日", 44, QUIET)
    x = float(MARGIN)
    for place, figure in enumerate((money(week.sum_fen), f"{week.orders}单")):
        size = 108 if place == 0 else 60
        sheet.text(x, 220, figure, size, GREEN if place == 0 else INK)
        x += sheet.width_of(figure, size) + 44
    if week.before_fen is not None:
        sheet.text(MARGIN, 284, f"上周{money(week.before_fen)}", 36, QUIET)


def _days(sheet: Sheet, week: WeekChart) -> None:
    top = float(_HEADING)
    sheet.card(top, _DAYS)
    sheet.text(MARGIN + 24, top + 78, "哪天卖得多", 42)
    if week.before_fen is not None:
        _key(sheet, top + 78)
    left, right = MARGIN + 24.0, WIDTH - MARGIN - 24.0
    step, floor = (right - left) / len(week.days), top + _FLOOR
    most = max([1, *(max(one.sum_fen, one.before_fen) for one in week.days)])
    best = max(week.days, key=lambda one: one.sum_fen)
    for place, one in enumerate(week.days):
        middle = left + (place + 0.5) * step
        _bars(sheet, one, middle, step, floor, most=most, best=one is best)
        sheet.text(middle, floor + 48, f"周{_WEEKDAYS[one.day.weekday()]}", 34, QUIET, ha="center")
    sheet.bar(left, floor, right - left, 3, LINE)


def _bars(sheet: Sheet, one: DaySold, middle: float, step: float, floor: float, *, most: int, best: bool) -> None:
    wide = step * 0.32
    then, now = _TALLEST * one.before_fen / most, _TALLEST * one.sum_fen / most
    sheet.bar(middle - wide - 3, floor - then, wide, then, _THEN)
    sheet.bar(middle + 3, floor - now, wide, now, ORANGE if best else GREEN)
    if one.sum_fen:
        sheet.text(middle + 3 + wide / 2, floor - now - 16, f"{one.orders}单", 30, ORANGE if best else INK, ha="center")


def _key(sheet: Sheet, y: float) -> None:
    right = WIDTH - MARGIN - 24
    sheet.text(right, y, "这周", 34, QUIET, ha="right")
    sheet.bar(right - 108, y - 26, 26, 26, GREEN)
    sheet.text(right - 140, y, "上周", 34, QUIET, ha="right")
    sheet.bar(right - 248, y - 26, 26, 26, _THEN)
