"""In which tables is what an organizer set and began kept, and what the clock does of it?"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Text

from models.store.column_types import UtcTime
from models.store.tables.declaring import needed, table

schedules = table(
    "schedules",
    Column("id", Text, primary_key=True),
    needed("organizer_id", Text),
    Column("group_id", Text),
    needed("job", Text),
    needed("plan", Text),
    needed("time_zone", Text),
    Column("group_buy_id", Text),
    needed("active", Boolean),
    Column("next_due", UtcTime),
    Index("ix_schedules_organizer", "organizer_id"),
    Index("ix_schedules_group", "group_id"),
    Index("ix_schedules_group_buy", "group_buy_id"),
    Index("ix_schedules_due", "active", "next_due"),
    Index("ix_schedules_group_due", "group_id", "next_due"),
)

firings = table(
    "firings",
    Column("schedule_id", Text, primary_key=True),
    Column("due_at", UtcTime, primary_key=True),
    needed("organizer_id", Text),
    needed("fired_at", UtcTime),
    needed("state", Text),
    needed("reason", Text),
)

conversations = table(
    "conversations",
    Column("person_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("state_token", Text),
    needed("expires_at", UtcTime),
    Index("ix_conversations_expires", "expires_at"),
)

undos = table(
    "undos",
    Column("id", Text, primary_key=True),
    needed("organizer_id", Text),
    needed("person_id", Text),
    needed("at", UtcTime),
    needed("said_token", Text),
    needed("undone", Boolean),
    Index("ix_undos_last", "organizer_id", "person_id", "undone", "at"),
    Index("ix_undos_later", "organizer_id", "undone", "at"),
)

own_wordings = table(
    "own_wordings",
    Column("organizer_id", Text, ForeignKey("organizers.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # As she wrote it. Her words to everybody, and nothing personal: gone with her, and with nobody else.
    needed("source", Text),
    needed("changed_at", UtcTime),
)

leases = table(
    "leases",
    Column("account", Text, primary_key=True),
    needed("holder", Text),
    needed("fence", BigInteger),
    needed("expires_at", UtcTime),
)
