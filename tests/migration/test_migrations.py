"""Do the steps lead to the tables that the code knows, back again, and nowhere when there is nothing to do?"""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event, inspect, text

from models.store.migrations import HEAD, migrate
from models.store.migrations.run import alembic_config, current_revision
from models.store.tables import metadata

#: What a start asks of a database that is up to date.
MOST_ASKED = 10


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def _indexes(connection: Connection) -> dict[str, object]:
    """Every index with its condition, which the comparison above doesn't look at."""
    look = inspect(connection)
    return {
        str(index["name"]): (index["column_names"], index["unique"], _condition(index.get("dialect_options")))
        for table in metadata.tables
        for index in look.get_indexes(table)
    }


def _condition(options: object) -> str:
    given = options if isinstance(options, dict) else {}
    return str(given.get("sqlite_where", given.get("postgresql_where", "")))


def test_the_steps_lead_to_the_tables_of_the_code(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert current_revision(connection) == HEAD
        assert _differences(connection) == []
        stepped = _indexes(connection)
        connection.rollback()
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert _indexes(connection) == stepped


def test_the_head_in_the_code_is_the_newest_step(engine: Engine) -> None:
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    assert scripts.get_heads() == [HEAD]


def test_a_second_time_nothing_is_done_but_asked_for(engine: Engine) -> None:
    migrate(engine)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    migrate(engine)
    assert not any(word in statement for statement in statements for word in ("CREATE", "ALTER", "INSERT", "UPDATE"))
    assert len(statements) <= MOST_ASKED


def test_every_step_can_be_taken_back(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    migrate(engine)
    with engine.connect() as connection:
        assert _differences(connection) == []


def test_a_step_that_fails_leaves_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE undos (id TEXT)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"undos"}
