"""The organizer's own words: how she has posts of a kind worded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Steps say what the columns were at their time: they don't use the types of today's tables.
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "own_wordings",
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name="fk_own_wordings_organizer_id"),
        sa.PrimaryKeyConstraint("organizer_id", "kind", "number", name="pk_own_wordings"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("own_wordings")
