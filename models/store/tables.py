"""Which tables are there? Every organizer's rows carry the organizer; what is personal stands behind tokens."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.sql.schema import SchemaItem

from models.store.column_types import DayText, ExactQuantity, JsonText, UtcTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> Table:
    """On SQLite the rows stand in the tree of their key: a row is written in one place, not in two."""
    return Table(name, metadata, *parts, sqlite_with_rowid=False)


def _needed(name: str, kind: type) -> Column[object]:
    return Column(name, kind, nullable=False)


def _partial(name: str, *columns: str, where: str) -> Index:
    """An index of a few rows only, so that what waits is found at once however long the history is."""
    condition: TextClause = text(where)
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


organizers = _table(
    "organizers",
    Column("id", Text, primary_key=True),
    _needed("person_id", Text),
    Column("name_token", Text),
    Index("ix_organizers_person", "person_id"),
)

groups = _table(
    "groups",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    _needed("channel", Text),
    _needed("room_id", Text),
    _needed("name", Text),
    # What differs from the defaults only: a default that we improve reaches every group that kept it.
    _needed("settings", Text),
    _needed("kept_notice_said", Boolean),
    # Another one whenever a member's name changes: whoever knows it need not read the names again.
    _needed("names_revision", Text),
    Index("ix_groups_room", "channel", "room_id", unique=True),
    Index("ix_groups_organizer", "organizer_id"),
)

peace = _table(
    "peace",
    # Who asked for silence in a group, and until when; and the mode in which the organizer put it.
    Column("group_id", Text, ForeignKey("groups.id"), primary_key=True),
    _needed("organizer_id", Text),
    Column("mode", Text),
    Column("muted_until", UtcTime),
    Column("noisy_until", UtcTime),
    Column("quarrel_until", UtcTime),
)

people = _table(
    "people",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    _needed("channel", Text),
    # The same contact, whichever organizer knows it: its payloads in the inbox are sealed by this.
    _needed("subject", Text),
    Column("contact_token", Text),
    Column("nickname_token", Text),
    _needed("named_in_room", Boolean),
    _needed("is_friend", Boolean),
    _needed("first_seen", UtcTime),
    Column("household_id", Text, ForeignKey("households.id")),
    Index("ix_people_subject", "subject"),
    Index("ix_people_organizer", "organizer_id"),
)

memberships = _table(
    "memberships",
    Column("group_id", Text, ForeignKey("groups.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    _needed("organizer_id", Text),
    Column("nickname_token", Text),
    _needed("role", Text),
    _needed("joined_at", UtcTime),
    Column("left_at", UtcTime),
    Index("ix_memberships_person", "person_id"),
)

households = _table(
    "households",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    Column("address_token", Text),
    _needed("made_at", UtcTime),
    Index("ix_households_organizer", "organizer_id"),
)

group_buys = _table(
    "group_buys",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    _needed("title", Text),
    _needed("stage", Text),
    Column("opens_at", UtcTime),
    Column("opened_at", UtcTime),
    Column("closes_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("arrives_at", UtcTime),
    # Either the moment above or only the day is known.
    Column("arrives_on", DayText),
    Column("arrived_at", UtcTime),
    _needed("pickup_place", Text),
    # So many sale units, over all goods, close it.
    Column("full_at", ExactQuantity),
    Column("created_at", UtcTime),
    # How many events its ledger holds.
    _needed("version", BigInteger),
    # Another one with each change of the list, so that a list once read need not be read again.
    _needed("revision", Text),
    Index("ix_group_buys_organizer", "organizer_id", "created_at"),
)

group_buy_groups = _table(
    "group_buy_groups",
    Column("group_buy_id", Text, ForeignKey("group_buys.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", Text, primary_key=True),
    _needed("organizer_id", Text),
    _needed("position", Integer),
    _needed("live", Boolean),
    Column("created_at", UtcTime),
    Index("ix_group_buy_groups_live", "group_id", "live", "created_at"),
    Index("ix_group_buy_groups_created", "group_id", "created_at"),
)

products = _table(
    "products",
    Column("group_buy_id", Text, ForeignKey("group_buys.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    _needed("organizer_id", Text),
    _needed("position", Integer),
    _needed("number", Text),
    _needed("name", Text),
    _needed("unit", Text),
    Column("price_fen", BigInteger),
    _needed("aliases", JsonText),
    Column("measure", Text),
    _needed("loose", Boolean),
    Column("stock", ExactQuantity),
    Column("limit_each", ExactQuantity),
    Column("cost_fen", BigInteger),
    Column("minimum", ExactQuantity),
    Column("per_box", ExactQuantity),
    # As she calls them, for her lists alone.
    _needed("supplier", Text),
    _needed("off", Boolean),
)

product_posts = _table(
    "product_posts",
    # A picture of hers, or the words beside it, by which a product is meant where it is quoted.
    Column("group_buy_id", Text, ForeignKey("group_buys.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", Text, primary_key=True),
    _needed("organizer_id", Text),
    _needed("product_id", Text),
)

ledger = _table(
    "ledger",
    Column("group_buy_id", Text, ForeignKey("group_buys.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _needed("organizer_id", Text),
    _needed("kind", Text),
    Column("order_id", Text),
    Column("person_id", Text),
    Column("message_id", Text),
    _needed("at", UtcTime),
    _needed("body", Text),
    Column("private_token", Text),
    Index("ix_ledger_person", "person_id"),
)

orders = _table(
    "orders",
    # One message may open an order in two group-buys: an order's id is its own within one only.
    Column("group_buy_id", Text, ForeignKey("group_buys.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    _needed("organizer_id", Text),
    _needed("member_id", Text),
    Column("private_token", Text),
    Index("ix_orders_id", "id"),
    Index("ix_orders_member", "member_id"),
)

standing_lines = _table(
    "standing_lines",
    Column("group_buy_id", Text, primary_key=True),
    Column("order_id", Text, primary_key=True),
    Column("product_id", Text, primary_key=True),
    _needed("organizer_id", Text),
    # In the order in which the member came to want them.
    _needed("position", Integer),
    _needed("quantity", ExactQuantity),
    _needed("waiting", ExactQuantity),
    ForeignKeyConstraint(
        ["group_buy_id", "order_id"], ["orders.group_buy_id", "orders.id"], name="fk_standing_lines_order"
    ),
)

chat_log = _table(
    "chat_log",
    Column("message_id", Text, primary_key=True),
    _needed("organizer_id", Text),
    Column("group_id", Text),
    Column("person_id", Text),
    _needed("role", Text),
    _needed("kind", Text),
    Column("text_token", Text),
    _needed("sent_at", UtcTime),
    # The hour of the group's own day, as it was when this was said.
    _needed("hour", Integer),
    _needed("by_bot", Boolean),
    _needed("acts", JsonText),
    Column("media_path", Text),
    _needed("recalled", Boolean),
    Index("ix_chat_log_recent", "group_id", "message_id"),
    Index("ix_chat_log_activity", "group_id", "sent_at", "by_bot", "hour", "person_id"),
    Index("ix_chat_log_person", "person_id", "sent_at"),
    _partial("ix_chat_log_media", "sent_at", where="media_path IS NOT NULL"),
    _partial("ix_chat_log_named", "sent_at", where="person_id IS NOT NULL"),
)

inbox = _table(
    "inbox",
    Column("id", Text, primary_key=True),
    _needed("channel", Text),
    _needed("account", Text),
    _needed("channel_message_id", Text),
    _needed("place", Text),
    _needed("subject", Text),
    Column("payload_token", Text),
    _needed("sent_at", UtcTime),
    _needed("received_at", UtcTime),
    _needed("state", Text),
    _needed("attempts", Integer),
    _needed("fault", Text),
    Column("closed_at", UtcTime),
    Index("ix_inbox_channel_message", "channel", "channel_message_id", unique=True),
    Index("ix_inbox_received", "received_at"),
    _partial("ix_inbox_waiting", "id", where="state = 'waiting'"),
    _partial("ix_inbox_waiting_place", "place", "id", where="state = 'waiting'"),
    _partial("ix_inbox_faults", "id", where="state IN ('failed', 'unreadable')"),
)

outbox = _table(
    "outbox",
    Column("id", Text, primary_key=True),
    _needed("organizer_id", Text),
    # The group, or else the person: what is in order stands in one column.
    _needed("place", Text),
    Column("group_id", Text),
    Column("person_id", Text),
    _needed("kind", Text),
    _needed("post", Text),
    # Apart from the post, because they are what an amendment changes. References and figures only.
    _needed("post_values", Text),
    _needed("post_class", Integer),
    Column("merge_key", Text),
    Column("not_before", UtcTime),
    Column("due_id", Text),
    _needed("made_at", UtcTime),
    _needed("state", Text),
    _needed("variant", Integer),
    _needed("attempts", Integer),
    Column("fence", BigInteger),
    Column("deadline", UtcTime),
    # When it was last claimed, sent or found unsure: an echo comes soon after.
    Column("spoken_at", UtcTime),
    Column("sent_at", UtcTime),
    Column("channel_message_id", Text),
    Column("echo_key", Text),
    Column("text_token", Text),
    _needed("fault", Text),
    # Why it waits beyond its time, where tact holds it.
    Column("held", Text),
    Index("ix_outbox_due_id", "due_id", unique=True),
    Index("ix_outbox_organizer", "organizer_id", "id"),
    Index("ix_outbox_spoken", "place", "spoken_at"),
    _partial("ix_outbox_waiting", "place", "post_class", "made_at", where="state = 'waiting'"),
    _partial("ix_outbox_later", "not_before", where="state = 'waiting' AND not_before IS NOT NULL"),
    _partial("ix_outbox_held", "place", where="state = 'waiting' AND held IS NOT NULL"),
    _partial("ix_outbox_sending", "place", "deadline", where="state = 'sending'"),
    _partial("ix_outbox_troubled", "organizer_id", "id", where="state IN ('failed', 'unsure')"),
    _partial("ix_outbox_channel_message", "channel_message_id", where="channel_message_id IS NOT NULL"),
)

schedules = _table(
    "schedules",
    Column("id", Text, primary_key=True),
    _needed("organizer_id", Text),
    Column("group_id", Text),
    _needed("job", Text),
    _needed("plan", Text),
    _needed("time_zone", Text),
    Column("group_buy_id", Text),
    _needed("active", Boolean),
    Column("next_due", UtcTime),
    Index("ix_schedules_organizer", "organizer_id"),
    Index("ix_schedules_group", "group_id"),
    Index("ix_schedules_group_buy", "group_buy_id"),
    Index("ix_schedules_due", "active", "next_due"),
    Index("ix_schedules_group_due", "group_id", "next_due"),
)

firings = _table(
    "firings",
    Column("schedule_id", Text, primary_key=True),
    Column("due_at", UtcTime, primary_key=True),
    _needed("organizer_id", Text),
    _needed("fired_at", UtcTime),
    _needed("state", Text),
    _needed("reason", Text),
)

conversations = _table(
    "conversations",
    Column("person_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    _needed("organizer_id", Text),
    _needed("state_token", Text),
    _needed("expires_at", UtcTime),
    Index("ix_conversations_expires", "expires_at"),
)

undos = _table(
    "undos",
    Column("id", Text, primary_key=True),
    _needed("organizer_id", Text),
    _needed("person_id", Text),
    _needed("at", UtcTime),
    _needed("said_token", Text),
    _needed("undone", Boolean),
    Index("ix_undos_last", "organizer_id", "person_id", "undone", "at"),
)

own_wordings = _table(
    "own_wordings",
    Column("organizer_id", Text, ForeignKey("organizers.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # As she wrote it. Her words to everybody, and nothing personal: gone with her, and with nobody else.
    _needed("source", Text),
    _needed("changed_at", UtcTime),
)

leases = _table(
    "leases",
    Column("account", Text, primary_key=True),
    _needed("holder", Text),
    _needed("fence", BigInteger),
    _needed("expires_at", UtcTime),
)

personal_data = _table(
    "personal_data",
    Column("token", Text, primary_key=True),
    _needed("organizer_id", Text),
    # Whose key seals it: a person, or a contact of a channel (payloads).
    _needed("person_id", Text),
    _needed("kind", Text),
    _needed("ciphertext", LargeBinary),
    _needed("created_at", UtcTime),
    _needed("term", Text),
    Index("ix_personal_data_person", "person_id"),
    Index("ix_personal_data_term", "term", "created_at"),
)

about = _table(
    "about",
    # What is true of the database as a whole: by which keys it is closed.
    Column("name", Text, primary_key=True),
    _needed("value", Text),
)
