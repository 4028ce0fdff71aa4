"""What does Alembic need to know? The tables, and the connection that it was given (models.store.migrations.run)."""

from __future__ import annotations

from alembic import context

from models.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
