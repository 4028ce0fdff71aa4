"""Who stands in for the organizer: what helpers may do, who decides in her place until when, and a group's rest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Steps say what the columns were at their time: they don't use the types of today's tables.
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
_HELPS = sa.text("helps_with IS NOT NULL")


def upgrade() -> None:
    op.add_column("organizers", sa.Column("deputy_id", sa.Text(), nullable=True))
    op.add_column("organizers", sa.Column("deputy_until", TIME, nullable=True))
    op.add_column("people", sa.Column("helps_with", sa.Text(), nullable=True))
    op.create_index("ix_people_helpers", "people", ["organizer_id"], sqlite_where=_HELPS, postgresql_where=_HELPS)
    op.add_column("peace", sa.Column("resting_until", TIME, nullable=True))
    op.create_index("ix_undos_later", "undos", ["organizer_id", "undone", "at"])
    # A helper is one in all groups of an organizer, and nobody was one before this step.
    op.drop_column("memberships", "role")


def downgrade() -> None:
    op.add_column("memberships", sa.Column("role", sa.Text(), nullable=False, server_default="resident"))
    op.drop_index("ix_undos_later", "undos")
    op.drop_column("peace", "resting_until")
    op.drop_index("ix_people_helpers", "people")
    op.drop_column("people", "helps_with")
    op.drop_column("organizers", "deputy_until")
    op.drop_column("organizers", "deputy_id")
