"""What the organizer has marked of a person: goods to the door, and none missing before others'."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MARKS = ("to_door", "spared")


def upgrade() -> None:
    for mark in _MARKS:
        op.add_column("people", sa.Column(mark, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for mark in reversed(_MARKS):
        op.drop_column("people", mark)
