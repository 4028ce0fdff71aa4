"""What does a library alone take for the same cells, or the same glyphs? Nothing is read, measured or decided."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import typst
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.rendering.glyphs import FONT
from bot.rendering.workbooks.cells import styles_of

_WRITING = ("write_string", "write_number", "write_formula", "write_blank", "write_datetime")
_FONTS = """#set text(font: "Noto Sans CJK SC", lang: "zh", cjk-latin-spacing: none)
#let data = json(bytes(sys.inputs.data))
"""
_ROUTE = (
    _FONTS
    + """#set page(paper: "a4")
#for rows in data {
  table(columns: (8mm, 27mm, 30mm, 1fr, 34mm, 11mm), ..rows.map(row => ([], ..row)).flatten())
}
"""
)
_LABELS = (
    _FONTS
    + """#set page(width: data.page.at(0) * 1mm, height: data.page.at(1) * 1mm, margin: 0mm)
#for (number, together) in data.faces.chunks(data.many).enumerate() {
  if number > 0 { pagebreak() }
  for face in together {
    for (words, size, x, y) in face { place(dx: x * 1mm, dy: y * 1mm, text(size: size * 1pt, words)) }
  }
}
"""
)


def bare_workbook(make: Callable[[], object]) -> Callable[[], object]:
    """Writes the cells that ``make`` writes, in sheets of the same names and with formats of the same kind."""
    with _noted() as cells:
        make()

    def write() -> None:
        content = io.BytesIO()
        with Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            styles_of(book)
            styles = {style._get_format_key(): style for style in book.formats}
            sheets = {name: book.add_worksheet(name) for name in dict.fromkeys(cell.sheet for cell in cells)}
            for cell in cells:
                write_it = getattr(sheets[cell.sheet], cell.method)
                write_it(*cell.before, styles[cell.style], *cell.after)

    return write


class _Cell(NamedTuple):
    """One call of the library: its arguments before and after the format, which is told by what it does."""

    sheet: str
    method: str
    before: tuple[Any, ...]
    style: str
    after: tuple[Any, ...]


@contextmanager
def _noted() -> Iterator[list[_Cell]]:
    """Every cell that is written while this lasts."""
    cells: list[_Cell] = []
    kept = {name: getattr(Worksheet, f"_{name}") for name in _WRITING}

    def noting(name: str) -> Callable[..., Any]:
        def write(self: Any, *arguments: Any) -> Any:
            at = next(place for place, one in enumerate(arguments) if isinstance(one, Format))
            key = arguments[at]._get_format_key()
            cells.append(_Cell(self.name, name, arguments[:at], key, arguments[at + 1 :]))
            return kept[name](self, *arguments)

        return write

    for name in _WRITING:
        setattr(Worksheet, f"_{name}", noting(name))
    try:
        yield cells
    finally:
        for name, method in kept.items():
            setattr(Worksheet, f"_{name}", method)


def bare_route(data: dict[str, Any]) -> Callable[[], object]:
    """The cells of each building as one table."""
    tables = [building["stops"] for building in data["buildings"]]
    return lambda: _set(_ROUTE, tables)


def bare_labels(laid_out: dict[str, Any]) -> Callable[[], object]:
    """Every text at its place."""
    many = laid_out["columns"] * laid_out["rows"]
    data = {"page": laid_out["page"], "many": many, "faces": [texts for _, texts in laid_out["faces"]]}
    return lambda: _set(_LABELS, data)


_COMPILER: list[typst.Compiler] = []


def _set(source: str, data: Any) -> object:
    if not _COMPILER:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(FONT).parent)])
        _COMPILER.append(typst.Compiler(font_paths=fonts))
    told = json.dumps(data, ensure_ascii=False)
    return _COMPILER[0].compile(source.encode(), format="pdf", sys_inputs={"data": told}, pdf_tags=False)
