"""What has to be kept for peace in a group: who asked for silence, and why a post is held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Steps say what the columns were at their time: they don't use the types of today's tables.
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
_IS_HELD = sa.text("state = 'waiting' AND held IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "peace",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("muted_until", TIME, nullable=True),
        sa.Column("noisy_until", TIME, nullable=True),
        sa.Column("quarrel_until", TIME, nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_peace_group_id"),
        sa.PrimaryKeyConstraint("group_id", name="pk_peace"),
        sqlite_with_rowid=False,
    )
    op.add_column("outbox", sa.Column("held", sa.Text(), nullable=True))
    op.create_index("ix_outbox_held", "outbox", ["place"], sqlite_where=_IS_HELD, postgresql_where=_IS_HELD)
    op.create_index("ix_schedules_group_due", "schedules", ["group_id", "next_due"])


def downgrade() -> None:
    op.drop_index("ix_schedules_group_due", "schedules")
    op.drop_index("ix_outbox_held", "outbox")
    op.drop_column("outbox", "held")
    op.drop_table("peace")
