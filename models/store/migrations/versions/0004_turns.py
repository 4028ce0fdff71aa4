"""Posts that wait stand in an index in the order in which they go, all places together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_outbox_turn",
        "outbox",
        ["post_class", "made_at", "id", "not_before", "place"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_turn", table_name="outbox")
