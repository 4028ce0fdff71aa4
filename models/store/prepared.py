"""How does a statement that runs for every message reach the driver quickly?

The statements of this package are written once, with SQLAlchemy's Core. Here each is compiled once for the database
at hand and then goes to the driver as text: about a quarter of what it costs to have Core look at it again each time.
What can't be written down beforehand (lists of unknown length) goes through Core.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.sql import ClauseElement

from models.store.engine import as_ours

Given = Mapping[str, Any]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One statement as text, with what turns our values into the driver's and back."""

    text: str
    #: The names in the order of their places, or None where the driver takes them by name.
    places: tuple[str, ...] | None
    constants: Given
    writers: tuple[tuple[str, Convert], ...]
    #: By their places in a row.
    readers: tuple[tuple[int, Convert], ...]
    make_row: Callable[[Sequence[Any]], Any] | None

    def bound(self, given: Given) -> Any:
        """The parameters as the driver wants them."""
        values = {**self.constants, **given}
        for name, write in self.writers:
            values[name] = write(values[name])
        return values if self.places is None else [values[name] for name in self.places]

    def row(self, found: Sequence[Any]) -> Any:
        assert self.make_row is not None
        if not self.readers:
            return self.make_row(found)
        values = list(found)
        for place, read in self.readers:
            values[place] = read(values[place])
        return self.make_row(values)


class Rows:
    """What a statement gave: read it at once."""

    def __init__(self, prepared: Prepared, cursor: Any) -> None:
        self.rowcount: int = cursor.rowcount
        self._prepared = prepared
        self._found = cursor.fetchall() if prepared.make_row is not None else ()
        cursor.close()

    @cached_property
    def _rows(self) -> list[Any]:
        return [self._prepared.row(row) for row in self._found]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> list[Any]:
        return self._rows

    def plain(self) -> list[tuple[Any, ...]]:
        """The rows without names, for where there are thousands of them: read column by column."""
        if not self._found:
            return []
        columns: list[Any] = list(zip(*self._found, strict=True))
        for place, read in self._prepared.readers:
            columns[place] = map(read, columns[place])
        return list(zip(*columns, strict=True))

    def first(self) -> Any:
        return self._rows[0] if self._rows else None

    def scalar(self) -> Any:
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:
        (row,) = self._rows
        return row[0]

    def scalars(self) -> list[Any]:
        return [row[0] for row in self._rows]


@dataclass(slots=True)
class Shelf:
    """What was compiled for one database; kept as long as the statement itself is."""

    dialect: Dialect
    _kept: WeakKeyDictionary[Executable, dict[tuple[str, ...], Prepared | None]] = field(
        default_factory=WeakKeyDictionary
    )

    def get(self, statement: Executable, names: tuple[str, ...]) -> Prepared | None:
        """The statement for parameters of these names; None where it can't be prepared."""
        by_names = self._kept.setdefault(statement, {})
        if names not in by_names:
            by_names[names] = _prepare(statement, names, self.dialect)
        return by_names[names]


class QuickConnection:
    """A connection that prepares what it executes. The transaction is the SQLAlchemy connection's own."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        self._connection = connection
        self._shelf = shelf
        self._driver: Any = None

    @property
    def dialect(self) -> Dialect:
        return self._shelf.dialect

    def execute(self, statement: Executable, given: Given | Sequence[Given] = ()) -> Any:
        """Run a statement once, or once for each of several mappings of the same names."""
        if isinstance(given, Mapping):
            prepared = self._shelf.get(statement, tuple(given))
            if prepared is not None:
                return self._run(prepared, prepared.bound(given), several=False)
        elif given:
            prepared = self._shelf.get(statement, tuple(given[0]))
            if prepared is not None:
                return self._run(prepared, [prepared.bound(each) for each in given], several=True)
        return self._connection.execute(statement, given or None)

    def _run(self, prepared: Prepared, bound: Any, *, several: bool) -> Rows:
        if not self._connection.in_transaction():
            self._connection.begin()
        if self._driver is None:
            self._driver = self._connection.connection.driver_connection
        cursor = self._driver.cursor()
        try:
            (cursor.executemany if several else cursor.execute)(prepared.text, bound)
            return Rows(prepared, cursor)
        except self.dialect.loaded_dbapi.Error as error:
            raise as_ours(error) from error


def _prepare(statement: Executable, names: tuple[str, ...], dialect: Dialect) -> Prepared | None:
    compiled: Any = cast(ClauseElement, statement).compile(dialect=dialect, column_keys=list(names))
    if compiled.literal_execute_params or any(bind.expanding for bind in compiled.bind_names):
        return None
    types = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    writers = {name: kind.bind_processor(dialect) for name, kind in types.items()}
    columns = list(getattr(statement, "exported_columns", ()))
    readers = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    row: Any = namedtuple("Row", [str(column.key) for column in columns], rename=True) if columns else None
    return Prepared(
        text=str(compiled),
        places=tuple(compiled.positiontup or ()) if compiled.positional else None,
        constants={name: value for name, value in compiled.params.items() if name not in names},
        writers=tuple((name, write) for name, write in writers.items() if write is not None),
        readers=tuple((place, read) for place, read in enumerate(readers) if read is not None),
        make_row=row._make if row else None,
    )
