"""How is a table declared? With the names that its constraints get, and the shorter forms of what recurs."""

from __future__ import annotations

from sqlalchemy import Column, Index, MetaData, Table, text
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def table(name: str, *parts: SchemaItem) -> Table:
    """On SQLite the rows stand in the tree of their key: a row is written in one place, not in two."""
    return Table(name, metadata, *parts, sqlite_with_rowid=False)


def needed(name: str, kind: type) -> Column[object]:
    return Column(name, kind, nullable=False)


def partial(name: str, *columns: str, where: str) -> Index:
    """An index of a few rows only, so that what waits is found at once however long the history is."""
    condition: TextClause = text(where)
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)
