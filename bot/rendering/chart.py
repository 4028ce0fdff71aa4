"""What does the day look like? A picture for a phone: the figures, sales by product, talk by the hour.

Only the process beside the loop imports this: matplotlib takes half a second and 60 MB.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from bot.rendering.documents import HOURS, ProductTotal, SummaryChart, file_name
from bot.rendering.glyphs import FACE, FONT, drawable
from bot.rendering.names import shorten
from bot.rendering.told_amounts import money
from models.values import Attachment, decimal_text

_PAPER, _CARD = "#F4F1EA", "#FFFFFF"
_INK, _QUIET, _LINE = "#26302B", "#7C857F", "#E6E3DA"
_GREEN, _PALE_GREEN, _ORANGE = "#2F7D5B", "#DCEBE2", "#E08A3C"

_WIDTH = 1080
_MARGIN = 48
_GAP = 24
_HEADING, _PRODUCTS_HEAD, _ROW, _TALK = 272, 140, 92, 496
_WEEKDAYS = "一二三四五六日"

#: Products beyond these are put together in one row.
MOST_PRODUCTS = 10
#: Nothing longer fits beside a quantity and a sum, however narrow its letters.
_LONGEST_NAME, _LONGEST_UNIT = 40, 3


def load() -> None:
    """Read the font once; every picture after that is quick."""
    mpl.use("Agg")
    font_manager.fontManager.addfont(FONT)
    mpl.rcParams["font.family"] = [FACE]
    mpl.rcParams["axes.unicode_minus"] = False


def draw(chart: SummaryChart) -> Attachment:
    """The picture as PNG, 1080 pixels wide, as high as it needs to be."""
    rows = _rows(chart.products)
    sheet = _Sheet(height=_height(len(rows), talk=chart.messages > 0))
    _heading(sheet, chart)
    if rows:
        _products(sheet, rows)
    if chart.messages:
        _talk(sheet, chart)
    return Attachment(file_name(["日报"], chart.day, ".png"), sheet.png())


def _height(rows: int, *, talk: bool) -> int:
    products = _PRODUCTS_HEAD + rows * _ROW + _GAP if rows else 0
    return _HEADING + products + (_TALK + _GAP if talk else 0)


class _Sheet:
    """Paper measured in pixels from the top left, with a cursor that goes down."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.y = 0.0
        self.figure = Figure(figsize=(_WIDTH / 100, height / 100), dpi=100, facecolor=_PAPER)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, _WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")

    def text(self, x: float, y: float, words: str, size: float, colour: str = _INK, **more: Any) -> None:
        """``size`` in pixels; ``y`` is the base line."""
        more.setdefault("va", "baseline")
        self.axes.text(x, y, _drawable(words), fontsize=size * 0.72, color=colour, **more)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"))

    def card(self, y: float, height: float) -> None:
        self.axes.add_patch(
            FancyBboxPatch(
                (_MARGIN / 2 + 12, y + 12),
                _WIDTH - _MARGIN - 24,
                height - 24,
                boxstyle="round,pad=12,rounding_size=24",
                facecolor=_CARD,
                edgecolor="none",
            )
        )

    def width_of(self, words: str, size: float) -> float:
        text = self.axes.text(0, 0, _drawable(words), fontsize=size * 0.72)
        renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]
        width = float(text.get_window_extent(renderer).width)
        text.remove()
        return width

    def png(self) -> bytes:
        content = io.BytesIO()
        self.figure.savefig(content, format="png", facecolor=_PAPER)
        return content.getvalue()


def _heading(sheet: _Sheet, chart: SummaryChart) -> None:
    day = f"{chart.day.month}月{chart.day.day}日 周{_WEEKDAYS[chart.day.weekday()]}" if chart.day else ""
    sheet.text(_MARGIN, 92, day or chart.title, 44, _QUIET)
    figures = [money(chart.sum_fen)]
    if chart.orders is not None:
        figures.append(f"{chart.orders}单")
    x = float(_MARGIN)
    for place, figure in enumerate(figures):
        size = 108 if place == 0 else 60
        sheet.text(x, 220, figure, size, _GREEN if place == 0 else _INK)
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


def _products(sheet: _Sheet, rows: Sequence[tuple[str, str, int]]) -> None:
    height = _PRODUCTS_HEAD + len(rows) * _ROW
    sheet.card(sheet.y, height)
    sheet.text(_MARGIN + 24, sheet.y + 78, "卖了什么", 42)
    most = max([fen for _, _, fen in rows] + [1])
    room = _WIDTH - 2 * _MARGIN - 48
    for place, (name, quantity, fen) in enumerate(rows):
        base = sheet.y + 156 + place * _ROW
        sheet.text(_MARGIN + 24, base, _fitting(sheet, name, 38, 520), 38)
        sheet.text(_WIDTH - _MARGIN - 260, base, quantity, 36, _QUIET, ha="right")
        sheet.text(_WIDTH - _MARGIN - 24, base, money(fen), 38, ha="right")
        sheet.bar(_MARGIN + 24, base + 18, room, 12, _PALE_GREEN)
        sheet.bar(_MARGIN + 24, base + 18, room * fen / most, 12, _GREEN)
    sheet.y += height + _GAP


def _fitting(sheet: _Sheet, words: str, size: float, room: float) -> str:
    words = shorten(words, _LONGEST_NAME)
    if sheet.width_of(words, size) <= room:
        return words
    while words and sheet.width_of(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words}…"


def _talk(sheet: _Sheet, chart: SummaryChart) -> None:
    sheet.card(sheet.y, _TALK)
    sheet.text(_MARGIN + 24, sheet.y + 78, "群里几点热闹", 42)
    said = f"{chart.messages}条  {chart.speakers}人"
    sheet.text(_WIDTH - _MARGIN - 24, sheet.y + 78, said, 36, _QUIET, ha="right")
    left, right = _MARGIN + 24.0, _WIDTH - _MARGIN - 24.0
    floor, tallest = sheet.y + 420, 240
    step = (right - left) / HOURS
    most = max([*chart.by_hour, 1])
    peak = chart.by_hour.index(most) if most in chart.by_hour else -1
    for hour, count in enumerate(chart.by_hour):
        height = tallest * count / most
        colour = _ORANGE if hour == peak else _GREEN
        sheet.bar(left + hour * step + step * 0.14, floor - height, step * 0.72, height, colour)
        if hour == peak:
            sheet.text(left + (hour + 0.5) * step, floor - height - 16, str(count), 34, _ORANGE, ha="center")
    sheet.bar(left, floor, right - left, 3, _LINE)
    for hour in range(6, HOURS, 6):
        sheet.text(left + (hour + 0.5) * step, floor + 48, f"{hour}点", 32, _QUIET, ha="center")
    sheet.text(left, floor + 48, "0点", 32, _QUIET)
    sheet.text(right, floor + 48, "23点", 32, _QUIET, ha="right")
    sheet.y += _TALK + _GAP


def _drawable(words: str) -> str:
    """Without the signs that begin a formula, too."""
    return drawable(words).replace("$", "＄")
