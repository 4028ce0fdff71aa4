"""What documents go by: how an order is to come to its owner, and who is to be printed for in large letters."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LEDGER = sa.table(
    "ledger", sa.column("group_buy_id"), sa.column("seq"), sa.column("kind"), sa.column("order_id"), sa.column("body")
)
_ORDERS = sa.table("orders", sa.column("group_buy_id"), sa.column("id"), sa.column("delivery"))
_TELLING = ("order_opened", "order_described")


def upgrade() -> None:
    op.add_column("orders", sa.Column("delivery", sa.Text(), nullable=True))
    op.add_column("households", sa.Column("large_print", sa.Boolean(), nullable=False, server_default=sa.false()))
    _take_over_deliveries()


def _take_over_deliveries() -> None:
    """What the ledger says of the orders that stand already; the last word on each counts."""
    connection = op.get_bind()
    told = connection.execute(
        sa.select(_LEDGER.c.group_buy_id, _LEDGER.c.order_id, _LEDGER.c.body)
        .where(_LEDGER.c.kind.in_(_TELLING))
        .order_by(_LEDGER.c.group_buy_id, _LEDGER.c.seq)
    )
    last = {(row.group_buy_id, row.order_id): json.loads(row.body).get("delivery") for row in told}
    for (group_buy, order), delivery in last.items():
        if delivery is not None:
            theirs = sa.and_(_ORDERS.c.group_buy_id == group_buy, _ORDERS.c.id == order)
            connection.execute(sa.update(_ORDERS).where(theirs).values(delivery=delivery))


def downgrade() -> None:
    op.drop_column("households", "large_print")
    op.drop_column("orders", "delivery")
