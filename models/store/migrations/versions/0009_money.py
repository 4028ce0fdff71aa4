"""Money: accounts of households as postings that balance, payments that were told, and claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Steps say what the columns were at their time: they don't use the types of today's tables.
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def _partial(name: str, table: str, *columns: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    _accounts()
    _told_payments()
    _claims()


def _accounts() -> None:
    op.create_table(
        "postings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("cause_index", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("group_buy_id", sa.Text(), nullable=True),
        sa.Column("reverses", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name="fk_postings_organizer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_postings_cause", "postings", ["organizer_id", "cause", "cause_index"], unique=True)
    op.create_index("ix_postings_at", "postings", ["organizer_id", "at"])
    op.create_index("ix_postings_group_buy", "postings", ["group_buy_id", "kind"])
    op.create_table(
        "entries",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_entries_posting_id"),
        sa.PrimaryKeyConstraint("posting_id", "number", name="pk_entries"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entries_household", "entries", ["organizer_id", "household_id", "posting_id"])
    op.create_table(
        "balances",
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("owed_fen", sa.BigInteger(), nullable=False),
        sa.Column("refund_due_fen", sa.BigInteger(), nullable=False),
        sa.Column("dunned_at", TIME, nullable=True),
        sa.Column("duns", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organizer_id", "household_id", name="pk_balances"),
        sqlite_with_rowid=False,
    )
    _partial("ix_balances_owing", "balances", "organizer_id", "owed_fen", where="owed_fen > 0")
    _partial("ix_balances_due", "balances", "organizer_id", "refund_due_fen", where="refund_due_fen < 0")
    op.create_table(
        "charged_books",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_buy_id"], ["group_buys.id"], name="fk_charged_books_group_buy_id"),
        sa.PrimaryKeyConstraint("group_buy_id", name="pk_charged_books"),
        sqlite_with_rowid=False,
    )


def _told_payments() -> None:
    op.create_table(
        "told_payments",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=True),
        sa.Column("tip_fen", sa.BigInteger(), nullable=False),
        sa.Column("payer_token", sa.Text(), nullable=True),
        sa.Column("picture_id", sa.Text(), nullable=True),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_told_payments"),
        sqlite_with_rowid=False,
    )
    _partial("ix_told_payments_waiting", "told_payments", "organizer_id", "at", where="state = 'waiting'")
    _partial("ix_told_payments_payer", "told_payments", "organizer_id", "at", where="payer_token is not null")
    op.create_index("ix_told_payments_household", "told_payments", ["organizer_id", "household_id", "state"])
    op.create_index("ix_told_payments_at", "told_payments", ["at"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sqlite_with_rowid=False,
    )
    _partial("ix_claims_open", "claims", "organizer_id", "at", where="state = 'open'")
    op.create_index("ix_claims_organizer", "claims", ["organizer_id", "at"])
    op.create_index("ix_claims_product", "claims", ["group_buy_id", "product_id", "at"])
    op.create_index("ix_claims_household", "claims", ["organizer_id", "household_id", "state"])
    op.create_index("ix_claims_at", "claims", ["at"])


def downgrade() -> None:
    for table in ("claims", "told_payments", "charged_books", "balances", "entries", "postings"):
        op.drop_table(table)
