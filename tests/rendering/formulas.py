"""What do the formulas of a workbook come to? As a spreadsheet would calculate those that we write, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_RANGE = r"(?:'([^']+)'!)?(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"
_CENT = Decimal("0.01")


class Calculator:
    """Over a book that openpyxl has read with its formulas."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def value(self, cell: Any) -> Decimal:
        """What a cell comes to; texts and empty cells are nothing."""
        held = cell.value
        if isinstance(held, str) and held.startswith("="):
            return self._formula(cell.parent, held[1:])
        return Decimal(str(held)) if isinstance(held, int | float) else Decimal(0)

    def _formula(self, sheet: Any, written: str) -> Decimal:
        if found := re.fullmatch(rf"SUM\({_RANGE}\)", written):
            return self._sum(sheet, *found.groups())
        if found := re.fullmatch(rf"SUBTOTAL\(9,{_RANGE}\)", written):
            return self._sum(sheet, *found.groups(), without="=SUBTOTAL(")
        if found := re.fullmatch(r"ROUND\(([A-Z]+\d+)\*([A-Z]+\d+),2\)", written):
            one, other = (self.value(sheet[place]) for place in found.groups())
            return _to_the_fen(one * other)
        if found := re.fullmatch(rf"SUMIF\({_RANGE},(\$?[A-Z]+\d+),{_RANGE}\)", written):
            where, keys, wanted, there, summed = found.groups()
            pairs = zip(self._cells(sheet, where, keys), self._cells(sheet, there, summed), strict=True)
            sought = sheet[wanted.replace("$", "")].value
            return sum((self.value(cell) for key, cell in pairs if key.value == sought), start=Decimal(0))
        if found := re.fullmatch(rf"SUMPRODUCT\(ROUND\({_RANGE}\*{_RANGE},2\)\)", written):
            here, ones, there, others = found.groups()
            pairs = zip(self._cells(sheet, here, ones), self._cells(sheet, there, others), strict=True)
            return sum(
                (_to_the_fen(self.value(one) * self.value(other)) for one, other in pairs),
                start=Decimal(0),
            )
        raise AssertionError(f"no formula of ours: {written}")

    def _sum(self, sheet: Any, where: str | None, places: str, *, without: str = "\0") -> Decimal:
        cells = self._cells(sheet, where, places)
        kept = (cell for cell in cells if not str(cell.value).startswith(without))
        return sum((self.value(cell) for cell in kept), start=Decimal(0))

    def _sheet(self, sheet: Any, where: str | None) -> Any:
        return sheet if where is None else self._book[where]

    def _cells(self, sheet: Any, where: str | None, places: str) -> Iterator[Any]:
        held = self._sheet(sheet, where)[places.replace("$", "")]
        for row in held if isinstance(held, tuple) else ((held,),):
            yield from row


def _to_the_fen(yuan: Decimal) -> Decimal:
    return yuan.quantize(_CENT, ROUND_HALF_UP)
