"""Which version do the tables have, and how are they brought up to date?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from models.store.engine import be_alone

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest revision, written here so that a start need not load Alembic to see that nothing is to be done.
HEAD = "0007"


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; an empty database gets them all. One transaction: all of it or nothing."""
    with engine.connect() as connection:
        if current_revision(connection) == HEAD:
            return
        connection.rollback()
        with connection.begin():
            # Of two processes that start together one does it, and the other finds it done.
            be_alone(connection)
            _upgrade(connection)


def current_revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def alembic_config(connection: Connection) -> Config:
    """Alembic, told to use this connection and the scripts in this package."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415

    command.upgrade(alembic_config(connection), "head")
