"""How is one cell written? Texts as texts, whatever they look like; formulas of ours alone, with their results.

Readers that don't calculate, such as WeChat's preview, show the results that are written with the formulas.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from bot.rendering.documents.orders_workbook import WorkbookLine
from bot.rendering.names import shorten
from models.values import line_fen as fen_of

#: At the head of a text, one program or another takes these for a formula or a command.
_DANGEROUS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_LONGEST_TEXT = 500
_LONGEST_LABEL = 20
_A4 = 9
_LETTERS = 26
_LINE = {"font_size": 11, "valign": "vcenter", "bottom": 1, "bottom_color": "#D9D9D9"}

Columns = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Styles:
    head: Any
    text: Any
    wrapped: Any
    number: Any
    money: Any
    total: Any
    total_number: Any
    total_money: Any
    time: Any


@dataclass(frozen=True, slots=True)
class File:
    """A file that is being written. ``label`` tells the sheets of one group-buy from another's."""

    book: Any
    styles: Styles
    label: str = ""

    def labelled(self, label: str) -> File:
        return File(self.book, self.styles, label)

    def name(self, sheet: str) -> str:
        """A sheet's whole name."""
        return self.label + sheet

    def sheet(self, name: str, columns: Columns, *, landscape: bool = False, frozen_columns: int = 0) -> Any:
        """A sheet with its heads, that stays readable when it is scrolled and when it is printed."""
        sheet = self.book.add_worksheet(self.name(name))
        for place, (title, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, title, self.styles.head)
        sheet.set_row(0, 22)
        sheet.freeze_panes(1, frozen_columns)
        sheet.repeat_rows(0)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&A  &P / &N")
        if landscape:
            sheet.set_landscape()
        return sheet


@contextmanager
def new_file(title: str, into: io.BytesIO) -> Iterator[File]:
    """A file, written when it is left. No string in it becomes a formula, a link or a number by its looks."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(into, options) as book:
        book.set_properties({"title": title})
        yield File(book, styles_of(book))


def styles_of(book: Any) -> Styles:
    def style(**more: Any) -> Any:
        return book.add_format({**_LINE, **more})

    quantity, money = {"num_format": "0.##;-0.##;0"}, {"num_format": "#,##0.00"}
    return Styles(
        head=style(bold=True, bg_color="#DCEBE2", align="center", text_wrap=True),
        text=style(),
        wrapped=style(text_wrap=True),
        number=style(**quantity),
        money=style(**money),
        total=style(bold=True, top=1),
        total_number=style(bold=True, top=1, **quantity),
        total_money=style(bold=True, top=1, **money),
        time=style(num_format="m-d hh:mm"),
    )


def label_of(place: int, title: str) -> str:
    """What tells a group-buy's sheets from another's; no program takes more than 31 characters, or some signs."""
    kept = "".join(one for one in title if one.isalnum() or one in "_- ")
    return f"{place}{kept.strip()[:_LONGEST_LABEL]}"


def safe_text(text: str) -> str:
    """A text that no program runs, also when it is copied out or saved as .csv: `=1+1` is `“=1+1”`."""
    short = shorten(text, _LONGEST_TEXT)
    return f"“{short}”" if short.lstrip().startswith(_DANGEROUS) else short


def column_name(place: int) -> str:
    """`A`, `Z`, `AA`: the letters of a column, counted from 0."""
    before, last = divmod(place, _LETTERS)
    return (column_name(before - 1) if before else "") + chr(ord("A") + last)


def write_text(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    if text:
        sheet.write_string(row, column, safe_text(text), style)
    else:
        sheet.write_blank(row, column, None, style)


def write_texts(sheet: Any, row: int, texts: Sequence[str], style: Any) -> None:
    """Side by side from the first column on."""
    for column, text in enumerate(texts):
        write_text(sheet, row, column, text, style)


def write_price(sheet: Any, row: int, column: int, price_fen: int | None, style: Any) -> None:
    if price_fen is None:
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, yuan(price_fen), style)


def write_bottom(sheet: Any, row: int, columns: int, sums: dict[int, tuple[str, Decimal, Any]], style: Any) -> None:
    """The last line: `合计`, and under some of the columns a formula with its result and style."""
    for column in range(columns):
        if column in sums:
            formula, result, its_style = sums[column]
            sheet.write_formula(row, column, formula, its_style, result)
        else:
            write_text(sheet, row, column, "" if column else "合计", style)


def line_fen(line: WorkbookLine) -> int:
    """What one line costs, as everywhere where it is told; goods without a price cost nothing."""
    price = line.product.price_fen
    return 0 if price is None else fen_of(price, line.quantity)


def yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100
