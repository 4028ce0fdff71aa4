"""What is on sale, as a picture? The list with numbers and prices, to be read on a phone without opening it twice."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from bot.rendering.documents.list_poster import ListPoster, PosterRow
from bot.rendering.documents.values import file_name
from bot.rendering.glyphs import drawable
from bot.rendering.measuring import fitting, font, width_of, wrapped
from bot.rendering.told_amounts import plain_price
from models.values import Attachment

_PAPER, _CARD = "#F4F1EA", "#FFFFFF"
_INK, _QUIET, _LINE = "#26302B", "#7C857F", "#E6E3DA"
_GREEN, _ORANGE = "#2F7D5B", "#C8641F"

#: Pixels. A phone shows the picture at a third of its width: nothing is smaller than 12 of its own.
_WIDTH, _MARGIN, _PAD = 1080, 40, 36
_HEADING, _ROW, _ROW_WITH_MEASURE, _FOOT_LINE = 210, 100, 128, 58
_BIG, _NAME, _PRICE, _SMALL = 64, 46, 50, 34
_NUMBER_ROOM, _GAP = 76, 24
#: Products beyond these are told in the text alone: no phone shows a taller picture sharply.
MOST_ROWS = 60


def load() -> None:
    """Read the font once; every picture after that is quick."""
    for size in (_BIG, _NAME, _PRICE, _SMALL):
        font(size)


def draw(poster: ListPoster) -> Attachment:
    """The picture as PNG, 1080 pixels wide, as high as it needs to be."""
    rows = poster.rows[:MOST_ROWS]
    heights = [_ROW_WITH_MEASURE if row.note else _ROW for row in rows]
    foot = [*wrapped(drawable(poster.foot), _SMALL, _WIDTH - 2 * _MARGIN)]
    if len(poster.rows) > len(rows):
        foot.insert(0, f"还有{len(poster.rows) - len(rows)}样在文字清单里")
    height = _HEADING + sum(heights) + 2 * _PAD + len(foot) * _FOOT_LINE + 2 * _MARGIN
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    sheet = ImageDraw.Draw(image)
    _heading(sheet, poster)
    top = _HEADING
    sheet.rounded_rectangle((_MARGIN, top, _WIDTH - _MARGIN, top + sum(heights) + 2 * _PAD), 28, _CARD)
    top += _PAD
    for place, (row, high) in enumerate(zip(rows, heights, strict=True)):
        if place:
            sheet.line((_MARGIN + _PAD, top, _WIDTH - _MARGIN - _PAD, top), _LINE, 2)
        _row(sheet, row, top, high)
        top += high
    top += _PAD + _MARGIN
    for line in foot:
        sheet.text((_MARGIN, top), line, _QUIET, font(_SMALL))
        top += _FOOT_LINE
    content = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(content, "PNG")
    return Attachment(file_name(["清单"], poster.day, ".png"), content.getvalue())


def _heading(sheet: ImageDraw.ImageDraw, poster: ListPoster) -> None:
    sheet.text((_MARGIN, 48), _fitting(poster.title, _BIG, _WIDTH - 2 * _MARGIN), _GREEN, font(_BIG))
    sheet.text((_MARGIN, 138), _fitting(poster.times, _SMALL, _WIDTH - 2 * _MARGIN), _QUIET, font(_SMALL))


def _row(sheet: ImageDraw.ImageDraw, row: PosterRow, top: int, height: int) -> None:
    left, right = _MARGIN + _PAD, _WIDTH - _MARGIN - _PAD
    middle = top + height // 2
    sheet.text((left, middle), drawable(row.number), _GREEN, font(_NAME), anchor="lm")
    after_number = left + max(_NUMBER_ROOM, round(width_of(drawable(row.number), _NAME)) + _GAP)
    unit = drawable(row.unit)
    price = "价待定" if row.price_fen is None else f"{plain_price(row.price_fen)}元"
    unit_width = 0 if row.price_fen is None or not unit else width_of(f"/{unit}", _SMALL)
    price_width = width_of(price, _PRICE)
    if unit_width:
        sheet.text((right, middle + 4), f"/{unit}", _QUIET, font(_SMALL), anchor="rm")
    sheet.text((right - unit_width, middle), price, _ORANGE, font(_PRICE), anchor="rm")
    room = right - unit_width - price_width - _GAP - after_number
    at = middle - 24 if row.note else middle
    sheet.text((after_number, at), _fitting(row.name, _NAME, room), _INK, font(_NAME), anchor="lm")
    if row.note:
        sheet.text((after_number, middle + 34), _fitting(row.note, _SMALL, room), _QUIET, font(_SMALL), anchor="lm")


def _fitting(words: str, size: int, room: float) -> str:
    return fitting(drawable(words), size, room)
