"""Who is who: organizers, their groups with the settings that each has, and the people in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from models.values import GroupId, OrganizerId, PersonId, Role


class AckPolicy(StrEnum):
    """How orders are acknowledged in the group: each one, many at once after a lull, or not at all."""

    EACH = "each"
    BATCH = "batch"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """How one group is run. Defaults: organizer-notes, section 6. Times are wall-clock in ``time_zone``."""

    time_zone: str = "Asia/Shanghai"
    list_at: time | None = time(9, 0)
    cutoff_at: time = time(20, 0)
    reminder_minutes: int = 30
    pickup_at: time | None = time(16, 30)
    pickup_until: time = time(20, 0)
    summary_at: time | None = time(21, 30)
    pickup_place: str = ""
    list_poster: bool = True
    ack_policy: AckPolicy = AckPolicy.BATCH
    ack_lull_seconds: int = 180
    ack_gap_seconds: int = 45 * 60
    ack_most_a_day: int = 4
    ask_wait_seconds: int = 75
    post_gap_seconds: tuple[int, int] = (8, 20)
    after_arrival_only: bool = False
    show_rooms: bool = False
    number_is_house: bool = False
    doubt_above_fen: int = 50_000
    doubt_times_usual: int = 5


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who owns groups. ``person`` is who they are in WeChat; every row of theirs carries ``id``."""

    id: OrganizerId
    name: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class Group:
    """One room of one organizer. ``room_id`` is the channel's own."""

    id: GroupId
    organizer: OrganizerId
    channel: str
    room_id: str
    name: str
    settings: GroupSettings = field(default_factory=GroupSettings)
    kept_notice_said: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in WeChat, as one organizer's bot knows them. ``contact_id`` is the channel's own id, None once
    forgotten; ``nickname`` is the name in the room where it is known, else the person's own."""

    id: PersonId
    organizer: OrganizerId
    channel: str
    contact_id: str | None
    nickname: str
    is_friend: bool
    first_seen: datetime
    role: Role = Role.RESIDENT
