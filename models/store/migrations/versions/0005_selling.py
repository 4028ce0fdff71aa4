"""What goods are sold by: a minimum, full boxes, suppliers, sold out; and which messages show which product."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("group_buys", sa.Column("full_at", sa.BigInteger()))
    op.add_column("products", sa.Column("minimum", sa.BigInteger()))
    op.add_column("products", sa.Column("per_box", sa.BigInteger()))
    op.add_column("products", sa.Column("supplier", sa.Text(), nullable=False, server_default=""))
    op.add_column("products", sa.Column("off", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "product_posts",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_buy_id"], ["group_buys.id"], name="fk_product_posts_group_buy_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_buy_id", "message_id", name="pk_product_posts"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("product_posts")
    for column in ("off", "supplier", "per_box", "minimum"):
        op.drop_column("products", column)
    op.drop_column("group_buys", "full_at")
