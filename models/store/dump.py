"""How does a whole database become lines of text, and lines a database of either kind?

The first line of each table names it and its columns; every other line is a row of it. What is personal stays sealed.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, delete, func, insert, select

from models.errors import BadInput, StoreError
from models.store.column_types import DayText, ExactQuantity, UtcTime
from models.store.tables import about, metadata

_TOGETHER = 500


def lines_of(connection: Connection) -> Iterator[str]:
    """Every row of ours, in an order in which they can be put back. The connection's transaction is the moment."""
    for table in metadata.sorted_tables:
        yield json.dumps({"table": table.name, "columns": [column.name for column in table.columns]})
        rows = connection.execution_options(yield_per=_TOGETHER).execute(select(table))
        for row in rows:
            yield json.dumps([_written(value) for value in row], ensure_ascii=False)


def put_lines(connection: Connection, lines: Iterable[str]) -> int:
    """Put rows into empty tables, in the caller's transaction; how many. Raises StoreError where the tables hold
    something, BadInput where a line is none of ours."""
    _expect_empty(connection)
    connection.execute(delete(about))
    count = 0
    for table, columns, rows in _tables(lines):
        read = [_reading(table.columns[name]) for name in columns]
        while batch := list(islice(rows, _TOGETHER)):
            values = [dict(zip(columns, map(_call, read, row), strict=True)) for row in batch]
            connection.execute(insert(table), values)
            count += len(values)
    return count


def _expect_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if table is not about and connection.execute(select(func.count()).select_from(table)).scalar():
            raise StoreError(f"the database is not empty: there are rows in {table.name}")


def _tables(lines: Iterable[str]) -> Iterator[tuple[Table, Sequence[str], Iterator[list[Any]]]]:
    """Each table with its rows; the rows are to be used up before the next table."""
    numbered = enumerate(map(_parsed, lines, _numbers()), 1)
    head = next(numbered, None)
    while head is not None:
        number, found = head
        if not isinstance(found, dict) or found.get("table") not in metadata.tables:
            raise BadInput("this is no table of ours", line=number)
        following: list[tuple[int, Any]] = []
        yield metadata.tables[found["table"]], found["columns"], _rows(numbered, following)
        head = following[0] if following else None


def _rows(numbered: Iterator[tuple[int, Any]], following: list[tuple[int, Any]]) -> Iterator[list[Any]]:
    for number, found in numbered:
        if isinstance(found, dict):
            following.append((number, found))
            return
        yield found


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        yield (number := number + 1)


def _parsed(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise BadInput("this is no line of a backup", line=number) from error


def _written(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return b64encode(bytes(value)).decode()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _reading(column: Column[Any]) -> Callable[[Any], Any] | None:
    kinds: dict[type, Callable[[Any], Any]] = {
        LargeBinary: b64decode,
        UtcTime: datetime.fromisoformat,
        DayText: date.fromisoformat,
        ExactQuantity: Decimal,
    }
    return kinds.get(type(column.type))


def _call(read: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if read is None or value is None else read(value)
