"""In which tables are organizers, groups and people kept?"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Text, false

from models.store.column_types import UtcTime
from models.store.tables.declaring import needed, table

organizers = table(
    "organizers",
    Column("id", Text, primary_key=True),
    needed("person_id", Text),
    Column("name_token", Text),
    Index("ix_organizers_person", "person_id"),
)

groups = table(
    "groups",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    needed("channel", Text),
    needed("room_id", Text),
    needed("name", Text),
    # What differs from the defaults only: a default that we improve reaches every group that kept it.
    needed("settings", Text),
    needed("kept_notice_said", Boolean),
    # Another one whenever a member's name changes: whoever knows it need not read the names again.
    needed("names_revision", Text),
    Index("ix_groups_room", "channel", "room_id", unique=True),
    Index("ix_groups_organizer", "organizer_id"),
)

peace = table(
    "peace",
    # Who asked for silence in a group, and until when; and the mode in which the organizer put it.
    Column("group_id", Text, ForeignKey("groups.id"), primary_key=True),
    needed("organizer_id", Text),
    Column("mode", Text),
    Column("muted_until", UtcTime),
    Column("noisy_until", UtcTime),
    Column("quarrel_until", UtcTime),
)

people = table(
    "people",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    needed("channel", Text),
    # The same contact, whichever organizer knows it: its payloads in the inbox are sealed by this.
    needed("subject", Text),
    Column("contact_token", Text),
    Column("nickname_token", Text),
    needed("named_in_room", Boolean),
    needed("is_friend", Boolean),
    needed("first_seen", UtcTime),
    Column("household_id", Text, ForeignKey("households.id")),
    # What she has marked: goods go to the door; where they are short, others' are missing first.
    Column("to_door", Boolean, nullable=False, server_default=false()),
    Column("spared", Boolean, nullable=False, server_default=false()),
    Index("ix_people_subject", "subject"),
    Index("ix_people_organizer", "organizer_id"),
)

memberships = table(
    "memberships",
    Column("group_id", Text, ForeignKey("groups.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    needed("organizer_id", Text),
    Column("nickname_token", Text),
    needed("role", Text),
    needed("joined_at", UtcTime),
    Column("left_at", UtcTime),
    Index("ix_memberships_person", "person_id"),
)

households = table(
    "households",
    Column("id", Text, primary_key=True),
    Column("organizer_id", Text, ForeignKey("organizers.id"), nullable=False),
    Column("address_token", Text),
    needed("made_at", UtcTime),
    # What is printed for them is printed large.
    needed("large_print", Boolean),
    Index("ix_households_organizer", "organizer_id"),
)
