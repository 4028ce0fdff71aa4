"""Do the steps lead to the tables that the code knows, back again, and nowhere when there is nothing to do?"""

from __future__ import annotations

import json

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, column, event, insert, inspect, select, table, text

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


_ORDERS = table("orders", *(column(name) for name in ("group_buy_id", "id", "organizer_id", "member_id", "delivery")))
_LEDGER = table(
    "ledger", *(column(name) for name in ("group_buy_id", "seq", "organizer_id", "kind", "order_id", "at", "body"))
)
_AT = "'2026-03-04 01:30:00+00:00'"
_BUY = "INSERT INTO group_buys (id, organizer_id, title, stage, pickup_place, version, revision)"


def test_how_orders_are_to_come_is_taken_over_from_the_ledger(engine: Engine) -> None:
    told = (
        ("o1", "order_opened", "door"),
        ("o1", "order_described", "pickup"),
        ("o2", "order_opened", "door"),
        ("o3", "order_opened", None),
    )
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0003")
        connection.execute(text("INSERT INTO organizers (id, person_id) VALUES ('li', 'p')"))
        connection.execute(text(f"{_BUY} VALUES ('b', 'li', '', 'open', '', 4, 'r')"))
        for seq, (order, kind, delivery) in enumerate(told, 1):
            if kind == "order_opened":
                row = {"group_buy_id": "b", "id": order, "organizer_id": "li", "member_id": "m"}
                connection.execute(insert(_ORDERS).values(row))
            event = {"group_buy_id": "b", "seq": seq, "organizer_id": "li", "kind": kind, "order_id": order}
            body = json.dumps({"delivery": delivery})
            connection.execute(insert(_LEDGER).values({**event, "at": text(_AT), "body": body}))
    migrate(engine)
    with engine.connect() as connection:
        found = connection.execute(select(_ORDERS.c.id, _ORDERS.c.delivery).order_by(_ORDERS.c.id)).all()
    assert [tuple(row) for row in found] == [("o1", "pickup"), ("o2", "door"), ("o3", None)]
