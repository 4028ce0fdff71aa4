"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Steps say what the columns were at their time: they don't use the types of today's tables.
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    for create in _TABLES.values():
        create()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _about() -> None:
    op.create_table(
        "about",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_about"),
        sqlite_with_rowid=False,
    )


def _chat_log() -> None:
    op.create_table(
        "chat_log",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text_token", sa.Text(), nullable=True),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("by_bot", sa.Boolean(), nullable=False),
        sa.Column("acts", sa.Text(), nullable=False),
        sa.Column("media_path", sa.Text(), nullable=True),
        sa.Column("recalled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_chat_log"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_chat_log_activity",
        "chat_log",
        ["group_id", "sent_at", "by_bot", "hour", "person_id"],
    )
    _partial_index("ix_chat_log_media", "chat_log", ["sent_at"], "media_path IS NOT NULL")
    _partial_index("ix_chat_log_named", "chat_log", ["sent_at"], "person_id IS NOT NULL")
    op.create_index(
        "ix_chat_log_person",
        "chat_log",
        ["person_id", "sent_at"],
    )
    op.create_index(
        "ix_chat_log_recent",
        "chat_log",
        ["group_id", "message_id"],
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("state_token", sa.Text(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind", name="pk_conversations"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_conversations_expires",
        "conversations",
        ["expires_at"],
    )


def _firings() -> None:
    op.create_table(
        "firings",
        sa.Column("schedule_id", sa.Text(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("fired_at", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("schedule_id", "due_at", name="pk_firings"),
        sqlite_with_rowid=False,
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("channel_message_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload_token", sa.Text(), nullable=True),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("closed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_inbox_channel_message", "inbox", ["channel", "channel_message_id"], unique=True)
    _partial_index("ix_inbox_faults", "inbox", ["id"], "state IN ('failed', 'unreadable')")
    op.create_index(
        "ix_inbox_received",
        "inbox",
        ["received_at"],
    )
    _partial_index("ix_inbox_waiting", "inbox", ["id"], "state = 'waiting'")
    _partial_index("ix_inbox_waiting_place", "inbox", ["place", "id"], "state = 'waiting'")


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_leases"),
        sqlite_with_rowid=False,
    )


def _organizers() -> None:
    op.create_table(
        "organizers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("name_token", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_organizers"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_organizers_person",
        "organizers",
        ["person_id"],
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("post_values", sa.Text(), nullable=False),
        sa.Column("post_class", sa.Integer(), nullable=False),
        sa.Column("merge_key", sa.Text(), nullable=True),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("due_id", sa.Text(), nullable=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=True),
        sa.Column("deadline", TIME, nullable=True),
        sa.Column("spoken_at", TIME, nullable=True),
        sa.Column("sent_at", TIME, nullable=True),
        sa.Column("channel_message_id", sa.Text(), nullable=True),
        sa.Column("echo_key", sa.Text(), nullable=True),
        sa.Column("text_token", sa.Text(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_with_rowid=False,
    )
    _partial_index("ix_outbox_channel_message", "outbox", ["channel_message_id"], "channel_message_id IS NOT NULL")
    op.create_index("ix_outbox_due_id", "outbox", ["due_id"], unique=True)
    _partial_index("ix_outbox_later", "outbox", ["not_before"], "state = 'waiting' AND not_before IS NOT NULL")
    op.create_index(
        "ix_outbox_organizer",
        "outbox",
        ["organizer_id", "id"],
    )
    _partial_index("ix_outbox_sending", "outbox", ["place", "deadline"], "state = 'sending'")
    op.create_index(
        "ix_outbox_spoken",
        "outbox",
        ["place", "spoken_at"],
    )
    _partial_index("ix_outbox_troubled", "outbox", ["organizer_id", "id"], "state IN ('failed', 'unsure')")
    _partial_index("ix_outbox_waiting", "outbox", ["place", "post_class", "made_at"], "state = 'waiting'")


def _personal_data() -> None:
    op.create_table(
        "personal_data",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_personal_data"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_personal_data_person",
        "personal_data",
        ["person_id"],
    )
    op.create_index(
        "ix_personal_data_term",
        "personal_data",
        ["term", "created_at"],
    )


def _schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("group_buy_id", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("next_due", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_schedules_due",
        "schedules",
        ["active", "next_due"],
    )
    op.create_index(
        "ix_schedules_group",
        "schedules",
        ["group_id"],
    )
    op.create_index(
        "ix_schedules_group_buy",
        "schedules",
        ["group_buy_id"],
    )
    op.create_index(
        "ix_schedules_organizer",
        "schedules",
        ["organizer_id"],
    )


def _undos() -> None:
    op.create_table(
        "undos",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("said_token", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_undos"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_undos_last",
        "undos",
        ["organizer_id", "person_id", "undone", "at"],
    )


def _group_buys() -> None:
    op.create_table(
        "group_buys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("opens_at", TIME, nullable=True),
        sa.Column("opened_at", TIME, nullable=True),
        sa.Column("closes_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("arrives_at", TIME, nullable=True),
        sa.Column("arrives_on", sa.Text(), nullable=True),
        sa.Column("arrived_at", TIME, nullable=True),
        sa.Column("pickup_place", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name="fk_group_buys_organizer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_buys"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_buys_organizer",
        "group_buys",
        ["organizer_id", "created_at"],
    )


def _groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("room_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("kept_notice_said", sa.Boolean(), nullable=False),
        sa.Column("names_revision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name="fk_groups_organizer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_groups_organizer",
        "groups",
        ["organizer_id"],
    )
    op.create_index("ix_groups_room", "groups", ["channel", "room_id"], unique=True)


def _households() -> None:
    op.create_table(
        "households",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("address_token", sa.Text(), nullable=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name="fk_households_organizer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_households"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_households_organizer",
        "households",
        ["organizer_id"],
    )


def _group_buy_groups() -> None:
    op.create_table(
        "group_buy_groups",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["group_buy_id"], ["group_buys.id"], name="fk_group_buy_groups_group_buy_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_buy_id", "group_id", name="pk_group_buy_groups"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_buy_groups_created",
        "group_buy_groups",
        ["group_id", "created_at"],
    )
    op.create_index(
        "ix_group_buy_groups_live",
        "group_buy_groups",
        ["group_id", "live", "created_at"],
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("private_token", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["group_buy_id"], ["group_buys.id"], name="fk_ledger_group_buy_id"),
        sa.PrimaryKeyConstraint("group_buy_id", "seq", name="pk_ledger"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_ledger_person",
        "ledger",
        ["person_id"],
    )


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("private_token", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["group_buy_id"], ["group_buys.id"], name="fk_orders_group_buy_id"),
        sa.PrimaryKeyConstraint("group_buy_id", "id", name="pk_orders"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_orders_id",
        "orders",
        ["id"],
    )
    op.create_index(
        "ix_orders_member",
        "orders",
        ["member_id"],
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("contact_token", sa.Text(), nullable=True),
        sa.Column("nickname_token", sa.Text(), nullable=True),
        sa.Column("named_in_room", sa.Boolean(), nullable=False),
        sa.Column("is_friend", sa.Boolean(), nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("household_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name="fk_people_household_id"),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name="fk_people_organizer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_people_organizer",
        "people",
        ["organizer_id"],
    )
    op.create_index(
        "ix_people_subject",
        "people",
        ["subject"],
    )


def _products() -> None:
    op.create_table(
        "products",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("loose", sa.Boolean(), nullable=False),
        sa.Column("stock", sa.BigInteger(), nullable=True),
        sa.Column("limit_each", sa.BigInteger(), nullable=True),
        sa.Column("cost_fen", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_buy_id"], ["group_buys.id"], name="fk_products_group_buy_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_buy_id", "id", name="pk_products"),
        sqlite_with_rowid=False,
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("nickname_token", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.Column("left_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_memberships_group_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_memberships_person_id"),
        sa.PrimaryKeyConstraint("group_id", "person_id", name="pk_memberships"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_memberships_person",
        "memberships",
        ["person_id"],
    )


def _standing_lines() -> None:
    op.create_table(
        "standing_lines",
        sa.Column("group_buy_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("organizer_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("waiting", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_buy_id", "order_id"], ["orders.group_buy_id", "orders.id"], name="fk_standing_lines_order"
        ),
        sa.PrimaryKeyConstraint("group_buy_id", "order_id", "product_id", name="pk_standing_lines"),
        sqlite_with_rowid=False,
    )


#: In the order of their foreign keys.
_TABLES = {
    "about": _about,
    "chat_log": _chat_log,
    "conversations": _conversations,
    "firings": _firings,
    "inbox": _inbox,
    "leases": _leases,
    "organizers": _organizers,
    "outbox": _outbox,
    "personal_data": _personal_data,
    "schedules": _schedules,
    "undos": _undos,
    "group_buys": _group_buys,
    "groups": _groups,
    "households": _households,
    "group_buy_groups": _group_buy_groups,
    "ledger": _ledger,
    "orders": _orders,
    "people": _people,
    "products": _products,
    "memberships": _memberships,
    "standing_lines": _standing_lines,
}
