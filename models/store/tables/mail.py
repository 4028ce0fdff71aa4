"""In which tables is what was said kept, and what is to be said?"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Text

from models.store.column_types import JsonText, UtcTime
from models.store.tables.declaring import needed, partial, table

chat_log = table(
    "chat_log",
    Column("message_id", Text, primary_key=True),
    needed("organizer_id", Text),
    Column("group_id", Text),
    Column("person_id", Text),
    needed("role", Text),
    needed("kind", Text),
    Column("text_token", Text),
    needed("sent_at", UtcTime),
    # The hour of the group's own day, as it was when this was said.
    needed("hour", Integer),
    needed("by_bot", Boolean),
    needed("acts", JsonText),
    Column("media_path", Text),
    needed("recalled", Boolean),
    Index("ix_chat_log_recent", "group_id", "message_id"),
    Index("ix_chat_log_activity", "group_id", "sent_at", "by_bot", "hour", "person_id"),
    Index("ix_chat_log_person", "person_id", "sent_at"),
    partial("ix_chat_log_media", "sent_at", where="media_path IS NOT NULL"),
    partial("ix_chat_log_named", "sent_at", where="person_id IS NOT NULL"),
)

inbox = table(
    "inbox",
    Column("id", Text, primary_key=True),
    needed("channel", Text),
    needed("account", Text),
    needed("channel_message_id", Text),
    needed("place", Text),
    needed("subject", Text),
    Column("payload_token", Text),
    needed("sent_at", UtcTime),
    needed("received_at", UtcTime),
    needed("state", Text),
    needed("attempts", Integer),
    needed("fault", Text),
    Column("closed_at", UtcTime),
    Index("ix_inbox_channel_message", "channel", "channel_message_id", unique=True),
    Index("ix_inbox_received", "received_at"),
    partial("ix_inbox_waiting", "id", where="state = 'waiting'"),
    partial("ix_inbox_waiting_place", "place", "id", where="state = 'waiting'"),
    partial("ix_inbox_faults", "id", where="state IN ('failed', 'unreadable')"),
)

outbox = table(
    "outbox",
    Column("id", Text, primary_key=True),
    needed("organizer_id", Text),
    # The group, or else the person: what is in order stands in one column.
    needed("place", Text),
    Column("group_id", Text),
    Column("person_id", Text),
    needed("kind", Text),
    needed("post", Text),
    # Apart from the post, because they are what an amendment changes. References and figures only.
    needed("post_values", Text),
    needed("post_class", Integer),
    Column("merge_key", Text),
    Column("not_before", UtcTime),
    Column("due_id", Text),
    needed("made_at", UtcTime),
    needed("state", Text),
    needed("variant", Integer),
    needed("attempts", Integer),
    Column("fence", BigInteger),
    Column("deadline", UtcTime),
    # When it was last claimed, sent or found unsure: an echo comes soon after.
    Column("spoken_at", UtcTime),
    Column("sent_at", UtcTime),
    Column("channel_message_id", Text),
    Column("echo_key", Text),
    Column("text_token", Text),
    needed("fault", Text),
    # Why it waits beyond its time, where tact holds it.
    Column("held", Text),
    Index("ix_outbox_due_id", "due_id", unique=True),
    Index("ix_outbox_organizer", "organizer_id", "id"),
    Index("ix_outbox_spoken", "place", "spoken_at"),
    partial("ix_outbox_waiting", "place", "post_class", "made_at", where="state = 'waiting'"),
    partial("ix_outbox_turn", "post_class", "made_at", "id", "not_before", "place", where="state = 'waiting'"),
    partial("ix_outbox_later", "not_before", where="state = 'waiting' AND not_before IS NOT NULL"),
    partial("ix_outbox_held", "place", where="state = 'waiting' AND held IS NOT NULL"),
    partial("ix_outbox_sending", "place", "deadline", where="state = 'sending'"),
    partial("ix_outbox_troubled", "organizer_id", "id", where="state IN ('failed', 'unsure')"),
    partial("ix_outbox_channel_message", "channel_message_id", where="channel_message_id IS NOT NULL"),
)
